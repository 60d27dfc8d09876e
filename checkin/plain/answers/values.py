"""Answers of a file that are values: texts, choices, numbers, the pick, the owner, accounts of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.banks.model import NUMBER_TYPES, TEXT_TYPES, Question
from checkin.ground.errors import WrongInput
from checkin.ground.ids import match_ending
from checkin.ground.text import clean_line
from checkin.meeting.answered import choices_of, pickable, priority_step
from checkin.meeting.flow import seats_of
from checkin.meeting.picks import said
from checkin.meeting.rules import ANSWER_FIELDS, Act
from checkin.meeting.words import STATUS_WORDS
from checkin.plain.answers.grid import enter_criteria
from checkin.plain.answers.sheet import Sheet, kind_of, says_nothing, shown
from checkin.plain.words import chosen, named, yes_or_no

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.meeting.state import Row

PICK_PARTS = ("option", "why", "criteria")
ACCOUNT_PARTS = ("status", "note")


def enter_value(sheet: Sheet, question: Question, node: Node) -> None:
    """A value of each seat that is asked: one, or for both a map from seat to value."""
    seats = seats_of(sheet.state, question)
    if len(seats) == 1:
        _enter_for(sheet, question, seats[0], node)
        return
    by_seat = sheet.by_seat(node)
    if by_seat is None:
        sheet.note(node, f"is for both: write {' and '.join(f'{seat}:' for seat in seats)}")
    for seat, value in by_seat or ():
        if not sheet.seat_talked(question, seat, value):
            _enter_for(sheet, question, seat, value)


def enter_accounts(sheet: Sheet, question: Question, node: Node) -> None:
    """What became of earlier steps: a map from step to account. With one open step its account will do."""
    rows = sheet.state.live_rows(question.id)
    if node.kind == "scalar" and len(rows) == 1:
        _enter_account(sheet, question, rows[0], node)
        return
    if node.kind != "map":
        sheet.note(node, f"takes a map from an earlier step to what became of it, not {kind_of(node)}")
        return
    seen: dict[str, Node] = {}
    for key, value in node.pairs:
        row = _step_meant(sheet, key, rows)
        if row is None:
            continue
        if row.id in seen:
            sheet.note(key, f"this step was named before, on line {seen[row.id].line}")
            continue
        seen[row.id] = key
        _enter_account(sheet, question, row, value)


def enter_owner(sheet: Sheet, question: Question, node: Node) -> None:
    """Who carries the priority step: yes to the owner it has, or somebody's name."""
    seats = seats_of(sheet.state, question)
    seat = sheet.state.start.mentee if sheet.state.start.mentee in seats else seats[0]
    if node.kind != "scalar" and node.kind != "list":
        sheet.note(node, f"takes yes or somebody's name, not {kind_of(node)}")
        return
    answer = yes_or_no(node.text) if node.kind == "scalar" else None
    if answer is None:
        owners = sheet.seats(node)
        if owners is None:
            return
        if len(owners) != 1:
            sheet.note(node, "two owners are named; a step has exactly one")
            return
        settle_owner(sheet, owners[0], node)
        answer = True
    sheet.do(Act("answered", seat, question.id, value=answer), node)


def settle_owner(sheet: Sheet, owner: str, node: Node) -> None:
    """Make somebody the owner of the priority step, if another one is."""
    step = priority_step(sheet.state)
    if step is None:
        if not any(sheet.is_broken(q.id) for q in sheet.state.questions.values() if q.type == "steps"):
            sheet.note(node, "there is no step to own")
        return
    if step.owner == owner:
        return
    q = next(q for q, rows in sheet.state.rows.items() if any(row.id == step.id for row in rows))
    row = sheet.state.row(q, step.id)
    sheet.do(Act("set", row.seat if row else owner, q, step.id, "owner", owner), node)


def _enter_for(sheet: Sheet, question: Question, seat: str, node: Node) -> None:
    if question.type == "pick":
        _enter_pick(sheet, question, seat, node)
        return
    noted = len(sheet.problems)
    further: dict[str, Node] = {}
    if question.type == "goal" and node.kind == "map":
        further = sheet.parts(node, ("text", *ANSWER_FIELDS["goal"]), "a goal")
        if "text" not in further and len(sheet.problems) == noted:
            sheet.note(node, "a goal needs text:")
        node = further.pop("text", node)
    if len(sheet.problems) > noted:
        return
    value = _value(sheet, question, node)
    if value is not None and len(sheet.problems) == noted:
        sheet.do(Act("answered", seat, question.id, value=value), node)
    for name, part in further.items():
        if (words := sheet.text(part)) is not None:
            sheet.do(Act("answered", seat, question.id, field=name, value=words), part)


def _value(sheet: Sheet, question: Question, node: Node) -> Any:
    kind = question.type
    if kind == "say":
        sheet.note(node, "takes no answer: it is read aloud")
        return None
    if kind in TEXT_TYPES or kind in ("line", "person"):
        return sheet.text(node)
    if kind in NUMBER_TYPES:
        return sheet.whole(node)
    if kind == "yes_no":
        return sheet.yes_no(node)
    if kind == "date":
        return sheet.day(node)
    if kind == "choices":
        if node.kind != "list":
            sheet.note(node, f"takes a list of the choices, not {kind_of(node)}")
            return None
        return [choice for item in node.items if (choice := _choice(sheet, question, item)) is not None]
    return _choice(sheet, question, node)


def _choice(sheet: Sheet, question: Question, node: Node) -> str | None:
    text = sheet.text(node, "one of the choices")
    if text is None:
        return None
    choices = choices_of(sheet.state, question)
    at = chosen(text, choices)
    if at is None:
        # What is wrong with the rows that are chosen from was told already.
        if not sheet.is_broken(question.choices_from):
            none = f"{shown(node)} is none of the choices: {', '.join(choices)}"
            sheet.note(node, none if choices else "there is nothing to choose from")
        return None
    return choices[at]


def _enter_pick(sheet: Sheet, question: Question, seat: str, node: Node) -> None:
    parts = {"option": node}
    if node.kind == "map":
        parts = sheet.parts(node, PICK_PARTS, "a pick")
        if "criteria" in parts:
            enter_criteria(sheet, question, seat, parts["criteria"], pickable(sheet.state, question))
        if "option" not in parts:
            if "criteria" not in parts or "why" in parts:
                sheet.note(node, "a pick needs option:")
            return
    text = sheet.text(parts["option"], "an option's text or number")
    if text is None:
        return
    rows = pickable(sheet.state, question)
    at = chosen(text, [said(row) for row in rows])
    if at is None:
        # What is wrong with the options was told already.
        if not sheet.is_broken(question.choices_from):
            none = f"{shown(parts['option'])} is none of the {len(rows)} options"
            sheet.note(parts["option"], none if rows else "there is nothing to pick from")
        return
    if sheet.do(Act("answered", seat, question.id, value=rows[at].id), node) and "why" in parts:
        why = sheet.text(parts["why"])
        if why is not None:
            sheet.do(Act("answered", seat, question.id, field="why", value=why), parts["why"])


def _step_meant(sheet: Sheet, key: Node, rows: tuple[Row, ...]) -> Row | None:
    """The open step a key means: by its text, its id, or an ending of its id that no other has."""
    what = {step.id: step.what for step in sheet.state.start.open_steps}
    wanted = clean_line(key.text)
    for fold in (str, str.casefold):
        meant = [row for row in rows if fold(clean_line(what.get(row.id, ""))) == fold(wanted)]
        if len(meant) > 1:
            sheet.note(
                key, f"{len(meant)} open steps say {shown(key)}: name this one by the ending of its id"
            )
            return None
        if meant:
            return meant[0]
    try:
        found = match_ending(wanted, [row.id for row in rows])
    except WrongInput as several:
        sheet.note(key, several.message.rstrip("."))
        return None
    if found is None:
        sheet.note(key, f"there is no open step {shown(key)}")
    return next((row for row in rows if row.id == found), None)


def _enter_account(sheet: Sheet, question: Question, row: Row, node: Node) -> None:
    if says_nothing(node):
        return
    talked = sheet.talked(node)
    if talked is not None:
        if talked:
            sheet.do(Act("talked", row.seat, question.id, row.id), node)
        return
    parts = sheet.parts(node, ACCOUNT_PARTS, "an account") if node.kind == "map" else {"status": node}
    if "status" in parts and (text := sheet.text(parts["status"], "what became of the step")) is not None:
        status = named(text, STATUS_WORDS)
        if status is None:
            sheet.note(
                parts["status"],
                f"a step can not be {shown(parts['status'])}; it can be {', '.join(STATUS_WORDS)}",
            )
        else:
            sheet.do(Act("set", row.seat, question.id, row.id, "status", status), parts["status"])
    if "note" in parts and (note := sheet.row_field(question, "note", parts["note"])) is not None:
        sheet.do(Act("set", row.seat, question.id, row.id, "note", note), parts["note"])
