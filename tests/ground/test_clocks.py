from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from checkin.ground.clock import FixedClock, SystemClock, from_stamp, local_day, stamp, zone_name


def test_a_stamp_is_in_utc_with_milliseconds():
    moment = datetime(2026, 11, 22, 11, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    assert stamp(moment) == "2026-11-22T09:30:00.123+00:00"
    assert from_stamp(stamp(moment)) == moment.replace(microsecond=123000)


def test_a_stamp_without_a_zone_is_utc_and_nonsense_is_refused():
    assert from_stamp("2026-11-22T09:30:00") == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    with pytest.raises(ValueError):
        from_stamp("yesterday")


def test_the_first_and_the_last_moment_there_is_are_days_too():
    with pytest.raises(ValueError, match="no time at all"):
        from_stamp("0001-01-01T00:00:00+23:00")
    assert local_day("9999-12-31T23:59:59+00:00", "+14:00").year == 9999


def test_the_system_clock_is_aware():
    assert SystemClock().now().utcoffset() is not None


def test_a_fixed_clock_moves_by_its_step():
    clock = FixedClock(datetime(2026, 11, 22, 9), timedelta(seconds=30))
    assert [clock.now().second for _ in range(3)] == [0, 30, 0]


def test_the_zone_is_named_or_at_least_an_offset(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    assert zone_name() == "Europe/Helsinki"
    monkeypatch.setenv("TZ", "EET-2")
    assert re.fullmatch(r"[+-]\d\d:\d\d", zone_name())
    monkeypatch.delenv("TZ")
    assert re.fullmatch(r"UTC|[\w+-]+(/[\w+-]+)+|[+-]\d\d:\d\d", zone_name())
