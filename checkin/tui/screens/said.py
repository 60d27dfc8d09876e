"""Something to read over the screen it was asked on: what was said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from checkin.tui.commands import Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class SaidScreen(HouseScreen):
    """A title and a text that scrolls."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "close", "Back", "Back to where you were.", "b", ("escape", "enter"), footer=True, label="back"
        ),
        Command(
            "down", "Read on", "A page further.", "", ("pagedown", "space"), footer=True, label="read on"
        ),
        Command("up", "Read back", "A page back.", "", ("pageup",)),
        Command("line-down", "A line down", "A line further.", "j", ("down",)),
        Command("line-up", "A line up", "A line back.", "k", ("up",)),
    )

    DEFAULT_CSS = "SaidScreen > #text { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }"

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.title_text = title
        self.text = text

    def head(self) -> Content:
        """The title."""
        return styled((self.title_text, "bold"))

    def body(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(id="text", can_focus=False):
            yield Words(self.text)

    def do_close(self) -> None:
        """Back."""
        self.app.pop_screen()

    def do_down(self) -> None:
        """A page further."""
        self._scroll(self.query_one("#text").size.height - 1)

    def do_up(self) -> None:
        """A page back."""
        self._scroll(1 - self.query_one("#text").size.height)

    def do_line_down(self) -> None:
        """A line further."""
        self._scroll(1)

    def do_line_up(self) -> None:
        """A line back."""
        self._scroll(-1)

    def _scroll(self, lines: int) -> None:
        self.query_one("#text").scroll_relative(y=lines, animate=False)
