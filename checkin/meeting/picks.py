"""What a pick chooses from, and which of that an answer means: the mentee's options and the kept offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.banks.model import Question
    from checkin.meeting.state import Row, State


def said(row: Row) -> str:
    """What a row says in a line: the option's or offer's text, what a step is."""
    return row.text("what") or row.text("text")


def among(state: State, question: Question, visible: Container[str]) -> tuple[Row, ...]:
    """What a pick chooses from: the options of `choices_from`, then the offers the mentee keeps.

    Those of questions that are not asked (`visible`) are not among them.
    """
    options = question.choices_from in visible
    rows = [row for row in state.live_rows(question.choices_from) if options and said(row)]
    for offer in state.questions.values():
        if offer.type == "offer" and offer.id in visible:
            rows += [r for r in state.live_rows(offer.id) if r.text("reaction") == "keep" and said(r)]
    return tuple(rows)


def choice_of(state: State, question: Question, seat: str, visible: Container[str]) -> Row | None:
    """The option or offer a seat picked, None when there is none or it is no longer there to be picked."""
    value = state.answer(question.id, seat).value
    if value is None:
        return None
    return next((row for row in among(state, question, visible) if row.id == value), None)
