"""What has come of the questions that are asked: answers, picks, steps, and what is still left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.banks.model import CARD_TYPES
from checkin.meeting.flow import prompts, seats_of, shown
from checkin.meeting.picks import among, choice_of, said
from checkin.meeting.steps import Step, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.model import Question
    from checkin.meeting.flow import Prompt
    from checkin.meeting.state import Answer, Row, State


def is_answered(state: State, question: Question, seat: str) -> bool:
    """Whether a seat wrote something down here, or made a row."""
    if question.type == "follow_through":
        return all(row.text("status") for row in state.live_rows(question.id))
    if question.type in ("list", *CARD_TYPES):
        return any(said(row) for row in state.live_rows(question.id) if row.seat == seat)
    if question.type in ("options", "offer", "steps"):
        return any(said(row) for row in state.live_rows(question.id))
    if question.type == "pick":
        return picked_row(state, question, seat) is not None
    return state.answer(question.id, seat).value is not None


def is_met(state: State, question: Question) -> bool:
    """Whether every seat it is for answered it or talked about it. `say` has nothing to answer."""
    if question.type == "say":
        return True
    if question.type == "follow_through":
        return all(row.text("status") or row.fields.get("talked") for row in state.live_rows(question.id))
    return all(
        is_answered(state, question, seat)
        or state.answer(question.id, seat).talked
        or (question.id, seat) in state.sealed
        for seat in seats_of(state, question)
    )


def left_out(state: State) -> tuple[Prompt, ...]:
    """The prompts with a required question that was neither answered nor talked about."""
    return tuple(
        page for page in prompts(state) if any(q.required and not is_met(state, q) for q in page.questions)
    )


def given(state: State) -> Iterator[tuple[Question, str, Answer]]:
    """Every answer that stands: those of questions that are asked, in the bank's order, seat by seat."""
    for question in shown(state):
        for seat in seats_of(state, question):
            answer = state.answers.get((question.id, seat))
            if answer is not None:
                yield question, seat, answer


def pickable(state: State, question: Question) -> tuple[Row, ...]:
    """What a pick chooses from: the options of `choices_from`, then the offers the mentee keeps.

    Those of questions that are not asked are not among them.
    """
    return among(state, question, {one.id for one in shown(state)})


def picked_row(state: State, question: Question, seat: str) -> Row | None:
    """The option or offer a seat picked, None when there is none or it is no longer there to be picked."""
    return choice_of(state, question, seat, {one.id for one in shown(state)})


def own_ideas(state: State, offer: Question) -> tuple[Row, ...]:
    """The own options of the one to whom an offer is made, of every question that is asked."""
    start = state.start
    whose = start.receiver(offer)
    return tuple(
        row
        for question in shown(state)
        if question.type == "options" and start.thinker(question) == whose
        for row in state.live_rows(question.id)
        if start.thinks(row.seat, question) and said(row)
    )


def choices_of(state: State, question: Question) -> tuple[str, ...]:
    """What a choice is made from: the bank's choices, else what the rows of `choices_from` say, each once.

    There are none while that question is not asked, or has no rows.
    """
    if not question.choices_from:
        return question.choices
    if all(one.id != question.choices_from for one in shown(state)):
        return ()
    texts = (said(row).strip() for row in state.live_rows(question.choices_from))
    return tuple(dict.fromkeys(text for text in texts if text))


def steps(state: State) -> tuple[Step, ...]:
    """The steps of all questions that are asked, in the bank's order; the first is the priority."""
    found = [step for question in shown(state) for step in steps_of(state, question.id)]
    return tuple(replace(step, priority=not at) for at, step in enumerate(found))


def priority_step(state: State) -> Step | None:
    """The first of `steps`, None when there is none."""
    return next(iter(steps(state)), None)
