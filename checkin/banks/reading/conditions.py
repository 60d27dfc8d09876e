"""`when`: read from a bank into tests, each held against the type of the answer that it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checkin.banks.format import NO_WORDS, YES_WORDS
from checkin.banks.model import CARD_TYPES, NUMBER_TYPES, Question, Ref, Test, TestValue, When
from checkin.banks.piping import parse_key
from checkin.banks.reading.nodes import Node
from checkin.banks.reading.values import Sheet
from checkin.banks.reading.wording import names, short, similar, spot

OPERATORS = ("is", "is_not", "one_of", "below", "at_least", "includes", "answered")
"""The tests there are."""

_WORDED = ("is", "is_not", "one_of", "answered")
_NUMBERED = ("is", "is_not", "below", "at_least", "answered")

TESTS: dict[str, tuple[str, ...]] = {
    "yes_no": ("is", "is_not", "answered"),
    "choice": _WORDED,
    "choices": ("includes", "answered"),
    **dict.fromkeys(NUMBER_TYPES, _NUMBERED),
    "line": _WORDED,
    "person": _WORDED,
    "owner": _WORDED,
    "list": ("includes", "answered"),
    **dict.fromkeys(CARD_TYPES, ("includes", "answered")),
}
"""The tests that answers of a type can pass; every other type only knows `answered`."""

FIELD_TESTS = {"readiness": _NUMBERED, "owner": _WORDED, "due": ("answered",), "what": ("answered",)}
"""The tests for the fields of the priority step."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """A test with the place it is written at, to find those that contradict each other."""

    test: Test
    at: Node


Resolve = Callable[[Sheet, Node, Ref], Question | None]
"""Finds the question a key names, noting what is wrong with the key; None when something is."""


class Conditions:
    """Reads the `when` of questions.

    `seats` are the bank's seats, for tests of who owns a step; `told` is whether it was told already that
    nobody has a seat of this name.
    """

    def __init__(self, resolve: Resolve, seats: tuple[str, ...], told: Callable[[str], bool]) -> None:
        self.resolve = resolve
        self.seats = seats
        self.told = told

    def read(self, sheet: Sheet, node: Node, *, nested: bool = False) -> When | None:
        """The condition a map writes, or None when nothing of it can be used."""
        if node.kind != "map" or not node.pairs:
            sheet.note(
                spot(node),
                "wrong-type",
                "a `when` names a question and a test of its answer",
                "write `when: {goal: {answered: yes}}`",
            )
            return None
        bounds: list[_Bound] = []
        choices: tuple[When, ...] = ()
        for key, value in node.pairs:
            if key.value == "any" and not nested:
                choices = self._any(sheet, value)
                continue
            ref = parse_key(key.text)
            if not nested and value.kind == "list" and similar(key.text, ("any",)):
                sheet.note(key, "unknown-key", f"a `when` has no `{short(key.text)}`", "write `any`")
                continue
            if ref is None:
                sheet.note(
                    key,
                    "bad-reference",
                    f"`{short(key.text)}` names no answer",
                    "write the id of an earlier question, without `${}`",
                )
                continue
            question = self.resolve(sheet, key, ref)
            bounds.extend(self._tests(sheet, key, value, ref, question))
        _contradictions(sheet, bounds)
        return When(tuple(bound.test for bound in bounds), choices)

    def _any(self, sheet: Sheet, node: Node) -> tuple[When, ...]:
        if node.kind != "list" or not node.items:
            sheet.note(spot(node), "wrong-type", "`any` is a list of tests", "write each after `- `")
            return ()
        found = [self.read(sheet, item, nested=True) for item in node.items]
        return tuple(when for when in found if when is not None)

    def _tests(
        self, sheet: Sheet, key: Node, node: Node, ref: Ref, question: Question | None
    ) -> list[_Bound]:
        if node.kind != "map" or not node.pairs:
            if question is None or node.spoilt:
                return []
            guess = f"{{is: {node.text}}}" if node.kind == "scalar" and node.text else "{answered: yes}"
            at = node if node.end_column > node.column else key
            sheet.note(
                at, "wrong-type", f"a test was expected for `{ref.key}`", f"write `{key.text}: {guess}`"
            )
            return []
        bounds = []
        for name, value in node.pairs:
            if name.value not in OPERATORS:
                near = sheet.similar(name.value, OPERATORS)
                sheet.note(
                    name,
                    "wrong-test",
                    f"there is no test `{short(name.text)}`",
                    f"a test with a similar name exists: `{near}`"
                    if near
                    else "the tests are: " + names(OPERATORS),
                )
            elif question is not None:
                found = self._value(sheet, name, value, ref, question)
                if found is not None:
                    bounds.append(_Bound(Test(ref, name.text, found), name))
        return bounds

    def _value(self, sheet: Sheet, name: Node, node: Node, ref: Ref, question: Question) -> TestValue | None:
        op = name.text
        if node.spoilt and node.kind == "scalar":
            return None
        field = ref.part if question.type == "steps" else ""
        can = FIELD_TESTS[field] if field else TESTS.get(question.type, ("answered",))
        if op not in can:
            what = f"`{ref.key}`" if field else f"`{ref.name}`, a `{question.type}`,"
            sheet.note(
                name,
                "wrong-test",
                f"{what} can not be tested with `{op}`",
                "it can be tested with " + names(can),
            )
            return None
        if op == "answered" or question.type == "yes_no":
            return self._yes_no(sheet, op, node)
        if question.type in NUMBER_TYPES or field == "readiness":
            low, high = (0, 10) if field else (question.min, question.max)
            return self._number(sheet, op, node, low, high)
        known = self.seats if question.type == "owner" or field == "owner" else question.choices
        if op == "one_of":
            if node.kind != "list" or not node.items:
                sheet.note(spot(node), "wrong-type", "`one_of` takes a list", "write `one_of: [this, that]`")
                return None
            words = [self._word(sheet, item, known, question) for item in node.items]
            return tuple(word for word in words if word is not None)
        return self._word(sheet, node, known, question)

    def _yes_no(self, sheet: Sheet, op: str, node: Node) -> bool | None:
        word = node.text.lower() if node.kind == "scalar" else ""
        if word in YES_WORDS or word in NO_WORDS:
            return word in YES_WORDS
        sheet.note(spot(node), "wrong-type", f"`{op}` takes yes or no here", f"write `{{{op}: yes}}`")
        return None

    def _number(self, sheet: Sheet, op: str, node: Node, low: int, high: int) -> int | None:
        text = node.text if node.kind == "scalar" else ""
        if not text.removeprefix("-").isdecimal() or len(text) > 6 or not text.isascii():
            sheet.note(
                spot(node),
                "wrong-type",
                f"`{op}` takes a whole number here",
                f"write `{{{op}: {high // 2}}}`",
            )
            return None
        number = int(text)
        never = (op == "below" and number <= low) or (op in ("at_least", "is") and not number <= high)
        never = never or (op == "is" and number < low)
        if never:
            sheet.note(
                node,
                "unreachable",
                f"this can never hold: the numbers go from {low} to {high}",
                "the question would never be asked",
                severity="warning",
            )
        return number

    def _word(self, sheet: Sheet, node: Node, known: tuple[str, ...], question: Question) -> str | None:
        if node.kind != "scalar" or not node.text:
            sheet.note(
                spot(node), "wrong-type", "one text was expected here", "several are written with `one_of`"
            )
            return None
        word = " ".join(node.text.split())
        if known and word not in known:
            if known is self.seats and self.told(word):
                return None
            near = sheet.similar(word, known)
            sheet.note(
                node,
                "wrong-value",
                f"`{question.id}` can never be `{short(word)}`",
                f"a similar choice exists: `{near}`" if near else "it can be " + names(known),
            )
            return None
        if node.plain:
            sheet.traps(node)
        return word


def _contradictions(sheet: Sheet, bounds: list[_Bound]) -> None:
    """Warn of tests that can not hold together."""
    for index, second in enumerate(bounds):
        for first in bounds[:index]:
            if first.test.ref == second.test.ref and _clash(first.test, second.test):
                sheet.note(
                    second.at,
                    "unreachable",
                    f"this can never hold together with `{first.test.op}` before it",
                    "the question would never be asked",
                    severity="warning",
                )
                break


def _clash(one: Test, other: Test) -> bool:
    if "answered" in (one.op, other.op):
        return (one.op == "answered" and one.value is False) or (
            other.op == "answered" and other.value is False
        )
    ops = {one.op: one.value, other.op: other.value}
    if one.op == other.op:
        return one.op == "is" and one.value != other.value
    below, least, exact = ops.get("below"), ops.get("at_least"), ops.get("is")
    if isinstance(below, int) and isinstance(least, int):
        return least >= below
    if isinstance(exact, int) and isinstance(below, int):
        return exact >= below
    if isinstance(exact, int) and isinstance(least, int):
        return exact < least
    return "is" in ops and "is_not" in ops and ops["is"] == ops["is_not"]
