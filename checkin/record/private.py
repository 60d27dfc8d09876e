"""One person's own notes: kept in a file of their owner, in no record, no journal that is shared, no log.

Whose notes may be opened from this account is said by `me:` in the settings. Each function takes the desk
and the pair that a note is about, and raises `CannotDo` when the notes are somebody else's.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import stamp
from checkin.ground.errors import CannotDo, NotFound, WrongInput
from checkin.ground.files import explain_os_error
from checkin.ground.ids import match_ending
from checkin.ground.places import ensure
from checkin.ground.text import MAX_LINE, clean, clean_line
from checkin.record.gone import GONE
from checkin.record.whose import owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from checkin.ground.places import Places
    from checkin.record.desk import Desk
    from checkin.record.entries import PersonEntry

ENTRIES = "entries"
"""The file's table."""

KINDS = ("note", "load", "debrief", "offer", "held_door", "outcome")
"""What an entry is: a note; how heavy a meeting was; whose it was what happened; an offer that is sealed
until the gate opens; a door held back; something that came out of time alone, to be brought or not.
"""

HEAVY = 7
"""How heavy a meeting was, of ten, from which it counts as a heavy one."""
IN_A_ROW = 3
"""Heavy meetings in a row after which a talk about boundaries is suggested, to the mentor alone."""

WHOSE = {"mine": "mine", "theirs": "theirs", "neither": "neither of us could help it"}
"""Whose it was what happened, as people read it. An outcome is nobody's verdict on the mentor."""

OWN_PAST = "own_past"
HELD_REASONS = {
    "timing": "the timing",
    "ready": "I am not sure they want it",
    "relation": "I don't know that person well enough",
    OWN_PAST: "my own past experience with it",
    "other": "something else",
}
"""Why a door was held back, as people read it."""

LET_THEM_DECIDE = (
    "That experience was yours, and theirs may be another. You could tell them of the door, say what you "
    "went through, and let them decide."
)
"""What is suggested when a door is held back for one's own past experience."""

BOUNDARIES = (
    "The last three meetings were heavy for you. Perhaps talk about what you can carry and what not; "
    "the relationship review has a place for it."
)
"""What is suggested after `IN_A_ROW` heavy meetings."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `at` is a stamp, `kind` one of `KINDS`, `more` what else belongs to its kind."""

    id: str
    at: str
    pair: str
    kind: str
    text: str
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Queued:
    """An offer that the mentor keeps ready: its kind, its words, and where it may not fit."""

    id: str
    kind: str
    text: str
    fit: str = ""


def entries(desk: Desk, pair: str, seat: str, *kinds: str) -> tuple[Entry, ...]:
    """One's own entries about a pair, of these kinds if any are named, oldest first. Raises `CannotDo`."""
    found = _read(desk, owner(desk, pair, seat))
    return tuple(one for one in found if one.pair == pair and (not kinds or one.kind in kinds))


def note(desk: Desk, pair: str, seat: str, text: str) -> str:
    """Keep a note to oneself; returns its id. Raises `CannotDo`."""
    return _add(desk, pair, seat, "note", clean(text))


def forget(desk: Desk, pair: str, seat: str, entry: str) -> None:
    """Remove one entry, by the ending of its id, also from the backups. Raises `NotFound`, `CannotDo`."""
    person = owner(desk, pair, seat)
    with _changing(desk, person) as table:
        chosen = match_ending(entry, [str(one["id"]) for one in table.values() if one.get("pair") == pair])
        if chosen is None:
            raise NotFound("There is no such note.", f"See them with: checkin own {pair}")
        for key in [key for key, one in table.items() if one["id"] == chosen]:
            del table[key]
    _purge(desk.places.notes(person.id))


# The mentor's


def load(desk: Desk, pair: str, value: int) -> str:
    """How heavy a meeting was for the mentor, 0 to 10. Raises `CannotDo`."""
    return _add(desk, pair, "mentor", "load", "", value=min(max(int(value), 0), 10))


def too_heavy(desk: Desk, pair: str) -> bool:
    """Whether the mentor's last three meetings with this pair were heavy ones. Raises `CannotDo`."""
    last = entries(desk, pair, "mentor", "load")[-IN_A_ROW:]
    return len(last) == IN_A_ROW and all(heaviness(one) >= HEAVY for one in last)


def heaviness(entry: Entry) -> int:
    """How heavy an entry says that a meeting was, 0 to 10; 0 when it says nothing of the kind."""
    value = entry.more.get("value")
    return min(max(value, 0), 10) if isinstance(value, int) else 0


def debrief(desk: Desk, pair: str, whose: str, text: str = "") -> str:
    """Whose it was what happened (one of `WHOSE`), and words about it. Raises `CannotDo`."""
    return _add(desk, pair, "mentor", "debrief", clean(text), whose=whose if whose in WHOSE else "neither")


def held_door(desk: Desk, pair: str, text: str, reason: str, words: str = "") -> str:
    """A door the mentor held back, the reason (one of `HELD_REASONS`), and words about it.

    Raises `CannotDo`.
    """
    why = reason if reason in HELD_REASONS else "other"
    return _add(desk, pair, "mentor", "held_door", clean_line(text), reason=why, words=clean(words))


def queue_offer(desk: Desk, pair: str, kind: str, text: str, fit: str = "") -> str:
    """Keep an offer ready, sealed until the gate opens: one of the kinds of offers. Raises `CannotDo`, and
    `WrongInput` for words that could not be put in then.
    """
    if len(words := clean_line(text)) > MAX_LINE:
        raise WrongInput(f"This is too long: {len(words):,} characters.", f"There is room for {MAX_LINE:,}.")
    return _add(desk, pair, "mentor", "offer", words, kind_of_offer=kind, fit=clean(fit))


def queued_offers(desk: Desk, pair: str) -> tuple[Queued, ...]:
    """What the mentor keeps ready, the oldest first; nothing where this account is not the mentor's."""
    with suppress(CannotDo):
        return tuple(_queued(one) for one in entries(desk, pair, "mentor", "offer"))
    return ()


def take_offer(desk: Desk, pair: str, id: str) -> Queued:
    """Take an offer out of what is kept ready: it was put in. Raises `NotFound`, `CannotDo`."""
    found = next((one for one in queued_offers(desk, pair) if one.id == id), None)
    if found is None:
        raise NotFound("That thought is not kept ready any more.", "See what is: checkin prep --as mentor")
    forget(desk, pair, "mentor", id)
    return found


# What comes out of time alone


def outcomes(desk: Desk, pair: str) -> tuple[Entry, ...]:
    """What came out of the mentee's time alone and waits for a yes or no. Raises `CannotDo`."""
    return entries(desk, pair, "mentee", "outcome")


def keep_outcome(desk: Desk, pair: str, text: str, approach: str, row: str) -> None:
    """Keep something that came out of time alone until its owner says whether to bring it; once a `row`."""
    if all(one.more.get("row") != row for one in outcomes(desk, pair)):
        _add(desk, pair, "mentee", "outcome", clean(text), approach=clean(approach), row=row)


# The end of a pair


def forget_pair(places: Places, pair: str, person: str) -> None:
    """Remove all that a person, by their id, kept alone about a pair: notes, meetings held alone, backups.

    What an earlier removal was stopped in goes too. Raises `CannotDo`, or `HeldByOther` while another process
    writes there or holds a meeting alone.
    """
    from shutil import rmtree

    from checkin.record.lock import Lock

    path, own = places.notes(person), places.own(person)
    folder = own.pair(pair)
    try:
        if folder.exists():
            with Lock(folder / "meeting.lock", "a meeting held alone"):
                folder.rename(folder.with_name(f"{GONE}{os.urandom(6).hex()}"))
        for gone in own.pairs.glob(f"{GONE}*"):
            rmtree(gone)
        if path.exists():
            with _table(path, []) as table:
                for key in [key for key, one in table.items() if one.get("pair") == pair]:
                    del table[key]
            _purge(path)
    except OSError as error:
        raise explain_os_error(error, folder, "remove what was kept alone") from error


def _queued(one: Entry) -> Queued:
    return Queued(
        one.id, str(one.more.get("kind_of_offer", "factor")), one.text, str(one.more.get("fit", ""))
    )


def _add(desk: Desk, pair: str, seat: str, kind: str, text: str, **more: object) -> str:
    person = owner(desk, pair, seat)
    ensure(desk.places.private)
    with _changing(desk, person) as table:
        desk.ids.seen(max((str(one["id"]) for one in table.values()), default=""))
        fresh = {
            "id": desk.ids.new(),
            "at": stamp(desk.clock.now()),
            "pair": pair,
            "kind": kind,
            "text": text,
        }
        number = max((int(key) for key in table if key.isdecimal()), default=0) + 1
        table[str(number)] = {**fresh, **more}
    return str(fresh["id"])


def _read(desk: Desk, person: PersonEntry) -> tuple[Entry, ...]:
    from checkin.record.record_file import RecordFile

    path = desk.places.notes(person.id)
    if not path.parent.is_dir():
        return ()
    file = RecordFile(path)
    table = (file.read() or {}).get(ENTRIES, {})
    desk.notices.tell(file.notices)
    found = [_entry(one) for one in table.values() if isinstance(one, dict) and one.get("id")]
    return tuple(sorted(found, key=lambda one: one.id))


def _entry(one: Mapping[str, Any]) -> Entry:
    own = ("id", "at", "pair", "kind", "text")
    id, at, pair, kind, text = (str(one.get(name, "")) for name in own)
    return Entry(id, at, pair, kind, text, {name: one[name] for name in one if name not in own})


@contextmanager
def _changing(desk: Desk, person: PersonEntry) -> Iterator[dict[str, Any]]:
    notices: list[str] = []
    try:
        with _table(desk.places.notes(person.id), notices) as table:
            yield table
    finally:
        desk.notices.tell(notices)


@contextmanager
def _table(path: Path, notices: list[str]) -> Iterator[dict[str, Any]]:
    """The entries, to be changed under the lock, written once when the block ends well."""
    from checkin.record.backups import sweep
    from checkin.record.lock import Lock
    from checkin.record.record_file import RecordFile

    lock = Lock(path.with_name(f"{path.name}.lock"), "this file of private notes")
    lock.acquire(wait_seconds=5)
    try:
        sweep(path)
        file = RecordFile(path, locked=True)
        tables = file.read() or {}
        notices += file.notices
        table = {
            key: one
            for key, one in tables.get(ENTRIES, {}).items()
            if isinstance(one, dict) and one.get("id")
        }
        yield table
        file.write({**tables, ENTRIES: table})
    finally:
        lock.release()


def _purge(path: Path) -> None:
    """What was taken out is in no backup either."""
    for copy in path.parent.glob(f"{path.name}.*"):
        if copy.name.rpartition(".")[2].isdecimal() or ".damaged-" in copy.name:
            with suppress(OSError):
                copy.unlink()
