"""Looking answers up for `when` and `${…}`: by name, as a value for tests and as words for wording.

A hidden or unanswered question makes every test false but `answered: no`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.banks.model import CARD_TYPES
from checkin.banks.piping import fill
from checkin.banks.rehearsal.outcomes import passes
from checkin.ground.text import trimmed
from checkin.meeting.moment_facts import carried_step
from checkin.meeting.picks import choice_of
from checkin.meeting.steps import priority_of

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.banks.model import Question, Ref, When
    from checkin.meeting.state import State

MISSING = None

KNOWN = "known"
"""What stands before the name of a figure of the record in the text of a right-moment prompt."""


def holds(state: State, when: When, visible: Container[str]) -> bool:
    """Whether a condition holds, given the earlier questions that are asked (`visible`)."""
    if not all(passes(test, value_of(state, test.ref, visible)) for test in when.tests):
        return False
    return not when.any or any(holds(state, one, visible) for one in when.any)


def value_of(state: State, ref: Ref, visible: Container[str]) -> Any:
    """The value a name stands for: text, number, yes or no, a list of texts; None when there is none."""
    if ref.last:
        return state.start.last.get(ref.key)
    question = state.questions.get(ref.name)
    if question is None and ref.name == KNOWN:
        return _known(state, ref.part)
    if question is None or question.id not in visible:
        return MISSING
    return answer_value(state, question, visible, ref.part)


def _known(state: State, name: str) -> Any:
    """What the texts of right-moment prompts name: who plays which part, a figure, the step carried most."""
    if name in ("mentee", "mentor"):
        return state.start.name(state.start.bank.seat(name))
    if name == "carried_what":
        step = carried_step(state)
        return None if step is None else step.what
    return state.start.known.facts.get(name)


def answer_value(state: State, question: Question, visible: Container[str], part: str = "") -> Any:
    """The value of a question's answer, or of one part of it (a seat, a field of the priority step).

    Texts are without the blank space around them that typing leaves behind, as they are saved. The
    value of an `owner` question is the seat that carries the priority step.
    """
    if question.type == "steps":
        step = priority_of(state, question.id)
        return None if step is None else trimmed(step.value(part or "what"))
    if question.type in ("list", "options", "offer", *CARD_TYPES):
        rows = state.live_rows(question.id)
        if part in state.start.seats:
            rows = tuple(row for row in rows if row.seat == part)
        return [text for row in rows if (text := row.text("text").strip())] or None
    if question.type == "follow_through":
        # Answered once every open step has an account.
        accounts = [row.text("status") for row in state.live_rows(question.id) if part in ("", row.seat)]
        return accounts if accounts and all(accounts) else None
    seat = part or (question.who if question.who != "both" else "")
    if seat:
        return _told(state, question, visible, seat)
    values = [(s, _told(state, question, visible, s)) for s in state.start.seats]
    told = [f"{state.start.name(s)}: {_words(value)}" for s, value in values if value is not None]
    return "; ".join(told) or None


def _told(state: State, question: Question, visible: Container[str], seat: str) -> Any:
    answer = state.answer(question.id, seat)
    if answer.value is None:
        return None
    if question.type == "pick":
        row = choice_of(state, question, seat, visible)
        return None if row is None else row.text("text").strip() or None
    if question.type == "owner":
        return _carrier(state, visible) or (state.start.thinker(question) if answer.value is True else None)
    return trimmed(answer.value)


def _carrier(state: State, visible: Container[str]) -> str:
    """The seat that carries the priority step, empty when no step is written down."""
    asked = (q.id for q in state.questions.values() if q.type == "steps" and q.id in visible)
    return next((step.owner for q in asked if (step := priority_of(state, q))), "")


def worded(state: State, text: str, visible: Container[str], item: str = "") -> str:
    """A text of the bank with every `${…}` filled in; `item` is the thing in hand."""
    if "${" not in text:
        return text

    def look(ref: Ref) -> str | None:
        if ref.name == "item" and not ref.last:
            return item or None
        value = value_of(state, ref, visible)
        if isinstance(value, str) and _is_seat(state, ref):
            return state.start.name(value)
        return None if value is None else _words(value)

    return fill(text, look)


def _is_seat(state: State, ref: Ref) -> bool:
    question = state.questions.get(ref.name)
    if question is None:
        return False
    return question.type == "owner" or (question.type == "steps" and ref.part == "owner")


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return str(value)
