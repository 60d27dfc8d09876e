"""A pair's record without the lines that were taken back: one pure function over all that is kept of it.

Applied twice, or to the redactions in any order, it gives the same. Two copies of a record that are brought
together each go through it first, with the redactions of both.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import local_day
from checkin.ground.ids import derived
from checkin.ground.text import clean_line
from checkin.meeting.reviewing import RATING
from checkin.meeting.taken_back import (
    BROUGHT,
    Words,
    content_without,
    lines_without,
    page_without,
    start_without,
    texts_of,
    words_at,
)
from checkin.meeting.values import WORDED_TYPES
from checkin.record.bringing import PAGES
from checkin.record.entries import redactions_of
from checkin.record.facts import facts
from checkin.record.saved import SavedMeeting, to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from checkin.meeting.events import Event
    from checkin.meeting.ledgers import Brought
    from checkin.meeting.redaction import Redaction
    from checkin.meeting.start import Start
    from checkin.record.layout import Tables
    from checkin.record.left_behind import Fact

TABLE = "redactions"
"""The table of these facts: the parts of a `Redaction` that are not empty."""

GOES = (
    *("lessons", "strengths", "doors", "ripples", "resources", "topics", "intentions", "intention_ratings"),
    "brought",
)
"""The tables of what a line leaves behind that goes with it."""

GO_ALONG = {
    "strength_words": ("strength", "strengths"),
    "door_moves": ("door", "doors"),
    "door_modes": ("door", "doors"),
    "resource_steps": ("resource", "resources"),
    "brought_used": ("brought", "brought"),
    "intention_ratings": ("intention", "intentions"),
}
"""Tables of what was said of such a thing later: the key that names it, and its table."""

_HASH = 16
"""Letters at the end of a derived id that follow from its parts, whatever its time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a pair: the record's tables, and its meetings, saved and `open`, by their ids."""

    tables: Tables
    meetings: Mapping[str, SavedMeeting]
    open: Mapping[str, SavedMeeting]


def redactions_in(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Redaction, ...]:
    """The redactions on record, the oldest first."""
    return redactions_of(facts(tables, TABLE))


def as_fact(redaction: Redaction) -> Fact:
    """A redaction as it stands in the record."""
    return {name: value for name, value in asdict(redaction).items() if value}


def without(kept: Kept, redactions: Iterable[Redaction]) -> Kept:
    """All that is kept of a pair, without these lines and what came of them."""
    wanted = sorted(set(redactions), key=lambda one: (one.id, one.meeting, one.q, one.seat, one.row))
    if not wanted:
        return kept
    words = _words(kept, wanted)
    came = _brought(kept, wanted)
    brought = {one.id for one in came}
    words |= {(BROUGHT, one.approach.strip()) for one in came if one.approach.strip()}
    last_of = _last_of(kept)

    def told(meeting: SavedMeeting, before: str) -> SavedMeeting:
        lost = {one.q for one in wanted if one.meeting == before and not one.row}
        return meeting_without(meeting, wanted, words, brought, lost)

    meetings = {id: told(one, last_of(one.start)) for id, one in kept.meetings.items()}
    tables = _tables_without(kept.tables, wanted, words, brought)
    return Kept(
        _with_checksums(tables, meetings, kept.meetings),
        meetings,
        {id: told(one, last_of(one.start)) for id, one in kept.open.items()},
    )


def meeting_without(
    meeting: SavedMeeting,
    redactions: Collection[Redaction],
    words: Words = frozenset(),
    brought: Collection[str] = (),
    lost: Collection[str] = (),
) -> SavedMeeting:
    """One meeting without the lines of it that were taken back, and without what it brought back of others.

    Without `words` only what goes by its id is known to be such.
    """
    start = meeting.start
    own = [one for one in redactions if one.meeting == start.id]
    events: tuple[Event, ...] = content_without(start.bank, meeting.events, own)
    accounted = {event.row for event in events if event.what in ("set", "talked")}
    start = start_without(start, redactions, words, brought, accounted, lost)
    if start == meeting.start and events == meeting.events:
        return meeting
    return replace(meeting, start=start, events=events)


def said_again(before: Kept, after: Kept, redaction: Redaction) -> list[str]:
    """The local ISO dates of the meetings in which a line of its own still has the words of this one."""
    held = before.meetings.get(redaction.meeting)
    texts = texts_of(words_at(held.state, redaction)) if held is not None else frozenset()
    return [
        local_day(one.start.at, one.start.zone).isoformat()
        for _, one in sorted(after.meetings.items())
        if any(text in texts for event in one.events for text in _texts(event.value))
    ]


def _texts(value: object) -> list[str]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return [part.strip() for part in parts if isinstance(part, str)]


# What stood there


def _words(kept: Kept, redactions: Iterable[Redaction]) -> Words:
    found: set[tuple[str, str]] = set()
    for one in redactions:
        meeting = kept.meetings.get(one.meeting)
        if meeting is not None:
            found |= words_at(meeting.state, one)
    return frozenset(found)


def _brought(kept: Kept, redactions: Iterable[Redaction]) -> list[Brought]:
    """What was brought to a meeting and became, word for word, a line of it that is gone now."""
    found = []
    for meeting, group in groupby(sorted(redactions, key=lambda one: one.meeting), lambda one: one.meeting):
        held = kept.meetings.get(meeting)
        if held is not None:
            words = frozenset[tuple[str, str]]().union(*(words_at(held.state, one) for one in group))
            own = {clean_line(text) for text in texts_of(words)}
            found += [one for one in held.start.known.brought if clean_line(one.text) in own]
    return found


def _last_of(kept: Kept) -> Callable[[Start], str]:
    """Which meeting the words of last time are of, by the meeting that has them; empty for none."""
    held = sorted((one.ended, one.start.bank.goes_by, id) for id, one in kept.meetings.items())

    def last(start: Start) -> str:
        kind = start.bank.goes_by
        return next((id for ended, of, id in reversed(held) if of == kind and ended <= start.at), "")

    return last


# The record


def _tables_without(
    tables: Tables, redactions: Collection[Redaction], words: Words, brought: Collection[str]
) -> Tables:
    rows = {one.row for one in redactions if one.row and not one.field}
    answered = {
        (one.meeting, derived("", one.meeting, what, one.q, one.seat)[-_HASH:])
        for one in redactions
        if not one.row
        for what in ("topic", "intention", RATING)
    }
    parts = {(one.meeting, one.role) for one in redactions if one.type == "takeaway"}
    notes = {(one.meeting, one.row) for one in redactions if one.field}

    def goes(fact: Fact) -> bool:
        id = str(fact.get("id", ""))
        return id in rows or id in brought or (str(fact.get("meeting", "")), id[-_HASH:]) in answered

    gone = {
        name: {str(one["id"]) for one in facts(tables, name) if goes(one)} | rows | set(brought)
        for name in GOES
    }

    def kept(name: str, fact: Fact) -> Fact | None:
        if name in GOES and goes(fact):
            return None
        if name in GO_ALONG:
            key, of = GO_ALONG[name]
            return None if str(fact.get(key, "")) in gone[of] else fact
        if name == "steps" and fact["id"] in rows:
            return fact | {"what": "", "if": "", "then": "", "due": None, "readiness": None, "gone": True}
        if name == "accounts":
            step, meeting = str(fact.get("step", "")), str(fact.get("meeting") or "")
            return fact | {"note": ""} if (meeting, step) in notes or (step in rows and not meeting) else fact
        if name == "meetings":
            told = fact.get("takeaways")
            told = told if isinstance(told, dict) else {}
            left = {role: text for role, text in told.items() if (fact["id"], role) not in parts}
            return fact if left == told else fact | {"takeaways": left}
        if name == "agreements":
            return _agreement_without(fact, texts_of(words, "agreement"))
        if name == "cards":
            text = lines_without(str(fact.get("text", "")), texts_of(words, *WORDED_TYPES))
            return fact if text == fact.get("text") else fact | {"text": text}
        if name == PAGES:
            page = page_without(str(fact.get("page") or ""), words)
            return fact if page == (fact.get("page") or "") else fact | {"page": page}
        return fact

    return {
        name: {
            key: left
            for key, fact in table.items()
            if (left := kept(name, fact) if isinstance(fact, dict) and "id" in fact else fact) is not None
        }
        for name, table in tables.items()
    }


def _agreement_without(fact: Fact, words: Collection[str]) -> Fact:
    """A version of the agreement without clauses that are gone; one without any says that nothing holds."""
    clauses = [clause for clause in fact.get("clauses") or () if isinstance(clause, dict)]
    told = [clause | {"text": lines_without(str(clause.get("text", "")), words)} for clause in clauses]
    left = [clause for clause in told if clause["text"].strip()]
    return fact if left == clauses else fact | {"clauses": left}


def _with_checksums(
    tables: Tables, meetings: Mapping[str, SavedMeeting], before: Mapping[str, SavedMeeting]
) -> Tables:
    """The tables with the checksums of the files of those meetings that are others than before."""
    changed = {
        id: hashlib.sha256(to_bytes(one)).hexdigest() for id, one in meetings.items() if one != before[id]
    }
    table = tables.get("meetings", {})
    return tables | {
        "meetings": {
            key: fact | {"sha256": changed[fact["id"]]} if fact.get("id") in changed else fact
            for key, fact in table.items()
        }
    }
