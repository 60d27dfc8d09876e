"""Every meeting of a pair, newest first; Enter opens what was written down."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.tui.screens.finding import FindingScreen
from checkin.tui.screens.overview import name_of, names
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.record.facts import LedgerData, MeetingEntry


class HistoryScreen(FindingScreen):
    """The list of meetings. They are found by date, title and what was taken away."""

    HELP_PAGE = "data"
    NOTHING: ClassVar[str] = "No meeting has been saved yet."

    def __init__(self, pair: str, ledger: LedgerData) -> None:
        super().__init__()
        self.pair = pair
        self.ledger = ledger

    def head(self) -> Content:
        """Who with whom."""
        who = names(name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor"))
        return styled((who, "bold"), (" · Look back", "$quiet"))

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Number, date, title, minutes, and whether it looks right to both."""
        meetings = self.ledger.meetings
        width = len(str(len(meetings)))

        def line(number: int, one: MeetingEntry) -> str:
            return f"{number:>{width}}  {self._day(one.date):<15}  {one.title}"

        return [
            (
                Item(one.id, line(number, one), detail=self._told(one)),
                f"{one.date} {' '.join(one.takeaways.values())}",
            )
            for number, one in zip(range(len(meetings), 0, -1), meetings, strict=True)
        ]

    def on_screen_resume(self) -> None:
        """Somebody may have said that a summary looks right."""
        with suppress(CheckinError):
            ledger = self.checkin.desk.ledger(self.pair)
            if ledger != self.ledger:
                self.ledger = ledger
                self.show_found()

    def picked(self, id: str) -> None:
        """Open a meeting's summary."""
        from checkin.tui.screens.reader import ReaderScreen

        meeting = next(one for one in self.ledger.meetings if one.id == id)
        self.app.push_screen(ReaderScreen(self.pair, self.ledger, meeting))

    def _day(self, iso: str) -> str:
        return show_iso(iso, self.checkin.desk.today())

    def _told(self, meeting: MeetingEntry) -> str:
        minutes = f"{meeting.minutes} min, " if meeting.minutes else ""
        return minutes + self.ledger.looks_right(meeting).removeprefix("looks ")
