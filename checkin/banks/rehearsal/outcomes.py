"""What an answer can make of the tests about it: every way in which they can hold and not hold.

A condition asks little of an answer: whether it is below seven, whether it is there at all. So of all the
answers people can give, only as many differ as there are ways to pass and not to pass those tests.
"""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from checkin.banks.model import CARD_TYPES, NUMBER_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checkin.banks.model import Question, Test

Outcome = tuple[bool, ...]
"""For each test of a list, in its order, whether it holds."""

MOST_WORDS = 8
"""The most words of one list answer that are told apart: each doubles the outcomes."""

_OTHER = "\0"
"""A text that no test names: no answer can hold this character."""


class TooMany(Exception):
    """There are more outcomes than can be told apart."""


def passes(test: Test, value: Any) -> bool:
    """Whether an answer's value passes a test. `value` is None where nothing was answered, or asked.

    Each test but `answered: no` is false then.
    """
    if test.op == "answered":
        return (value is not None) == bool(test.value)
    if value is None:
        return False
    wanted = test.value
    if test.op == "is":
        return bool(value == wanted)
    if test.op == "is_not":
        return bool(value != wanted)
    if test.op == "one_of":
        return isinstance(wanted, tuple) and value in wanted
    if test.op == "includes":
        return isinstance(value, list | tuple) and wanted in value
    if isinstance(value, bool) or not isinstance(value, int) or not isinstance(wanted, int):
        return False
    if test.op == "below":
        return value < wanted
    return value >= wanted


def missing(tests: Sequence[Test]) -> Outcome:
    """What tests come to when their question is not asked, or not answered."""
    return tuple(passes(test, None) for test in tests)


def outcomes(
    question: Question, tests: Sequence[Test], seats: Sequence[str], *, fills: bool = True
) -> frozenset[Outcome]:
    """Every outcome of `tests`, all about `question`, that an answer to it, or none, can have.

    `seats` are the bank's. `fills` is whether there can be something to choose from, where the question
    chooses from what others say. Raises `TooMany`.
    """
    if question.type in ("say", "load") or not fills:
        return frozenset({missing(tests)})
    if question.type == "steps":
        return frozenset(
            tuple(passes(test, None if step is None else step[test.ref.part or "what"]) for test in tests)
            for step in _steps(tests, seats)
        )
    # Each seat answers for itself: what one says leaves the others free.
    parts = list(dict.fromkeys(test.ref.part for test in tests))
    of_part = [
        {
            tuple(passes(test, value) for test in tests if test.ref.part == part)
            for value in _values(question, [test for test in tests if test.ref.part == part], seats)
        }
        for part in parts
    ]
    found: set[Outcome] = set()
    for together in product(*of_part):
        taken = {part: iter(outcome) for part, outcome in zip(parts, together, strict=True)}
        found.add(tuple(next(taken[test.ref.part]) for test in tests))
    return frozenset(found)


def outcomes_before(tests: Sequence[Test]) -> frozenset[Outcome]:
    """Every outcome of `tests`, all about one answer of the meeting before, which may have been any.

    Raises `TooMany`.
    """
    words = [test.value for test in tests if test.op == "includes"]
    values: list[Any] = [None, _OTHER, True, False]
    for test in tests:
        for value in test.value if isinstance(test.value, tuple) else (test.value,):
            values += [value - 1, value, value + 1] if type(value) is int else [value]
    values += _lists(words, None)
    return frozenset(tuple(passes(test, value) for test in tests) for value in values)


def _values(question: Question, tests: Sequence[Test], seats: Sequence[str]) -> Iterable[Any]:
    """The answers of one seat that can differ to these tests."""
    kind = question.type
    if kind == "yes_no":
        return (None, True, False)
    if kind in NUMBER_TYPES:
        return (None, *range(question.min, question.max + 1))
    if kind == "owner":
        # Whoever carries the step; it is not held against what is said of the step itself.
        return (None, *seats)
    if kind == "choice" and not question.choices_from:
        return (None, *question.choices)
    if kind in ("choices", "list", *CARD_TYPES):
        words = [test.value for test in tests if test.op == "includes"]
        return [None, *_lists(words, question.at_most, all_of=question.choices)]
    named = [test.value for test in tests if test.op != "answered"]
    texts = chain.from_iterable(value if isinstance(value, tuple) else (value,) for value in named)
    return (None, _OTHER, *texts)


def _lists(words: Sequence[Any], most: int | None, all_of: Sequence[str] = ()) -> Iterator[list[Any]]:
    """Lists with and without each of `words`, at most so many of them; none is empty.

    Where there are only the choices `all_of`, a list without any of `words` needs another of those.
    """
    words = list(dict.fromkeys(words))
    if len(words) > MOST_WORDS:
        raise TooMany
    if not all_of or set(all_of) - set(words):
        yield [_OTHER]
    for size in range(1, min(len(words), len(words) if most is None else most) + 1):
        for some in combinations(words, size):
            yield list(some)


def _steps(tests: Sequence[Test], seats: Sequence[str]) -> Iterator[dict[str, Any] | None]:
    """Priority steps that can differ to these tests, and none at all."""
    parts = {test.ref.part for test in tests}
    ready = (None, *range(11)) if "readiness" in parts else (None,)
    for readiness, owner, due in product(
        ready, seats if "owner" in parts else ("",), (None, _OTHER) if "due" in parts else (None,)
    ):
        yield {"what": _OTHER, "readiness": readiness, "owner": owner, "due": due}
    yield None
