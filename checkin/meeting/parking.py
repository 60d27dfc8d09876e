"""What is parked during a meeting: it waits for another time, whatever question is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.topics import alike
from checkin.meeting.values import MAX_ROWS, Unfit, text_value

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.events import Value
    from checkin.meeting.state import Row, State

ASKED = "What shall wait for another time?"
"""What is asked when somebody wants to park something."""


def fit_parked(state: State, seat: str, row_id: str, value: Value, *, back: bool = False) -> str | None:
    """The words of something that is parked or said in other words, in their one form; None when they are to
    go, or are taken `back`. Raises `Unfit` with a sentence when that can't be.
    """
    if seat not in state.start.seats:
        raise Unfit("Somebody parks it: say which seat.")
    row = row_of(state, row_id)
    if not row_id or (row is not None and row.removed) or (back and row is None):
        raise Unfit("That line is gone." if row_id else "A new line needs an id of its own.")
    if row is not None and row.seat != seat:
        raise Unfit(f"This line is {state.start.name(row.seat)}'s to change.")
    if back:
        return None
    try:
        words = text_value(value or "").strip()
    except Unfit as unfit:
        raise Unfit(f"What is parked is {unfit}.") from None
    if row is None and not words:
        raise Unfit("There are no words to keep.")
    if row is None and len(state.waits) >= MAX_ROWS:
        raise Unfit(f"There is room for {MAX_ROWS} here. Change or remove one first.")
    return words or None


def row_of(state: State, row_id: str) -> Row | None:
    """What was parked under an id, gone or not; None when there is none."""
    return next((row for row in state.parked if row.id == row_id), None)


def parks_for(state: State, question: Question | None) -> str:
    """Whose it is when two at one keyboard park something at a question: theirs whose matter that is; the
    mentee's where it is nobody's alone.
    """
    return state.start.mentee if question is None else state.start.thinker(question)


def may_change(row: Row, own: str) -> bool:
    """Whether somebody in the seat `own`, empty for one keyboard, may change what was parked."""
    return own in ("", row.seat)


def is_parked(state: State, text: str) -> bool:
    """Whether something that was parked is about the same thing as a text, a goal say."""
    return any(alike(row.text("text"), text) for row in state.waits)
