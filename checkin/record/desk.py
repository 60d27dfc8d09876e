"""The desk: what an interface asks of the record. Pairs, their meetings, open and saved, and their steps.

It knows no interface. The full-screen app, the linear mode and the command line all sit at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.ground.clock import Clock, SystemClock, stamp
from checkin.ground.errors import NotFound
from checkin.ground.ids import Ids, is_ulid, match_ending
from checkin.ground.places import Places, check_writable, find_places
from checkin.ground.text import clean_line
from checkin.record import pairs
from checkin.record.ledger import Ledger
from checkin.record.unfinished import Unfinished, unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from checkin.banks.library import Library
    from checkin.banks.model import Bank, Depth
    from checkin.record.facts import LedgerData, StepEntry
    from checkin.record.lock import Lock
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.pairs import PairEntry
    from checkin.record.saved import Render, SavedMeeting

REGULAR = "regular"
FIRST_MEETING = "first_meeting"


@dataclass
class Desk:
    """Where the data is, what the time is, where ids come from; and everything done with them.

    `bank_folders` are the folders given with `--banks`, looked in first.
    """

    places: Places
    environ: Mapping[str, str] = field(default_factory=dict)
    bank_folders: tuple[Path, ...] = ()
    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=Ids)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], bank_folders: tuple[Path, ...] = ()) -> Desk:
        """The desk of this account, by `CHECKIN_HOME` and `CHECKIN_BANKS`. Raises `CannotDo`."""
        return cls(find_places(environ), environ, bank_folders)

    def today(self) -> date:
        """The local date."""
        return self.clock.now().date()

    def library(self) -> Library:
        """The question banks in reach: given, from the environment, one's own, shipped."""
        from checkin.banks.library import Library, search_folders

        return Library(search_folders(self.bank_folders, self.environ, self.places.banks))

    # Pairs

    def pairs(self) -> list[PairEntry]:
        """Every pair, the one met last first. A broken record is listed with its problem."""
        return pairs.list_pairs(self.places)

    def find_pair(self, name: str | None) -> str:
        """The pair a person means, by id or by somebody's name; the only one when `name` is None.

        Raises `NotFound` or `WrongInput`, with the nearest name or the names there are.
        """
        return pairs.find_pair(self.places, name)

    def create_pair(self, mentor: str, mentee: str, slug: str | None = None) -> str:
        """Make a new pair and return its id. Raises `WrongInput` or `CannotDo`."""
        return pairs.create_pair(self.places, mentor, mentee, slug, self.ids, self.clock)

    def ledger(self, pair: str) -> LedgerData:
        """What is on record about a pair. Raises `CannotDo`."""
        data = Ledger.read(self.places.pair(pair))
        # New facts come after those on record, whatever the clock says.
        self.ids.seen(data.newest_id)
        return data

    # Meetings

    def suggested_bank(self, pair: str) -> str:
        """The bank to start with: the first meeting's when they have not met yet, else the regular one."""
        return REGULAR if self.ledger(pair).meetings else FIRST_MEETING

    def begin(self, pair: str, bank_id: str = REGULAR, depth: Depth = "full") -> OpenMeeting:
        """Start a meeting and open its journal.

        Raises `CannotDo`, `NotFound` (no such bank), `WrongInput` (a broken one), `HeldByOther`.
        """
        from checkin.record.journal import Journal
        from checkin.record.open_meeting import OpenMeeting, journal_header
        from checkin.record.starting import new_start

        check_writable(self.places)
        bank = self.bank(bank_id)
        lock = self._meeting_lock(pair)
        try:
            start = new_start(self.places, pair, self.ledger(pair), bank, depth, self.ids, self.clock)
            journal = Journal.create(self.places.open_meeting(pair, start.id), journal_header(start))
            return OpenMeeting(start, journal, lock, self.ids, self.clock)
        except BaseException:
            lock.release()
            raise

    def bank(self, bank_id: str) -> Bank:
        """A bank that can be used. Raises `NotFound`, or `WrongInput` with its first problem."""
        bank = self.library().find(bank_id).bank
        if bank is None:  # pragma: no cover - the library raises for a broken bank
            raise NotFound(f"The bank {bank_id} can't be used.")
        return bank

    def unfinished(self, pair: str) -> tuple[Unfinished, ...]:
        """The pair's meetings that were broken off, the latest first."""
        found = unfinished(self.places, pair)
        on_record = {meeting.id for meeting in self.ledger(pair).meetings} if found else set()
        return tuple(one for one in found if one.id not in on_record or not self._swept(one))

    def _swept(self, one: Unfinished) -> bool:
        """Remove the journal of a meeting that was saved, if nothing in it is missing from the record."""
        from shutil import rmtree

        from checkin.record.starting import leftover

        if not leftover(self.places, one.pair, one.id):
            return False
        rmtree(self.places.open_meeting(one.pair, one.id), ignore_errors=True)
        return True

    def resume(self, pair: str, meeting: str | None = None) -> OpenMeeting:
        """Go on with an unfinished meeting: the one with this id, or the latest.

        Raises `NotFound` when there is none, `HeldByOther` when it is open elsewhere, `CannotDo` when
        its journal can't be read. `damage` of what is returned says what a damaged journal cost.
        """
        from checkin.record.starting import reopen

        lock = self._meeting_lock(pair)
        try:
            chosen = self._chosen(pair, meeting)
            return reopen(self.places, pair, chosen, self.ledger(pair), lock, self.ids, self.clock)
        except BaseException:
            lock.release()
            raise

    def _chosen(self, pair: str, meeting: str | None) -> str:
        """The id of the unfinished meeting that is meant: by the ending of its id, or the latest."""
        waiting = self.unfinished(pair)
        if not waiting:
            raise NotFound("There is no unfinished meeting.", "Start one with: checkin meet")
        if meeting is None:
            return waiting[0].id
        chosen = match_ending(meeting, [one.id for one in waiting])
        if chosen is None:
            raise NotFound(
                f"There is no unfinished meeting “{clean_line(meeting)}”.",
                "checkin resume goes on with the latest.",
            )
        return chosen

    def save(self, meeting: OpenMeeting, render: Render) -> tuple[SavedMeeting, Path]:
        """End and save a meeting; `render` makes its summary. Returns it and where the summary is.

        Raises `CannotDo`: the meeting stays open and can be saved again.
        """
        from checkin.record.saving import keep

        return keep(self.places, meeting, render, self.ids)

    def saved(self, pair: str, which: str = "last") -> SavedMeeting:
        """A saved meeting: `last`, its number in the history counted from 1, or the ending of its id.

        Raises `NotFound`, or `CannotDo` when its file can't be read.
        """
        from checkin.record.saved import agreed_later, read_saved

        meetings = self.ledger(pair).meetings
        if not meetings:
            raise NotFound("This pair has no saved meeting yet.", "Start one with: checkin meet")
        if which == "last":
            found = meetings[0].id
        elif which.isdecimal() and 1 <= int(which[:9]) <= len(meetings):
            found = meetings[-int(which)].id
        else:
            ending = (
                match_ending(which, [m.id for m in meetings])
                if not which.isdecimal() or is_ulid(which)
                else None
            )
            if ending is None:
                raise NotFound(
                    f"There is no meeting “{clean_line(which)}”.",
                    f"There are {len(meetings)}, numbered from 1; “last” is the newest.",
                )
            found = ending
        saved = read_saved(self.places.meetings(pair) / f"{found}.json")
        # What was said on record after the meeting counts as well.
        return agreed_later(saved, next(one.agreed for one in meetings if one.id == found))

    def agree(self, pair: str, meeting: str, part: str, render: Render) -> SavedMeeting:
        """Put on record that the mentee or the mentor (`part`) says of a summary "looks right to us".

        The summary file is written anew with it. Returns the meeting as it now is. Raises `CannotDo`.
        """
        from checkin.ground.files import write_atomically

        fact = {"id": self.ids.new(), "meeting": meeting, "seat": part, "at": stamp(self.clock.now())}
        Ledger(self.places.pair(pair)).agree(fact)
        saved = self.saved(pair, meeting)
        name = next(one.summary for one in self.ledger(pair).meetings if one.id == meeting)
        write_atomically(self.places.summaries(pair) / name, render(saved).encode())
        return saved

    # Steps

    def account(self, pair: str, step: StepEntry, what: str, note: str = "") -> None:
        """Put the owner's account of a step on record: done, dropped, changed or carried.

        Raises `CannotDo`.
        """
        at = stamp(self.clock.now())
        Ledger(self.places.pair(pair)).account(
            step.id, what, clean_line(note), by=step.owner_seat, at=at, ids=self.ids
        )

    def make_sure_free(self, pair: str) -> None:
        """Raise `HeldByOther` when a meeting of this pair is being held elsewhere."""
        self._meeting_lock(pair).release()

    def _meeting_lock(self, pair: str) -> Lock:
        from checkin.record.lock import Lock

        lock = Lock(self.places.pair(pair) / "meeting.lock", "a meeting of this pair")
        lock.acquire()
        return lock
