"""Pictures of trends as lines of text: small bars and rulers, made of signs that differ without any colour.

Each row stands by itself, its figures at the end: so it reads well aloud, in a mail and over a slow line.
A general plotting library draws the parts of a bar in one sign and different colours, and reads as noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import cell_width, clean_line, cut, wrap
from checkin.meeting.trends.trend import TOO_FEW, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.meeting.trends.trend import Point, Trend

SIGNS = "#=+ox."
"""The sign of each series, in their order."""

_BOTH = "*"
"""Where two marks fall together."""

NARROWEST = 54
"""Cells that every picture needs, and within which it fits."""

_LABEL = 16
"""Cells of a row's name at most."""

_GAP = "  "


def picture(trend: Trend, width: int, rows: int) -> list[str]:
    """A trend as at most `rows` lines of at most `width` cells (at least 6 by `NARROWEST`).

    First what the signs mean, then a line for each span of time, meeting or thing, with its figures.
    """
    width, rows = max(width, NARROWEST), max(rows, 6)
    if trend.few:
        return [TOO_FEW]
    legend = _legend(trend, width)
    points = grouped(trend, rows - len(legend) - 1)
    labels = [cut(clean_line(point.label), _LABEL) for point in points]
    left = max(cell_width(label) for label in labels)
    wide = [max(1, *(len(_figure(point.figures[at])) for point in points)) for at in range(len(trend.series))]
    room = max(6, width - left - sum(wide) - len(_GAP) * (len(wide) + 1))
    draw = _Bars(points, room) if trend.shape == "bars" else _Ruler(trend.low, trend.high, room)
    lines = []
    for label, point in zip(labels, points, strict=True):
        name = label + " " * (left - cell_width(label))
        drawn = draw.line(point.figures)
        lines.append(_row(name, drawn, room, [_figure(n) for n in point.figures], wide))
    head = _row(" " * left, draw.head, room, list(SIGNS[: len(trend.series)]), wide)
    return [*legend, head, *lines]


def figures(trend: Trend, rows: int = 10_000) -> tuple[list[str], list[list[str]]]:
    """The same as headings and rows of a table, as many rows as wanted."""
    body = [
        [clean_line(point.label), *(_figure(n) for n in point.figures)]
        for point in grouped(trend, max(rows, 2))
    ]
    return ["", *trend.series], body


class _Bars:
    """Bars of counts: one sign for each, or for several where there are too many."""

    def __init__(self, points: Iterable[Point], room: int) -> None:
        longest = max((sum(n or 0 for n in point.figures) for point in points), default=0)
        # A short bar of its own is kept for what is there at all, so the longest needs a little more room.
        self._each = max(1, -(-longest // max(1, room - len(SIGNS))))
        self.head = f"one sign is {self._each}" if self._each > 1 else ""

    def line(self, figures: Sequence[int | None]) -> str:
        """The bar of one row."""
        return "".join(
            sign * -(-(number or 0) // self._each) for sign, number in zip(SIGNS, figures, strict=False)
        )


class _Ruler:
    """Marks on a line from the lowest to the highest."""

    def __init__(self, low: int, high: int, room: int) -> None:
        self._low, self._high = low, max(high, low + 1)
        # Every whole number has a place of its own where there is room.
        self._step = max(1, min(4, (room - 1) // (self._high - low)))
        self._cells = min(room, self._step * (self._high - low) + 1)
        self.head = f"{low}{str(high).rjust(self._cells - len(str(low)))}"

    def line(self, figures: Sequence[int | None]) -> str:
        """The marks of one row."""
        cells = [":" if at % self._step == 0 else " " for at in range(self._cells)]
        for sign, number in zip(SIGNS, figures, strict=False):
            if number is not None:
                part = (min(max(number, self._low), self._high) - self._low) / (self._high - self._low)
                at = round(part * (self._cells - 1))
                cells[at] = sign if cells[at] in " :" else _BOTH
        return "".join(cells)


def _legend(trend: Trend, width: int) -> list[str]:
    lines = [""]
    both = (_BOTH, "both the same") if trend.shape == "marks" and len(trend.series) > 1 else None
    for sign, name in filter(None, [*zip(SIGNS, trend.series, strict=False), both]):
        piece = f"{sign} {cut(clean_line(name), width - 4)}"
        if lines[-1] and cell_width(lines[-1]) + len(_GAP) + 1 + cell_width(piece) > width:
            lines.append("")
        lines[-1] += f"{_GAP} {piece}" if lines[-1] else piece
    return lines


def _row(name: str, drawn: str, room: int, numbers: Sequence[str], wide: Sequence[int]) -> str:
    columns = "".join(_GAP + number.rjust(cells) for number, cells in zip(numbers, wide, strict=True))
    return f"{name}{_GAP}{drawn.ljust(room)}{columns}".rstrip()


def _figure(number: int | None) -> str:
    return "-" if number is None else str(number)


def page(trend: Trend, width: int, rows: int) -> str:
    """A trend on a page of so many lines: its picture, and below it what it says in words."""
    if trend.few:
        return TOO_FEW
    words = [line for sentence in trend.told for line in wrap(sentence, max(width, NARROWEST))]
    return "\n".join([*picture(trend, width, rows - len(words) - 1), "", *words])
