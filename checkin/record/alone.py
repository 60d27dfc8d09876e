"""Meetings that the mentee holds alone: kept whole with their private files, by the same machinery.

A desk over `private/<person>.own/` has a record, journals, meetings and summaries like any other, and
nobody else's desk looks there. The joint record is read for what may help: what the mentor left for a hard
day, the bridge plan, lessons, strengths, open steps.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.errors import CheckinError
from checkin.ground.files import is_there, write_atomically
from checkin.ground.places import ensure
from checkin.ground.text import clean_line
from checkin.meeting.before_alone import with_opening
from checkin.meeting.brought import in_lines
from checkin.meeting.known import Known
from checkin.meeting.start import PREPARE, Person, Start
from checkin.record.facts import RECORD, read_ledger
from checkin.record.knowing import LESSONS, OPEN_STEPS, RESOURCES, STRENGTHS, as_open
from checkin.record.whose import owner

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.ground.places import Places
    from checkin.record.desk import Desk
    from checkin.record.facts import LedgerData
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.saved import Render
    from checkin.record.unfinished import Unfinished

ALONE_KEPT = "It is kept with your own files. Nobody else's program opens it."
JOINTLY_KEPT = "An earlier version began it in the pair's record. It is kept there, for both of you to read."
"""Said once a meeting held alone is saved."""


def own_desk(desk: Desk, pair: str) -> Desk:
    """The desk over what the mentee of a pair holds alone. Raises `CannotDo` when it is not to be opened."""
    return desk.over(desk.places.own(owner(desk, pair, "mentee").id))


def open_own(desk: Desk, pair: str) -> Desk:
    """The same, with a record to keep things in, made if there is none yet. Raises `CannotDo`."""
    own = own_desk(desk, pair)
    folder = own.places.pair(pair)
    if not any(is_there(folder / name) for name in (RECORD, f"{RECORD}.1")):
        from checkin.record.layout import encode

        people = {
            str(number): {"id": person.id, "name": person.name, "seat": person.seat}
            for number, person in enumerate(desk.joint().ledger(pair).people, 1)
        }
        made = {"1": {"id": pair, "made": stamp(desk.clock.now()), "format": 1}}
        write_atomically(ensure(folder) / RECORD, encode({"pair": made, "people": people}))
    return own


def where_held(desk: Desk, meeting: OpenMeeting) -> Desk:
    """The desk at which an open meeting is held: by where its journal is."""
    own = desk.places.private in meeting.folder.parents
    return own_desk(desk, meeting.start.pair) if own and not desk.places.owner else desk


def go_on_with(desk: Desk, meeting: OpenMeeting) -> str:
    """The command that goes on with a meeting that was broken off."""
    start = meeting.start
    if desk.places.private not in meeting.folder.parents:
        return f"checkin resume {start.pair}"
    return f"checkin {'prep' if start.bank.goes_by == PREPARE else 'solo'} {start.pair}"


def broken_off(desk: Desk, meeting: OpenMeeting) -> str:
    """What is said when a meeting was broken off: that everything is kept, and how to go on with it."""
    return (
        clean_line(desk.farewell)
        or f"Everything is kept. Go on with: {clean_line(go_on_with(desk, meeting))}"
    )


def kept_where(desk: Desk, summary: Path) -> str:
    """Where a meeting held alone is kept, in words, by the path of its summary."""
    return ALONE_KEPT if desk.places.private in summary.parents else JOINTLY_KEPT


def unfinished_alone(desk: Desk, pair: str) -> tuple[Unfinished, ...]:
    """What the mentee broke off alone, the latest first; nothing where it is not this account's to open."""
    try:
        own = own_desk(desk, pair)
        return tuple(one for one in own.unfinished(pair) if not one.problem)
    except CheckinError:
        return ()


def alone_ledger(desk: Desk, pair: str) -> LedgerData | None:
    """The record of what the mentee held alone, None when there is nothing yet. Raises `CannotDo`."""
    own = own_desk(desk, pair)
    return own.ledger(pair) if is_there(own.places.record(pair)) else None


def as_alone(places: Places, pair: str, start: Start) -> Start:
    """The start of a meeting held alone, with what the joint record has for it. Raises `CannotDo`."""
    joint = read_ledger(places.joint.pair(pair))
    left = joint.ledgers
    lessons = sorted((*left.lessons_of("mentee"), *start.known.lessons), key=lambda one: one.id)
    mentee = joint.person("mentee")
    steps = [step for step in joint.steps if step.open and mentee is not None and step.owner == mentee.id]
    steps = steps[-OPEN_STEPS:]
    had = joint.last_takeaways().get("mentee", "")
    start = replace(
        start,
        seats={
            seat: next((Person(p.id, p.name) for p in joint.people if p.id == bound.id), bound)
            for seat, bound in start.seats.items()
        },
        open_steps=(*start.open_steps, *(as_open(step, start.mentee) for step in steps)),
        takeaways=start.takeaways or ({start.mentee: had} if had else {}),
        last_date=start.last_date or (joint.meetings[0].date if joint.meetings else ""),
        known=Known(
            meetings=len(joint.meetings),
            agreement=left.agreement,
            lessons=tuple(lessons[-LESSONS:]),
            strengths=left.strengths[-STRENGTHS:],
            resources=left.resources[-RESOURCES:],
            card=left.card,
        ),
    )
    waiting = in_lines(left.waiting)
    meant = next((one.text for one in reversed(left.intentions) if one.seat == "mentee"), "")
    return with_opening(start, waiting if start.bank.goes_by == PREPARE else None, meant)


def before_saving(desk: Desk, meeting: OpenMeeting, render: Render) -> None:
    """Put where it belongs what a meeting held alone comes to, before it is saved itself; never twice.

    What was prepared goes to the next joint meeting, and as a page into the pair's record. What comes out of
    other time alone, or is parked, waits, private, for its owner's yes. Raises `CannotDo`.
    """
    if not desk.places.owner:
        return
    from checkin.record.bringing import bring_prepared, keep_outcomes

    saved = meeting.saved()
    if saved.start.bank.goes_by == PREPARE:
        bring_prepared(desk.joint(), saved, render(saved))
    keep_outcomes(desk.joint(), saved)
