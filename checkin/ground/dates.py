"""Dates in the words people type: `fri`, `next tuesday`, `in 2 weeks`, `1 Dec`, `2026-12-01`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

HELP = "fri, next tuesday, in 2 weeks, end of month, 1 Dec, 2026-12-01"
"""What to say where words are no date."""

EXAMPLES = "fri, in 2 weeks, 1 Dec"
"""What to show in an empty field that takes a date."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_NUMBERS = {name[:n]: i for i, name in enumerate(_DAYS) for n in (3, len(name))} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
_MONTH_NUMBERS = {name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            *("a|an|one", "two|a couple|a couple of", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        start=1,
    )
    for name in names.split("|")
}
_LONGEST = 60

_WEEKDAY = "|".join(sorted(_DAY_NUMBERS, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_COUNT = r"\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"


def parse_date(text: str, today: date) -> date | None:
    """Return the date meant, or None when the words are not clearly a date. Never raises.

    Case and small words (`on`, `by`, `the`) don't matter. Weeks begin on Monday.
    - `fri`, `friday`: the next one; on a Friday, a week from today.
    - `this friday`: the nearest Friday that is not past; on a Friday, today.
    - `next tuesday`: the Tuesday of next week, so on a Sunday the one in two days.
    - `next week`, `next month`: the same day of it. `end of the week` is its Friday.
    - `1 Dec`, `1.12.`: the next one, today included. `12/1` is read differently by different people: None.
    A past date is returned as it is when it was given with its year.
    """
    if len(text) > _LONGEST:
        return None
    words = re.sub(r"[\s,]+", " ", text.casefold()).strip(" !;:")
    words = re.sub(r"^(?:(?:due|on|by|until|till|the) )+", "", words)
    for pattern, meaning in _FORMS:
        # Only "1.12." ends in a full stop of its own; elsewhere it closes a sentence.
        found = re.fullmatch(pattern, words, re.ASCII) or re.fullmatch(pattern, words.rstrip("."), re.ASCII)
        if found:
            try:
                return meaning(found, today)
            except (ValueError, OverflowError):
                return None
    return None


def show_date(day: date, today: date | None = None) -> str:
    """Write a date as `Fri 27 Nov 2026`, in English everywhere, without the year if it is today's."""
    name = f"{_DAYS[day.weekday()][:3].title()} {day.day} {_MONTHS[day.month - 1][:3].title()}"
    return name if today is not None and today.year == day.year else f"{name} {day.year:04}"


def show_iso(text: str | None, today: date | None = None) -> str:
    """Write an ISO date as `show_date` does: empty for none, the text itself (clean) for what is no date."""
    if not text:
        return ""
    try:
        return show_date(date.fromisoformat(text), today)
    except ValueError:
        return clean_line(text)


def _relative(days: int) -> Callable[[re.Match[str], date], date]:
    return lambda _found, today: today + timedelta(days=days)


def _coming(found: re.Match[str], today: date) -> date:
    ahead = (_DAY_NUMBERS[found[2]] - today.weekday()) % 7
    return today + timedelta(days=ahead if found[1] else ahead or 7)


def _of_next_week(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 - today.weekday() + _DAY_NUMBERS[found[1]])


def _after(found: re.Match[str], today: date) -> date | None:
    count = _NUMBERS.get(found[1]) or int(found[1])
    if count == 0:
        return None
    unit = found[2]
    if unit.startswith(("day", "week", "fortnight")):
        return today + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])
    return _months_later(today, count * (12 if unit.startswith("year") else 1))


def _end(found: re.Match[str], today: date) -> date:
    following, unit = found[1] == "next", found[2]
    if unit == "week":
        friday = today + timedelta(days=(4 - today.weekday()) % 7)
        # At a weekend the Friday found is already next week's.
        return friday + timedelta(days=7) if following and today.weekday() < 5 else friday
    if unit == "year":
        return date(today.year + following, 12, 31)
    month = _months_later(today.replace(day=1), int(following))
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _iso(found: re.Match[str], _today: date) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _numbers(found: re.Match[str], today: date) -> date | None:
    return _day_of(None, int(found[1]), int(found[2]), found[3], today)


def _day_first(found: re.Match[str], today: date) -> date | None:
    return _day_of(found[1], int(found[2]), _MONTH_NUMBERS[found[3]], found[4], today)


def _month_first(found: re.Match[str], today: date) -> date | None:
    return _day_of(found[1], int(found[3]), _MONTH_NUMBERS[found[2]], found[4], today)


def _nth_of_month(found: re.Match[str], today: date) -> date | None:
    for ahead in range(3):
        month = _months_later(today.replace(day=1), ahead)
        if int(found[1]) <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=int(found[1]))
            if day >= today:
                return day
    return None


def _day_of(weekday: str | None, day: int, month: int, year: str | None, today: date) -> date | None:
    """A day and month with or without a year; a weekday named with it must be right."""
    if year:
        found: date | None = date(int(year), month, day)
    else:
        # 29 February may be eight years away.
        years = (y for y in range(today.year, today.year + 9) if _exists(y, month, day))
        found = next((d for y in years if (d := date(y, month, day)) >= today), None)
    if found and weekday and found.weekday() != _DAY_NUMBERS[weekday]:
        return None
    return found


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > 9999:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# Compiled when a date is first read: most commands only write some.
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], date | None]], ...] = (
    (r"today|tonight|now", _relative(0)),
    (r"tomorrow", _relative(1)),
    (r"yesterday", _relative(-1)),
    (r"next week", _relative(7)),
    (rf"(this )?({_WEEKDAY})", _coming),
    (rf"next ({_WEEKDAY})", _of_next_week),
    (rf"({_WEEKDAY}) next week", _of_next_week),
    (r"(next) (month|year)", lambda f, today: _months_later(today, 1 if f[2] == "month" else 12)),
    (
        rf"(?:in )?({_COUNT}) (days?|weeks?|fortnights?|months?|years?)(?: from (?:now|today)| time)?",
        _after,
    ),
    (r"end of (?:the |this )?(?:(next) )?(week|month|year)", _end),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso),
    (r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?", _numbers),
    (rf"(?:({_WEEKDAY}) )?(?:the )?{_NTH}\.? (?:of )?({_MONTH})\.?(?: (\d{{4}}))?", _day_first),
    (rf"(?:({_WEEKDAY}) )?({_MONTH})\.? (?:the )?{_NTH}(?: (\d{{4}}))?", _month_first),
    (r"(\d{1,2})(?:st|nd|rd|th)", _nth_of_month),
)
