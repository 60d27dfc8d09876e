from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.ground.dates import HELP, parse_date, show_date

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("by fri.", "2026-11-27"),
        ("sunday", "2026-11-29"),
        ("this sunday", "2026-11-22"),
        ("this friday", "2026-11-27"),
        ("next tuesday", "2026-11-24"),
        ("friday next week", "2026-11-27"),
        ("in 2 weeks", "2026-12-06"),
        ("in two weeks", "2026-12-06"),
        ("in a couple of weeks", "2026-12-06"),
        ("in a week", "2026-11-29"),
        ("2 weeks", "2026-12-06"),
        ("in 3 days", "2026-11-25"),
        ("a month", "2026-12-22"),
        ("next week", "2026-11-29"),
        ("next month", "2026-12-22"),
        ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("by the end of the week", "2026-11-27"),
        ("end of the year", "2026-12-31"),
        ("2026-12-01", "2026-12-01"),
        ("2020-01-31", "2020-01-31"),
        ("1 Dec", "2026-12-01"),
        ("Dec 1", "2026-12-01"),
        ("1st of December", "2026-12-01"),
        ("1 December 2026", "2026-12-01"),
        ("December 1, 2026", "2026-12-01"),
        ("1.12.", "2026-12-01"),
        ("1.12.2026", "2026-12-01"),
        ("1 jan", "2027-01-01"),
        ("22 nov", "2026-11-22"),
        ("21 nov", "2027-11-21"),
        ("29 feb", "2028-02-29"),
        ("Fri 27 Nov", "2026-11-27"),
        ("the 5th", "2026-12-05"),
    ],
)
def test_words_people_type_on_a_sunday(typed, meant):
    assert str(parse_date(typed, SUNDAY)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", "2026-12-04"),
        ("this fri", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("next tuesday", "2026-12-01"),
        ("end of week", "2026-11-27"),
        ("end of next week", "2026-12-04"),
    ],
)
def test_words_people_type_on_a_friday(typed, meant):
    assert str(parse_date(typed, FRIDAY)) == meant


def test_a_month_from_the_last_day_is_the_last_day():
    assert parse_date("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "soon", "12/1", "in 0 days", "in 9999 years", "99999 days", "1 jan 99999", "0 dec", "31.2."),
        *("2026-13-01", "2026-02-30", "99.99.", "Mon 27 Nov", "may", "fri " * 100, "１ dec", "in -1 days"),
        *("0000-01-01", "32 dec", "1.12", "in a million weeks"),
    ],
)
def test_what_is_not_clearly_a_date_is_none(typed):
    assert parse_date(typed, SUNDAY) is None


WORDS = [
    *("in", "a", "2", "9999", "0", "week", "weeks", "month", "years", "next", "this", "fri", "end", "of"),
    *("the", "dec", "29", "feb", "2026", "-", ".", "1st", "99", "by", "today"),
]


@given(
    st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)),
    st.dates(),
)
@example("in 1 day", date.max)
@example("next week", date.max)
@example("end of next month", date.max)
@example("next fri", date.max)
@example("31st", date.max)
def test_nothing_typed_ever_raises(typed, today):
    found = parse_date(typed, today)
    assert found is None or isinstance(found, date)


@given(st.dates(date(1000, 1, 1)), st.dates())
def test_a_date_shown_can_be_typed_again(day, today):
    assert parse_date(show_date(day), today) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 364))
def test_a_date_shown_without_its_year_is_the_next_such_date(today, days):
    day = today + timedelta(days=days)
    if day.year == today.year and (day.month, day.day) != (2, 29):
        assert parse_date(show_date(day, today), today) == day


def test_dates_are_shown_in_english():
    assert show_date(FRIDAY) == "Fri 27 Nov 2026"
    assert show_date(FRIDAY, SUNDAY) == "Fri 27 Nov"
    assert show_date(date(2027, 1, 1), SUNDAY) == "Fri 1 Jan 2027"


def test_the_examples_in_the_help_are_dates():
    assert all(parse_date(example, SUNDAY) for example in HELP.split(", "))
