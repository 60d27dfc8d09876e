"""Starting and reopening meetings: what a new one begins from, where a broken off one goes on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.banks.drawing import draw
from checkin.ground.clock import Clock, stamp, zone_name
from checkin.ground.errors import CannotDo
from checkin.meeting.compaction import same_but_for_places
from checkin.meeting.events import from_json as event_from_json
from checkin.meeting.folding import fold
from checkin.meeting.moments.choice import with_moments
from checkin.meeting.older import brought_forward
from checkin.meeting.recall import recall
from checkin.meeting.start import Start
from checkin.meeting.start import from_json as start_from_json
from checkin.record.journal import Journal, read_journal
from checkin.record.knowing import OPEN_STEPS, among_guests, as_open, known_of
from checkin.record.offering import REVIEW
from checkin.record.open_meeting import OpenMeeting, journal_header
from checkin.record.saved import read_saved
from checkin.record.seating import seated
from checkin.record.speaking import said_last
from checkin.record.within_room import within_room

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkin.banks.library import Library
    from checkin.banks.model import Bank, Depth
    from checkin.ground.ids import Ids
    from checkin.ground.places import Places
    from checkin.meeting.events import Event
    from checkin.record.facts import LedgerData
    from checkin.record.lock import Lock


def new_start(
    places: Places,
    pair: str,
    ledger: LedgerData,
    bank: Bank,
    depth: Depth,
    ids: Ids,
    clock: Clock,
    library: Library | None = None,
    people: Mapping[str, str] | None = None,
) -> Start:
    """The frozen start of a new meeting: questions drawn, seats bound, open steps and earlier words at hand.

    `library` has the bank in the language of the last meeting, should that have been another one.
    `people` names guests by their seats (see `seating`). An earlier meeting whose file can't be read is
    passed over: its words are missing, nothing more. Raises `WhoIsThere` for `people` that can't be.
    """
    kind = bank.goes_by
    start_id = ids.new()
    seats = seated(ledger, bank, people, ids)
    seat_of = {person.id: seat for seat, person in seats.items()}
    seat_of |= {role: seat for seat, role in bank.roles().items()}
    # What a guest left open waits until they are there again.
    away = {guest.id for guest in ledger.guests} - set(seat_of)
    latest = ledger.meetings[0] if ledger.meetings else None
    # Where guests are, nothing comes back that the two said among themselves.
    guests = not set(seats).issubset(bank.roles())
    private = {one.id for one in ledger.meetings if guests and not one.people}
    open_steps = tuple(
        as_open(step, seat_of.get(step.owner, step.owner_seat))
        for step in ledger.steps
        if step.open and step.owner not in away and step.meeting not in private
    )
    known = known_of(ledger, bank, clock.now().date(), open_steps)
    known = among_guests(known) if guests else known
    drawn = draw(bank, ledger.asked(kind), depth, {one.id: one.date for one in ledger.meetings})
    start = Start(
        id=start_id,
        pair=pair,
        at=stamp(clock.now()),
        zone=zone_name(),
        depth=depth,
        bank=with_moments(drawn, known, depth),
        seats=seats,
        last=_recalled(places, pair, ledger, bank, library),
        open_steps=open_steps[-OPEN_STEPS:],
        takeaways={
            seat_of.get(role, role): text
            for role, text in ledger.last_takeaways().items()
            if role not in away and latest is not None and latest.id not in private
        },
        last_date=latest.date if latest else "",
        known=known,
    )
    if kind == REVIEW:
        from checkin.meeting.reviewing import as_review

        start = as_review(start, ledger.ledgers.topics, ledger.ledgers.intentions)
    if not places.owner:
        return start
    from checkin.record.alone import as_alone

    return as_alone(places, pair, start)


def begin(
    places: Places,
    pair: str,
    ledger: LedgerData,
    bank: Bank,
    depth: Depth,
    lock: Lock,
    ids: Ids,
    clock: Clock,
    library: Library,
    people: Mapping[str, str] | None = None,
) -> OpenMeeting:
    """A new meeting, its journal opened. Raises `CannotDo`, `WhoIsThere`."""
    start = within_room(new_start(places, pair, ledger, bank, depth, ids, clock, library, people))
    journal = Journal.create(places.open_meeting(pair, start.id), journal_header(start))
    return OpenMeeting(start, journal, lock, ids, clock)


def _recalled(
    places: Places, pair: str, ledger: LedgerData, bank: Bank, library: Library | None
) -> dict[str, object]:
    last = ledger.last_meeting(bank.goes_by)
    if last is None:
        return {}
    try:
        kept = recall(read_saved(places.meetings(pair) / f"{last.id}.json").state)
    except CannotDo:
        return {}
    return said_last(library, last, kept, bank)


def leftover(places: Places, pair: str, meeting: str) -> bool:
    """Whether the journal in this folder is of a meeting on record and says no more than the record does.

    That is what a process leaves that was killed right after saving. What can't be read says more.
    """
    try:
        start, events, damage = read_meeting(places.journal(pair, meeting))
        saved = read_saved(places.meetings(pair) / f"{start.id}.json")
    except CannotDo:
        return False
    return not damage and same_but_for_places(fold(start, events), saved.state)


def reopen(
    places: Places, pair: str, meeting: str, ledger: LedgerData, lock: Lock, ids: Ids, clock: Clock
) -> OpenMeeting:
    """The unfinished meeting with this id. Raises `CannotDo` when its journal can't be read.

    A journal that says more than the meeting saved under its id goes on as a meeting of its own, so
    that neither replaces the other; its journal says so before anything else happens. One that an earlier
    version began says from now on that this one went on with it.
    """
    path = places.journal(pair, meeting)
    start, events, damage = read_meeting(path)
    journal = Journal.open_for_append(path)
    try:
        if start.id in {one.id for one in ledger.meetings}:
            start = replace(start, id=ids.new())
            journal.rehead(journal_header(start))
        elif (read_journal(path, header_only=True).header or {}).get("v") != start.v:
            # Else the earlier version would go on with it too, and pass over what it does not know.
            with suppress(CannotDo):
                journal.rehead(journal_header(start))
        return OpenMeeting(start, journal, lock, ids, clock, events, damage)
    except BaseException:
        journal.close()
        raise


def read_meeting(path: Path) -> tuple[Start, tuple[Event, ...], tuple[str, ...]]:
    """A journal's start and events, and what damage cost. Raises `CannotDo` when the start is lost."""
    contents = read_journal(path)
    damage = list(contents.damage)
    try:
        start = start_from_json(contents.header or {})
    except ValueError as error:
        raise CannotDo(
            f"The journal {path} can't be read: it holds {error}.", "It was left as it is."
        ) from error
    events: list[Event] = []
    for entry in contents.entries:
        try:
            events.append(event_from_json(entry))
        except ValueError as error:
            damage.append(f"One line of the journal holds {error}; it was passed over.")
    return start, brought_forward(start.bank, events), tuple(damage)
