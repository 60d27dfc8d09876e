"""What a pair is offered of the program's own accord, on its page and when looking back: each in its time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from checkin.banks.beginning import FIRST_MEETING, REGULAR
from checkin.ground.text import counted
from checkin.meeting.events import PARKED
from checkin.meeting.words import all_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.meeting.ledgers import Brought
    from checkin.record.entries import MeetingEntry, StepEntry
    from checkin.record.facts import LedgerData

REVIEW = "relationship_review"
"""The kind of meeting in which two people look at how they work together."""

REVIEW_EVERY = 4
"""Every so many meetings one is a review: it is offered once three others were held."""
REVIEW_DAYS = 90
"""Days after which a review is offered, however few meetings there were."""

TRIAL = 3
"""Meetings that four prefilled sentences are tried for."""
TENTH = 10
"""Meetings after which the mentee is asked what they do now without asking."""

AGREEMENT_OFFERED = "offer:agreement"
THREE_OFFERED = "offer:without_asking"
"""What is switched off once it was offered: the four sentences, and the three things."""

THREE_WORDS = "since you met ten times: three things"
"""What stands beside looking back as long as they are offered."""

SENTENCES = (
    (
        "role",
        "What the mentor is there for",
        "{mentor} listens, asks, and shares a view once asked. {mentee} decides.",
    ),
    (
        "rhythm",
        "How often to meet",
        "We meet every two to four weeks, for 45 minutes, and settle the next date each time.",
    ),
    (
        "reply_time",
        "How soon to answer",
        "Between meetings we write when something is stuck, and answer within three days.",
    ),
    (
        "boundaries",
        "What stays outside",
        "What we say stays between us. Either of us may leave a topic, without a reason.",
    ),
)
"""Four sentences to begin with: the clause's id, its heading, its words with the names to be put in."""


def usual(ledger: LedgerData) -> str:
    """The bank that a meeting is begun with where nothing else is said: the first meeting's where they have
    not met yet, else the regular one.
    """
    return REGULAR if ledger.meetings else FIRST_MEETING


def suggested(ledger: LedgerData, today: date) -> str:
    """The bank of the meeting that is suggested now, wherever one is: the review when it is time for one."""
    return REVIEW if review_is_due(ledger, today) else usual(ledger)


def review_is_due(ledger: LedgerData, today: date) -> bool:
    """Whether it is time for a review: every fourth meeting, or 90 days after the last one."""
    if not ledger.meetings or ledger.state != "active":
        return False
    since: list[MeetingEntry] = []
    last: MeetingEntry | None = None
    for meeting in ledger.meetings:
        if REVIEW in (meeting.kind, meeting.bank):
            last = meeting
            break
        since.append(meeting)
    began = _day((last or ledger.meetings[-1]).date)
    waited = began is not None and today - began >= timedelta(days=REVIEW_DAYS)
    return len(since) >= REVIEW_EVERY - 1 or waited


def offers_sentences(ledger: LedgerData) -> bool:
    """Whether four sentences to try are offered: two who meet, have no agreement, and were not asked."""
    ledgers = ledger.ledgers
    meet = bool(ledger.meetings) and ledger.state == "active"
    return meet and ledgers.agreement is None and AGREEMENT_OFFERED not in ledgers.off


def meetings_tried(ledger: LedgerData) -> int:
    """How many meetings began since the agreement that is tried was made; 0 when none is being tried."""
    agreement = ledger.ledgers.agreement
    if agreement is None or not agreement.trial:
        return 0
    return sum(meeting.id > agreement.id for meeting in ledger.meetings)


def trial_is_over(ledger: LedgerData) -> bool:
    """Whether the agreement was tried for as many meetings as it was to be: keep it, or change it?"""
    agreement = ledger.ledgers.agreement
    return agreement is not None and 0 < agreement.trial <= meetings_tried(ledger)


def offers_three_things(ledger: LedgerData) -> bool:
    """Whether the mentee is asked what they now do without asking: once, from the tenth meeting on."""
    return len(ledger.meetings) >= TENTH and THREE_OFFERED not in ledger.ledgers.off


def three_things(mentee: str) -> str:
    """What they are asked then, by the mentee's name."""
    return f"Three things that {mentee} now does without asking"


def open_steps(ledger: LedgerData) -> tuple[StepEntry, ...]:
    """The open steps, those due first at the top, those without a date last."""
    return tuple(
        sorted((one for one in ledger.steps if one.open), key=lambda one: (one.due or "9999", one.id))
    )


def offer_words(ledger: LedgerData) -> str:
    """What there is to say about the agreement now, in a sentence; empty for nothing."""
    if offers_sentences(ledger):
        return "You have no agreement yet; there are four sentences to try."
    if trial_is_over(ledger):
        return f"You tried your agreement for {meetings_tried(ledger)} meetings. Keep it, or change it?"
    return ""


def agreement_words(ledger: LedgerData) -> str:
    """How the agreement stands, in a few words."""
    agreement = ledger.ledgers.agreement
    if agreement is None:
        return "four sentences to try" if offers_sentences(ledger) else ""
    if agreement.trial:
        return "keep it or change it?" if trial_is_over(ledger) else "being tried"
    return "" if len(agreement.agreed) > 1 else "not yet agreed"


def bringing(waiting: Sequence[Brought], mentee: str, mentor: str) -> str:
    """Who brings how much to the next meeting: `Sam brings 2 things`, `2 things are parked`, `Sam brings 1
    thing, 2 are parked`; empty for nothing.
    """
    parked = sum(one.origin == PARKED for one in waiting)
    many = str(parked) if parked < len(waiting) else counted(parked, "thing")
    rest = f"{many} {'is' if parked == 1 else 'are'} parked" if parked else ""
    things = [one for one in waiting if one.origin != PARKED]
    seats = sorted({one.seat for one in things})
    who = all_of([{"mentee": mentee, "mentor": mentor}.get(seat, seat) for seat in seats])
    told = f"{who} bring{'s' if len(seats) == 1 else ''} {counted(len(things), 'thing')}" if things else ""
    return ", ".join(filter(None, [told, rest]))


def sentences(mentee: str, mentor: str) -> tuple[tuple[str, str, str], ...]:
    """The four sentences with the names put in: id, heading, words."""
    return tuple(
        (id, label, text.replace("{mentee}", mentee).replace("{mentor}", mentor))
        for id, label, text in SENTENCES
    )


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
