"""Answers of a file that are rows: lists, cards, options with whose they are, offers, next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.meeting.cards import CARDS
from checkin.meeting.flow import seats_of
from checkin.meeting.rules import Act
from checkin.meeting.steps import FIELDS as STEP_PARTS
from checkin.plain.answers.sheet import Sheet, kind_of, says_nothing, shown
from checkin.plain.words import CHOSEN, named, seats_named

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.banks.reading.nodes import Node

OPTION_PARTS = ("text", "by", "upside", "risk")
OFFER_PARTS = ("kind", "text", "fit", "factors", "risk", "source", "reaction", "takes")
REACTION_PARTS = ("reaction", "takes")
YES_NO = tuple(field.name for fields in CARDS.values() for field in fields if field.yes_no)


def enter_list(sheet: Sheet, question: Question, node: Node, seat: str = "") -> None:
    """Lines of a list; for both, a list by each seat."""
    seats = seats_of(sheet.state, question)
    if not seat and len(seats) > 1:
        by_seat = sheet.by_seat(node)
        if by_seat is None:
            sheet.note(node, f"is for both: write a list each for {' and '.join(seats)}")
        for one, value in by_seat or ():
            enter_list(sheet, question, value, one)
        return
    for item in _items(sheet, node, "a list of texts"):
        text = sheet.text(item)
        if text is not None and (text := sheet.row_field(question, "text", item)):
            sheet.add(question, seat or seats[0], {"text": text}, item)


def enter_cards(sheet: Sheet, question: Question, node: Node, seat: str = "") -> None:
    """Cards, each a text or a map of the card's fields; for both, those of each seat."""
    seats = seats_of(sheet.state, question)
    if not seat and len(seats) > 1:
        by_seat = sheet.by_seat(node)
        if by_seat is None:
            sheet.note(node, f"is for both: write under {' and '.join(seats)} what each says")
        for one, value in by_seat or ():
            if not sheet.seat_talked(question, one, value):
                enter_cards(sheet, question, value, one)
        return
    names = tuple(field.name for field in CARDS[question.type])
    for item in node.texts:
        if says_nothing(item):
            continue
        if item.kind == "list":
            sheet.note(item, f"a {question.type} takes a text or a map, not a list")
            continue
        parts = sheet.parts(item, names, f"a {question.type}") if item.kind == "map" else {"text": item}
        values = _values(sheet, question, parts, names)
        if _has(sheet, item, values, "text", f"a {question.type}"):
            _enter_card(sheet, question, seat or seats[0], values, parts, item)


def _enter_card(
    sheet: Sheet, question: Question, seat: str, values: dict[str, Any], parts: dict[str, Node], item: Node
) -> None:
    # A yes to a door is the mentee's, whoever names the door.
    yes = {name: values.pop(name) for name in YES_NO if name in values}
    row = sheet.add(question, seat, values, item)
    for name, value in yes.items():
        if row is not None:
            sheet.do(Act("set", sheet.state.start.mentee, question.id, row, name, value), parts[name])


def enter_options(sheet: Sheet, question: Question, node: Node, seat: str = "") -> None:
    """Ways forward: each a text, or a map of `OPTION_PARTS`."""
    by_seat = None if seat or question.who != "both" else sheet.by_seat(node)
    if by_seat is not None:
        for one, value in by_seat:
            enter_options(sheet, question, value, one)
        return
    whose = seat or _first_seat(sheet, question)
    for item in _items(sheet, node, "a list of options"):
        parts = sheet.parts(item, OPTION_PARTS, "an option") if item.kind == "map" else {"text": item}
        values = _values(sheet, question, parts, ("text", "upside", "risk"))
        by = _by(sheet, parts.get("by"), whose)
        if _has(sheet, item, values, "text", "an option") and by:
            if not sheet.state.may_add(question, by):
                sheet.note(item, sheet.gate_words(None))
            else:
                sheet.add(question, by, values, item)


def enter_offers(sheet: Sheet, question: Question, node: Node) -> None:
    """The mentor's offers, and what the mentee makes of each. The gate is open when this is called."""
    start = sheet.state.start
    for item in node.texts:
        if says_nothing(item):
            continue
        if item.kind == "list":
            sheet.note(item, "an offer takes a text or a map, not a list")
            continue
        parts = sheet.parts(item, OFFER_PARTS, "an offer") if item.kind == "map" else {"text": item}
        values = _values(sheet, question, parts, OFFER_PARTS)
        if not _has(sheet, item, values, "text", "an offer"):
            continue
        made = {name: value for name, value in values.items() if name not in REACTION_PARTS}
        row = sheet.add(question, start.giver(question), made, item)
        taker = start.receiver(question)
        for name in REACTION_PARTS:
            if row is not None and name in values:
                sheet.do(Act("set", taker, question.id, row, name, values[name]), parts[name])


def enter_steps(sheet: Sheet, question: Question, node: Node) -> None:
    """Next steps, each with exactly one owner: the one asked unless somebody else is named."""
    for item in node.texts:
        if says_nothing(item):
            continue
        if item.kind == "list":
            sheet.note(item, "a step takes a text or a map, not a list")
            continue
        parts = sheet.parts(item, STEP_PARTS, "a step") if item.kind == "map" else {"what": item}
        values = _values(sheet, question, parts, tuple(name for name in STEP_PARTS if name != "owner"))
        if _has(sheet, item, values, "what", "a step"):
            values["owner"] = _owner(sheet, question, parts.get("owner"))
            sheet.add(question, sheet.state.start.thinker(question), values, item)


def _items(sheet: Sheet, node: Node, what: str) -> tuple[Node, ...]:
    if node.kind != "list":
        sheet.note(node, f"takes {what}, not {kind_of(node)}")
        return ()
    return tuple(item for item in node.items if not says_nothing(item))


def _values(
    sheet: Sheet, question: Question, parts: dict[str, Node], names: tuple[str, ...]
) -> dict[str, Any]:
    """The parts' values in their one form; what says nothing is left out, what can't be is noted."""
    values: dict[str, Any] = {}
    for name in names:
        node = parts.get(name)
        if node is None:
            continue
        if name in CHOSEN:
            value: Any = _named(sheet, node, name)
        elif name in YES_NO:
            value = sheet.yes_no(node)
        else:
            value = sheet.row_field(question, name, node)
        if value is not None:
            values[name] = value
    return values


def _named(sheet: Sheet, node: Node, name: str) -> str | None:
    text = sheet.text(node)
    if text is None:
        return None
    key = named(text, CHOSEN[name])
    if key is None:
        sheet.note(node, f"{name} can not be {shown(node)}; it can be {', '.join(CHOSEN[name])}")
    return key


def _has(sheet: Sheet, item: Node, values: dict[str, Any], name: str, thing: str) -> bool:
    if name in values:
        return True
    if item.kind == "map" and not any(
        key.text == name and not says_nothing(value) for key, value in item.pairs
    ):
        sheet.note(item, f"{thing} needs {name}:")
    return False


def _first_seat(sheet: Sheet, question: Question) -> str:
    """Whose a row is unless somebody is named: the seat asked, the mentee's when both are."""
    return sheet.state.start.mentee if question.who == "both" else question.who


def _by(sheet: Sheet, node: Node | None, otherwise: str) -> str:
    if node is None or says_nothing(node):
        return otherwise
    seats = sheet.seats(node)
    if seats is not None and len(seats) > 1:
        sheet.note(node, "two people are named; an option is one person's")
    return seats[0] if seats is not None and len(seats) == 1 else ""


def _owner(sheet: Sheet, question: Question, node: Node | None) -> str:
    """The one owner; whatever is wrong is noted, and whose steps they are taken, to read on."""
    theirs = sheet.state.start.thinker(question)
    if node is None or says_nothing(node):
        return theirs
    if node.kind == "list" and len({clean for item in node.items for clean in _whom(sheet, item)}) > 1:
        sheet.note(node, "two owners are named; a step has exactly one")
        return theirs
    seats = sheet.seats(node)
    if seats is not None and len(seats) > 1:
        sheet.note(node, "two owners are named; a step has exactly one")
    return seats[0] if seats else theirs


def _whom(sheet: Sheet, item: Node) -> tuple[str, ...]:
    """The seats an item names, or, when it names nobody of the pair, what it says."""
    if item.kind != "scalar":
        return ("?",)
    return seats_named(sheet.state.start, item.text) or (item.text,)
