"""Every trend there is, in the order in which they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.trends import around, doing, relating, thinking

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.meeting.trends.past import Past
    from checkin.meeting.trends.trend import Trend

_BEFORE: tuple[Callable[[Past], Trend], ...] = (
    thinking.ideas,
    thinking.picks,
    doing.steps,
    doing.outcomes,
    doing.helped,
    doing.readiness,
    relating.planned,
    relating.kinds,
)
_AFTER: tuple[Callable[[Past], Trend], ...] = (
    thinking.gate,
    thinking.offers,
    thinking.sources,
    around.topics,
    doing.setbacks,
    around.doors,
    around.people,
    around.goals,
    relating.contribution,
    relating.rhythm,
)


def trends_of(past: Past) -> tuple[Trend, ...]:
    """All trends of a pair; those that have too few meetings to tell anything come last."""
    found = (
        *(make(past) for make in _BEFORE),
        *relating.pulses(past),
        *(make(past) for make in _AFTER),
    )
    return tuple(sorted(found, key=lambda trend: trend.few))
