"""What the other one did, in the words of the line above the keys: came, went on, asked for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut
from checkin.live.words import BACK, LOST, has_left, is_here
from checkin.meeting.events import ASKED, MENTOR_REASONS, PARKED
from checkin.meeting.flow import SUMMARY, prompts
from checkin.meeting.turning import place_of
from checkin.meeting.words import REASON_WORDS
from checkin.tui.in_a_meeting import command
from checkin.tui.screens.presence import other_of, seen_from

PARKED_CELLS = 50
"""Cells of what the other one parked: it is whole among what was said so far."""

if TYPE_CHECKING:
    from checkin.live.seat import Change, SeatMeeting
    from checkin.meeting.state import Place, State


def came_or_went(meeting: SeatMeeting, change: Change) -> str:
    """That the line went down or came back, or that the other one left or came; empty for neither."""
    other = other_of(meeting)
    name = meeting.start.name(other)
    if change.connection == "lost":
        return LOST
    if change.connection == "back":
        return BACK
    if other in change.left and not meeting.here.get(other):
        return has_left(name)
    return is_here(name) if other in change.came else ""


def about_the_turn(meeting: SeatMeeting, change: Change) -> str:
    """That the mentee asked for the mentor's turn, or why the mentor goes first; empty for neither."""
    for event in change.events:
        if event.what == "opened" and event.seat != meeting.seat:
            name = meeting.start.name(event.seat)
            if event.value == ASKED:
                return f"{name} asks for your turn."
            if event.value in MENTOR_REASONS:
                return f"{name} goes first: {REASON_WORDS[str(event.value)]}."
    return ""


def they_parked(meeting: SeatMeeting, change: Change) -> list[str]:
    """What the other one parked, or says otherwise by now."""
    return [
        f"{meeting.start.name(event.seat)} parked: “{cut(clean_line(str(event.value)), PARKED_CELLS)}”"
        for event in change.events
        if event.what == PARKED and event.value and event.seat != meeting.seat
    ]


def called_here(meeting: SeatMeeting) -> str:
    """That the other one brought this one to the page."""
    return f"{meeting.start.name(other_of(meeting))} called you to this page."


def they_went(meeting: SeatMeeting, here: Place, *, both: bool) -> str:
    """Where the other one turned to, as seen from a place, and how to come along; `both`: they call."""
    state = meeting.state
    there = place_of(state, meeting.seat)
    name = meeting.start.name(other_of(meeting))
    order = [page.id for page in prompts(state)]
    if here.prompt != SUMMARY and here.prompt not in order:
        return f"This question is not asked any more. Next ({command('next').key}) takes you on."
    where = _where(state, there, here)
    if both:
        went = f"{name} calls you to {where}."
    elif _at(order, there.prompt) < _at(order, here.prompt):
        went = f"{name} went back to {where}."
    else:
        went = f"{name} went on to {where}."
    return f"{went} Next ({command('next').key} or Enter at the end) takes you along."


def _where(state: State, there: Place, here: Place) -> str:
    """A place as one says it: a stage, or a question of the stage one is in."""
    if there.prompt == here.prompt:
        return "another step"
    seen = seen_from(state, there, here)
    return f"question {seen}" if seen.endswith(f" of {len(prompts(state))}") else seen


def _at(order: list[str], prompt: str) -> int:
    return order.index(prompt) if prompt in order else len(order)
