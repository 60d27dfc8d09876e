"""What somebody who comes later, or comes back, needs to know: of what was typed, only how it stands."""

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


def knows(events: Iterable[Event], since: int, life: str) -> bool:
    """Whether what a seat was told up to the number `since` is what these events say.

    A room that died may have told what never reached the disk; the next one then gave the same numbers to
    other things. `life` is when, as far as the seat knows, the meeting was opened last: an event's id, or
    empty.
    """
    lives = [("", 0), *((event.id, event.n) for event in events if event.what == "resumed")]
    at = next((at for at, (id, _) in enumerate(lives) if id == life), None)
    return at is not None and (at + 1 == len(lives) or since < lives[at + 1][1])
