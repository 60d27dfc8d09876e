"""What a pick chooses from, and which of that an answer means: the mentee's options and the kept offers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from checkin.banks.model import Question
    from checkin.meeting.state import Row, State


def said(row: Row) -> str:
    """What a row says in a line: the option's or offer's text, what a step is."""
    return row.text("what") or row.text("text")


def among(state: State, question: Question, visible: Container[str]) -> tuple[Row, ...]:
    """What a pick chooses from: the options of `choices_from`, then what can be picked of the kept offers.

    Those of questions that are not asked (`visible`) are not among them. Experience is a perspective, not a
    rule: of a story it is what the mentee takes from it, as a row of theirs in their words. Something to
    weigh is no way to go.
    """
    options = question.choices_from in visible
    rows = [row for row in state.live_rows(question.choices_from) if options and said(row)]
    for offer in state.questions.values():
        if offer.type == "offer" and offer.id in visible:
            whose = state.start.receiver(offer)
            rows += filter(None, (_as_option(row, whose) for row in state.live_rows(offer.id)))
    return tuple(rows)


def _as_option(row: Row, receiver: str) -> Row | None:
    """An offer as a way to go, None where it is none: by its kind, and what the receiver makes of it."""
    kind = row.text("kind")
    if row.text("reaction") != "keep" or kind == "factor":
        return None
    if kind == "story":
        taken = " ".join(row.text("takes").split())
        return replace(row, seat=receiver, fields={**row.fields, "text": taken}) if taken else None
    return row if said(row) else None


def choice_of(state: State, question: Question, seat: str, visible: Container[str]) -> Row | None:
    """The option or offer a seat picked, None when there is none or it is no longer there to be picked."""
    value = state.answer(question.id, seat).value
    if value is None:
        return None
    return next((row for row in among(state, question, visible) if row.id == value), None)
