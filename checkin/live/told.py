"""What the room has told a seat: the events in the room's order, and the state that they come to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.meeting.compaction import without
from checkin.meeting.folding import apply, begin, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.meeting.events import Event
    from checkin.meeting.start import Start
    from checkin.meeting.state import State


class Told:
    """The room's word so far. `begin` comes before anything else."""

    def __init__(self) -> None:
        self.start: Start
        self.state: State
        """What the room has said so far."""
        self.events: list[Event] = []
        """The events that state comes of; of typing before one came, only how it stood."""

    @property
    def life(self) -> str:
        """The id of the last time that the meeting was opened, as far as is known; empty for the first."""
        return next((event.id for event in reversed(self.events) if event.what == "resumed"), "")

    def begin(self, start: Start) -> None:
        """From the start, whatever was told before."""
        self.start = start
        self.state = begin(start)
        self.events = []

    def happened(self, event: Event) -> None:
        """An event of the room."""
        if event.what == "between_us":
            self.events = list(without(self.events, event))
            self.state = fold(self.start, self.events)
        else:
            self.events.append(event)
            self.state = apply(self.state, event)

    def typed(self, event: Event, n: int) -> None:
        """An edit, as the event with number `n` that it is; what came later may have been told already."""
        before, self.state = self.state, apply(self.state, event)
        if n > before.n:
            self.events.append(event)
        else:
            # What came later has been told already: if it was that it looks right, it still does.
            at = bisect_left(self.events, n, key=lambda one: one.n)
            while at < len(self.events) and (self.events[at].n, self.events[at].place) == (n, event.place):
                at += 1
            self.events.insert(at, event)
            self.state = replace(self.state, agreed=before.agreed)

    def lost_of(self, earlier: Iterable[Event]) -> list[Event]:
        """Of what was told before everything was told anew, what was done after the last the room kept."""
        earlier = tuple(earlier)
        known = {event.id for event in earlier}
        kept = {event.id for event in self.events}
        opened = (e.n for e in self.events if e.what == "resumed" and e.id not in known)
        since = next(opened, None)
        return [
            event
            for event in earlier
            if since is not None
            and event.n >= since
            and event.id not in kept
            and event.what not in ("turned", "resumed", "stopped")
        ]
