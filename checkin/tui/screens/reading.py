"""A screen with a page of text to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.tui.commands import BACK, Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult


class ReadingScreen(HouseScreen):
    """Children say what there is to read in `words`."""

    AUTO_FOCUS: ClassVar[str | None] = "Sheet"
    MAY_FIT: ClassVar[bool] = False
    """Whether the text may be so short that there is nothing to read on to, and the keys say so then."""
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    DEFAULT_CSS = "ReadingScreen > Sheet { padding: 1 2 0 2; }"

    @property
    def page(self) -> Sheet:
        """The page."""
        return self.query_one(Sheet)

    def words(self) -> str:
        """The text."""
        return ""

    def body(self) -> ComposeResult:
        """The page."""
        yield Sheet(self.words())

    def read_again(self) -> None:
        """Show the words as they are now and for the width there is, from where one was in them."""
        top = self.page.top
        self.page.read(self.words())
        self.page.move(top)

    def do_back(self) -> None:
        """To the page before."""
        self.app.pop_screen()

    def on_resize(self, _event: events.Resize) -> None:
        """A page that was hidden for want of room can be moved again once there is some."""
        self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        self.show_keys()  # there may be more or less to read on
        if self.focused is None and not self.menu_open and not self.has_class("too-small"):
            self.page.focus()

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """How to read on, and this screen's keys."""
        if self.page.more or not self.MAY_FIT:
            yield "PgDn", "read on"
        yield from super().footer_keys()
