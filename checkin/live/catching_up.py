"""What somebody who comes later needs to know: of what was typed, only how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.meeting.events import Event


def latest_only(events: Iterable[Event]) -> tuple[Event, ...]:
    """These events without those that a later one of the same place replaces: they fold to the same state."""
    kept: list[Event] = []
    seen: set[tuple[str, str, str, str, str]] = set()
    for event in reversed(list(events)):
        if event.what in ("answered", "set"):
            if event.place in seen:
                continue
            seen.add(event.place)
        kept.append(event)
    return tuple(reversed(kept))
