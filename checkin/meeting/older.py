"""Events of earlier versions of the program, brought into the form of today.

What is a card now (a lesson, a strength, a door, …) was one text then, kept as an answer. It becomes one
row that says the same, so that no word is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checkin.banks.model import CARD_TYPES
from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.model import Bank
    from checkin.meeting.events import Event


def brought_forward(bank: Bank, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, each text answer to a card of `bank` as a row of its seat.

    The row has the id of the event that made it, so that a journal reads the same each time. Events of
    today come back as they are.
    """
    cards = {question.id for question in bank.all_questions() if question.type in CARD_TYPES}
    rows: dict[tuple[str, str], str] = {}
    return tuple(_as_row(event, rows) if event.q in cards else event for event in events)


def _as_row(event: Event, rows: dict[tuple[str, str], str]) -> Event:
    key = (event.q, event.seat)
    if event.what == "answered" and not event.field:
        text = _one_line(event.value)
        if key in rows:
            return replace(event, what="set", row=rows[key], field="text", value=text or None)
        if text:
            rows[key] = event.id
            return replace(event, what="added", row=event.id, value={"text": text})
    if event.what == "between_us" and not event.row and key in rows:
        # What is typed after it makes a row of its own: this one stays gone.
        return replace(event, row=rows.pop(key))
    return event


def _one_line(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_one_line, value)))
    return clean_line(value) if isinstance(value, str) else ""
