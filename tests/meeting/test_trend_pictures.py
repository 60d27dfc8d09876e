"""Pictures as text: they fit, every sign is explained, and nothing depends on colour."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_meetings import draws, play, starts
from scripted_pairs import a_helping_pair

from checkin.ground.text import cell_width
from checkin.meeting.compaction import compact
from checkin.meeting.folding import fold
from checkin.meeting.trends.every import trends_of
from checkin.meeting.trends.past import Past, PastMeeting
from checkin.meeting.trends.picture import NARROWEST, SIGNS, figures, page, picture
from checkin.meeting.trends.signals import signals_of, told
from checkin.meeting.trends.trend import Point, Trend, grouped


@cache
def trends():
    return trends_of(a_helping_pair(20).past())


def a_trend(points, shape="bars", high=10):
    series = tuple(f"Series {n}" for n in range(len(points[0].figures)))
    return Trend("one", "One", series, tuple(points), ("Said.",), len(points), (), (), shape, 0, high)


@settings(max_examples=10)
@given(st.integers(NARROWEST, 120), st.integers(8, 40))
def test_every_picture_fits_the_room_there_is(width, rows):
    for trend in trends():
        lines = picture(trend, width, rows)
        assert len(lines) <= rows
        assert all(cell_width(line) <= width for line in lines), trend.id


figure_lists = st.integers(1, len(SIGNS)).flatmap(
    lambda columns: st.lists(
        st.tuples(*[st.none() | st.integers(0, 10_000)] * columns), min_size=3, max_size=60
    )
)


@settings(max_examples=20)
@given(figure_lists, st.sampled_from(["bars", "marks"]), st.text(max_size=30), st.booleans())
def test_no_figures_and_no_names_break_a_picture(numbers, shape, label, dated):
    day = date(2024, 1, 31)
    points = [
        Point(label, each, day + timedelta(days=11 * n) if dated else None) for n, each in enumerate(numbers)
    ]
    trend = a_trend(points, shape, high=10_000)
    lines = picture(trend, 76, 14)
    assert len(lines) <= 14
    assert all(cell_width(line) <= 76 for line in lines)
    assert len(figures(trend)[0]) == len(points[0].figures) + 1


def test_a_bar_has_one_sign_for_each_and_says_when_a_sign_stands_for_more():
    few = picture(a_trend([Point(name, (3, 2)) for name in "abc"]), 60, 12)
    assert few[2].split() == ["a", "###==", "3", "2"]
    many = picture(a_trend([Point(name, (300, 0)) for name in "abc"]), 60, 12)
    assert "one sign is 7" in many[1]


def test_marks_stand_where_the_numbers_are_and_together_where_they_are_the_same():
    lines = picture(
        a_trend([Point("a", (0, 10)), Point("b", (5, 5)), Point("c", (None, 2))], "marks"), 60, 12
    )
    assert lines[0] == "# Series 0   = Series 1   * both the same"
    assert lines[2].split("  ")[1].strip().startswith("#")
    assert lines[3].count("*") == 1
    assert lines[4].endswith("-   2")


def test_a_page_has_the_words_below_the_picture():
    trend = trends()[0]
    assert page(trend, 76, 20).endswith("\n\n" + "\n".join(page(trend, 76, 20).split("\n\n")[-1].split("\n")))
    assert "Of " in page(trend, 76, 20)
    assert len(page(trend, 76, 18).splitlines()) <= 18


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(starts, draws)
def test_whatever_was_done_in_meetings_every_picture_can_be_drawn(start, numbers):
    meeting = play(start, numbers)
    kept = compact(meeting.state, meeting.events)
    held = [
        PastMeeting(
            start.id, date(2026, 1, 31) + timedelta(days=n), "regular", "Regular", fold(start, kept), kept
        )
        for n in range(3)
    ]
    past = Past("Sam", "Robin", tuple(held))
    for trend in trends_of(past):
        assert page(trend, 76, 20)
    assert all(told(signal) for signal in signals_of(past))


def test_days_beyond_sense_are_drawn_as_well():
    """A clock that was set wrong once: the picture has the latest years, and is there at once."""
    days = [date(1, 1, 1), date(1970, 1, 2), date(2026, 11, 22), date(9999, 12, 31), date(9999, 12, 31)]
    trend = a_trend([Point(str(day), (1, 0), day) for day in days])
    rows = grouped(trend, 8)
    assert [row.label for row in rows] == [str(year) for year in range(9992, 10000)]
    assert rows[-1].figures == (2, 0)
    assert picture(trend, 80, 18)
