"""What was said in a meeting, line by line: each answer, each row, each note that can be taken back later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.ids import derived
from checkin.ground.text import clean_line
from checkin.meeting.brought import brought_where
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown
from checkin.meeting.grid import PART as GRID
from checkin.meeting.picks import said
from checkin.meeting.state import NOTE
from checkin.meeting.values import WORDED_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.model import Question
    from checkin.meeting.state import Answer, Row, State

PARKED, BROUGHT = "Parked for another time", "Brought to this meeting"
"""What stands over a line that answers no question."""


HARD_DAY = "hard_day"


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line: its place as an event names it (`q`, `seat`, `row`, `field`), and what people see of it.

    `id` is the same each time. `role` is what the record calls the seat, `type` the question's. `asked` is
    what was asked or its label, `who` a name, `words` all of it on one line.
    """

    id: str
    q: str
    seat: str
    row: str
    field: str
    role: str
    type: str
    asked: str
    who: str
    words: str


def said_lines(state: State) -> tuple[SaidLine, ...]:
    """Every line of a saved meeting in the bank's order, then what was parked, then what was brought to it.

    What was only talked about is none, nor is a date of the next meeting. What is not asked any more, because
    of something else that was taken back, is among them.
    """
    visible = {question.id for question in shown(state)}
    found: list[SaidLine] = []
    for question in state.questions.values():
        if question.type not in ("say", "owner"):
            asked = clean_line(question.label) or clean_line(worded(state, question.ask, visible))
            found += [_line(state, *place, question, asked) for place in _places(state, question)]
    for row in state.waits:
        found.append(_line(state, row.seat, row.id, "", row.text("text"), None, PARKED))
    for one in state.start.known.brought if brought_where(state) else ():
        seat = state.start.seat_of(one.seat)
        found.append(_line(state, seat, one.id, "", one.text, None, BROUGHT))
    return tuple(line for line in found if line.words)


def _places(state: State, question: Question) -> Iterator[tuple[str, str, str, str]]:
    """The seat, row, field and words of each line that answers a question."""
    for row in state.live_rows(question.id):
        if question.type == "follow_through":
            yield row.seat, row.id, NOTE, row.text(NOTE)
        else:
            yield row.seat, row.id, "", _of_row(row)
    for seat in state.start.seats:
        answer = state.answer(question.id, seat)
        if answer.value is not None or answer.fields:
            yield seat, "", "", _of_answer(state, question, answer)


def _of_row(row: Row) -> str:
    # A note for a hard day is for one alone: it goes with its line, and is shown to nobody here.
    names = [name for name in sorted(row.fields) if name in WORDED_FIELDS and name != HARD_DAY]
    texts = [said(row), *map(row.text, names)]
    return " · ".join(dict.fromkeys(filter(None, map(clean_line, texts))))


def _of_answer(state: State, question: Question, answer: Answer) -> str:
    value = answer.value
    if question.type == "pick":
        rows = (row for rows in state.rows.values() for row in rows if not row.removed)
        value = next((said(row) for row in rows if row.id == value), None)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, list):
        value = "; ".join(value)
    elif question.type == "date":
        value = show_iso(str(value))
    texts = ["" if value is None else str(value), *_parts(answer)]
    return " · ".join(filter(None, map(clean_line, texts))) or "(no words)"


def _parts(answer: Answer) -> list[str]:
    return [text for name, text in sorted(answer.fields.items()) if name != GRID]


def _line(
    state: State, seat: str, row: str, field: str, words: str, question: Question | None, asked: str
) -> SaidLine:
    q, start = question.id if question else "", state.start
    return SaidLine(
        id=derived(start.id, start.id, q, "" if row else seat, row, field),
        q=q,
        seat="" if row else seat,
        row=row,
        field=field,
        role=start.role(seat),
        type=question.type if question else "",
        asked=asked,
        who=clean_line(start.name(seat)),
        words=clean_line(words),
    )
