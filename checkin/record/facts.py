"""What a pair's record says, read from its facts: people, meetings, and steps with what became of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CannotDo, NotFound
from checkin.ground.ids import is_ulid, match_ending
from checkin.ground.text import clean_line
from checkin.meeting.ledgers import Ledgers
from checkin.meeting.words import looks_right
from checkin.record.entries import (
    AccountEntry,
    MeetingEntry,
    PersonEntry,
    StepEntry,
    account_of,
    meeting_of,
    redactions_of,
    step_of,
)
from checkin.record.left_behind import Fact, ledgers_of, state_of
from checkin.record.record_file import RecordFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from checkin.meeting.redaction import Redaction

RECORD = "record.json"


@dataclass(frozen=True, slots=True)
class LedgerData:
    """One pair's record at one moment. `meetings` are newest first, `steps` oldest first.

    `notices` are plain lines that people should see (a backup had to be taken). `newest_id` is the
    greatest id in the record, for `Ids.seen`. `ledgers` is what meetings left behind besides steps.
    `state` is `active`, `paused` or `closed`, `state_date` since when (a local ISO date, or empty) and
    `state_note` what was said of it. `guests` are people of group meetings who are not of the pair.
    `redactions` are the lines that were taken back of saved meetings, oldest first.
    """

    pair: str
    made: str
    people: tuple[PersonEntry, ...]
    meetings: tuple[MeetingEntry, ...]
    steps: tuple[StepEntry, ...]
    notices: tuple[str, ...]
    newest_id: str
    ledgers: Ledgers = field(default_factory=Ledgers)
    state: str = "active"
    state_date: str = ""
    state_note: str = ""
    guests: tuple[PersonEntry, ...] = ()
    redactions: tuple[Redaction, ...] = ()

    def person(self, seat: str) -> PersonEntry | None:
        """The person in a seat."""
        return next((person for person in self.people if person.seat == seat), None)

    def agreed_names(self, meeting: MeetingEntry) -> tuple[str, ...]:
        """The names of those who said that a meeting's summary looks right, in the order of their seats."""
        guests = {guest.id: guest for guest in self.guests}
        people = (self.person(seat) or guests.get(seat) for seat in sorted(set(meeting.agreed)))
        return tuple(person.name for person in people if person)

    def looks_right(self, meeting: MeetingEntry) -> str:
        """Whom a meeting's summary looks right to, in words."""
        return looks_right(self.agreed_names(meeting), meeting.people or len(self.people))

    def asked(self, kind: str) -> dict[str, str]:
        """Map each question drawn in meetings of this kind to the latest meeting that drew it."""
        found: dict[str, str] = {}
        for meeting in reversed(self.meetings):
            if meeting.kind == kind:
                found.update(dict.fromkeys(meeting.drawn, meeting.id))
        return found

    def last_meeting(self, kind: str | None = None) -> MeetingEntry | None:
        """The newest meeting, of this kind if one is given."""
        return next((m for m in self.meetings if kind is None or m.kind == kind), None)

    def meeting_meant(self, which: str) -> MeetingEntry:
        """The meeting that is meant: `last`, its number in the history from 1, or the ending of its id.

        Raises NotFound.
        """
        if not self.meetings:
            raise NotFound("This pair has no saved meeting yet.", "Start one with: checkin meet")
        if which == "last":
            return self.meetings[0]
        if which.isdecimal() and 1 <= int(which[:9]) <= len(self.meetings):
            return self.meetings[-int(which)]
        by_id = {one.id: one for one in self.meetings}
        ending = match_ending(which, by_id) if not which.isdecimal() or is_ulid(which) else None
        if ending is None:
            raise NotFound(
                f"There is no meeting “{clean_line(which)}”.",
                f"There are {len(self.meetings)}, numbered from 1; “last” is the newest.",
            )
        return by_id[ending]

    def last_takeaways(self) -> dict[str, str]:
        """What each seat took away from the newest meeting."""
        return dict(self.meetings[0].takeaways) if self.meetings else {}

    def step(self, step_id: str) -> StepEntry | None:
        """The step with this id."""
        return next((step for step in self.steps if step.id == step_id), None)


def read_ledger(folder: Path) -> LedgerData:
    """Read the record in a pair's folder, without a lock. Raises CannotDo.

    A record is replaced, never written over: while the same file is there, it is read once a process.
    """
    try:
        there = (folder / RECORD).stat()
    except OSError:
        return _read(folder)
    data = _read_once(folder, there.st_ino, there.st_mtime_ns, there.st_size)
    if data.notices:
        # What had to be repaired is told once; the file is another one now.
        _read_once.cache_clear()
    return data


@functools.lru_cache(maxsize=4)
def _read_once(folder: Path, _inode: int, _changed: int, _size: int) -> LedgerData:
    return _read(folder)


def _read(folder: Path) -> LedgerData:
    file = RecordFile(folder / RECORD)
    tables = file.read()
    if tables is None:
        raise CannotDo(f"There is no record here ({file.path}).", "See what there is with: checkin pairs")
    try:
        return _ledger(tables, folder.name, tuple(file.notices))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotDo(f"This record holds something that can't be understood ({file.path}).") from error


def facts(tables: Mapping[str, Mapping[str, Any]], name: str) -> list[Fact]:
    """The facts of one table, oldest first."""
    return sorted(
        (fact for fact in tables.get(name, {}).values() if isinstance(fact, dict) and "id" in fact),
        key=lambda fact: str(fact["id"]),
    )


def _ledger(tables: Mapping[str, Mapping[str, Any]], pair: str, notices: tuple[str, ...]) -> LedgerData:
    @functools.cache
    def of(name: str) -> list[Fact]:
        return facts(tables, name)

    people, guests = _people(of)
    by_id = {person.id: person for person in (*people, *guests)}
    agreed: dict[str, list[str]] = {}
    for fact in of("agreed"):
        agreed.setdefault(str(fact["meeting"]), []).append(str(fact["seat"]))
    accounts: dict[str, list[AccountEntry]] = {}
    for fact in of("accounts"):
        accounts.setdefault(str(fact["step"]), []).append(account_of(fact))
    moments = {str(fact["meeting"]): str(fact["moment"]) for fact in of("moments")}
    meetings = [
        meeting_of(fact, pair, agreed.get(str(fact["id"]), ()), moments.get(str(fact["id"]), ""))
        for fact in of("meetings")
    ]
    steps = [
        step_of(fact, by_id, tuple(accounts.get(str(fact["id"]), ())))
        for fact in of("steps")
        # Of a step that was taken back something is left only where somebody gave an account of it.
        if not fact.get("gone") or fact["id"] in accounts
    ]
    ids = (str(fact["id"]) for name in tables if name != "pair" for fact in of(name))
    state, since, note = state_of(of)
    return LedgerData(
        pair=pair,
        made=next((str(fact.get("made", "")) for fact in of("pair")), ""),
        people=people,
        meetings=tuple(reversed(meetings)),
        steps=tuple(steps),
        notices=notices,
        newest_id=max(filter(is_ulid, ids), default=""),
        ledgers=ledgers_of(of),
        state=state,
        state_date=since,
        state_note=note,
        guests=guests,
        redactions=redactions_of(of("redactions")),
    )


def _people(of: Callable[[str], list[Fact]]) -> tuple[tuple[PersonEntry, ...], tuple[PersonEntry, ...]]:
    """The two of the pair, and the guests, by the names they go by now."""
    named = {str(fact["person"]): str(fact["name"]) for fact in of("names")}

    def person(fact: Fact) -> PersonEntry:
        id = str(fact["id"])
        return PersonEntry(id, named.get(id, str(fact["name"])), str(fact.get("seat") or ""))

    people = tuple(map(person, of("people")))
    known = {one.id for one in people}
    return people, tuple(one for one in map(person, of("guests")) if one.id not in known)
