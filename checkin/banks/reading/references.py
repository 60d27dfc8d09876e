"""Names of earlier answers: in `${…}`, `when`, `opens_after` and `choices_from`, each held against the bank.

A name that nothing has is told once, however often it is written: most often the id itself is mistyped.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Related
from checkin.banks.format import STEP_FIELDS
from checkin.banks.piping import references
from checkin.banks.reading.nodes import Node
from checkin.banks.reading.wording import names, similar

if TYPE_CHECKING:
    from checkin.banks.model import Question, Ref
    from checkin.banks.reading.outline import Outline, Placed
    from checkin.banks.reading.values import Sheet

SILENT = ("say", "load")
"""Types without an answer that could be named elsewhere."""

Place = Node | tuple[int, int, int]
"""A node, or a line, a column and the column after."""


_ALIKE = 0.75
"""How like an id a name is that is surely that id, mistyped, by `difflib`."""


@dataclass(frozen=True, slots=True)
class _Stray:
    """A name that can not be used where it stands: in question number `number`."""

    sheet: Sheet
    at: Place
    ref: Ref
    number: int

    @property
    def line(self) -> int:
        return self.at.line if isinstance(self.at, Node) else self.at[0]


class References:
    """Finds the questions that names stand for. `current` is the question in which they are written.

    `seats` are the ids of the bank's seats, none when they could not be read; `own_history` is whether
    `${last.…}` looks back to meetings held with this very bank, so that its names can be checked.
    """

    def __init__(self, outline: Outline, seats: tuple[str, ...], *, own_history: bool) -> None:
        self.outline = outline
        self.seats = seats
        self.own_history = own_history
        self.by_id: dict[str, Placed] = {}
        for placed in outline.questions:
            known = self.by_id.get(placed.question.id)
            if placed.question.id and (known is None or "id" in known.unsure):
                self.by_id[placed.question.id] = placed
        self.by_alias = {alias: placed for placed in outline.questions for alias in placed.question.aliases}
        self.current: Placed | None = None
        self._unknown: dict[str, list[_Stray]] = {}
        self._later: dict[str, list[_Stray]] = {}
        self._seats: set[str] = set()

    def told(self, seat: str) -> bool:
        """Whether it was told before that nobody has this seat; from now on it was."""
        before = seat in self._seats
        self._seats.add(seat)
        return before

    def piped(self, sheet: Sheet, node: Node) -> None:
        """Check every `${…}` of one text."""
        if node.kind != "scalar" or node.spoilt or "${" not in node.text:
            return
        found = {start: (ref, end) for ref, start, end in references(node.text)}
        at, begin = 0, node.text.find("${")
        while begin >= 0:
            ref, end = found.get(begin, (None, begin + 2))
            place = locate(sheet, node, node.text[begin:end], at)
            at += 1
            if ref is None:
                sheet.note(
                    place,
                    "bad-reference",
                    "this `${` names no answer",
                    "write `${id}`, or `${id|what to say without one}`",
                )
            elif ref.name == "item":
                self._item(sheet, place, ref)
            else:
                self.resolve(sheet, place, ref, piped=True)
            begin = node.text.find("${", end)

    def resolve(
        self, sheet: Sheet, at: Place, ref: Ref, *, whole: bool = False, piped: bool = False
    ) -> Question | None:
        """The question `ref` names, if it may be named here; what is wrong is noted, and gives None.

        None, too, where nothing can be concluded from the question: its type could not be read. `whole` is
        for settings that name a question, not one seat's answer to it; `piped` for `${…}`, where the
        answers of both are joined.
        """
        found = self.by_id.get(ref.name) or (self.by_alias.get(ref.name) if ref.last else None)
        number = self.current.number if self.current else 0
        stray = _Stray(sheet, at, ref, number)
        if found is None:
            if not ref.last or self.own_history:
                self._unknown.setdefault(ref.name, []).append(stray)
            return None
        if found is self.current and "id" in found.unsure:
            return None
        if not ref.last and found.number >= number:
            self._later.setdefault(ref.name, []).append(stray)
            return None
        if "type" in found.unsure:
            return None
        question = found.question
        if question.type in SILENT:
            sheet.note(
                at,
                "no-answer",
                f"`{ref.name}`, a `{question.type}`, has no answer to use",
                "name a question that has one",
            )
            return None
        return question if whole or self._part(sheet, at, ref, found, piped=piped) else None

    def tell(self) -> None:
        """Note the names that nothing has, and those that are asked only later, each of them once."""
        unknown, later = self._unknown, self._later
        self._unknown, self._later = {}, {}
        for strays in unknown.values():
            first, *others = strays
            remedy = self._meant(first)
            if remedy:
                kind = "question" if first.ref.last else "earlier question"
                first.sheet.note(
                    first.at,
                    "unknown-question",
                    f"no {kind} is called `{first.ref.name}`",
                    remedy + _also(others, first.sheet),
                )
        for name, strays in later.items():
            first, *others = strays
            found = self.by_id[name]
            own = found.number == first.number
            related = None
            if found.sheet is first.sheet and not own:
                related = Related(found.at.line, found.at.column, found.at.end_column, "asked here")
            first.sheet.note(
                first.at,
                "later-question",
                f"`{name}` is this very question" if own else f"`{name}` is asked only later",
                "name a question that is asked before this one" + _also(others, first.sheet),
                related=related,
            )

    def _meant(self, stray: _Stray) -> str:
        """What to do about a name that nothing has; empty when it may belong to what could not be read."""
        ref = stray.ref
        if ref.name in self.by_alias:
            return f"the question is called `{self.by_alias[ref.name].question.id}` now"
        if not stray.sheet.patient:
            return "write the id of a question that is asked before this one"
        earlier = {
            name: placed for name, placed in self.by_id.items() if ref.last or placed.number < stray.number
        }
        near = stray.sheet.similar(ref.name, earlier)
        gap = self.outline.gap
        doubtful = gap is not None and (ref.last or gap <= stray.number)
        if near:
            home = earlier[near]
            alike = SequenceMatcher(None, ref.name, near).ratio() > _ALIKE
            if "id" in home.unsure or (doubtful and not alike):
                return ""
            line = f" (line {home.at.line})" if home.sheet is stray.sheet else ""
            return f"a question with a similar id exists: `{near}`{line}"
        if doubtful:
            return ""
        if earlier:
            return f"the questions before this one: {names(list(earlier)[-8:])}"
        return "no question stands before this one"

    def _item(self, sheet: Sheet, place: Place, ref: Ref) -> None:
        """`${item}` is the step in hand, where a question is asked for each."""
        here = self.current
        if here is None or "type" in here.unsure:
            return
        if here.question.type != "follow_through" or ref.last or ref.part:
            sheet.note(
                place,
                "unknown-question",
                "`${item}` stands for nothing here",
                "it is the step in hand, in a question of type `follow_through`",
            )

    def _part(self, sheet: Sheet, at: Place, ref: Ref, found: Placed, *, piped: bool) -> bool:
        """Whether the part after the point fits the question."""
        question = found.question
        if question.type == "steps" and (not ref.part or ref.part in STEP_FIELDS):
            return True
        if question.type == "steps":
            near = similar(ref.part, STEP_FIELDS)
            remedy = f"a similar one exists: `{ref.name}.{near}`" if near else f"it has {names(STEP_FIELDS)}"
            sheet.note(at, "unknown-question", f"a step has no `{ref.part}`", remedy)
            return False
        if not self.seats or "who" in found.unsure:
            return True
        if ref.part and ref.part not in self.seats and self.told(ref.part):
            return False
        if question.who == "both" and ref.part not in self.seats and (ref.part or not piped):
            seats = " or ".join(f"`{ref.name}.{seat}`" for seat in self.seats)
            sheet.note(at, "unknown-seat", f"`{ref.name}` is answered by both", f"say whose answer: {seats}")
            return False
        if not ref.part or question.who == "both" or ref.part == question.who:
            return True
        sheet.note(
            at,
            "unknown-seat",
            f"`{ref.name}` is not answered by `{ref.part}`",
            f"write `{ref.name}`: its seat is `{question.who}`",
        )
        return False


def _also(others: list[_Stray], sheet: Sheet) -> str:
    """The other lines in which a name is written."""
    lines = list(dict.fromkeys(str(each.line) for each in others if each.sheet is sheet))[:6]
    if not lines:
        return ""
    word = "line" if len(lines) == 1 else "lines"
    return f"; it is named in {word} {', '.join(lines)} too"


def locate(sheet: Sheet, node: Node, text: str, nth: int) -> Place:
    """Where the `nth` `${` of a text stands in the file; the whole text when that can't be told."""
    places = sheet.pipes(node)
    if nth >= len(places):
        return node
    number, column = places[nth]
    width = len(text) if sheet.lines[number - 1].startswith(text, column - 1) else 2
    return number, column, column + width
