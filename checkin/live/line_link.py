"""A seat's link beside lines that are typed: one wait for the next line and for what comes from the room."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError, NotFound
from checkin.live.link import Link

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting
    from checkin.live.wire import Wire


class LineLink(Link):
    """A seat's link beside lines that are typed: `wait` instead of reading."""

    def __init__(self, meeting: SeatMeeting, wire: Wire) -> None:
        super().__init__(meeting, wire)
        self._next_try = 0.0

    def wait(self, descriptor: int, within: float | None = None) -> bool:
        """Wait until a line can be read from `descriptor` (true), or something came from the room (false).

        False, too, when neither came `within` so many seconds. What changed was told to
        `meeting.on_change` by then. Lines that Python has read ahead are not seen here: read the
        descriptor itself, or look into its buffer first.
        """
        self._send()
        self.meeting.changes_done()
        ends = None if within is None else time.monotonic() + within
        while True:
            wire = self._wire
            reading = [descriptor] if wire is None else [descriptor, wire.fileno()]
            writing = [wire.fileno()] if wire is not None and wire.waiting else []
            awaited = [] if ends is None else [ends]
            if wire is None and not self.over:
                awaited.append(self._next_try)
            left = max(0.0, min(awaited) - time.monotonic()) if awaited else None
            readable, writable, _ = select.select(reading, writing, [], left)
            if writable:
                self._send()
            if wire is not None and wire.fileno() in readable:
                self._receive()
                return False
            if descriptor in readable:
                return True
            if wire is None and not self.over and time.monotonic() >= self._next_try:
                if self._look_for_room():
                    return False
            elif ends is not None and time.monotonic() >= ends:
                return False

    def _try_again(self) -> None:
        self._next_try = time.monotonic() + self._next_pause()

    def _look_for_room(self) -> bool:
        """Try to come back; whether there was something to tell."""
        try:
            self._back(self._way.open())
        except NotFound as over:
            self._gone_for_good(over)
            return True
        except CheckinError:
            self._try_again()
        return False
