"""What is checked across questions: references, seats, gates, choices, conditions on earlier answers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from checkin.banks.bounds import check_bounds
from checkin.banks.conditions import Conditions
from checkin.banks.diagnostics import Related
from checkin.banks.format import QUESTION, STEP_FIELDS
from checkin.banks.model import LATER_TYPES, Question, Ref
from checkin.banks.piping import references
from checkin.banks.values import Sheet, similar

if TYPE_CHECKING:
    from checkin.banks.nodes import Node
    from checkin.banks.outline import Outline, Placed

TEXTS = ("ask", "hint", "cue", "label", "follow_ups")
"""The settings in which `${…}` is put in."""

CHOSEN_FROM = ("options", "list")
"""Types whose answers others can choose from."""

SILENT = ("say", "load")
"""Types without an answer that could be named elsewhere."""


class Checker:
    """Checks the placed questions of one bank against each other.

    `seats` are the ids of the bank's seats, `mentors` those that play the mentor; `own_history` is whether
    `${last.…}` looks back to meetings held with this very bank, so that its names can be checked.
    """

    def __init__(
        self, outline: Outline, seats: tuple[str, ...], mentors: tuple[str, ...], own_history: bool
    ) -> None:
        self.outline = outline
        self.seats = seats
        self.mentors = mentors
        self.own_history = own_history
        self.by_id: dict[str, Placed] = {}
        for placed in outline.questions:
            if placed.question.id:
                self.by_id.setdefault(placed.question.id, placed)
        self.current: Placed = outline.questions[0] if outline.questions else None  # type: ignore[assignment]

    def check(self) -> None:
        """Note every problem; each placed question gets its `when`."""
        conditions = Conditions(self.resolve, self.seats)
        for placed in self.outline.questions:
            self.current = placed
            self.check_seat(placed)
            self.check_type(placed)
            self.check_texts(placed)
            if "when" in placed.written:
                sheet, _, node = placed.written["when"]
                when = conditions.read(sheet, node)
                placed.question = dataclasses.replace(placed.question, when=when)

    def check_seat(self, placed: Placed) -> None:
        """`who` names a seat of the bank, or both."""
        who = placed.question.who
        if "who" in placed.written and who not in (*self.seats, "both"):
            sheet, _, node = placed.written["who"]
            near = similar(who, (*self.seats, "both"))
            names = ", ".join(f"`{seat}`" for seat in (*self.seats, "both"))
            sheet.note(
                node,
                "unknown-seat",
                f"nobody here has the seat `{who}`",
                f"a similar one exists: `{near}`" if near else f"it can be {names}",
            )
        elif "who" in placed.written and placed.question.type == "offer" and who not in self.mentors:
            sheet, _, node = placed.written["who"]
            sheet.note(
                node,
                "wrong-value",
                "an offer is the mentor's to make",
                "delete the line, or write " + " or ".join(f"`who: {each}`" for each in self.mentors),
            )
        elif "who" in placed.written and placed.question.type == "options" and who in self.mentors:
            sheet, _, node = placed.written["who"]
            sheet.note(
                node,
                "wrong-value",
                "options are the mentee's to find; the mentor adds to them once an offer is open",
                "write `type: offer` for what the mentor has to say, or `type: list` for any other list",
            )

    def check_type(self, placed: Placed) -> None:
        """The settings that the type needs are there, and fit each other."""
        question, written = placed.question, placed.written
        sheet, _, at = written.get("type", (placed.sheet, placed.at, placed.at))
        if question.type in LATER_TYPES:
            said = "leaves it out" if question.type == "load" else "asks it as plain text"
            sheet.note(
                at,
                "later-type",
                f"this version knows `{question.type}` but {said}",
                "a later version does more with it; the bank can stay as it is",
                severity="warning",
            )
        self.check_pulse(placed)
        for name, (home, key, _) in written.items():
            types = QUESTION[name].types
            if types and question.type not in types and not _unreadable_type(placed):
                home.note(
                    key,
                    "no-effect",
                    f"`{name}` has no effect on a `{question.type}`",
                    "it is for " + ", ".join(f"`{each}`" for each in types),
                    severity="warning",
                )
        if question.type in ("choice", "choices") and not {"choices", "choices_from"} & set(written):
            sheet.note(
                at,
                "missing-key",
                f"question `{question.id}` has no `choices`",
                "list what there is to choose from, or name a question with `choices_from`",
            )
        if question.type == "pick" and "choices_from" not in written:
            sheet.note(
                at,
                "missing-key",
                f"question `{question.id}` has no `choices_from`",
                "name the question with the options",
            )
        self.check_choices(placed)
        check_bounds(placed)
        if "opens_after" in written:
            sheet, _, node = written["opens_after"]
            for item in node.items if node.kind == "list" else ():
                if item.kind == "scalar" and item.text in question.opens_after:
                    self.resolve(sheet, item, Ref(item.text), whole=True)

    def check_pulse(self, placed: Placed) -> None:
        """A pulse is for both, or there is nothing to keep unseen."""
        if placed.question.type == "pulse" and placed.question.who in self.seats:
            sheet, _, node = placed.written.get("who") or placed.written["type"]
            sheet.note(
                node,
                "pulse-for-one",
                f"a pulse is blind only when it is for both, and this one is for `{placed.question.who}`",
                "write `who: both`, or `type: scale` for a number of one person",
                severity="warning",
            )

    def check_choices(self, placed: Placed) -> None:
        """Choices differ from each other; `choices_from` names a question that has some."""
        question, written = placed.question, placed.written
        if "choices" in written:
            sheet, key, node = written["choices"]
            if node.kind == "list" and len(node.items) < 2:
                sheet.note(
                    key, "wrong-value", "there is nothing to choose between", "list two choices or more"
                )
            seen: set[str] = set()
            for item in node.items if node.kind == "list" else ():
                text = " ".join(item.text.split()) if item.kind == "scalar" else ""
                if text and text in seen:
                    sheet.note(item, "wrong-value", f"the choice `{text}` is there twice", "delete one")
                seen.add(text)
        if question.choices_from and "choices_from" in written:
            sheet, key, node = written["choices_from"]
            if "choices" in written and question.type in ("choice", "choices"):
                sheet.note(
                    key,
                    "wrong-value",
                    f"question `{question.id}` has both `choices` and `choices_from`",
                    "delete one of them",
                )
                return
            source = self.resolve(sheet, node, Ref(question.choices_from), whole=True)
            if source and source.type not in CHOSEN_FROM:
                sheet.note(
                    node,
                    "wrong-value",
                    f"`{source.id}`, a `{source.type}`, has nothing to choose from",
                    "name a question of type " + " or ".join(f"`{each}`" for each in CHOSEN_FROM),
                )

    def check_texts(self, placed: Placed) -> None:
        """Every `${…}` names something that is there to be put in."""
        for name in TEXTS:
            if name not in placed.written:
                continue
            sheet, _, node = placed.written[name]
            for item in node.items if node.kind == "list" else (node,):
                if item.kind == "scalar" and "${" in item.text:
                    self.check_piping(sheet, item)

    def check_piping(self, sheet: Sheet, node: Node) -> None:
        """The references of one text."""
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
                if self.current.question.type != "follow_through" or ref.last or ref.part:
                    sheet.note(
                        place,
                        "unknown-question",
                        "`${item}` stands for nothing here",
                        "it is the step in hand, in a question of type `follow_through`",
                    )
            else:
                self.resolve(sheet, place, ref, piped=True)
            begin = node.text.find("${", end)

    def resolve(
        self,
        sheet: Sheet,
        at: Node | tuple[int, int, int],
        ref: Ref,
        *,
        whole: bool = False,
        piped: bool = False,
    ) -> Question | None:
        """The question `ref` names, if it may be named here; what is wrong is noted, and gives None.

        `whole` is for settings that name a question, not one seat's answer to it; `piped` for `${…}`,
        where the answers of both are joined.
        """
        found = self.by_id.get(ref.name)
        number = self.current.number
        if found is None:
            if ref.last and not self.own_history:
                return None
            self._unknown(sheet, at, ref)
            return None
        if not ref.last and found.number >= number:
            self._later(sheet, at, found)
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
        return question if whole or self._part(sheet, at, ref, question, piped) else None

    def _part(
        self, sheet: Sheet, at: Node | tuple[int, int, int], ref: Ref, question: Question, piped: bool
    ) -> bool:
        """Whether the part after the point fits the question."""
        if question.type == "steps" and (not ref.part or ref.part in STEP_FIELDS):
            return True
        if question.type == "steps":
            near = similar(ref.part, STEP_FIELDS)
            remedy = (
                f"a similar one exists: `{ref.name}.{near}`"
                if near
                else "it has " + ", ".join(f"`{each}`" for each in STEP_FIELDS)
            )
            sheet.note(at, "unknown-question", f"a step has no `{ref.part}`", remedy)
            return False
        if question.who == "both" and ref.part not in self.seats and (ref.part or not piped):
            names = " or ".join(f"`{ref.name}.{seat}`" for seat in self.seats)
            sheet.note(at, "unknown-seat", f"`{ref.name}` is answered by both", f"say whose answer: {names}")
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

    def _unknown(self, sheet: Sheet, at: Node | tuple[int, int, int], ref: Ref) -> None:
        number = self.current.number
        earlier = {name: placed for name, placed in self.by_id.items() if ref.last or placed.number < number}
        near = similar(ref.name, earlier)
        if near:
            home = earlier[near]
            line = f" (line {home.at.line})" if home.sheet is sheet else ""
            remedy = f"a question with a similar id exists: `{near}`{line}"
        elif earlier:
            last = list(earlier)[-8:]
            remedy = f"the questions before this one: {', '.join(f'`{each}`' for each in last)}"
        else:
            remedy = "no question stands before this one"
        kind = "question" if ref.last else "earlier question"
        sheet.note(at, "unknown-question", f"no {kind} is called `{ref.name}`", remedy)

    def _later(self, sheet: Sheet, at: Node | tuple[int, int, int], found: Placed) -> None:
        own = found is self.current
        related = None
        if found.sheet is sheet and not own:
            related = Related(found.at.line, found.at.column, found.at.end_column, "asked here")
        sheet.note(
            at,
            "later-question",
            f"`{found.question.id}` is this very question"
            if own
            else f"`{found.question.id}` is asked only later",
            "name a question that is asked before this one",
            related=related,
        )


def _unreadable_type(placed: Placed) -> bool:
    """Whether the type that is written could not be read, so that nothing follows from it."""
    if "type" not in placed.written:
        return False
    node = placed.written["type"][2]
    return node.kind != "scalar" or node.text != placed.question.type


def locate(sheet: Sheet, node: Node, text: str, nth: int) -> Node | tuple[int, int, int]:
    """Where the `nth` `${` of a text stands in the file; the whole text when that can't be told."""
    for number in range(node.line, min(node.end_line, len(sheet.lines)) + 1):
        row = sheet.lines[number - 1]
        column = row.find("${", node.column - 1 if number == node.line else 0)
        while column >= 0:
            if nth == 0:
                width = len(text) if row.startswith(text, column) else 2
                return number, column + 1, column + 1 + width
            nth -= 1
            column = row.find("${", column + 2)
    return node
