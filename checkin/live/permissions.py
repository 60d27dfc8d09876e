"""What one seat may do in a meeting that others are in: its own part, and what both write together.

These come before the meeting's own rules. The room holds to them whatever a seat sends; a seat asks them
first, so that nothing is shown that would be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.cards import CARDS
from checkin.meeting.events import SHARED, THOUGHT
from checkin.meeting.flow import BOTH
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.state import is_blind

if TYPE_CHECKING:
    from checkin.meeting.flow import Question
    from checkin.meeting.state import State

OWN_ROWS = frozenset({"options", "offer", "list"})
"""Types whose rows are somebody's own."""


def may_write(question: Question, own: str, seat: str) -> bool:
    """Whether somebody sitting in `own` may write the answer of `seat`.

    A question for one of the two is talked over and written by whoever has their hands free; where each
    answers for themselves, and where ideas are somebody's, only their own seat writes.
    """
    return seat == own or not (question.who == BOTH or question.type in OWN_ROWS)


def permit(state: State, own: str, act: Act) -> None:
    """Raise `NotNow` when the seat `own` may not do this act."""
    match act.what:
        case "turned":
            allowed = act.seat in (SHARED, own)
        case "next":
            allowed = True
        case "agreed" | "sealed" | "parked":
            allowed = act.seat == own
        case "opened":
            allowed = act.seat == own and act.value != THOUGHT
        case "answered" | "talked" | "between_us" | "added" | "set" | "removed":
            allowed = _may_touch(state, own, act)
        case _:
            allowed = False
    if not allowed:
        other = state.start.name(act.seat) if act.seat not in (SHARED, own) else "somebody else"
        raise NotNow(f"That is {other}'s to do.")


def _may_touch(state: State, own: str, act: Act) -> bool:
    question = state.questions.get(act.q)
    if question is None:
        # What was parked has no question, and is its seat's own. Else the meeting's rules say what is wrong.
        return bool(act.q) or act.seat == own
    if is_blind(question) and not is_shown(state, question):
        return act.what == "talked" and act.seat == own
    answer = state.answer(act.q, act.seat)
    if act.what == "talked" and not act.row and answer.value is not None:
        raise NotNow("Something is written down here by now.")
    if question.type == "door" and state.start.plays(own) != "mentee" and _says_yes(act):
        return False  # whether it goes ahead is nobody else's to say, whoever writes it down
    own_rows = question.type == "list" or (question.type in CARDS and question.who == BOTH)
    row = state.row(act.q, act.row) if act.row and own_rows else None
    if row is not None and row.seat != own:
        raise NotNow(f"This line is {state.start.name(row.seat)}'s to change.")
    return may_write(question, own, act.seat)


def _says_yes(act: Act) -> bool:
    """Whether an act says of a door that the mentee wants it."""
    given = act.value if isinstance(act.value, dict) else {act.field: act.value}
    return given.get("consent") is True


def is_shown(state: State, question: Question) -> bool:
    """Whether the blind answers to a question have been shown to all: then they are like any others."""
    seats = tuple(state.start.seats)
    given = [state.answer(question.id, seat) for seat in seats]
    return all(answer.talked or answer.value is not None for answer in given)


def all_ready(state: State, question: Question) -> bool:
    """Whether nobody has to be waited for: each is ready, or only talked about it."""
    return any((question.id, seat) in state.sealed for seat in state.start.seats) and all(
        (question.id, seat) in state.sealed or state.answer(question.id, seat).talked
        for seat in state.start.seats
    )
