"""A seat's link with its room: how it enters, sends at once, hears of changes, and comes back when cut off.

`AppLink` lives on the app's event loop, `LineLink` waits for lines and for changes at once. Both hand what
is typed to the kernel before it is painted, and both start the room again when nobody listens any more.
"""

from __future__ import annotations

import select
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError, NotFound
from checkin.live.frames import BadFrame
from checkin.live.wire import Gone, Wire, next_payloads

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from checkin.live.seat import SeatMeeting

LONGEST_PAUSE = 2.0
"""Seconds between two tries to come back, after many."""
CLOSE_WITHIN = 1.0
"""Seconds for the last words of a seat that leaves."""
BACK_WITHIN = 5.0
"""Seconds for a room just started to take in what a seat that leaves brings, on a busy machine too."""

LAST_KEYS_WITHIN = 0.2
"""Seconds for which a meeting that somebody saves waits for keys that are on their way to this seat."""

_FIRST_PAUSE = 0.05
_STEADY = 5.0
"""Seconds after which a connection was a good one, and the next try to come back is made at once."""


class _Link:
    """What both links have in common. Children say when the next try to come back is made."""

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


class AppLink(_Link):
    """A seat's link on an event loop. Everything is called there; nothing waits but `close`."""

    def __init__(self, meeting: SeatMeeting, wire: Wire, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to listen. `meeting.on_change` is told from the loop's next turn on."""
        super().__init__(meeting, wire)
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None
        self._writing = False
        meeting.answer_last(lambda said_all: self._later(LAST_KEYS_WITHIN, said_all))
        self._watch(wire)
        self._send()
        loop.call_soon(meeting.changes_done)

    def close(self) -> None:
        """See `_Link.close`."""
        if self._timer is not None:
            self._timer.cancel()
        if self._wire is not None:
            self._unwatch(self._wire)
        super().close()

    def _watch(self, wire: Wire) -> None:
        self._loop.add_reader(wire, self._receive)

    def _later(self, seconds: float, do: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_later(seconds, do)

    def _unwatch(self, wire: Wire) -> None:
        if self._loop.is_closed():
            return  # the app has ended; what is left to do needs no loop
        self._loop.remove_reader(wire)
        if self._writing:
            self._loop.remove_writer(wire)
            self._writing = False

    def _send(self) -> None:
        super()._send()
        if self._loop.is_closed():
            return
        if self._wire is not None and not self._closed and bool(self._wire.waiting) != self._writing:
            if self._writing:
                self._loop.remove_writer(self._wire)
            else:
                self._loop.add_writer(self._wire, self._send)
            self._writing = not self._writing

    def _let_go(self) -> None:
        if self._wire is not None:
            self._unwatch(self._wire)
        super()._let_go()

    def _try_again(self) -> None:
        if not self._loop.is_closed():
            self._timer = self._loop.call_later(self._next_pause(), self._look_for_room)

    def _look_for_room(self) -> None:
        # Starting a room takes as long as starting Python: in a thread, so that keys are painted meanwhile.
        threading.Thread(target=self._open, name="way back", daemon=True).start()

    def _open(self) -> None:
        """In the thread."""
        found: Wire | CheckinError
        try:
            found = self._way.open()
        except CheckinError as error:
            found = error
        try:
            self._loop.call_soon_threadsafe(self._opened, found)
        except RuntimeError:  # the app has ended meanwhile
            if isinstance(found, Wire):
                found.close()

    def _opened(self, found: Wire | CheckinError) -> None:
        if self.over or self._wire is not None:
            if isinstance(found, Wire):
                found.close()
        elif isinstance(found, Wire):
            self._watch(found)
            self._back(found)
        elif isinstance(found, NotFound):
            self._gone_for_good(found)
        else:
            self._try_again()


class LineLink(_Link):
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
