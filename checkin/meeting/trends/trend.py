"""A trend: raw figures in a row, a few facts in words, and the events behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LEAST = 3
"""Meetings below which nothing can be told from figures."""

TOO_FEW = "Too few meetings to tell."

Figures = tuple[int | None, ...]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Because:
    """One event behind a fact: its date, the meeting or place it belongs to, and what happened, in words."""

    date: date
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """Figures of one meeting or thing: one for each of the trend's series, None where there is none.

    `date` is None for figures of no one day (a person, a part of the meeting): then `label` says what it is.
    """

    label: str
    figures: Figures
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """One thing to look back at.

    `series` are the names of the figures. In the shape `bars` they are counts, and add up over time where
    `adds` says so; in `marks` each is a number as it was said, from `low` to `high`. `meetings` is how many
    meetings have anything to do with it. `words` are one to three sentences; `practices` are the numbers of
    the practices it shows.
    """

    id: str
    title: str
    series: tuple[str, ...]
    points: tuple[Point, ...]
    words: tuple[str, ...]
    meetings: int
    practices: tuple[int, ...]
    because: tuple[Because, ...] = ()
    shape: Literal["bars", "marks"] = "bars"
    low: int = 0
    high: int = 10
    adds: bool = True

    @property
    def few(self) -> bool:
        """Whether there are too few meetings to tell anything, or none of them has a figure."""
        return self.meetings < LEAST or not self.points

    @property
    def told(self) -> tuple[str, ...]:
        """What is said of it in words."""
        return (TOO_FEW,) if self.few else self.words


def grouped(trend: Trend, most: int) -> tuple[Point, ...]:
    """The figures in at most `most` rows (at least 2), oldest first.

    Counts of days are added up by month, by quarter or by year where there are more. Of what can't
    be added up the latest are kept, of things the most frequent.
    """
    points = trend.points
    dated = bool(points) and points[0].date is not None
    adds = trend.shape == "bars" and trend.adds
    if len(points) <= most and not (adds and dated and _doubles(points)):
        return points
    if dated and not adds:
        return points[-most:]
    if not dated:
        by_size = sorted(range(len(points)), key=lambda at: -sum(n or 0 for n in points[at].figures))
        return tuple(points[at] for at in sorted(by_size[:most]))
    days = [point.date for point in points if point.date is not None]
    fits = (span for span in _SPANS if _span(max(days), span[0]) - _span(min(days), span[0]) < most)
    months, label = next(fits, _SPANS[-1])
    return _added_up(points, months, label, most)


def halves(numbers: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Pairs of figures added up over the first and the second half of them; None for fewer than six."""
    if len(numbers) < 2 * LEAST:
        return None
    middle = len(numbers) // 2
    first, second = numbers[:middle], numbers[middle:]
    return _sum(first), _sum(second)


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(pairs)
    return sum(one for one, _ in pairs), sum(two for _, two in pairs)


def _doubles(points: Iterable[Point]) -> bool:
    days = [point.date for point in points]
    return len(set(days)) < len(days)


def _added_up(
    points: Iterable[Point], months: int, label: Callable[[date], str], most: int
) -> tuple[Point, ...]:
    """One row for each span of so many months, also for those in which nothing was; the latest `most`."""
    inside: dict[int, list[Point]] = {}
    for point in points:
        if point.date is not None:
            inside.setdefault(_span(point.date, months), []).append(point)
    nothing = [Point("", tuple(0 for _ in next(iter(inside.values()))[0].figures))]
    last = max(inside)
    rows = []
    for span in range(max(min(inside), last - most + 1), last + 1):
        year, month = divmod(span * months, 12)
        start = date(year, month + 1, 1)
        columns = zip(*(point.figures for point in inside.get(span, nothing)), strict=True)
        rows.append(Point(label(start), tuple(sum(n or 0 for n in column) for column in columns), start))
    return tuple(rows)


def _span(day: date, months: int) -> int:
    """The number of the span of so many months that a day is in."""
    return (day.year * 12 + day.month - 1) // months


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _quarter(day: date) -> str:
    return f"{_MONTHS[day.month - 1]}–{_MONTHS[day.month + 1]} {day.year}"


def _year(day: date) -> str:
    return str(day.year)


_SPANS = ((1, _month), (3, _quarter), (12, _year))
"""Months, quarters and years: how many months each has, and what it is called."""
