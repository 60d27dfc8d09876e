"""The numbers of a question: the ends of a scale, and how many answers are hoped for and allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import MOST_ROWS, MOST_STEPS
from checkin.banks.model import NUMBER_TYPES

if TYPE_CHECKING:
    from checkin.banks.reading.outline import Placed


def check_bounds(placed: Placed) -> None:
    """Note the numbers of a question that can not be, or not together."""
    if placed.question.type in NUMBER_TYPES:
        _check_scale(placed)
    _check_count(placed, "at_least", 0)
    _check_count(placed, "at_most", 1)
    _check_range(placed, "at_least", "at_most", strict=False)


def _check_scale(placed: Placed) -> None:
    """The numbers go up, and not so far that nobody could answer with one."""
    _check_range(placed, "min", "max", strict=True)
    span = placed.question.max - placed.question.min
    if span > MOST_STEPS:
        sheet, _, node = placed.written.get("max") or placed.written["min"]
        sheet.note(
            node,
            "wrong-value",
            f"a scale of {span:,} steps is too long to answer on",
            f"it can have {MOST_STEPS} steps, as from 0 to {MOST_STEPS}",
        )


def _check_count(placed: Placed, name: str, least: int) -> None:
    """A number of answers is one that a question can have."""
    number = getattr(placed.question, name)
    if number is not None and name in placed.written and not least <= number <= MOST_ROWS:
        sheet, _, node = placed.written[name]
        sheet.note(node, "wrong-value", f"`{name}` can not be {number}", f"it can be {least} to {MOST_ROWS}")


def _check_range(placed: Placed, low: str, high: str, *, strict: bool) -> None:
    """The lower of two numbers is the lower."""
    first, second = getattr(placed.question, low), getattr(placed.question, high)
    sheet, _, node = placed.written.get(high) or placed.written.get(low) or (placed.sheet, None, None)
    if node is None or first is None or second is None:
        return
    if first > second or (strict and first == second):
        sheet.note(
            node,
            "wrong-value",
            f"`{low}` is {first} and `{high}` is {second}",
            f"`{high}` is the bigger one",
        )
