"""Turning the pages: where a seat is now, and where next and back lead from there.

A place is a prompt, and a row within it where one thing after the other is in hand. Nothing here changes
anything; everything is derived from the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.events import SHARED
from checkin.meeting.flow import SUMMARY, prompts
from checkin.meeting.state import Place

if TYPE_CHECKING:
    from checkin.banks.model import Stage
    from checkin.meeting.flow import Prompt
    from checkin.meeting.state import Row, State


def place_of(state: State, seat: str) -> Place:
    """Where a seat is now, alone or with the others: its prompt if that is still asked, else the next one."""
    pages = prompts(state)
    place = state.places.get(seat) or state.places.get(SHARED)
    if place is None:
        return enter(state, pages[0].id if pages else SUMMARY)
    if place.prompt == SUMMARY:
        return place
    if any(page.id == place.prompt for page in pages):
        items = items_of(state, place.prompt)
        if items and all(row.id != place.row for row in items):
            return Place(place.prompt, items[0].id, place.then)
        return place
    for page in pages:
        # On a card one may be at any of its questions (the depth can't change, but a bank can pipe to one).
        if any(question.id == place.prompt for question in page.questions):
            return Place(page.id, "", place.then)
    order = list(state.questions)
    if place.prompt not in order:
        return enter(state, pages[0].id if pages else SUMMARY)
    behind = order.index(place.prompt)
    return enter(state, next((page.id for page in pages if order.index(page.id) > behind), SUMMARY))


def prompt_at(state: State, place: Place) -> Prompt | None:
    """The prompt of a place, None at the summary."""
    return next((page for page in prompts(state) if page.id == place.prompt), None)


def enter(state: State, prompt_id: str, *, last: bool = False) -> Place:
    """The place where one arrives at a prompt: its first row, or its last one when coming back."""
    items = items_of(state, prompt_id)
    return Place(prompt_id, (items[-1].id if last else items[0].id) if items else "")


def following(state: State, place: Place) -> Place:
    """Where "next" leads: the next open step in hand, the prompt one left out of turn, or the next prompt."""
    items = [row.id for row in items_of(state, place.prompt)]
    if place.row in items[:-1]:
        return Place(place.prompt, items[items.index(place.row) + 1], place.then)
    if place.then and (place.then == SUMMARY or any(page.id == place.then for page in prompts(state))):
        return enter(state, place.then)
    ids = [page.id for page in prompts(state)]
    if place.prompt not in ids:
        return Place(SUMMARY)
    behind = ids.index(place.prompt)
    return enter(state, ids[behind + 1]) if behind + 1 < len(ids) else Place(SUMMARY)


def preceding(state: State, place: Place) -> Place | None:
    """Where "back" leads; None at the very first prompt."""
    items = [row.id for row in items_of(state, place.prompt)]
    if place.row in items[1:]:
        return Place(place.prompt, items[items.index(place.row) - 1], place.then)
    ids = [page.id for page in prompts(state)]
    if place.then in ids:
        # Where the pair came from, out of turn.
        return enter(state, place.then, last=True)
    if place.prompt == SUMMARY:
        return enter(state, ids[-1], last=True) if ids else None
    before = ids.index(place.prompt) - 1 if place.prompt in ids else -1
    return enter(state, ids[before], last=True) if before >= 0 else None


def items_of(state: State, prompt_id: str) -> tuple[Row, ...]:
    """The things in hand one after the other on a prompt: the open steps of a follow-through, else none."""
    question = state.questions.get(prompt_id)
    if question is None or question.type != "follow_through":
        return ()
    return state.live_rows(prompt_id)


def stage_marks(state: State, place: Place) -> tuple[tuple[Stage, str], ...]:
    """Each stage that is asked, with `done`, `now` or `ahead` as seen from a place."""
    stages: list[Stage] = []
    for page in prompts(state):
        if page.stage not in stages:
            stages.append(page.stage)
    here = prompt_at(state, place)
    current = stages.index(here.stage) if here else len(stages)
    return tuple(
        (stage, "done" if at < current else "now" if at == current else "ahead")
        for at, stage in enumerate(stages)
    )
