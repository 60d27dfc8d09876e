"""What a meeting is to know of the record when it begins: what may come back in it, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.meeting.brought import BROUGHT
from checkin.meeting.known import Known
from checkin.meeting.moments.facts import history_facts
from checkin.meeting.moments.listed import order
from checkin.meeting.start import OpenStep

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checkin.banks.model import Bank
    from checkin.meeting.ledgers import Lesson
    from checkin.record.entries import StepEntry
    from checkin.record.facts import LedgerData

LESSONS, STRENGTHS, RESOURCES, OPEN_STEPS = 20, 10, 30, 100
"""How many of each come to a meeting at most, the newest: it is frozen with them, and keeps them for good.
The other open steps stay open.
"""


def known_of(ledger: LedgerData, bank: Bank, today: date, open_steps: Iterable[OpenStep] = ()) -> Known:
    """What the record has for a joint meeting with this bank, each list with the oldest first.

    Notes for a hard day are not among it: those are for the mentee alone. The lessons are those of whoever
    plays the mentee; of many those come first into question that have a tag of the bank's, then the newest.
    """
    left = ledger.ledgers
    last = ledger.last_meeting()
    thinks = bank.roles().get(bank.seat("mentee"), "mentee")
    return Known(
        meetings=len(ledger.meetings),
        agreement=left.agreement,
        lessons=fitting(
            left.lessons_of(thinks), {tag for question in bank.all_questions() for tag in question.tags}
        ),
        strengths=tuple(replace(one, hard_day="") for one in left.strengths[-STRENGTHS:]),
        brought=left.waiting[-BROUGHT:],
        more=max(0, len(left.waiting) - BROUGHT),
        resources=left.resources[-RESOURCES:],
        card=left.card,
        facts=history_facts(
            today=today,
            meetings=ledger.meetings,
            next_agreed=(last.next or "") if last else "",
            open_steps=open_steps,
            ledgers=left,
        ),
        moments=order(left, ledger.meetings),
    )


def among_guests(known: Known) -> Known:
    """What a meeting with guests knows: the agreement, which is read only when somebody asks for it, and how
    often the two met. All else they said among themselves, and what they brought waits for them alone.
    """
    return Known(meetings=known.meetings, agreement=known.agreement)


def as_open(step: StepEntry, seat: str) -> OpenStep:
    """An open step as a meeting takes it in hand; `seat` is its owner's there."""
    return OpenStep(
        id=step.id,
        what=step.what,
        owner=seat,
        due=step.due or "",
        if_=step.if_,
        then=step.then,
        carried=step.carried,
        meeting=step.meeting,
    )


def fitting(lessons: tuple[Lesson, ...], tags: set[str]) -> tuple[Lesson, ...]:
    """At most `LESSONS` of them, the oldest first: rather those with one of these tags, then the newest."""
    best = sorted(lessons, key=lambda one: (not tags.isdisjoint(one.tags), one.id), reverse=True)
    chosen = {one.id for one in best[:LESSONS]}
    return tuple(one for one in lessons if one.id in chosen)
