"""The numbers that each gave unseen, for the question after them: what one talks about is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.flow import seats_of, shown
from checkin.meeting.state import is_blind

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.state import State


def numbers_before(state: State, question: Question) -> tuple[str, ...]:
    """`The way of working: Sam 7, Robin 5`, one line for each blind number asked right before `question`.

    Only those that everybody has given, so that nobody sees a number before its time. Empty where no such
    question stands right before, or `question` is one itself.
    """
    asked = shown(state)
    at = next((n for n, one in enumerate(asked) if one.id == question.id), 0)
    lines: list[str] = []
    while not is_blind(question) and at and is_blind(asked[at - 1]):
        at -= 1
        one = asked[at]
        given = [(state.start.name(seat), state.answer(one.id, seat).value) for seat in seats_of(state, one)]
        if all(value is not None for _name, value in given):
            said = ", ".join(f"{name} {value}" for name, value in given)
            lines.insert(0, f"{one.label or one.ask}: {said}")
    return tuple(lines)
