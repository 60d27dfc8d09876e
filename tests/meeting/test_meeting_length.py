"""How long a meeting took."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checkin.ground.clock import stamp
from checkin.meeting.events import Event
from checkin.meeting.length import minutes

BEGAN = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)


def event(minute, what="turned"):
    return Event("", 1, "", stamp(BEGAN + timedelta(minutes=minute)), what)


def took(*events):
    return minutes(stamp(BEGAN), events)


def test_nothing_done_took_no_time():
    assert took() == 0


def test_time_runs_from_the_start_to_the_last_act():
    assert took(event(5), event(14), event(27)) == 27


def test_of_a_long_pause_a_quarter_of_an_hour_was_talk():
    assert took(event(5), event(65), event(70)) == 25
    assert took(event(300)) == 15
    assert took(event(15), event(30)) == 30


def test_the_time_between_breaking_off_and_resuming_does_not_count():
    assert took(event(10), event(12, "resumed"), event(20)) == 18
    assert took(event(10), event(3000, "resumed"), event(3010)) == 20
    assert took(event(10), event(40, "stopped"), event(3000, "resumed"), event(3001, "stopped")) == 26


def test_a_clock_set_back_takes_nothing_away():
    assert took(event(10), event(-50), event(-45)) == 15
    assert took(event(-60), event(-50)) == 10


def test_a_time_in_another_zone_is_the_same_time():
    there = Event("", 1, "", "2026-11-27T16:10:00.000+02:00", "turned")
    assert took(there) == 10
    assert took(Event("", 1, "", "2026-11-27T14:10:00", "turned")) == 10


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.sampled_from(("turned", "resumed"))), max_size=20))
def test_it_is_never_negative_and_never_longer_than_its_pauses_allow(numbers):
    spent = took(*(event(minute, what) for minute, what in numbers))
    assert 0 <= spent <= 15 * len(numbers)
