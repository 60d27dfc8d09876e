"""What the next meeting may ask back: `${last.goal}`, `when: {last.…}`, last time's takeaways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.meeting.conditions import answer_value
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.steps import FIELDS, priority_of

if TYPE_CHECKING:
    from checkin.meeting.state import State


def recall(state: State) -> dict[str, Any]:
    """The answers by `id` and `id.part`, as the values a `when` compares; none for what was not answered."""
    kept: dict[str, Any] = {}
    asked = shown(state)
    visible = frozenset(question.id for question in asked)
    for question in asked:
        if (value := answer_value(state, question, visible)) is not None:
            kept[question.id] = value
        parts: tuple[str, ...] = ()
        if question.type == "steps" and priority_of(state, question.id):
            parts = FIELDS
        elif question.who == "both":
            parts = seats_of(state, question)
        for part in parts:
            if (value := answer_value(state, question, visible, part)) is not None:
                kept[f"{question.id}.{part}"] = value
    return kept


def takeaways(state: State) -> dict[str, str]:
    """What each seat takes away, by seat."""
    kept: dict[str, str] = {}
    for question in shown(state):
        if question.type == "takeaway":
            for seat in seats_of(state, question):
                if text := state.answer(question.id, seat).value:
                    kept[seat] = str(text).strip()
    return kept


def drawn(state: State) -> tuple[str, ...]:
    """The ids of the questions that pools gave to this meeting: what rotation goes by next time."""
    return tuple(question.id for question in shown(state) if question.pool)
