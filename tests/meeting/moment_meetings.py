"""Meetings in which a right-moment prompt may come: a start that knows something of the record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from meetings import Meeting, a_start, an_open_step, shipped

from checkin.meeting.flow import prompts
from checkin.meeting.known import Known
from checkin.meeting.moments.choice import with_moments
from checkin.meeting.moments.table import MOMENTS

if TYPE_CHECKING:
    from checkin.banks.model import Bank, Depth
    from checkin.meeting.start import Start

ALL = tuple(moment.id for moment in MOMENTS)

RECORD: dict[str, Any] = {
    "meetings": 5,
    "sources": 1,
    "days_early": 9,
    "setback_days": 10,
    "topics": ["Speak at the team demo", "Speaking at our demo", "Ask Mira for help"],
    "doors": 1,
    "door_days": 40,
    "door": "01K9D00000000000000000D00R",
    "door_what": "Ana at the museum",
    "speak_for": 1,
    "speak_for_door": "01K9D00000000000000000D00R",
    "speak_for_what": "Ana at the museum",
}
"""A record by whose figures every prompt may come."""


def may_come(
    *moments: str,
    bank: Bank | str = "regular",
    depth: Depth = "full",
    meetings: int = 5,
    carried: int = 0,
    card: str = "",
    open_steps: int = 1,
    **facts: Any,
) -> Start:
    """The start of a meeting in which these prompts may come, the first one first; all of them by default."""
    steps = [
        replace(an_open_step(f"Call Mira {n}", id=f"01K9C0000000000000000000S{n}"), carried=carried)
        for n in range(open_steps)
    ]
    found = shipped(bank) if isinstance(bank, str) else bank
    start = a_start(found, depth=depth, open_steps=steps)
    known = Known(meetings=meetings, card=card, facts={**RECORD, **facts}, moments=moments or ALL)
    return replace(start, known=known, bank=with_moments(start.bank, known, depth))


def pages(meeting: Meeting) -> list[str]:
    """The ids of the pages of a meeting as it stands."""
    return [page.id for page in prompts(meeting.state)]


def prompt_of(meeting: Meeting) -> str:
    """The prompt a meeting has as it stands, empty for none."""
    had = {q.moment for page in prompts(meeting.state) for q in page.questions if q.moment}
    assert len(had) < 2
    return next(iter(had), "")


def in_the_situation(moment: str, **start: Any) -> Meeting:
    """A meeting that has come to where this prompt comes, and no other one may."""
    meeting = Meeting(may_come(moment, **({"carried": 2} if moment == "carried" else {}), **start))
    if moment == "forward":
        meeting.say("goal", "Speak at the demo")
    elif moment == "topic_end":
        meeting.talk("goal", "step")
    elif moment in ("know_first", "instruction"):
        meeting.act("opened", "perspective", seat="mentee", value="asked")
        kind = "door" if moment == "know_first" else "instruction"
        meeting.add("perspective", seat="mentor", kind=kind, text="Write to Ana")
    elif moment in ("stretch", "help"):
        meeting.add("step", what="Rehearse", readiness=3 if moment == "stretch" else 5)
    return meeting
