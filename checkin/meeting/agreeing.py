"""What a meeting makes of the working agreement: the clauses as they are when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean, clean_line
from checkin.meeting.conditions import worded
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.ledgers import Clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Question
    from checkin.meeting.state import State


def answered_clause(state: State, question: Question) -> str:
    """The words this meeting has for a clause, empty when there are none. Of several seats, each that says
    something else has a line.
    """
    values = (state.answer(question.id, seat).value for seat in seats_of(state, question))
    texts = (clean(value).strip() for value in values if isinstance(value, str))
    return "\n".join(dict.fromkeys(text for text in texts if text))


def clauses_onto(state: State, newest: Sequence[Clause]) -> tuple[Clause, ...]:
    """The newest agreement on record with what this meeting changed put into it: an agreement that was
    changed elsewhere while the meeting was open keeps every clause that the meeting left as it was.
    """
    found = {clause.id: clause for clause in newest}
    for clause, before in _compared(state):
        if clause.text == before:
            continue
        was = next((name for name in _names(state, clause.id) if name in found), clause.id)
        found[was] = clause
    return tuple(found.values())


def clauses_after(state: State) -> tuple[Clause, ...]:
    """The whole agreement after this meeting: what it answered, in the bank's order, and every clause of the
    agreement before it that stands. A clause asked again and left as it is stands where it is asked.
    """
    return tuple(clause for clause, _ in _compared(state))


def changed(state: State) -> bool:
    """Whether the words of any clause are others than before, or there is one that was not there."""
    return any(clause.text != before for clause, before in _compared(state))


def _names(state: State, id: str) -> tuple[str, ...]:
    """The id of a clause, and those it had in earlier versions of the bank."""
    question = state.questions.get(id)
    return (id, *(question.aliases if question is not None else ()))


def _compared(state: State) -> list[tuple[Clause, str]]:
    """Each clause with its words before this meeting, empty for a new one."""
    agreement = state.start.known.agreement
    known = {clause.id: clause for clause in agreement.clauses} if agreement is not None else {}
    asked = shown(state)
    visible = frozenset(question.id for question in asked)
    found: list[tuple[Clause, str]] = []
    for question in asked:
        if question.type != "agreement":
            continue
        before = [known.pop(name) for name in (question.id, *question.aliases) if name in known]
        was = next((text for clause in before if (text := clean(clause.text).strip())), "")
        if text := answered_clause(state, question) or was:
            label = clean_line(question.label) or clean_line(worded(state, question.ask, visible))
            found.append((Clause(question.id, label, text), was))
    return found + [(clause, clause.text) for clause in known.values()]
