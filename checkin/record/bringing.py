"""From time alone to the table: what was prepared, what is brought, and whether the mentor has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.clock import local_day, stamp, zone_name
from checkin.ground.errors import NotFound
from checkin.ground.text import MAX_LINE, clean, clean_line
from checkin.meeting.flow import shown
from checkin.meeting.start import PREPARE
from checkin.record import private
from checkin.record.facts import RECORD, facts
from checkin.record.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.meeting.ledgers import Brought, Intention
    from checkin.meeting.state import Row, State
    from checkin.record.desk import Desk
    from checkin.record.private import Entry
    from checkin.record.saved import SavedMeeting

PAGES, SEEN = "preparations", "preparation_seen"
"""Tables of the pair's record: a page each time somebody prepared, and that the mentor has seen it."""

BRING = "Bring this to your next meeting?"
"""What is asked of each thing that came out of time alone."""
BROUGHT = "It will be at hand when you meet, and nothing else of this."
"""Said to a yes."""
NOT_BROUGHT = "It stays with you."
"""Said to a no."""
QUESTION_WAITS = "The question waits for your next meeting."
"""Said of a question that looking back gave rise to."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the mentee prepared: a page in Markdown. `date` is a local ISO date, `seen` whether the mentor
    has opened it.
    """

    id: str
    date: str
    page: str
    seen: bool = False


def preparations(desk: Desk, pair: str) -> tuple[Preparation, ...]:
    """Every page that was prepared for a joint meeting, the oldest first. Raises `CannotDo`."""
    from checkin.record.record_file import RecordFile

    tables = RecordFile(desk.joint().places.pair(pair) / RECORD).read() or {}
    seen = {str(fact.get("preparation")) for fact in facts(tables, SEEN)}
    return tuple(
        Preparation(
            id=str(fact["id"]),
            date=str(fact.get("date") or ""),
            page=clean(str(fact.get("page") or "")),
            seen=str(fact["id"]) in seen,
        )
        for fact in facts(tables, PAGES)
    )


def prepared(desk: Desk, pair: str) -> Preparation | None:
    """The page for the next joint meeting: the newest, unless a meeting has come after it and nothing that
    was prepared still waits. Raises `CannotDo`.
    """
    ledger, pages = desk.joint().ledger(pair), preparations(desk, pair)
    last = ledger.last_meeting()
    waits = any(one.origin == "prep" for one in ledger.ledgers.waiting)
    return pages[-1] if pages and (waits or last is None or pages[-1].id > last.id) else None


def preparation(desk: Desk, pair: str) -> Preparation:
    """The newest page that was prepared. Raises `NotFound` when there is none, `CannotDo`."""
    found = preparations(desk, pair)
    if not found:
        raise NotFound("Nothing has been prepared yet.", f"Prepare with: checkin prep {pair}")
    return found[-1]


def see(desk: Desk, pair: str, page: Preparation) -> None:
    """Put on record that the mentor has opened a page. Saying so twice adds nothing. Raises `CannotDo`."""
    if page.seen:
        return
    at = stamp(desk.clock.now())
    with Ledger(desk.joint().places.pair(pair)).change() as tables:
        table = tables.table(SEEN)
        if all(fact.get("preparation") != page.id for fact in table):
            table.insert({"id": desk.ids.new(), "preparation": page.id, "seat": "mentor", "at": at})


def prepared_words(desk: Desk, pair: str) -> str:
    """That something was prepared, in a line: `Sam prepared 2 things. Robin has seen it.`; empty for nothing.

    Raises `CannotDo`.
    """
    page, ledger = prepared(desk, pair), desk.joint().ledger(pair)
    if page is None:
        return ""
    many = sum(one.origin == "prep" for one in ledger.ledgers.waiting)
    things = "" if not many else " 1 thing" if many == 1 else f" {many} things"
    names = {person.seat: person.name for person in ledger.people}
    seen = f" {names.get('mentor', 'The mentor')} has seen it." if page.seen else ""
    return f"{names.get('mentee', 'The mentee')} prepared{things}.{seen}"


def intentions(desk: Desk, pair: str, seat: str = "mentor") -> tuple[Intention, ...]:
    """How somebody said they want to show up, the newest first. Raises `CannotDo`."""
    left = desk.joint().ledger(pair).ledgers
    return tuple(one for one in reversed(left.intentions) if one.seat == seat)


def things_of(state: State) -> Iterator[Row]:
    """What a meeting held alone says to bring: each with words, of the questions that ask for it."""
    for question in shown(state):
        if question.type == "challenges":
            yield from (row for row in state.live_rows(question.id) if row.text("text").strip())


def bring_prepared(desk: Desk, saved: SavedMeeting, page: str) -> None:
    """Bring what was prepared to the next joint meeting, and keep its page; adds nothing twice.

    Raises `CannotDo`.
    """
    start = saved.start
    for row in things_of(saved.state):
        bring_once(desk, start.pair, row.text("text"), row.text("approach"), "prep")
    day = local_day(start.at, start.zone).isoformat()
    fact = {"id": start.id, "seat": "mentee", "at": saved.ended, "date": day, "page": clean(page)}
    with Ledger(desk.places.pair(start.pair)).change() as tables:
        table = tables.table(PAGES)
        if all(one["id"] != start.id for one in table):
            table.insert(fact)


def keep_outcomes(desk: Desk, saved: SavedMeeting) -> None:
    """Keep what came out of time alone, and what was parked there, with its owner's notes, until they say
    whether to bring it. Of preparing it is only what was parked: the rest is brought.
    """
    things = () if saved.start.bank.goes_by == PREPARE else tuple(things_of(saved.state))
    for row in (*things, *saved.state.waits):
        text, approach = row.text("text").strip(), row.text("approach").strip()
        private.keep_outcome(desk, saved.start.pair, text, approach, row.id)


def idea_of(outcome: Entry) -> str:
    """The first idea that goes with what came out of time alone; empty for none."""
    return clean(str(outcome.more.get("approach") or "")).strip()


def outcome_words(outcome: Entry) -> str:
    """All that would be brought, in a line: `“Tell the team”, a first idea: ask Kim`."""
    idea = idea_of(outcome)
    return f"“{clean_line(outcome.text)}”" + (f", a first idea: {clean_line(idea)}" if idea else "")


def bring_outcome(desk: Desk, pair: str, outcome: Entry, text: str = "", idea: str = "") -> None:
    """The owner's yes: bring it as it is, or, where `text` has words, these with this `idea` in its place.

    Nothing else of it appears anywhere. Raises `CannotDo`.
    """
    words, first = (text, idea) if text.strip() else (outcome.text, idea_of(outcome))
    bring_once(desk, pair, words, first, "solo")
    private.forget(desk, pair, "mentee", outcome.id)


def leave_outcome(desk: Desk, pair: str, outcome: Entry) -> None:
    """The owner's no: it is not asked again, and stays where it was said. Raises `CannotDo`."""
    private.forget(desk, pair, "mentee", outcome.id)


def bring_once(desk: Desk, pair: str, text: str, approach: str, origin: str, seat: str = "mentee") -> None:
    """Bring something to the next joint meeting, unless the same waits already. Raises `CannotDo`."""
    from checkin.record.additions import bring

    text, approach = clean_line(text)[:MAX_LINE], clean_line(approach)[:MAX_LINE]
    same: list[Brought] = [
        one
        for one in desk.joint().ledger(pair).ledgers.waiting
        if (one.seat, one.text, one.approach) == (seat, text, approach)
    ]
    if not same:
        bring(desk.joint(), pair, seat=seat, text=text, approach=approach, origin=origin)


def day_of(entry: Entry) -> str:
    """The local ISO date of an entry of one's own, empty when its stamp can't be read."""
    try:
        return local_day(entry.at, zone_name()).isoformat()
    except ValueError:
        return ""
