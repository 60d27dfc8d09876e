"""Every meeting of a pair, newest first: search what was said, read one, hold two against each other."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.record.searching import Searching
from checkin.summary.document import document_of
from checkin.summary.plain_text import text
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.finding import FIND, FindingScreen
from checkin.tui.screens.overview import name_of, names
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.record.entries import MeetingEntry
    from checkin.record.facts import LedgerData
    from checkin.record.saved import SavedMeeting

_UNBROKEN = 1_000_000
"""Cells of a line that nothing is wrapped in."""

COMPARE = Command(
    "compare",
    "Compare",
    "Mark this meeting; at another one, hold the two against each other.",
    "m",
    footer=True,
)


class HistoryScreen(FindingScreen):
    """The list of meetings. They are found by date, title, and all that was said in them."""

    HELP_PAGE = "looking_back"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (FIND, COMPARE, BACK)
    NOTHING: ClassVar[str] = "No meeting has been saved yet."

    def __init__(self, pair: str, ledger: LedgerData) -> None:
        super().__init__()
        self.pair = pair
        self.ledger = ledger
        self.marked = ""
        """The meeting that another one is to be held against, by its id."""
        self.searching: Searching | None = None

    def head(self) -> Content:
        """Who with whom."""
        who = names(name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor"))
        return styled((who, "bold"), (" · Look back", "$quiet"))

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Number, date, title, minutes, and whether it looks right to both."""
        meetings = self.ledger.meetings
        width = len(str(len(meetings)))

        def line(number: int, one: MeetingEntry) -> str:
            mark = "*" if one.id == self.marked else " "
            return f"{number:>{width}} {mark}{self._day(one.date):<15}  {one.title}"

        return [
            (
                Item(one.id, line(number, one), detail=self._told(one)),
                f"{one.date} {' '.join(one.takeaways.values())}",
            )
            for number, one in zip(range(len(meetings), 0, -1), meetings, strict=True)
        ]

    def matching(self, every: Sequence[tuple[Item, str]]) -> list[Item]:
        """Those in which it was said, with the words around it; by date and title while they are read."""
        if self.searching is None or not self.sought.strip():
            return super().matching(every)
        found = {one.meeting.id: one for one in self.searching.found(self.ledger.meetings, self.sought)}
        unread = [one for one in every if not self._was_read(one[0].id)]
        first = {item.id for item in super().matching(unread)}
        return [
            replace(item, detail=found[item.id].around or item.detail) if item.id in found else item
            for item, _ in every
            if item.id in found or item.id in first
        ]

    def _was_read(self, id: str) -> bool:
        return self.searching is not None and self.searching.has(id)

    def do_find(self) -> None:
        """Begin to search; what was said is read meanwhile, meeting by meeting."""
        super().do_find()
        if self.searching is None:
            self.searching = Searching(self.checkin.desk, self.pair, _said)
            self.run_worker(self._read_all(self.searching))

    async def _read_all(self, searching: Searching) -> None:
        for meeting in self.ledger.meetings:
            await asyncio.to_thread(searching.read, meeting)
            if not self.is_attached:
                return
        self.show_found()

    def on_screen_resume(self) -> None:
        """Somebody may have said that a summary looks right, or have taken a line back."""
        with suppress(CheckinError):
            ledger = self.checkin.desk.ledger(self.pair)
            if ledger != self.ledger:
                self.ledger, self.searching = ledger, None
                self.show_found()
                if self.finding:
                    self.do_find()

    def picked(self, id: str) -> None:
        """Open a meeting's summary."""
        from checkin.tui.screens.reader import ReaderScreen

        meeting = next(one for one in self.ledger.meetings if one.id == id)
        self.app.push_screen(ReaderScreen(self.pair, self.ledger, meeting, self.sought))

    def can(self, command: Command) -> bool:
        """There have to be two to hold them against each other."""
        return len(self.ledger.meetings) > 1 if command is COMPARE else super().can(command)

    def do_compare(self) -> None:
        """Mark the meeting in hand; where another one is marked, show both. Raises `CheckinError`."""
        here = self.menu.here
        if here is None or here.id == self.marked:
            self.marked = ""
            self.show_found()
            return
        if not self.marked:
            self.marked = here.id
            self.show_found()
            self.notify_line("Marked. Go to another meeting and press m, to see both.")
            return
        from checkin.tui.screens.compare import CompareScreen

        ids = sorted((self.marked, here.id), key=self._age)
        earlier, later = (document_of(self.checkin.desk.saved(self.pair, id)) for id in ids)
        self.marked = ""
        self.show_found()
        who = names(name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor"))
        self.app.push_screen(CompareScreen(who, earlier, later))

    def _age(self, id: str) -> int:
        """The place in the order of the record, the oldest first."""
        return -next(at for at, one in enumerate(self.ledger.meetings) if one.id == id)

    def _day(self, iso: str) -> str:
        return show_iso(iso, self.checkin.desk.today())

    def _told(self, meeting: MeetingEntry) -> str:
        minutes = f"{meeting.minutes} min, " if meeting.minutes else ""
        return minutes + self.ledger.looks_right(meeting).removeprefix("looks ")


def _said(saved: SavedMeeting) -> str:
    """All that was said in a meeting, each answer on a line."""
    return text(document_of(saved), _UNBROKEN)
