"""Looking answers up for `when` and `${…}`: by name, as a value for tests and as words for wording.

A hidden or unanswered question makes every test false but `answered: no`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.banks.piping import fill
from checkin.meeting.steps import priority_step

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.banks.model import Question, Ref, Test, When
    from checkin.meeting.state import State

MISSING = None


def holds(state: State, when: When, visible: Container[str]) -> bool:
    """Whether a condition holds, given the earlier questions that are asked (`visible`)."""
    if not all(_passes(test, value_of(state, test.ref, visible)) for test in when.tests):
        return False
    return not when.any or any(holds(state, one, visible) for one in when.any)


def value_of(state: State, ref: Ref, visible: Container[str]) -> Any:
    """The value a name stands for: text, number, yes or no, a list of texts; None when there is none."""
    if ref.last:
        return state.start.last.get(ref.key)
    question = state.questions.get(ref.name)
    if question is None or question.id not in visible:
        return MISSING
    return answer_value(state, question, ref.part)


def answer_value(state: State, question: Question, part: str = "") -> Any:
    """The value of a question's answer, or of one part of it (a seat, a field of the priority step)."""
    if question.type == "steps":
        step = priority_step(state, question.id)
        return None if step is None else step.value(part or "what")
    if question.type in ("list", "options", "offer"):
        rows = state.live_rows(question.id)
        if part in state.start.seats:
            rows = tuple(row for row in rows if row.seat == part)
        return [text for row in rows if (text := row.text("text"))] or None
    if question.type == "follow_through":
        return None
    seat = part or (question.who if question.who != "both" else "")
    if seat:
        return _told(state, question, seat)
    values = [(s, _told(state, question, s)) for s in state.start.seats]
    told = [f"{state.start.name(s)}: {_words(value)}" for s, value in values if value is not None]
    return "; ".join(told) or None


def _told(state: State, question: Question, seat: str) -> Any:
    answer = state.answer(question.id, seat)
    if answer.value is None:
        return None
    if question.type == "pick":
        picked = (row.text("text") for rows in state.rows.values() for row in rows if row.id == answer.value)
        # A picked option that was removed since has no text any more.
        return next(picked, "") or None
    return answer.value


def worded(state: State, text: str, visible: Container[str], item: str = "") -> str:
    """A text of the bank with every `${…}` filled in; `item` is the thing in hand."""
    if "${" not in text:
        return text

    def look(ref: Ref) -> str | None:
        if ref.name == "item" and not ref.last:
            return item or None
        value = value_of(state, ref, visible)
        return None if value is None else _words(value)

    return fill(text, look)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return str(value)


def _passes(test: Test, value: Any) -> bool:
    if test.op == "answered":
        return (value is not None) == bool(test.value)
    if value is None:
        return False
    wanted = test.value
    if test.op == "is":
        return bool(value == wanted)
    if test.op == "is_not":
        return bool(value != wanted)
    if test.op == "one_of":
        return isinstance(wanted, tuple) and value in wanted
    if test.op == "includes":
        return isinstance(value, list | tuple) and wanted in value
    if isinstance(value, bool) or not isinstance(value, int) or not isinstance(wanted, int):
        return False
    if test.op == "below":
        return value < wanted
    return value >= wanted
