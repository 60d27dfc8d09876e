"""A seat's link with its room: it sends at once, hears of changes, and comes back when it is cut off.

An `AppLink` lives on the app's event loop, a `LineLink` waits for lines and for changes at once. Both hand
what is typed to the kernel before it is painted, and start the room again when nobody listens any more.
"""

from __future__ import annotations

import select
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError, NotFound
from checkin.live.frames import BadFrame
from checkin.live.wire import Gone, Wire, next_payloads

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting

LONGEST_PAUSE = 2.0
"""Seconds between two tries to come back, after many."""
CLOSE_WITHIN = 1.0
"""Seconds for the last words of a seat that leaves."""
BACK_WITHIN = 5.0
"""Seconds for a room just started to take in what a seat that leaves brings, on a busy machine too."""

_FIRST_PAUSE = 0.05
_STEADY = 5.0
"""Seconds after which a connection was a good one, and the next try to come back is made at once."""


class Link:
    """What every link does. Children say when the next try to come back is made."""

    def __init__(self, meeting: SeatMeeting, wire: Wire) -> None:
        self.meeting = meeting
        self._way = wire.way
        self._wire: Wire | None = wire
        self._since = time.monotonic()
        self._pause = 0.0
        self._closed = False
        meeting.on_send = self._send

    @property
    def over(self) -> bool:
        """Whether nothing more will come: this seat is over, or the link is closed."""
        return self._closed or bool(self.meeting.ended)

    def close(self) -> None:
        """Leave the meeting: send what waits, and close. Call it instead of the meeting's `leave`.

        Takes at most a few seconds, and those only when the line is down while something waits for it.
        Nothing can be done with the meeting afterwards; closing twice is fine.
        """
        if self._closed:
            return
        staying = not self.over
        self._closed = True
        if staying and not self._is_answered():
            self._come_back_once()
        self.meeting.leave()
        if self._wire is not None:
            ends = time.monotonic() + CLOSE_WITHIN
            with suppress(Gone):
                self._wire.send(self.meeting.take())
                while self._wire.waiting and time.monotonic() < ends:
                    select.select([], [self._wire], [], max(0.0, ends - time.monotonic()))
                    self._wire.send()
            self._wire.close()
            self._wire = None

    def _is_answered(self) -> bool:
        """Wait until the room has what was done here; false where there is no line to it any more.

        That the kernel took it says nothing: a room that has just died reads no more.
        """
        if self._wire is None:
            return False
        ends = time.monotonic() + CLOSE_WITHIN
        try:
            self._wire.send(self.meeting.take())
            while self.meeting.unanswered and time.monotonic() < ends:
                for payload in next_payloads(self._wire, ends):
                    self.meeting.receive(payload)
        except (Gone, BadFrame):
            if self.meeting.ended:
                return True
            self._wire.close()
            self._wire = None
            self.meeting.lost()
            return False
        return True

    def _come_back_once(self) -> None:
        """The line is down and this seat goes: what was typed meanwhile is brought to the room first."""
        with suppress(CheckinError, Gone, BadFrame):
            self._wire = self._way.open()
            self.meeting.joined_again()
            ends = time.monotonic() + BACK_WITHIN
            while not (self.meeting.connected or self.meeting.ended) and time.monotonic() < ends:
                self._wire.send(self.meeting.take())
                for payload in next_payloads(self._wire, ends):
                    self.meeting.receive(payload)

    def _send(self) -> None:
        """Hand what there is to the kernel, now. Where the line is gone, reading finds that out."""
        if self._wire is not None:
            with suppress(Gone):
                self._wire.send(self.meeting.take())

    def _receive(self) -> None:
        """Take in what has come, and tell what changed."""
        if self._wire is None:
            return
        try:
            for payload in self._wire.receive():
                self.meeting.receive(payload)
        except (Gone, BadFrame):
            self._lose()
        self.meeting.changes_done()
        self._send()
        if self.over and self._wire is not None:
            self._let_go()

    def _lose(self) -> None:
        self._let_go()
        if not self.over:
            if time.monotonic() - self._since > _STEADY:
                self._pause = 0.0
            self.meeting.lost()
            self._try_again()

    def _let_go(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _back(self, wire: Wire) -> None:
        """A room listens again."""
        self._wire = wire
        self._since = time.monotonic()
        self.meeting.joined_again()
        self._send()

    def _next_pause(self) -> float:
        """Seconds to wait before the next try: none at first, then more and more."""
        pause = self._pause
        self._pause = min(LONGEST_PAUSE, pause * 2 or _FIRST_PAUSE)
        return pause

    def _gone_for_good(self, why: NotFound) -> None:
        """The meeting is no longer open: it was saved or ended while the line was down."""
        self.meeting.end(str(why), meeting_too=True)
        self.meeting.changes_done()

    def _try_again(self) -> None:
        """Look for the room again, in the way of the loop this link lives in."""
        raise NotImplementedError
