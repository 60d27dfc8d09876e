"""Two meetings held against each other: side by side where there is room, else stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.summary.side_by_side import side_by_side
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.sheet import WIDEST, Sheet
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.summary.document import Document

_WIDEST_PAIR = 164
"""Cells of two columns side by side, at most."""


class CompareScreen(ReadingScreen):
    """The earlier of two meetings at the left or above, the later one beside or below it."""

    HELP_PAGE: ClassVar[str] = "looking_back"
    MAY_FIT = True

    def __init__(self, who: str, earlier: Document, later: Document) -> None:
        super().__init__()
        self.who = who
        self.earlier = earlier
        self.later = later

    def head(self) -> Content:
        """Who with whom."""
        return styled((self.who, "bold"), (" · Two meetings", "$quiet"))

    def body(self) -> ComposeResult:
        """The page, wider than usual where the two stand side by side."""
        yield Sheet(self.words(), widest=_WIDEST_PAIR)

    def words(self) -> str:
        """Both."""
        room = min(self.app.size.width - 4, _WIDEST_PAIR)
        text = side_by_side(self.earlier, self.later, room)
        return text if "│" in text else side_by_side(self.earlier, self.later, min(room, WIDEST))

    def on_resize(self, _event: events.Resize) -> None:
        """They are laid out for the width there is."""
        self.call_after_refresh(self.read_again)
