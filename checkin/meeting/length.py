"""How long a meeting took, from its events: breaks are not counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from checkin.ground.clock import from_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.meeting.events import Event

LONGEST_PAUSE = timedelta(minutes=15)
"""A gap with no act longer than this counts as a break of which this much was talk."""

USUAL_GAP = timedelta(weeks=2)
"""How far ahead the next meeting is suggested: the regular bank is made for every two to four weeks."""


def minutes(began: str, events: Iterable[Event]) -> int:
    """Whole minutes from the start (a stamp) over these events, rounded; a clock set back counts nothing."""
    spent = timedelta()
    before = from_stamp(began)
    for event in events:
        now = from_stamp(event.at)
        if event.what != "resumed":
            spent += min(max(now - before, timedelta()), LONGEST_PAUSE)
        before = now
    return round(spent.total_seconds() / 60)
