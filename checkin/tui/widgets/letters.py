"""Letters while they are typed: joiners, marks that become one with the letter before, whole characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.edits import smallest_edit
from checkin.ground.text import clean, clusters

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 8
"""Code points before the cursor that one typed now may go together with."""

JOINERS = ("\u200c", "\u200d")
"""Characters that shape or join their neighbours; terminals deliver them as keys of their own."""


def joined(before: str, joiner: str, character: str) -> str:
    """What is typed with `character`, the `joiner` before it too where that joins it to the text `before`.

    A joiner says nothing by itself: it stays when it joins what stands on both its sides. What can't stand in
    a text is left out, so that nothing may be left.
    """
    if joiner:
        last = before[-1:]
        whole = clean(last + joiner + character)
        if whole.startswith(last + joiner):
            return whole[len(last) :]
    return clean(character)


def composed(before: str, text: str) -> tuple[int, str]:
    """How many code points of `before` typed text takes the place of, and what stands there then.

    None of them, but where both are kept as one character, as a letter and its accent are.
    """
    near = before[-_AROUND:]
    kept = clean(near + text)
    if text.isascii() or kept == near + text or clean(near) != near:
        return 0, text
    first, _end, _new = smallest_edit(near + text, kept)
    same = min(first, len(near))
    return len(near) - same, kept[same:]


def starts(line: str) -> Iterator[int]:
    """Where the characters of a line begin, as people see them."""
    at = 0
    for cluster, _width in clusters(line):
        yield at
        at += len(cluster)
