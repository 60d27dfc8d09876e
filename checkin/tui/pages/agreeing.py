"""What somebody said of the summary from another keyboard: it looks right, not yet, or nothing so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.folding import CONTENT

if TYPE_CHECKING:
    from checkin.record.held import Held


def looks_right(meeting: Held, seat: str) -> bool | None:
    """Whether it looks right to a seat; None when nothing was said of how it stands now."""
    if seat in meeting.state.agreed:
        return True
    said = max(
        (event.n for event in meeting.events if event.what == "agreed" and event.seat == seat), default=0
    )
    changed = max((event.n for event in meeting.events if event.what in CONTENT), default=0)
    return False if said > changed else None


def said_of_it(meeting: Held, seat: str) -> str:
    """The same in words."""
    name = meeting.start.name(seat)
    looks = looks_right(meeting, seat)
    if looks is None:
        return f"{name} has not said yet"
    return f"{name}: {'looks right' if looks else 'not yet'}"
