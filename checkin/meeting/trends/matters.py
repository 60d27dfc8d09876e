"""What a meeting was about, by what was said in it: its questions' tags, its cards, how its topic was left.

Not by the kind of meeting: a regular one in which a door is opened is about what lies ahead, too. Nobody is
asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.flow import seats_of, shown
from checkin.meeting.grid import grid_of
from checkin.meeting.picks import said

if TYPE_CHECKING:
    from collections.abc import Collection

    from checkin.banks.model import Question
    from checkin.meeting.state import State

WEEKLY, SETBACK, THOUGHT, AHEAD, ONE_ANOTHER = range(5)
MATTERS = ("week by week", "a setback", "thought through", "what lies ahead", "one another")
"""What meetings are about; the first is what they are about where it is none of the others."""

_TAGS = {
    SETBACK: {"setback"},
    THOUGHT: {"lesson", "learning"},
    AHEAD: {"decision", "stretch", "doors", "rungs"},
    ONE_ANOTHER: {"alliance", "closing", "intention", "rapport"},
}
"""Tags of questions that say so once something was said to them."""

_TYPES = {THOUGHT: {"lesson"}, AHEAD: {"door"}, ONE_ANOTHER: {"pulse", "strength"}}
"""Types of questions that do."""


def matters_of(state: State, ends: Collection[str], *, setback: bool = False) -> tuple[int, ...]:
    """What a meeting was about, by their places in `MATTERS`, in that order. `ends` are how its topics were
    left (`ledgers.TOPIC_ENDS`), `setback` says that one is known besides.
    """
    found = {SETBACK} if setback else set()
    for question in shown(state):
        marks = [at for at, tags in _TAGS.items() if not tags.isdisjoint(question.tags)]
        marks += [at for at, types in _TYPES.items() if question.type in types]
        if marks and _touched(state, question):
            found.update(marks)
        if question.type == "pick" and any(grid_of(state, question, seat) for seat in state.start.seats):
            found.add(AHEAD)
    if "heard" in ends:
        found.add(THOUGHT)
    return tuple(sorted(found)) or (WEEKLY,)


def _touched(state: State, question: Question) -> bool:
    """Whether anything was said to a question, if only aloud."""
    if any(said(row).strip() for row in state.live_rows(question.id)):
        return True
    answers = [state.answer(question.id, seat) for seat in seats_of(state, question)]
    return any(answer.value is not None or answer.talked for answer in answers)
