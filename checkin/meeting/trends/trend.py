"""A trend: raw figures in a row, a few facts in words, and the events behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

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
    for label, following in _SPANS:
        rows = _added_up(points, label, following)
        if len(rows) <= most:
            break
    return rows[-most:]


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
    points: Sequence[Point], label: Callable[[date], str], following: Callable[[date], date]
) -> tuple[Point, ...]:
    """One row for each span from the first day to the last, also for those in which nothing was."""
    days = [point.date for point in points if point.date is not None]
    rows = []
    start = min(days).replace(day=1)
    if label is _quarter:
        start = start.replace(month=(start.month - 1) // 3 * 3 + 1)
    elif label is _year:
        start = start.replace(month=1)
    while start <= max(days):
        then = following(start)
        inside = [point for point in points if point.date is not None and start <= point.date < then]
        figures = tuple(
            sum(n or 0 for n in column) for column in zip(*(p.figures for p in inside), strict=True)
        )
        rows.append(Point(label(start), figures or (0,) * len(points[0].figures), start))
        start = then
    return tuple(rows)


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _quarter(day: date) -> str:
    return f"{_MONTHS[day.month - 1]}–{_MONTHS[day.month + 1]} {day.year}"


def _year(day: date) -> str:
    return str(day.year)


def _later(months: int) -> Callable[[date], date]:
    def later(day: date) -> date:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return day.replace(year=year, month=month + 1)

    return later


_SPANS = ((_month, _later(1)), (_quarter, _later(3)), (_year, _later(12)))
