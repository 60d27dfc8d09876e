"""What matters at a pick, in a file of answers: each thing, its weight, and how well each option fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.grid import FITS, MOST, PART, USUAL, WEIGHTS, Criterion, written
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.plain.answers.sheet import Sheet, kind_of, says_nothing, shown
from checkin.plain.words import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Question
    from checkin.banks.reading.nodes import Node
    from checkin.meeting.state import Row

PARTS = ("text", "weight", "fits")


def enter_criteria(sheet: Sheet, question: Question, seat: str, node: Node, rows: Sequence[Row]) -> None:
    """What matters to a seat: texts, or maps of `PARTS`. `rows` are the options that there are."""
    noted = len(sheet.problems)
    items = [item for item in node.texts if not says_nothing(item)]
    if len(items) > MOST:
        sheet.note(items[MOST], f"at most {MOST} things are weighed")
    found = [_criterion(sheet, item, rows) for item in items]
    if len(sheet.problems) == noted and (text := written(one for one in found if one is not None)):
        sheet.do(Act("answered", seat, question.id, field=PART, value=text), node)


def _criterion(sheet: Sheet, item: Node, rows: Sequence[Row]) -> Criterion | None:
    if item.kind == "list":
        sheet.note(item, "what matters takes a text or a map, not a list")
        return None
    parts = sheet.parts(item, PARTS, "what matters") if item.kind == "map" else {"text": item}
    text = sheet.text(parts["text"]) if "text" in parts else None
    if text is None:
        if "text" not in parts:
            sheet.note(item, "what matters needs text:")
        return None
    weight = _number(sheet, parts["weight"], "weight", WEIGHTS) if "weight" in parts else None
    return Criterion(text, USUAL if weight is None else weight, _fits(sheet, parts.get("fits"), rows))


def _fits(sheet: Sheet, node: Node | None, rows: Sequence[Row]) -> dict[str, int]:
    """How well options fit, by row: those are named by text or position."""
    if node is None or says_nothing(node):
        return {}
    if node.kind != "map":
        sheet.note(node, f"fits takes a map from an option to a number, not {kind_of(node)}")
        return {}
    found: dict[str, int] = {}
    for key, value in node.pairs:
        at = chosen(key.text, [said(row) for row in rows])
        if at is None:
            sheet.note(key, f"{shown(key)} is none of the {len(rows)} options")
        elif (fit := _number(sheet, value, "how well it fits", FITS)) is not None:
            found[rows[at].id] = fit
    return found


def _number(sheet: Sheet, node: Node, what: str, numbers: tuple[int, ...]) -> int | None:
    value = sheet.whole(node)
    if value is None or value in numbers:
        return value if isinstance(value, int) else None
    sheet.note(node, f"{what} is a whole number from {numbers[0]} to {numbers[-1]}")
    return None
