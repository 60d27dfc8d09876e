"""What a pair's record says, read from its facts: people, meetings, and steps with what became of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CannotDo
from checkin.ground.ids import is_ulid
from checkin.meeting.ledgers import Ledgers
from checkin.meeting.words import looks_right
from checkin.record.left_behind import Fact, ledgers_of, state_of
from checkin.record.record_file import RecordFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

RECORD = "record.json"
ACCOUNTS = ("done", "partly", "changed", "dropped", "carried", "noted")
"""What an owner can say of a step. `done`, `changed` and `dropped` close it; `noted` leaves it as it is."""
CLOSING = frozenset({"done", "changed", "dropped"})


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody of the pair; `seat` is `mentor` or `mentee`. Of a guest it is the seat they had first."""

    id: str
    name: str
    seat: str


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A saved meeting's line in the index.

    `started` and `ended` are stamps, `date` is the local ISO date, `next` an ISO date or None, `drawn`
    the ids of the questions drawn from pools, `takeaways` seat to text, `summary` a file name in
    `summaries/`, `file` the path of the content below the pair's folder, `agreed` the seats that said
    the summary looks right. `language` is the bank's as it was held, empty in records of earlier versions.
    `moment` is the right-moment prompt that was shown in it, or empty. `people` is how many were there when
    it was not just the two of the pair, else 0.
    """

    id: str
    pair: str
    bank: str
    kind: str
    title: str
    version: str
    depth: str
    started: str
    ended: str
    date: str
    minutes: int
    next: str | None
    drawn: tuple[str, ...]
    takeaways: Mapping[str, str]
    summary: str
    file: str
    sha256: str
    agreed: tuple[str, ...]
    language: str = ""
    moment: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """What an owner said of a step: one of `ACCOUNTS`. `at` is a stamp, `by` a seat, `note` may be empty.

    `meeting` is None when it was said between meetings.
    """

    id: str
    step: str
    at: str
    by: str
    what: str
    note: str
    meeting: str | None


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A next step and where it stands.

    `due` is an ISO date or None, `readiness` a whole number or None, `if_` and `then` may be empty.
    `status` is open, done, partly, changed or dropped; `open` says whether it still asks for an account.
    `carried` counts how often it was carried on; `notes` are those of its accounts, oldest first.
    """

    id: str
    meeting: str
    what: str
    owner: str
    owner_seat: str
    owner_name: str
    due: str | None
    readiness: int | None
    if_: str
    then: str
    priority: bool
    status: str
    open: bool
    carried: int
    notes: tuple[str, ...]
    accounts: tuple[AccountEntry, ...]


@dataclass(frozen=True, slots=True)
class LedgerData:
    """One pair's record at one moment. `meetings` are newest first, `steps` oldest first.

    `notices` are plain lines that people should see (a backup had to be taken). `newest_id` is the
    greatest id in the record, for `Ids.seen`. `ledgers` is what meetings left behind besides steps.
    `state` is `active`, `paused` or `closed`, `state_date` since when (a local ISO date, or empty) and
    `state_note` what was said of it. `guests` are people of group meetings who are not of the pair.
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
    def of(name: str) -> list[Fact]:
        return facts(tables, name)

    people, guests = _people(of)
    by_id = {person.id: person for person in (*people, *guests)}
    agreed: dict[str, list[str]] = {}
    for fact in of("agreed"):
        agreed.setdefault(str(fact["meeting"]), []).append(str(fact["seat"]))
    accounts: dict[str, list[AccountEntry]] = {}
    for fact in of("accounts"):
        accounts.setdefault(str(fact["step"]), []).append(_account(fact))
    moments = {str(fact["meeting"]): str(fact["moment"]) for fact in of("moments")}
    meetings = [
        _meeting(fact, pair, agreed.get(str(fact["id"]), ()), moments.get(str(fact["id"]), ""))
        for fact in of("meetings")
    ]
    steps = [_step(fact, by_id, tuple(accounts.get(str(fact["id"]), ()))) for fact in of("steps")]
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


def _meeting(fact: Fact, pair: str, agreed: Iterable[str], moment: str) -> MeetingEntry:
    bank = str(fact.get("bank", ""))
    return MeetingEntry(
        id=str(fact["id"]),
        pair=pair,
        bank=bank,
        kind=str(fact.get("kind") or bank),
        title=str(fact.get("title") or bank),
        version=str(fact.get("version", "")),
        depth=str(fact.get("depth", "full")),
        started=str(fact.get("started", "")),
        ended=str(fact.get("ended", "")),
        date=str(fact.get("date", "")),
        minutes=int(fact.get("minutes") or 0),
        next=_text_or_none(fact.get("next")),
        drawn=tuple(str(question) for question in fact.get("drawn") or ()),
        takeaways={str(seat): str(text) for seat, text in (fact.get("takeaways") or {}).items()},
        summary=str(fact.get("summary", "")),
        file=str(fact.get("file", "")),
        sha256=str(fact.get("sha256", "")),
        agreed=tuple(dict.fromkeys(agreed)),
        language=str(fact.get("language") or ""),
        people=int(fact.get("people") or 0),
        moment=moment,
    )


def _account(fact: Fact) -> AccountEntry:
    return AccountEntry(
        id=str(fact["id"]),
        step=str(fact["step"]),
        at=str(fact.get("at", "")),
        by=str(fact.get("by", "")),
        what=str(fact["what"]),
        note=str(fact.get("note") or ""),
        meeting=_text_or_none(fact.get("meeting")),
    )


def _step(fact: Fact, people: Mapping[str, PersonEntry], accounts: tuple[AccountEntry, ...]) -> StepEntry:
    status = "open"
    for account in accounts:
        if account.what == "noted":
            continue
        if account.what in CLOSING or account.what == "partly":
            status = account.what
        elif status in CLOSING:  # carried on after all
            status = "open"
    owner = people.get(str(fact["owner"]))
    readiness = fact.get("readiness")
    return StepEntry(
        id=str(fact["id"]),
        meeting=str(fact.get("meeting", "")),
        what=str(fact["what"]),
        owner=str(fact["owner"]),
        owner_seat=owner.seat if owner else "",
        owner_name=owner.name if owner else "",
        due=_text_or_none(fact.get("due")),
        readiness=None if readiness is None else int(readiness),
        if_=str(fact.get("if") or ""),
        then=str(fact.get("then") or ""),
        priority=bool(fact.get("priority")),
        status=status,
        open=status not in CLOSING,
        carried=sum(account.what == "carried" for account in accounts),
        notes=tuple(account.note for account in accounts if account.note),
        accounts=accounts,
    )


def _text_or_none(value: object) -> str | None:
    return str(value) if value else None
