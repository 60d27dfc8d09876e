"""A text to read over the screen it was asked on: what was said so far, the summary just saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from textual.content import Content


class SaidScreen(ReadingScreen):
    """A title and a text."""

    FOR_GUESTS = True
    MAY_FIT = True

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def head(self) -> Content:
        """The title."""
        return styled((self.heading, "bold"))

    def words(self) -> str:
        """The text."""
        return self.text
