"""What is checked across the questions of a bank: seats, types, choices, gates, and what texts put in."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from checkin.banks.format import PIPED, QUESTION
from checkin.banks.model import PRIVATE_TYPES, Ref
from checkin.banks.reading.bounds import check_bounds
from checkin.banks.reading.conditions import Conditions
from checkin.banks.reading.references import References
from checkin.banks.reading.wording import names, short, similar

if TYPE_CHECKING:
    from checkin.banks.reading.outline import Outline, Placed

CHOSEN_FROM = ("options", "list")
"""Types whose answers others can choose from."""


class Checker:
    """Checks the placed questions of one bank against each other.

    `seats` are the ids of the bank's seats, `mentors` those that play the mentor; none of either when they
    could not be read. `own_history` is whether `${last.…}` looks back to meetings held with this very
    bank, so that its names can be checked.
    """

    def __init__(
        self, outline: Outline, seats: tuple[str, ...], mentors: tuple[str, ...], own_history: bool
    ) -> None:
        self.outline = outline
        self.seats = seats
        self.mentors = mentors
        self.references = References(outline, seats, own_history=own_history)

    def check(self) -> None:
        """Note every problem; each placed question gets its `when`."""
        for placed in self.outline.questions:
            self.check_seat(placed)
        conditions = Conditions(self.references.resolve, self.seats, self.references.told)
        for placed in self.outline.questions:
            self.references.current = placed
            self.check_type(placed)
            self.check_texts(placed)
            if "when" in placed.written:
                sheet, _, node = placed.written["when"]
                when = conditions.read(sheet, node)
                placed.question = dataclasses.replace(placed.question, when=when)
        self.references.tell()

    def check_seat(self, placed: Placed) -> None:
        """`who` names a seat of the bank, or both."""
        if "who" not in placed.written or "who" in placed.unsure or not self.seats:
            return
        who = placed.question.who
        sheet, _, node = placed.written["who"]
        if who not in (*self.seats, "both"):
            placed.unsure |= {"who"}
            if not self.references.told(who):
                near = similar(who, (*self.seats, "both"))
                sheet.note(
                    node,
                    "unknown-seat",
                    f"nobody here has the seat `{short(who)}`",
                    f"a similar one exists: `{near}`"
                    if near
                    else f"it can be {names((*self.seats, 'both'))}",
                )
        elif "type" in placed.unsure:
            return
        elif placed.question.type == "offer" and who not in self.mentors and not self.swapped(who):
            sheet.note(
                node,
                "wrong-value",
                "an offer is the mentor's to make",
                "delete the line, or write " + " or ".join(f"`who: {each}`" for each in self.mentors),
            )
        elif placed.question.type == "options" and who in self.mentors and not self.swapped(who):
            sheet.note(
                node,
                "wrong-value",
                "options are the mentee's to find; the mentor adds to them once an offer is open",
                "write `type: offer` for what the mentor has to say, or `type: list` for any other list",
            )

    def swapped(self, who: str) -> bool:
        """Whether a seat is helped as well as helping, as peers are who swap at half-time: some offers wait
        for what it thinks and are another seat's, and some are its own and wait for another's.
        """
        questions = [placed.question for placed in self.outline.questions]
        seats = {question.id: question.who for question in questions}
        sides = set()
        for offer in questions:
            waits_for = {seats.get(name, "both") for name in offer.opens_after} - {"both"}
            if offer.type == "offer" and offer.who not in waits_for and len(waits_for) == 1:
                sides |= {("gives", offer.who), ("thinks", *waits_for)}
        return {("gives", who), ("thinks", who)} <= sides

    def check_type(self, placed: Placed) -> None:
        """The settings that the type needs are there, and fit each other."""
        question, written = placed.question, placed.written
        sheet, _, at = written.get("type", (placed.sheet, placed.at, placed.at))
        if "type" in placed.unsure:
            return
        if question.type in PRIVATE_TYPES:
            sheet.note(
                at,
                "private-question",
                f"a `{question.type}` is one person's own, and no meeting asks it",
                "delete it: it is asked alone, after the meeting; or write `type: scale` for both to see",
                severity="warning",
            )
        self.check_pulse(placed)
        self.check_effects(placed)
        if question.type in ("choice", "choices") and not {"choices", "choices_from"} & set(written):
            sheet.note(
                at,
                "missing-key",
                f"question `{question.id}` has no `choices`",
                "list what there is to choose from, or name an earlier list with `choices_from`",
            )
        if question.type == "pick" and "choices_from" not in written:
            sheet.note(
                at,
                "missing-key",
                f"question `{question.id}` has no `choices_from`",
                "name the earlier question that holds the options",
            )
        self.check_choices(placed)
        check_bounds(placed)
        if "opens_after" in written:
            sheet, _, node = written["opens_after"]
            for item in node.entries:
                if item.kind == "scalar" and item.text in question.opens_after:
                    self.references.resolve(sheet, item, Ref(item.text), whole=True)

    def check_effects(self, placed: Placed) -> None:
        """Every setting has an effect on a question of this type."""
        question = placed.question
        idle = [
            name
            for name in placed.written
            if QUESTION[name].types and question.type not in QUESTION[name].types
        ]
        if not idle:
            return
        home, key, _ = placed.written[idle[0]]
        have = "has" if len(idle) == 1 else "have"
        types = QUESTION[idle[0]].types
        if "type" in placed.written:
            remedy = f"it is for {names(types)}"
        else:
            remedy = f"no `type` is set here; it is for {names(types)}"
        home.note(
            key,
            "no-effect",
            f"{' and '.join(f'`{name}`' for name in idle)} {have} no effect on a `{question.type}`",
            remedy,
            severity="warning",
        )

    def check_pulse(self, placed: Placed) -> None:
        """A pulse is for both, or there is nothing to keep unseen."""
        sure = "who" not in placed.unsure
        if sure and placed.question.type == "pulse" and placed.question.who in self.seats:
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
                placed.question = dataclasses.replace(question, choices=())
            seen: set[str] = set()
            for item in node.entries:
                text = " ".join(item.text.split()) if item.kind == "scalar" else ""
                if text and text in seen:
                    sheet.note(item, "wrong-value", f"the choice `{text}` is there twice", "delete one")
                seen.add(text)
        if question.choices_from and "choices_from" in written and "choices_from" not in placed.unsure:
            sheet, key, node = written["choices_from"]
            if "choices" in written and question.type in ("choice", "choices"):
                sheet.note(
                    key,
                    "wrong-value",
                    f"question `{question.id}` has both `choices` and `choices_from`",
                    "delete one of them",
                )
                return
            source = self.references.resolve(sheet, node, Ref(question.choices_from), whole=True)
            if source and source.type not in CHOSEN_FROM:
                sheet.note(
                    node,
                    "wrong-value",
                    f"`{source.id}`, a `{source.type}`, has nothing to choose from",
                    "name a question of type " + " or ".join(f"`{each}`" for each in CHOSEN_FROM),
                )

    def check_texts(self, placed: Placed) -> None:
        """Every `${…}` names something that is there to be put in."""
        for name in PIPED:
            if name in placed.written:
                sheet, _, node = placed.written[name]
                for item in node.texts:
                    self.references.piped(sheet, item)
