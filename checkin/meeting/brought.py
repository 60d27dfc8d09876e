"""What was brought to a meeting (prepared, jotted down, out of time alone): where it stands ready, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.events import PARKED
from checkin.meeting.flow import prompts, seats_of, shown
from checkin.meeting.folding import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.banks.model import Question
    from checkin.meeting.events import Event
    from checkin.meeting.ledgers import Brought
    from checkin.meeting.state import State


BROUGHT = 40
"""How many stand ready in one meeting at most, the newest. The others go on waiting."""


def brought_at(state: State, question: Question) -> tuple[Brought, ...]:
    """What stands ready at this question: everything at the one place for it, nothing at any other."""
    return state.start.known.brought if question.id == brought_where(state) else ()


def brought_where(state: State) -> str:
    """The id of the question at which it stands: the first that asks for challenges, or, where none does, the
    first goal. Empty in a meeting that has neither: there it goes on waiting.
    """
    asked = shown(state)
    return next((q.id for kind in ("challenges", "goal") for q in asked if q.type == kind), "")


def brought_came_up(state: State, events: Iterable[Event]) -> bool:
    """Whether the pair had it before them: the meeting began at its page, that page was turned to, or
    something was said there or further on. Until then it goes on waiting.
    """
    pages = prompts(state)
    order = {q: at for at, q in enumerate(state.questions)}
    # A card is where its first question is, whichever of them something was said to.
    order |= {q.id: order[page.id] for page in pages for q in page.questions}
    where = order.get(brought_where(state))
    if where is None:
        return False
    return order[pages[0].id] == where or any(
        (event.what == "turned" and order.get(event.q) == where)
        or (event.what in CONTENT and order.get(event.q, -1) >= where)
        for event in events
    )


def brought_turned_to(state: State, events: Sequence[Event], kept: Sequence[Event]) -> list[Event]:
    """The event that shows that it came up, where those that are `kept` do not show it: one or none."""
    if not any(not one.used for one in state.start.known.brought) or brought_came_up(state, kept):
        return []
    return [event for event in events if event.what == "turned" and brought_came_up(state, (event,))][:1]


def brought_title(things: tuple[Brought, ...], more: int = 0) -> str:
    """How many there are: `2 things were brought:`; empty for none. What was parked says so, and that `more`
    wait besides these.
    """
    if not things:
        return ""
    parked = sum(one.origin == PARKED for one in things)
    how = "parked" if parked == len(things) else "brought or parked" if parked else "brought"
    rest = f", and {more:,} more before that" if more else ""
    return f"1 thing was {how}{rest}:" if len(things) == 1 else f"{len(things)} things were {how}{rest}:"


def brought_line(state: State, one: Brought) -> str:
    """One of them in a line: its words, a first idea, and whose it is where that is not the mentee's; among
    others, what was parked says so.
    """
    idea = f", a first idea: {clean_line(one.approach)}" if one.approach.strip() else ""
    start = state.start
    seat = start.seat_of(one.seat)
    whose = start.name(seat) if seat in start.seats and seat != start.mentee else ""
    mixed = any(other.origin != PARKED for other in start.known.brought)
    told = ", ".join(filter(None, [whose, PARKED if one.origin == PARKED and mixed else ""]))
    return f"{clean_line(one.text)}{idea}" + (f" ({told})" if told else "")


def in_a_line(one: Brought) -> str:
    """Its words on one line, for a list before the meeting; what was parked says so."""
    return clean_line(one.text) + (f" ({PARKED})" if one.origin == PARKED else "")


def in_lines(things: Sequence[Brought]) -> tuple[str, ...]:
    """The newest `BROUGHT` in a line each, and how many more there are: `and 2,960 more`."""
    more = len(things) - BROUGHT
    lines = tuple(in_a_line(one) for one in things[-BROUGHT:])
    return (*lines, f"and {more:,} more") if more > 0 else lines


def first_idea(state: State, question: Question) -> str:
    """`A first idea was: count to ten`, above the first options: of what was brought and is the goal now."""
    asked = shown(state)
    if question.id != next((one.id for one in asked if one.type == "options"), ""):
        return ""
    goals = {
        clean_line(value)
        for one in asked
        if one.type == "goal"
        for seat in seats_of(state, one)
        if isinstance(value := state.answer(one.id, seat).value, str)
    }
    ideas = [one.approach for one in state.start.known.brought if clean_line(one.text) in goals]
    return next((f"A first idea was: {clean_line(idea)}" for idea in ideas if idea.strip()), "")


def seat_for(state: State, question: Question, one: Brought) -> str:
    """Whose answer it becomes: their own where the question is for them too, else that of the one asked."""
    seats = seats_of(state, question)
    own = state.start.seat_of(one.seat)
    return own if own in seats else seats[0]
