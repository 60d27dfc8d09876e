"""How an act of the other one is said: whose, in which part of the meeting, and what it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.meeting.answered import picked_row
from checkin.meeting.events import ASKED, THOUGHT
from checkin.meeting.flow import prompts
from checkin.meeting.grid import PART as GRID
from checkin.meeting.grid import grid_of, mattered
from checkin.meeting.picks import said
from checkin.meeting.words import REASON_WORDS, STATUS_WORDS
from checkin.plain.asking import in_words
from checkin.plain.rows import MAIN, part_label, part_words

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.events import Event
    from checkin.plain.seat_talk import SeatTalk


def is_content(event: Event) -> bool:
    """Whether an event writes something, which is said once its writer pauses."""
    return event.what in ("added", "set") or (event.what == "answered" and event.field != "words")


def place_of_words(talk: SeatTalk, event: Event) -> tuple[str, ...]:
    """Where an event writes: the question, the seat of an answer, the row, the field."""
    if event.what == "answered":
        return event.q, event.seat, "", event.field
    main = MAIN.get(talk.state.questions[event.q].type, "text")
    return event.q, "", event.row, event.field or main


def text_line(talk: SeatTalk, event: Event) -> tuple[str, str]:
    """What stands now where an event wrote, empty when nothing does; and what is said before it."""
    question = talk.state.questions[event.q]
    if event.what == "answered":
        return _answer(talk, question, event), _head(talk, question, event.seat, event.field)
    row = talk.state.row(event.q, event.row)
    if row is None or row.removed:
        return "", _head(talk, question)
    main = MAIN.get(question.type, "text")
    if question.type == "follow_through":
        step = next((one.what for one in talk.state.start.open_steps if one.id == row.id), "")
        name = "" if event.field == "status" else event.field
        value = row.text(event.field)
        return STATUS_WORDS.get(value, value), f"{_head(talk, question)}, {step}{', ' * bool(name)}{name}"
    if event.field in ("", main):
        head = f"{talk.name(talk.other)} offers" if question.type == "offer" else _head(talk, question)
        return said(row), head
    value = part_words(talk, event.field, row.fields[event.field]) if event.field in row.fields else ""
    return value, f"{talk.name(talk.other)}, {said(row)}, {part_label(question, event.field)}"


def event_line(talk: SeatTalk, event: Event) -> str:
    """An act that is told at once, as a line; empty for one that is not told."""
    start = talk.state.start
    by, offer = talk.name(talk.other), talk.state.questions.get(event.q)
    opened = offer if event.what == "opened" else None
    mentor = start.name(start.giver(opened) if opened else start.mentor)
    mentee = start.name(start.receiver(opened) if opened else start.mentee)
    match event.what:
        case "removed":
            return f"{_head(talk, talk.state.questions[event.q])}: one line is gone."
        case "parked":
            return (
                f"{talk.name(event.seat)} parks: {event.value}"
                if event.value
                else f"{by} takes away what was parked."
            )
        case "between_us" if not event.q:
            return f"{by}: what was parked stays just between you."
        case "between_us":
            where = _head(talk, talk.state.questions[event.q])
            return f"{where}: just between you; that leaves summary and record."
        case "opened" if event.value == THOUGHT:
            return f"{mentor}'s turn has come."
        case "opened" if event.value == ASKED:
            return f"{mentee} asks for {mentor}'s turn."
        case "opened":
            return f"{mentor} goes first: {REASON_WORDS.get(str(event.value), str(event.value))}."
        case "next":
            day = show_iso(str(event.value or ""), talk.desk.today())
            return f"{by}: the next meeting is on {day}." if day else f"{by}: no next meeting set."
        case "agreed":
            return f"{talk.name(event.seat)}: it looks right to me." if event.value else f"{by}: not yet."
        case "sealed" if event.value is not False:
            return f"{talk.name(event.seat)} is ready."
    return ""


def _answer(talk: SeatTalk, question: Question, event: Event) -> str:
    answer = talk.state.answer(question.id, event.seat)
    if event.field == GRID:
        return mattered(grid_of(talk.state, question, event.seat))
    if event.field:
        return answer.fields.get(event.field, "")
    if answer.value is None:
        return ""
    if question.type == "pick":
        picked = picked_row(talk.state, question, event.seat)
        return said(picked) if picked is not None else ""
    if question.type == "date":
        return show_iso(str(answer.value), talk.desk.today())
    return in_words(answer.value)


def _head(talk: SeatTalk, question: Question, seat: str = "", field: str = "") -> str:
    """`Robin, Goals`; where Robin writes down what Sam says: `Robin for Sam, Goals`."""
    by = talk.name(talk.other)
    if seat and seat != talk.other:
        by = f"{by} for {talk.name(seat)}"
    stage = next((page.stage.title for page in prompts(talk.state) if question in page.questions), "")
    return ", ".join(part for part in (by, stage, field) if part)
