"""How the other one is, in a few words: here, on another page, typing, away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.flow import prompts
from checkin.meeting.turning import place_of, prompt_at

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting
    from checkin.meeting.state import Place, State

THE_END = "the end"


def other_of(meeting: SeatMeeting) -> str:
    """The seat of the other one."""
    return next(iter(meeting.others), meeting.seat)


def stage_at(state: State, place: Place) -> str:
    """The title of the stage a place is in."""
    prompt = prompt_at(state, place)
    return prompt.stage.title if prompt is not None else THE_END


def seen_from(state: State, there: Place, here: Place) -> str:
    """A place by its stage; where both are in the same stage, as `8 of 14` among the pages."""
    stage = stage_at(state, there)
    if stage != stage_at(state, here) or stage == THE_END:
        return stage
    pages = prompts(state)
    return f"{1 + [page.id for page in pages].index(there.prompt)} of {len(pages)}"


def presence_words(meeting: SeatMeeting, place: Place, *, typing: bool, was_here: bool) -> str:
    """How the other one is, as seen from a place.

    `typing`: they changed a text within the last moments. `was_here`: they have been here before.
    """
    other = other_of(meeting)
    name = meeting.start.name(other)
    if not meeting.connected:
        return "the line is down: kept here"
    if not meeting.here.get(other):
        return f"{name} left" if was_here else f"{name} is not here yet"
    there = place_of(meeting.state, other)
    elsewhere = (there.prompt, there.row) != (place.prompt, place.row)
    where = f"at {seen_from(meeting.state, there, place)}" if elsewhere else ""
    if typing:
        return f"{name} is typing {where}".rstrip()
    return f"{name} is {where or 'here'}"
