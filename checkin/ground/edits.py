"""Edits of a text: the smallest one between two texts, and where a cursor goes when others edit.

An edit is (start, end, new): what stood from `start` to `end` gives way to `new`. All positions are code
points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Edit = tuple[int, int, str]

_CLOSELY = 2000
"""Characters up to which two texts are compared closely."""


def smallest_edit(before: str, after: str, cursor: int | None = None) -> Edit:
    """Return the smallest one edit that turns `before` into `after`; (n, n, "") when they are equal.

    Where several are as small (which of two equal letters is the new one?), it is the one that ends at
    `cursor`, a position in `after`, or as near to it as can be; without one, the last.
    """
    shorter = min(len(before), len(after))
    first = _same_at_start(before, after, shorter)
    last = _same_at_end(before, after, shorter)
    overlap = first + last - shorter
    if overlap > 0:
        # What was put in, or taken out, stands among its like: it may be anywhere in this stretch.
        put_in = len(after) - shorter
        start = first if cursor is None else max(first - overlap, min(cursor - put_in, first))
        return start, start + len(before) - shorter, after[start : start + put_in]
    return first, len(before) - last, after[first : len(after) - last]


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """Return edits that turn `before` into `after`, leaving alone what is the same between them.

    Each is of the text as the one before it left it. For `carried`: several people's edits seen at once
    would look like one that takes away everything between them.
    """
    start, end, new = whole = smallest_edit(before, after)
    if end == start or not new or max(end - start, len(new)) > _CLOSELY:
        return (whole,)
    from difflib import SequenceMatcher

    found: list[Edit] = []
    shift = start
    steps = SequenceMatcher(None, before[start:end], new, autojunk=False).get_opcodes()
    for kind, first, last, new_first, new_last in steps:
        if kind != "equal":
            found.append((shift + first, shift + last, new[new_first:new_last]))
            shift += new_last - new_first - (last - first)
    return tuple(found)


def moved(position: int, before: str, after: str) -> int:
    """Return where a cursor of `before` is once others' edits have made `after` of it.

    One inside something that went is where that stood. Text put in at the cursor itself comes after it.
    """
    return carried(min(max(position, 0), len(before)), (smallest_edit(before, after),))


def carried(position: int, edits: Iterable[Edit]) -> int:
    """Return where a cursor is after these edits, each of the text as the one before it left it."""
    for start, end, new in edits:
        if position >= end and position > start:
            position += len(new) - (end - start)
        elif position > start:
            position = start
    return position


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after these edits, each of it as the one before it left it."""
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text


def rebased(before: str, typed: str, now: str, cursor: int | None = None) -> tuple[str, int]:
    """Return what typing made of `before`, done to `now` instead, which others made of it; and the cursor."""
    others = (smallest_edit(before, now),)
    start, end, new = smallest_edit(before, typed, cursor)
    first = carried(start, others)
    last = max(first, carried(end, others))
    return now[:first] + new + now[last:], first + len(new)


def _same_at_start(before: str, after: str, most: int) -> int:
    """Return how many characters both texts begin with, comparing whole halves at a time."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_at_end(before: str, after: str, most: int) -> int:
    low, high = 0, most
    shift = len(after) - len(before)
    while low < high:
        middle = (low + high + 1) // 2
        # Everything up to `low` from the end is known to be the same.
        there = len(before) - middle, len(before) - low
        if before[there[0] : there[1]] == after[there[0] + shift : there[1] + shift]:
            low = middle
        else:
            high = middle - 1
    return low
