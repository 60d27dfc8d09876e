"""What shall wait for another time, from a file of answers: texts, or maps with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.events import PARKED
from checkin.meeting.parking import parks_for
from checkin.meeting.rules import Act
from checkin.plain.answers.sheet import says_nothing, shown
from checkin.plain.words import seats_named

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.plain.answers.sheet import Sheet

_PARTS = ("text", "by")


def enter_parked(sheet: Sheet, node: Node) -> None:
    """Park each text of a list, or the one there is; the mentee's unless `by` says whose it is."""
    for each in node.texts:
        if not says_nothing(each):
            _enter(sheet, each)


def _enter(sheet: Sheet, node: Node) -> None:
    seat, words = parks_for(sheet.state, None), node
    if node.kind == "map":
        parts = sheet.parts(node, _PARTS, "something that is parked")
        if "text" not in parts or says_nothing(parts["text"]):
            sheet.note(node, "needs a text")
            return
        words = parts["text"]
        if "by" in parts:
            named = seats_named(sheet.state.start, parts["by"].text) if parts["by"].kind == "scalar" else ()
            if len(named) != 1:
                sheet.note(parts["by"], f"by takes one of you, not {shown(parts['by'])}")
                return
            seat = named[0]
    text = sheet.text(words)
    if text is not None:
        sheet.do(Act(PARKED, seat, row=sheet.holder.new_row(), value=text), words)
