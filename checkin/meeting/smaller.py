"""A smaller version of the step: whether it becomes the step, or stays beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.moments.table import BY_ID
from checkin.meeting.rules import Act
from checkin.meeting.steps import priority_of
from checkin.meeting.unsure import meant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Question
    from checkin.meeting.state import State
    from checkin.meeting.steps import Step

SMALLER = "smaller"
"""The answer to a right-moment prompt after which a smaller step is asked for."""


def steps_behind(state: State, question: Question) -> str:
    """The steps question whose first step this one asks a smaller version of; empty for any other question.

    It is one answered in words that is asked when the readiness for that step is below a number; or the
    one a right-moment prompt asks after "a smaller step".
    """
    if question.type not in ("text", "line") or question.when is None:
        return ""
    if question.moment:
        return _of_the_moment(state, question)
    for test in question.when.tests:
        behind = state.questions.get(test.ref.name)
        if test.op == "below" and test.ref.part == "readiness" and not test.ref.last and behind is not None:
            return behind.id if behind.type == "steps" else ""
    return ""


def step_to_change(state: State, question: Question, seat: str) -> Step | None:
    """The step that a seat's words here can become; None where there is none, or it is not theirs to say:
    the mentee decides, or who carries it.
    """
    behind = steps_behind(state, question)
    asked = shown(state) if behind else ()
    if question not in asked or seat not in seats_of(state, question):
        return None
    step = priority_of(state, behind) if any(one.id == behind for one in asked) else None
    theirs = step is not None and (seat == step.owner or state.start.plays(seat) == "mentee")
    return step if theirs else None


def words_for(state: State, question: Question, seat: str) -> str:
    """What a seat said here, as a step says it: on one line; empty when it names none."""
    value = state.answer(question.id, seat).value
    return meant(clean_line(value)) if isinstance(value, str) else ""


def made_the_step(state: State, question: Question, seat: str) -> tuple[Act, ...]:
    """The acts by which a seat's words here become the step; none when there is nothing to change.

    The step is said anew, the words are there and nowhere else, and how ready one feels is open again:
    the number was about the bigger one.
    """
    step, words = step_to_change(state, question, seat), words_for(state, question, seat)
    if step is None or not words:
        return ()
    behind = steps_behind(state, question)
    acts = [
        Act("set", seat, behind, step.id, "what", words),
        Act("answered", seat, question.id),
        Act("talked", seat, question.id),
    ]
    if step.readiness is not None:
        acts.append(Act("set", seat, behind, step.id, "readiness"))
    return tuple(acts)


def beside(state: State) -> Mapping[str, str]:
    """The steps that keep a smaller version beside them, by id, each with its words."""
    found: dict[str, str] = {}
    for question in shown(state):
        for seat in seats_of(state, question) if steps_behind(state, question) else ():
            step, words = step_to_change(state, question, seat), words_for(state, question, seat)
            if step is not None and words and words != clean_line(step.what):
                found.setdefault(step.id, words)
    return found


def told(before: str, now: str) -> str:
    """Said when the smaller one became the step, with what it was, should somebody want that back."""
    return f"The step is now “{clean_line(now)}”. It was “{clean_line(before)}”."


def _of_the_moment(state: State, question: Question) -> str:
    moment = BY_ID.get(question.moment)
    if moment is None or question.when is None:
        return ""
    said = dict(moment.asks[0].choices).get(SMALLER)
    if not said or all(test.value != said for test in question.when.tests):
        return ""
    return next((one.id for one in shown(state) if one.type == "steps"), "")
