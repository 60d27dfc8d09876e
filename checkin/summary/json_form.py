"""The whole meeting as data: by stage, question and seat. What was taken back or not asked is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.ground.text import clean_line, clean_tree, trimmed
from checkin.meeting.answered import picked_row
from checkin.meeting.conditions import worded
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.grid import PART as GRID
from checkin.meeting.grid import grid_of
from checkin.meeting.picks import said
from checkin.meeting.steps import Step, steps_of
from checkin.meeting.values import ROW_FIELDS
from checkin.summary.document import document, parked_in
from checkin.summary.entries import EARLIER_STEPS
from checkin.summary.rows import FOR_ONE_ALONE

if TYPE_CHECKING:
    from collections.abc import Collection

    from checkin.meeting.flow import Question
    from checkin.meeting.grid import Criterion
    from checkin.meeting.state import Row, State


def as_json(state: State, *, ended: str, minutes: int) -> dict[str, Any]:
    """The meeting as a JSON object. `ended` is a stamp, `minutes` the time spent on it.

    Seats are by id, with their names in `names`; dates are local ISO dates. More keys may come in
    later versions, none go.
    """
    start, told = state.start, document(state, ended=ended, minutes=minutes)
    asked = shown(state)
    visible = {question.id for question in asked}
    said = {entry.question for section in told.sections for entry in section.entries}
    # A prompt that came because the moment was right is told only with what was written.
    listed = {question.id for question in asked if not question.moment or question.id in said}
    whole = {
        "id": start.id,
        "pair": start.pair,
        "date": told.date.isoformat(),
        "started": start.at,
        "ended": ended,
        "minutes": minutes,
        "depth": start.depth,
        "bank": {"id": start.bank.id, "title": start.bank.title, "version": start.bank.version},
        "names": {seat: start.name(seat) for seat in start.seats},
        "agreed": list(told.agreed),
        "next_meeting": state.next_meeting or None,
        "stages": [
            {
                "id": stage.id,
                "title": stage.title,
                "questions": [_question(state, q, visible) for q in stage.questions if q.id in listed],
            }
            for stage in start.bank.stages
            if any(q.id in listed for q in stage.questions)
        ],
        "steps": [step for q in asked for step in _steps(state, q)],
        "accounts": [account for q in asked for account in _accounts(state, q)],
        "takeaways": dict(told.takeaways),
        "parked": [
            {"id": row.id, "by": row.seat, "text": row.text("text").strip()}
            for row in (state.waits if parked_in(state) else ())
        ],
    }
    return {key: clean_tree(value) for key, value in whole.items()}


def _question(state: State, question: Question, visible: Collection[str]) -> dict[str, Any]:
    asked = EARLIER_STEPS if question.type == "follow_through" else worded(state, question.ask, visible)
    data: dict[str, Any] = {"id": question.id, "type": question.type, "ask": clean_line(asked)}
    if question.label:
        data["label"] = question.label
    data["answers"] = _answers(state, question)
    if question.type == "steps":
        data["rows"] = _steps(state, question)
    elif question.type == "follow_through":
        data["rows"] = _accounts(state, question)
    elif question.type in ROW_FIELDS:
        data["rows"] = [_row(question, row) for row in state.live_rows(question.id) if _holds(row)]
    return data


def _answers(state: State, question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for seat in seats_of(state, question):
        answer = state.answer(question.id, seat)
        if answer.talked:
            found[seat] = {"talked": True}
        elif question.type == "pick":
            row = picked_row(state, question, seat)
            picked = {"value": said(row).strip(), "row": row.id} if row else {}
            why = {name: trimmed(text) for name, text in answer.fields.items() if name != GRID}
            if data := {**picked, **why, **_criteria(grid_of(state, question, seat))}:
                found[seat] = data
        elif answer.value is not None or answer.fields:
            value = {} if answer.value is None else {"value": trimmed(answer.value)}
            found[seat] = {**value, **{name: trimmed(text) for name, text in answer.fields.items()}}
    return found


def _criteria(grid: tuple[Criterion, ...]) -> dict[str, Any]:
    """What mattered and how well each option, by its row, fits that; nothing where nothing was weighed."""
    told = [{"text": one.text, "weight": one.weight, "fits": dict(one.fits)} for one in grid]
    return {"criteria": told} if told else {}


def _row(question: Question, row: Row) -> dict[str, Any]:
    names = (name for name in ROW_FIELDS[question.type] if name not in FOR_ONE_ALONE)
    fields = {name: trimmed(row.fields[name]) for name in names if name in row.fields}
    return {"id": row.id, "by": row.seat, **fields}


def _holds(row: Row) -> bool:
    return bool(row.text("text").strip() or row.text("takes").strip())


def _steps(state: State, question: Question) -> list[dict[str, Any]]:
    return [_step(step) for step in steps_of(state, question.id)]


def _accounts(state: State, question: Question) -> list[dict[str, Any]]:
    if question.type != "follow_through":
        return []
    return [_account(state, row) for row in state.live_rows(question.id)]


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "what": step.what.strip(),
        "owner": step.owner,
        "due": step.due or None,
        "readiness": step.readiness,
        "if": step.if_.strip() or None,
        "then": step.then.strip() or None,
        "help": step.help or None,
        "help_why": step.help_why.strip() or None,
        "priority": step.priority,
    }


def _account(state: State, row: Row) -> dict[str, Any]:
    what = next((step.what for step in state.start.open_steps if step.id == row.id), "")
    data: dict[str, Any] = {"id": row.id, "what": what, "owner": row.seat}
    data["status"] = row.text("status") or None
    data["note"] = row.text("note").strip() or None
    if row.fields.get("talked") and not row.text("status"):
        data["talked"] = True
    return data
