"""Help from elsewhere: the pair's own list of people and places to turn to. Nothing is recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.record.turn_to import TITLE, turn_to
from checkin.tui.commands import BACK, HELP_ELSEWHERE, Command
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from textual.content import Content


class ElsewhereScreen(ReadingScreen):
    """The list, or calm words where there is none yet."""

    HELP_PAGE = "elsewhere"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def head(self) -> Content:
        """What this is."""
        return styled((TITLE, "bold"))

    def words(self) -> str:
        """The list."""
        return turn_to(self.checkin.desk.places)

    def can(self, command: Command) -> bool:
        """This page does not open itself again."""
        return command is not HELP_ELSEWHERE and super().can(command)
