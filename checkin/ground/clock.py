"""What time it is, as something that is handed over, and times as text."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime:
        """Return the present moment, aware, in the local zone."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment in the local zone."""
        return datetime.now().astimezone()


class FixedClock:
    """A clock that starts where it is told and moves by `step` each time it is read.

    `start` without a zone is taken as UTC.
    """

    def __init__(self, start: datetime, step: timedelta = timedelta(0)) -> None:
        self._next = start if start.tzinfo is not None else start.replace(tzinfo=UTC)
        self._step = step

    def now(self) -> datetime:
        """Return the clock's time, then move it on by one step."""
        moment = self._next
        self._next = moment + self._step
        return moment


def stamp(moment: datetime) -> str:
    """Write an aware moment in UTC: `2026-11-22T09:30:00.123+00:00`. Such stamps sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_stamp(text: str) -> datetime:
    """Read a stamp back as an aware moment in UTC; one without a zone is taken as UTC.

    Raises ValueError when the text is no time at all.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"no time at all: {text}") from None


def zone_name() -> str:
    """Name the local time zone (`Europe/Helsinki`), or its present offset (`+02:00`) if it has no name."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if _looks_like_zone(named):
        return named
    if not named:
        for name in (_linked_zone(), _debian_zone()):
            if _looks_like_zone(name):
                return name
    return datetime.now().astimezone().isoformat()[-6:]


def _linked_zone() -> str:
    try:
        target = str(Path("/etc/localtime").readlink())
    except OSError:
        return ""
    return target.rpartition("zoneinfo/")[2]


def _debian_zone() -> str:
    try:
        return Path("/etc/timezone").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def _looks_like_zone(name: str) -> bool:
    if name == "UTC":
        return True
    letters = name.replace("_", "").replace("/", "").replace("-", "").replace("+", "")
    return "/" in name and not name.startswith("/") and letters.isascii() and letters.isalnum()


def local_day(at: str, zone: str) -> date:
    """The date of a stamp where the meeting was held; by UTC when the zone is not known here.

    `zone` is an IANA name or an offset such as `+02:00`.
    """
    moment = from_stamp(at)
    try:
        return moment.astimezone(_zone(zone)).date()
    except OverflowError:  # on the first or the last day there is
        return moment.date()


def _zone(name: str) -> tzinfo:
    if found := re.fullmatch(r"([+-])(\d\d):(\d\d)", name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        if offset < timedelta(hours=24):
            return timezone(-offset if found[1] == "-" else offset)
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # not found is a KeyError, a folder's name an OSError
        return UTC
