"""Looking answers up for `when` and `${…}`: by name, as a value for tests and as words for wording.

A hidden or unanswered question makes every test false but `answered: no`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.banks.model import CARD_TYPES, NUMBER_TYPES
from checkin.banks.piping import fill
from checkin.banks.rehearsal.outcomes import passes
from checkin.ground.text import trimmed
from checkin.meeting.moments.facts import carried_step
from checkin.meeting.picks import choice_of
from checkin.meeting.steps import priority_of
from checkin.meeting.unsure import says_unsure

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.banks.model import Question, Ref, When
    from checkin.meeting.state import State

MISSING = None

_AS_OFFERED = frozenset({"choice", "choices", "yes_no", "date", "owner", *NUMBER_TYPES})
"""Types answered with what is there to choose from: read back whatever it says."""

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
    return _together(state, [(s, _told(state, question, visible, s)) for s in state.start.seats])


def _together(state: State, answers: list[tuple[str, Any]]) -> str | None:
    """The answers of everybody, each with its name."""
    told = [f"{state.start.name(seat)}: {_words(value)}" for seat, value in answers if value is not None]
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
        if _is_seat(state, ref):
            value = value_of(state, ref, visible)
            return state.start.name(value) if isinstance(value, str) else None
        value = _to_read_back(state, ref, visible)
        return None if value is None else _words(value)

    return fill(text, look)


def _to_read_back(state: State, ref: Ref, visible: Container[str]) -> Any:
    """As `value_of`, without words that only say that somebody does not know: those are not quoted."""
    question = state.questions.get(ref.name)
    if question is not None and question.type in _AS_OFFERED:
        return value_of(state, ref, visible)
    if question is not None and question.id in visible and not (ref.last or ref.part):
        by_row = question.type in ("list", "options", "offer", "steps", "follow_through", *CARD_TYPES)
        if question.who == "both" and not by_row:
            seats = state.start.seats
            return _together(state, [(seat, _meant(_told(state, question, visible, seat))) for seat in seats])
    return _meant(value_of(state, ref, visible))


def _meant(value: Any) -> Any:
    """A value without what only says that somebody does not know; None when nothing is left."""
    if isinstance(value, list | tuple):
        return [part for part in value if _meant(part) is not None] or None
    return None if isinstance(value, str) and says_unsure(value) else value


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
