"""What keys do on a screen: its commands, by a key of their own or by a letter, and the row that shows both.

Keys come from the screen's command objects. Where somebody types, Esc opens the row of single letters;
elsewhere the letters work by themselves. Alt and a letter is the same as Esc and the letter: slow lines
deliver one as the other.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.tui.commands import EVERYWHERE, Command, key_named
from checkin.tui.widgets.keys_line import KeysLine
from checkin.tui.widgets.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.screen import Screen
    from textual.widget import Widget

    _Base = Screen[None]
else:
    _Base = object  # not a screen itself


class Keyed(_Base):
    """Mixed into every screen of ours. Children name `OWN_COMMANDS` and write the `do_…` methods."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    OTHER_LETTERS: ClassVar[frozenset[str]] = frozenset()
    """Letters that stand for things on the screen rather than for commands; no command may have one."""

    menu_open = False
    """Whether the row of single letters is open (Esc)."""

    by_letter = False
    """Whether the command being done was called by its letter rather than by a key of its own."""

    _before_menu: Widget | None = None

    @property
    def in_hand(self) -> Widget | None:
        """The field one is in, also while the row of letters is open."""
        return self._before_menu if self.menu_open else self.focused

    def can(self, command: Command) -> bool:
        """Whether a command can be used now; those that can't are not shown."""
        return hasattr(self, command.method)

    def notify_line(self, text: str) -> None:
        """Say something in the line above the keys."""
        raise NotImplementedError

    def commands(self) -> tuple[Command, ...]:
        """This screen's commands that can be used now, its own first."""
        return tuple(command for command in (*self.OWN_COMMANDS, *EVERYWHERE) if self.can(command))

    def key_for(self, id: str, otherwise: str = "") -> str:
        """How the key of an act is written in this screen's footer; `otherwise` where there is none."""
        found = next((one for one in (*self.OWN_COMMANDS, *EVERYWHERE) if one.id == id), None)
        return (found.key if found else "") or otherwise

    async def run(self, command: Command, *, by_letter: bool = False) -> None:
        """Do a command; an error that a person can act on becomes a notice."""
        self.by_letter = by_letter
        self.close_menu()
        self.notify_line("")
        try:
            result = getattr(self, command.method)()
            if inspect.isawaitable(result):
                await result
        except CheckinError as error:
            self.notify_line(str(error))
        self.show_keys()

    def open_menu(self) -> None:
        """Leave the field for the row of single letters."""
        if not self.menu_open:
            self.menu_open = True
            self._before_menu = self.focused
            self.set_focus(None)
            self.show_keys()

    def close_menu(self) -> None:
        """Back to the field."""
        if self.menu_open:
            self.menu_open = False
            if self._before_menu is not None and self._before_menu.is_attached and self.focused is None:
                self.set_focus(self._before_menu, scroll_visible=False)
            self._before_menu = None
            self.show_keys()

    async def press(self, event: events.Key) -> None:
        """Do what a key means here: a command, or the row of letters."""
        command = self._command_of(event)
        if command is not None:
            event.stop()
            event.prevent_default()
            await self.run(command, by_letter=event.key not in command.keys)
        elif event.key == "escape":
            event.stop()
            if self.menu_open:
                self.close_menu()
            else:
                await self.escape()
        elif self.menu_open and event.is_printable:
            event.stop()
            self.close_menu()

    async def escape(self) -> None:
        """Esc: the row of letters; screens without fields go back instead."""
        self.open_menu()

    def _command_of(self, event: events.Key) -> Command | None:
        key = event.key
        for command in self.commands():
            if key in command.keys:
                return command
        letter = ""
        if key.startswith("alt+") and len(key) == len("alt+x"):
            letter = key[-1]
        elif key == "alt+question_mark":
            letter = "?"
        elif event.character and (self.menu_open or not self.typing):
            letter = event.character
        if not letter:
            return None
        return next((command for command in self.commands() if command.letter == letter), None)

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        return isinstance(self.focused, Stop) and self.focused.takes_text

    def show_keys(self) -> None:
        """The footer: what can be done now, or the row of letters while it is open."""
        if not self.is_mounted:
            return
        keys = list(self._letters()) if self.menu_open else list(self.footer_keys())
        self.query_one(KeysLine).show(keys, self.size.width - 2, on_several=self.menu_open)

    def _letters(self) -> Iterable[tuple[str, str]]:
        """The row of single letters, each named, if it takes another line."""
        for command in self.commands():
            if command.letter:
                yield command.letter, command.label or command.name.lower()
        before = self._before_menu
        text = self.typing or (isinstance(before, Stop) and before.takes_text)
        yield "Esc", "back to the text" if text else "back"

    async def on_keys_line_pressed(self, event: KeysLine.Pressed) -> None:
        """A key pressed with the mouse is that key."""
        event.stop()
        command = next((one for one in self.commands() if one.letter == event.key), None)
        if command is not None:
            await self.run(command, by_letter=True)
        else:
            self.app.simulate_key(key_named(event.key))

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """Keys and labels of the footer while nobody is in the row of letters."""
        for command in self.commands():
            if command.footer:
                yield command.short, command.label or command.name.lower()

    async def action_run(self, command_id: str) -> None:
        """Do a command by its id, as the palette does."""
        command = next((one for one in self.commands() if one.id == command_id), None)
        if command is not None:
            await self.run(command)
