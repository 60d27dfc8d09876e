"""A file of answers being entered: values read by what they should be, every problem noted with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.ground.dates import parse_date
from checkin.ground.text import clean, clean_line, cut, nearest
from checkin.meeting.gate import held_by
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.values import Unfit, row_value
from checkin.plain.words import seats_named, who_is_here, whole_number, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checkin.banks.model import Question
    from checkin.banks.reading.nodes import Node
    from checkin.meeting.state import State
    from checkin.plain.rehearsal import Holder

NOTHING = ("", "~", "null", "Null", "NULL")
"""Bare words that say nothing; in quotation marks all but the first are texts."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file of answers: the line, the id of the answer, what is wrong."""

    line: int
    id: str
    words: str

    def told(self, name: str) -> str:
        """The problem as one line; `name` is the file's name."""
        return f"{name}:{self.line}: {self.id}: {self.words}"


@dataclass
class Sheet:
    """Enters answers into a meeting, or into a rehearsal of one. `id` is the answer in hand."""

    holder: Holder
    today: date
    problems: list[Problem] = field(default_factory=list)
    id: str = ""

    @property
    def state(self) -> State:
        """What the meeting has come to so far."""
        return self.holder.state

    def note(self, node: Node, words: str) -> None:
        """Note a problem with the answer in hand, where it stands."""
        self.problems.append(Problem(node.line, clean_line(self.id), clean_line(words)))

    def is_broken(self, name: str) -> bool:
        """Whether a problem with this answer was noted."""
        return any(problem.id == name for problem in self.problems)

    def do(self, act: Act, node: Node) -> bool:
        """Do an act; what the meeting does not allow is noted at `node`."""
        try:
            self.holder.act(act)
        except NotNow as refused:
            self.note(node, refused.message.removeprefix(f"“{act.q}” ").rstrip("."))
            return False
        return True

    def add(self, question: Question, seat: str, values: dict[str, Any], node: Node) -> str | None:
        """Add a row with these first values and return its id, None when that is not allowed."""
        row = self.holder.new_row()
        return row if self.do(Act("added", seat, question.id, row, value=values), node) else None

    # Values

    def text(self, node: Node, what: str = "a text") -> str | None:
        """A text, None when there is none; anything but a text is noted."""
        if node.kind != "scalar":
            self.note(node, f"takes {what}, not {kind_of(node)}")
            return None
        return None if says_nothing(node) else clean(node.text).strip() or None

    def whole(self, node: Node) -> int | str | None:
        """A whole number if it is one, else the text as it stands, for the rules to refuse."""
        text = self.text(node, "a whole number")
        number = None if text is None else whole_number(text)
        return text if number is None else number

    def yes_no(self, node: Node) -> bool | None:
        """Yes or no; anything else is noted."""
        if says_nothing(node):
            return None
        said = yes_or_no(node.text) if node.kind == "scalar" else None
        if said is None:
            self.note(node, f"takes yes or no, not {shown(node)}")
        return said

    def day(self, node: Node) -> str | None:
        """A date in the words people type, as an ISO date; anything else is noted."""
        text = self.text(node, "a date")
        if text is None:
            return None
        day = parse_date(text, self.today)
        if day is None:
            self.note(
                node, f"{shown(node)} is not clearly a date; write one like fri, in 2 weeks or 2026-12-01"
            )
            return None
        return day.isoformat()

    def seats(self, node: Node) -> tuple[str, ...] | None:
        """The seats that a name, a phrase or a list of names means; somebody unknown is noted."""
        found: list[str] = []
        for each in node.texts:
            meant = seats_named(self.state.start, each.text) if each.kind == "scalar" else ()
            if not meant:
                self.note(
                    each, f"{shown(each)} is nobody of this pair: it is {who_is_here(self.state.start)}"
                )
                return None
            found += meant
        return tuple(dict.fromkeys(found))

    def row_field(self, question: Question, name: str, node: Node) -> Any:
        """One field of a row in its one form, None when it says nothing or can't be, which is noted."""
        if name == "due":
            return self.day(node)
        value: Any = self.whole(node) if name == "readiness" else self.text(node)
        try:
            return row_value(self.state, question, name, value)
        except Unfit as unfit:
            self.note(node, f"{name} takes {unfit}")
            return None

    # Maps

    def parts(self, node: Node, names: Sequence[str], of: str) -> dict[str, Node]:
        """The parts of a structured answer by name; parts that do not exist are noted."""
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text in names:
                found[key.text] = value
                continue
            near = nearest(key.text, names)
            remedy = f"did you mean {near}?" if near else f"it has {', '.join(names)}"
            self.note(key, f"{of} has no {shown(key)}; {remedy}")
        return found

    def talked(self, node: Node) -> bool | None:
        """What `{talked: …}` says; None when the answer has another form."""
        if node.kind != "map" or [key.text for key, _ in node.pairs] != ["talked"]:
            return None
        return bool(self.yes_no(node.pairs[0][1]))

    def seat_talked(self, question: Question, seat: str, node: Node) -> bool:
        """Whether one seat's answer is that there was talk of it, or nothing; the talk is entered."""
        talked = self.talked(node)
        if talked:
            self.do(Act("talked", seat, question.id), node)
        return talked is not None or says_nothing(node)

    def by_seat(self, node: Node) -> list[tuple[str, Node]] | None:
        """The answers of a map from seat to answer; None when it is no such map at all."""
        if node.kind != "map" or not node.pairs:
            return None
        found = [(seats_named(self.state.start, key.text), key, value) for key, value in node.pairs]
        if not any(len(seats) == 1 for seats, _, _ in found):
            return None
        for seats, key, _ in found:
            if len(seats) != 1:
                self.note(key, f"{shown(key)} is nobody of this pair: it is {who_is_here(self.state.start)}")
        return [(seats[0], value) for seats, _, value in found if len(seats) == 1]

    def gate_words(self, offer: Question | None) -> str:
        """Why the mentor's turn has not come, for an offer, or for the first that is closed."""
        state = self.state
        offers = [offer] if offer else [q for q in state.questions.values() if q.type == "offer"]
        closed, waiting = next(
            ((each, held) for each in offers if (held := held_by(state, each))), (offer, ())
        )
        first = " and ".join(question.id for question in waiting) or "what stands before it"
        mentor = state.start.name(state.start.giver(closed) if closed else state.start.mentor)
        come = "come" if len(waiting) > 1 else "comes"
        return f"{mentor}'s turn has not come: {first} {come} first, answered or {{talked: yes}}"


def says_nothing(node: Node) -> bool:
    """Whether nothing was written: an empty text, list or map, or a bare null."""
    if node.kind != "scalar":
        return not node.value
    return not node.text.strip() or (node.plain and node.text in NOTHING)


def kind_of(node: Node) -> str:
    """What a node is, for people."""
    return {"scalar": "a text", "list": "a list", "map": "a map"}[node.kind]


def shown(node: Node) -> str:
    """What was written, shortened, or what kind of thing it is."""
    return f"“{cut(clean_line(node.text), 40)}”" if node.kind == "scalar" else kind_of(node)
