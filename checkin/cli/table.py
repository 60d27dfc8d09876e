"""Rows and columns of text that fit the width, whatever script the words are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import cell_width, clean_line, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_GAP = "  "
_NARROWEST = 8


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    firm: Collection[int] = (),
    first: Collection[int] = (),
) -> str:
    """A table with a line of headings; long cells go on below, so nothing is cut away.

    `width` is in terminal cells. Cells are cleaned and stand on one line to begin with; those of the
    columns in `firm` (counted from 0), which people type, stay on it unless they take half the width. The
    columns in `first` give way before the others, as far as their words allow.
    """
    cells = [[clean_line(cell) for cell in row] for row in rows]
    widths = _widths([list(headings), *cells], width, firm, first)
    return "\n".join(line for row in [list(headings), *cells] for line in _lines(row, widths))


def _widths(rows: list[list[str]], width: int, firm: Collection[int], first: Collection[int]) -> list[int]:
    widths = [max(cell_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    least = {at: max(cell_width(word) for row in rows for word in row[at].split() or [""]) for at in first}
    while sum(widths) > room and (giving := [at for at in first if widths[at] > least[at]]):
        widths[max(giving, key=lambda at: widths[at])] -= 1
    # What nobody can type, as it takes most of a line, may go on below too.
    soft = [at for at in range(len(widths)) if at not in firm or widths[at] > width // 2]
    while sum(widths) > room and max((widths[at] for at in soft), default=0) > _NARROWEST:
        # The widest column gives way first, the last one of several: that is where the words are.
        widest = max(soft, key=lambda at: (widths[at], at))
        others = sum(widths) - widths[widest]
        second = max((widths[at] for at in soft if at != widest), default=0)
        widths[widest] = max(room - others, min(second, widths[widest] - 1), _NARROWEST)
    return widths


def _lines(row: list[str], widths: list[int]) -> list[str]:
    parts = [
        [cell] if cell_width(cell) <= width else wrap(cell, width)
        for cell, width in zip(row, widths, strict=True)
    ]
    height = max(len(part) for part in parts)
    return [
        _GAP.join(
            padded(part[at] if at < len(part) else "", width)
            for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def padded(text: str, width: int) -> str:
    """The text with spaces after it up to `width` cells."""
    return text + " " * max(0, width - cell_width(text))
