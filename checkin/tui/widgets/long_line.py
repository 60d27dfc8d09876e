"""A long line of a text area, cut once into the rows it is wrapped into.

Textual cuts the whole line anew for each row that it shows: with tens of thousands of letters in a line every
key costs more of this than of all else together.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.containers import Lines
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 2_000
"""Letters from which on it is worth it."""


class LongLine(Text):
    """A line of text that knows the rows it was cut into last."""

    def divide(self, offsets: Iterable[int]) -> Lines:
        """The rows that begin at these places, besides the first, each with the styles it has."""
        starts = tuple(offsets)
        edges = (0, *starts, len(self))
        rows = list(_rows(self.plain, starts))
        for start, end, style in self.spans:
            for at in range(max(bisect_right(edges, start) - 1, 0), min(bisect_left(edges, end), len(rows))):
                row = rows[at].copy()
                row.stylize(style, max(start - edges[at], 0), min(end, edges[at + 1]) - edges[at])
                rows[at] = row
        return Lines(rows)


@functools.lru_cache(maxsize=2)
def _rows(text: str, starts: tuple[int, ...]) -> tuple[Text, ...]:
    edges = (0, *starts, len(text))
    return tuple(Text(text[start:end]) for start, end in pairwise(edges))
