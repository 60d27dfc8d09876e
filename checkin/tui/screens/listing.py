"""A screen with a list in it: what is picked is one of the screen's commands, or a thing it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.tui.commands import BACK, LEAVE, PALETTE, Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events


class ListScreen(HouseScreen):
    """Children yield a `Menu` in their body and write `picked` for lines that are not commands."""

    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    DEFAULT_CSS = """
    ListScreen > .told { height: auto; padding: 1 2 0 2; }
    ListScreen > Menu { margin: 1 0 0 0; }
    """

    @property
    def menu(self) -> Menu:
        """The list."""
        return self.query_one(Menu)

    def picked(self, id: str) -> None:
        """Open what was picked. Raises `CheckinError`."""

    def can(self, command: Command) -> bool:
        """There is a way back wherever something was opened from."""
        return command.id != BACK.id or self.app.screen_stack[0] is not self

    def do_back(self) -> None:
        """To the page before."""
        self.app.pop_screen()

    async def on_menu_picked(self, event: Menu.Picked) -> None:
        """Do the command a line stands for, else open the line; an error becomes a notice."""
        event.stop()
        command = next((one for one in self.commands() if one.id == event.id), None)
        if command is not None:
            await self.run(command)
            return
        self.notify_line("")
        try:
            self.picked(event.id)
        except CheckinError as error:
            self.notify_line(str(error))

    def on_resize(self, _event: events.Resize) -> None:
        """A list that was hidden for want of room can be used again once there is some."""
        self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.focused is None and not self.menu_open and not self.has_class("too-small"):
            self.menu.focus()

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """What Enter does, this screen's keys, and the way out."""
        yield "Enter", "choose"
        yield from super().footer_keys()
        yield PALETTE.letter, "all commands"
        yield LEAVE.letter, "leave"
