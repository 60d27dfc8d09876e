"""The pair's page: what is waiting, what is open, what was taken away, and what to do next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.record import offering
from checkin.record.kinds import own_folders, own_start
from checkin.record.unfinished import began_words
from checkin.tui.commands import BACK, LEAVE, Command
from checkin.tui.screens.bank_watch import BankWatch
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.overview import Overview, lines, overview, start_lengths
from checkin.tui.screens.pair_meetings import GO_ON, REOPEN, REVIEW, SHORT, START, WANTED, PairMeetings
from checkin.tui.screens.pair_pages import (
    AGREEMENT,
    HISTORY,
    KINDS,
    LAST,
    NEW,
    OTHERS,
    OWN,
    STEPS,
    THIS,
    PairPages,
)
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.banks.model import Depth
    from checkin.record.kinds import Kind

_SUGGESTED = {
    True: ("Start a meeting", ("Regular check-in, about 45 minutes", "about 20 minutes")),
    False: ("Start the first meeting", ("about 60 minutes", "about 25 minutes")),
}
"""What is suggested to a pair that has met, or not: words kept here so that no bank is read to show them."""
_HEAD_AND_FOOT = 4
_GAPS = 2
_LEAST_TOLD = 4
"""Lines for what there is to know, also where the list of acts must then be moved to be seen whole."""


class PairScreen(PairMeetings, PairPages, BankWatch, ListScreen):
    """One pair, before they start."""

    HELP_PAGE = "start"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *(GO_ON, WANTED, REOPEN, START, SHORT, REVIEW, KINDS, OWN, STEPS, LAST, HISTORY),
        *(AGREEMENT, THIS, OTHERS, NEW),
        BACK,
    )
    seen: Overview | None = None
    shared = ""
    """The unfinished meeting that is shared, empty when there is none."""

    def __init__(
        self, pair: str, wanted: tuple[str, Depth, str | None] | None = None, *, at_once: bool = False
    ) -> None:
        super().__init__()
        self.pair = pair
        self.at_once = at_once
        """Whether the meeting that is wanted begins by itself once the page is there."""
        self.wanted = wanted
        self._trouble = ""
        self._shown_before = False
        self._own: Kind | None = None
        """The bank that a meeting is started with, where it is not the shipped one."""

    # What is shown

    def look(self) -> None:
        """Read the record."""
        try:
            self.seen, self._trouble = overview(self.checkin.desk, self.pair), ""
        except CheckinError as error:
            self.seen, self._trouble = None, str(error)
        self.shared = ""
        if self.seen is not None and self.seen.waiting:
            from checkin.live.shared import shared_meeting

            self.shared = shared_meeting(self.checkin.desk, self.pair)

    def head(self) -> Content:
        """Who with whom."""
        if self.seen is None:
            return styled((self.pair, "bold"))
        met = self.seen.meetings
        since = f" · {met} meeting{'s' if met > 1 else ''}, the last on {self._day(self.seen.last_date)}"
        return styled((self.seen.names, "bold"), (since if met else "", "$quiet"))

    def body(self) -> ComposeResult:
        """What there is to know, and what to do."""
        yield Words(id="told", classes="told")
        yield Menu(self.items())

    def compose(self) -> ComposeResult:
        """As every screen, once the record has been read."""
        self.look()
        yield from super().compose()

    def on_mount(self) -> None:
        """Say what had to be put right in the record, if anything."""
        self._say_notices()
        self.watch_banks()
        self.call_after_refresh(self.banks_changed)
        if self.at_once:
            self.call_after_refresh(self.do_wanted)

    def watched_folders(self) -> tuple[Path, ...]:
        """Those of one's own; what finds the shipped one is not loaded before the first frame."""
        return own_folders(self.checkin.desk)

    def banks_changed(self) -> None:
        """See whether a bank of one's own stands before the one to start with; nobody waits for it."""
        if self.seen is not None:
            self.run_worker(self._look_at_own(), exclusive=True)

    async def _look_at_own(self) -> None:
        own = await asyncio.to_thread(own_start, self.checkin.desk, self.pair)
        if self.is_attached and own != self._own:
            self._own = own
            self.menu.show(self.items())

    def _say_notices(self) -> None:
        if self.seen is not None and self.seen.notices:
            self.notify_line(" ".join(self.seen.notices))

    def on_screen_resume(self) -> None:
        """Something may have been saved since."""
        if self._shown_before:
            self.show_again()
        self._shown_before = True

    def show_again(self) -> None:
        """Read the record again and show it."""
        self.look()
        self.banks_changed()
        self.query_one("#head", Words).say(self.head())
        self.menu.show(self.items())
        self._tell()
        self._say_notices()
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Say as much as there is room for."""
        self._tell(event.size.width, event.size.height)

    def _tell(self, columns: int = 0, rows: int = 0) -> None:
        columns, rows = columns or self.size.width, rows or self.size.height
        room = rows - _HEAD_AND_FOOT - len(self.menu.items) - _GAPS
        told = self.query_one("#told", Words)
        if self.seen is None:
            told.say(self._trouble)
        else:
            told.say(
                lines(self.seen, self.checkin.desk.today(), min(columns - 4, 96), max(room, _LEAST_TOLD))
            )

    def items(self) -> list[Item]:
        """The acts that make sense now, the likeliest first."""
        met = self.seen is None or bool(self.seen.meetings)
        start, length = _SUGGESTED[met]
        if self._own is not None:
            length = start_lengths(self._own, named=met)
        acts = (
            (GO_ON, self._going_on(), "shared: join it" if self.shared else ""),
            *([(WANTED, "Start the one you asked for", self._asked_for())] if self.wanted else []),
            (REOPEN, "Begin again", "everything is kept"),
            (REVIEW, "Look at how you work together", "it is time for one"),
            (START, start, length[0]),
            (SHORT, "Start a short one", length[1]),
            (KINDS, "Another kind of meeting", ""),
            (OWN, "Prepare, or think alone", "one of you"),
            (STEPS, "Say what became of a step", self._count("still open")),
            (HISTORY, "Look back", offering.THREE_WORDS if self.seen and self.seen.three else ""),
            (AGREEMENT, "Agreement", self.seen.agreement if self.seen else ""),
            (THIS, "This pair", ""),
            (OTHERS, "Other pairs, or a new one", ""),
            *([] if self.seen else [(LEAVE, "Leave", "")]),
        )
        return [
            Item(command.id, words, command.letter, detail)
            for command, words, detail in acts
            if self.can(command)
        ]

    def _count(self, words: str) -> str:
        many = len(self.seen.steps) if self.seen else 0
        return f"{many} {words}" if many else ""

    def _going_on(self) -> str:
        if self.seen is None or not self.seen.waiting:
            return ""
        if len(self.seen.waiting) > 1:
            return f"Go on with one of {len(self.seen.waiting)} meetings that are not finished"
        meeting = self.seen.waiting[0]
        return f"Go on with the meeting of {began_words(meeting, self.checkin.desk.today())}, {meeting.title}"

    def can(self, command: Command) -> bool:
        """What a record that can't be read, a pair that has not met, a list that is empty leave to do."""
        seen = self.seen
        if command is WANTED:
            return seen is not None and self.wanted is not None
        if command in (START, SHORT, KINDS):
            return seen is not None and not seen.closed
        if command is REOPEN:
            return seen is not None and bool(seen.standing)
        if command is REVIEW:
            return seen is not None and seen.review
        if command in (OWN, AGREEMENT, THIS):
            return seen is not None
        if command is GO_ON:
            return seen is not None and bool(seen.waiting)
        if command is STEPS:
            return seen is not None and bool(seen.steps)
        if command in (LAST, HISTORY):
            return seen is not None and bool(seen.meetings)
        return super().can(command)

    def _day(self, iso: str) -> str:
        return show_iso(iso, self.checkin.desk.today())

    def _asked_for(self) -> str:
        return f"{self.wanted[0]}, {self.wanted[1]}" if self.wanted else ""
