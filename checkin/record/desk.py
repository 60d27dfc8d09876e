"""The desk: what an interface asks of the record. Pairs, their meetings, open and saved, and their steps.

It knows no interface. The full-screen app, the linear mode and the command line all sit at it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checkin.banks.beginning import REGULAR
from checkin.ground.clock import Clock, SystemClock, stamp
from checkin.ground.ids import Ids
from checkin.ground.places import Places, check_writable, find_places
from checkin.ground.text import clean_line
from checkin.record import offering, pairs
from checkin.record.ledger import Ledger
from checkin.record.notices import Notices
from checkin.record.unfinished import Unfinished, meant, to_go_on_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from checkin.banks.library import Library
    from checkin.banks.model import Bank, Depth
    from checkin.record.entries import StepEntry
    from checkin.record.facts import LedgerData
    from checkin.record.lock import Lock
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.pairs import PairEntry
    from checkin.record.saved import Render, SavedMeeting


@dataclass
class Desk:
    """Where the data is, what the time is, where ids come from; and everything done with them.

    `bank_folders` are the folders given with `--banks`, looked in first; `shipped_only` leaves all banks out
    that did not come with the program. `farewell` is said of a meeting that was broken off where the usual
    words, that it is kept and how to go on with it, would not be true; `thrown_away` that the whole folder
    goes when the program ends. `notices` are lines that people should see: whoever takes them says them.
    """

    places: Places
    environ: Mapping[str, str] = field(default_factory=dict)
    bank_folders: tuple[Path, ...] = ()
    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=Ids)
    shipped_only: bool = False
    farewell: str = ""
    thrown_away: bool = False
    notices: Notices = field(default_factory=Notices, init=False, repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], bank_folders: tuple[Path, ...] = ()) -> Desk:
        """The desk of this account, by `CHECKIN_HOME` and `CHECKIN_BANKS`. Raises `CannotDo`."""
        return cls(find_places(environ), environ, bank_folders)

    def today(self) -> date:
        """The local date."""
        return self.clock.now().date()

    def library(self, *, shipped: bool = False) -> Library:
        """The question banks in reach: given, from the environment, one's own, shipped; or `shipped` only."""
        from checkin.banks.folders import search_folders
        from checkin.banks.library import Library

        folders = search_folders(self.bank_folders, self.environ, self.places.banks)
        all_of_them = not (shipped or self.shipped_only)
        looked_in = [folder for folder in folders if all_of_them or folder.origin == "shipped"]
        return Library(looked_in, self.places.kept_banks)

    def over(self, places: Places) -> Desk:
        """The same desk over other folders; what it has to tell is told here."""
        other = replace(self, places=places)
        other.notices = self.notices
        return other

    def joint(self) -> Desk:
        """The desk over what both may read, whichever this is."""
        return self.over(self.places.joint) if self.places.owner else self

    @contextmanager
    def changing(self, pair: str) -> Iterator[Ledger]:
        """The pair's record, to be changed; what had to be put right in it is told, however it ends."""
        ledger = Ledger(self.places.pair(pair))
        try:
            yield ledger
        finally:
            self.notices.tell(ledger.notices)

    # Pairs

    def pairs(self) -> list[PairEntry]:
        """Every pair, the one met last first. A broken record is listed with its problem."""
        from checkin.record.gone import sweep_deleted

        sweep_deleted(self.places)
        listed = pairs.list_pairs(self.places)
        self.notices.tell(notice for pair in listed for notice in pair.notices)
        return listed

    def pair_ids(self) -> list[str]:
        """The ids of all pairs in the order of the alphabet, without reading a record. Raises `CannotDo`."""
        return pairs.pair_ids(self.places)

    def find_pair(self, name: str | None) -> str:
        """The pair a person means, by id or by somebody's name; the only one when `name` is None.

        Raises `NotFound` or `WrongInput`, with the nearest name or the names there are.
        """
        return pairs.find_pair(self.places, name, self.pairs)

    def create_pair(self, mentor: str, mentee: str, slug: str | None = None) -> str:
        """Make a new pair and return its id. Raises `WrongInput` or `CannotDo`."""
        return pairs.create_pair(self.places, mentor, mentee, slug, self.ids, self.clock)

    def ledger(self, pair: str) -> LedgerData:
        """What is on record about a pair. Raises `CannotDo`."""
        data = Ledger.read(self.places.pair(pair))
        # New facts come after those on record, whatever the clock says.
        self.ids.seen(data.newest_id)
        self.notices.tell(data.notices)
        return data

    # Meetings

    def usual_bank(self, pair: str) -> str:
        """The bank to start with, see `offering.usual`."""
        return offering.usual(self.ledger(pair))

    def suggested_bank(self, pair: str) -> str:
        """The bank of the meeting that is suggested now, see `offering.suggested`."""
        return offering.suggested(self.ledger(pair), self.today())

    def begin(
        self,
        pair: str,
        bank_id: str = REGULAR,
        depth: Depth = "full",
        language: str | None = None,
        *,
        shipped: bool = False,
        people: Mapping[str, str] | None = None,
    ) -> OpenMeeting:
        """Start a meeting and open its journal.

        `language` None is the one that this pair held its last meeting of the kind in, if the bank still
        has it, else the bank's own. `shipped` passes over every bank that did not come with the program.
        `people` names guests by seats of the bank that are not the pair's, for a group.
        Raises `CannotDo` (a pair that ended, too), `NotFound` (no such bank, or not in this language),
        `WrongInput` (a broken one), `WhoIsThere`
        (`people` that can't be, or too few of them), `HeldByOther`.
        """
        from checkin.record.pair_states import make_sure_open
        from checkin.record.starting import begin

        check_writable(self.places)
        make_sure_open(self.joint().ledger(pair))
        library = self.library(shipped=shipped)
        bank = self._bank_for(library, pair, bank_id, language)
        if (own := self.held_at(pair, bank)) is not self:
            return own.begin(pair, bank_id, depth, language, shipped=shipped)
        lock = self._meeting_lock(pair)
        try:
            ledger = self.ledger(pair)
            make_sure_open(self.joint().ledger(pair))  # it may have ended since
            held = begin(self.places, pair, ledger, bank, depth, lock, self.ids, self.clock, library, people)
        except BaseException:
            lock.release()
            raise
        library.keep_banks()  # a meeting leaves its traces; looking at a bank leaves none
        return held

    def bank(self, bank_id: str, language: str | None = None, *, shipped: bool = False) -> Bank:
        """A bank that can be used, in its own language unless one is said; only a `shipped` one if asked.

        Raises `NotFound` (no such bank, or not in this language), or `WrongInput` with its first problem.
        """
        return self.library(shipped=shipped).bank(bank_id, language or "")

    def bank_for(
        self, pair: str, bank_id: str, language: str | None = None, *, shipped: bool = False
    ) -> Bank:
        """The bank that `begin` holds a meeting with. Raises as `bank` does."""
        return self._bank_for(self.library(shipped=shipped), pair, bank_id, language)

    def _bank_for(self, library: Library, pair: str, bank_id: str, language: str | None) -> Bank:
        from checkin.record.speaking import bank_for

        bank, notice = bank_for(library, self.ledger(pair), bank_id, language)
        self.notices.tell([notice] if notice else [])
        return bank

    def held_at(self, pair: str, bank: Bank) -> Desk:
        """The desk that a meeting with this bank is held at: over the mentee's private folder for one alone.

        Raises `CannotDo` when that is not this account's to open.
        """
        from checkin.meeting.start import is_alone

        if self.places.owner or not is_alone(bank):
            return self
        from checkin.record.alone import open_own

        return open_own(self, pair)

    def unfinished(self, pair: str) -> tuple[Unfinished, ...]:
        """The pair's meetings that were broken off, the latest first; at the end those with a `problem`."""
        found = to_go_on_with(self, pair)
        self.notices.tell(one.problem for one in found if one.problem)
        return found

    def resume(self, pair: str, meeting: str | None = None) -> OpenMeeting:
        """Go on with an unfinished meeting: the one with this id, or the latest.

        Raises `NotFound` when there is none, `HeldByOther` when it is open elsewhere, `CannotDo` when
        its journal can't be read. `damage` of what is returned says what a damaged journal cost.
        """
        from checkin.record.starting import reopen

        lock = self._meeting_lock(pair)
        try:
            chosen = meant(self, pair, meeting)
            return reopen(self.places, pair, chosen, self.ledger(pair), lock, self.ids, self.clock)
        except BaseException:
            lock.release()
            raise

    def save(self, meeting: OpenMeeting, render: Render) -> tuple[SavedMeeting, Path]:
        """End and save a meeting; `render` makes its summary. Returns it and where the summary is.

        Raises `CannotDo`: the meeting stays open and can be saved again.
        """
        from checkin.record.alone import before_saving, where_held
        from checkin.record.saving import keep

        if (own := where_held(self, meeting)) is not self:
            return own.save(meeting, render)
        before_saving(self, meeting, render)
        with self.changing(meeting.start.pair) as ledger:
            return keep(ledger, meeting, render, self.ids)

    def saved(self, pair: str, which: str = "last") -> SavedMeeting:
        """A saved meeting, named as for `LedgerData.meeting_meant`.

        Raises `NotFound`, or `CannotDo` when the record or its file can't be read.
        """
        from checkin.record.saved import agreed_later, read_unless_taken_back

        ledger = self.ledger(pair)
        found = ledger.meeting_meant(which)
        saved = read_unless_taken_back(self.places.meetings(pair), found.id, ledger)
        # What was said on record after the meeting counts as well.
        return agreed_later(saved, found.agreed)

    # Steps

    def account(self, pair: str, step: StepEntry, what: str, note: str = "") -> None:
        """Put the owner's account of a step on record: done, dropped, changed or carried.

        Raises `CannotDo`.
        """
        at = stamp(self.clock.now())
        with self.changing(pair) as ledger:
            ledger.account(step.id, what, clean_line(note), by=step.owner_seat, at=at, ids=self.ids)

    def make_sure_free(self, pair: str) -> None:
        """Raise `HeldByOther` when a meeting of this pair is being held elsewhere."""
        with self.keeping_free(pair):
            pass

    @contextmanager
    def keeping_free(self, pair: str) -> Iterator[None]:
        """No meeting of this pair begins meanwhile. Raises `HeldByOther` when one is being held."""
        lock = self._meeting_lock(pair)
        try:
            yield
        finally:
            lock.release()

    def _meeting_lock(self, pair: str) -> Lock:
        from checkin.record.lock import Lock

        lock = Lock(self.places.pair(pair) / "meeting.lock", "a meeting of this pair")
        lock.acquire()
        return lock
