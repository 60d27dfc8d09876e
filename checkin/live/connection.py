"""One connection at the room: frames in and out, and the bounds that keep it from troubling the others.

Whoever sends faster than anybody types is read more slowly, not thrown out. Who says nothing, leaves a
frame unfinished, sends what is no frame or does not read what is sent is let go.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Protocol

from checkin.live.frames import BadFrame, Frames, frame
from checkin.live.where import peer_is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable

HELLO_WITHIN = 5.0
"""Seconds from connecting to the first whole frame."""
FRAME_WITHIN = 10.0
"""Seconds from a frame's first byte to its last."""
READ_WITHIN = 5.0
"""Seconds in which a seat has to go on reading once `MOST_UNREAD` waits for it."""
MOST_UNREAD = 8 << 20
"""Bytes that may wait for a seat which does not read for a while."""
MOST_EVER = 64 << 20
"""Bytes that may wait for a seat at all."""

FRAMES_A_SECOND = 400
"""Frames a connection may send in the long run; twenty people typing at once send fewer."""
FRAMES_AT_ONCE = 2000
"""Frames it may send at once, after a pause: all that waited while a line was down."""
_COSTS_A_FRAME = 4096
"""Bytes that count as one more frame."""
_TURN = 64
"""Frames taken from one connection before the others have their turn."""


class Host(Protocol):
    """What a connection asks of the room's process."""

    def admit(self, connection: Connection) -> bool:
        """Whether there is a place for one more."""
        ...

    def came(self, connection: Connection, payload: bytes) -> bool:
        """A frame came in. False when the connection is to be dropped for it."""
        ...

    def settle(self) -> None:
        """A few frames came in: now is the time to answer."""
        ...

    def gone(self, connection: Connection) -> None:
        """The connection is closed."""
        ...


class Connection(asyncio.Protocol):
    """A connection to a seat, from the moment it is accepted. `number` is its number once it said hello."""

    def __init__(self, host: Host) -> None:
        self.number: int | None = None
        self._host = host
        self._frames = Frames()
        self._inbox: deque[bytes] = deque()
        self._allowance = Allowance(FRAMES_A_SECOND, FRAMES_AT_ONCE)
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._hello: asyncio.TimerHandle | None = None
        self._unfinished: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._next: asyncio.Handle | None = None
        self._closing = False

    # Sending

    def send(self, payloads: Iterable[bytes]) -> None:
        """Send frames. A seat that leaves far too much unread is dropped."""
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(b"".join(frame(payload) for payload in payloads))
        if self._transport.get_write_buffer_size() > MOST_EVER:
            self.drop()

    def close(self) -> None:
        """Close once what was sent is gone, or is not read in time. Nothing is read any more."""
        if self._transport is not None and not self._transport.is_closing():
            self._closing = True
            self._transport.close()
            self._watch_reading()

    def drop(self) -> None:
        """Close at once, without another byte."""
        if self._transport is not None:
            self._transport.abort()

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connected. A stranger, or one too many, is let go without a byte."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if not peer_is_ours(transport.get_extra_info("socket")) or not self._host.admit(self):
            self.drop()
            return
        transport.set_write_buffer_limits(high=MOST_UNREAD)
        self._hello = self._loop.call_later(HELLO_WITHIN, self.drop)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 (why does not matter)
        """The connection is closed, by whomever."""
        for waiting in (self._hello, self._unfinished, self._unread, self._next):
            if waiting is not None:
                waiting.cancel()
        self._inbox.clear()
        self._host.gone(self)

    def data_received(self, data: bytes) -> None:
        """Bytes came in."""
        try:
            whole = self._frames.feed(data)
        except BadFrame:
            self.drop()
            return
        self._inbox.extend(whole)
        if whole or not self._frames.pending:
            self._stop_watching_frame()
        self._watch_frame()
        if self._next is None:
            self._work()

    def pause_writing(self) -> None:
        """Much waits for a seat that does not read."""
        self._watch_reading()

    def resume_writing(self) -> None:
        """It reads again."""
        if self._unread is not None and not self._closing:
            self._unread.cancel()
            self._unread = None

    # Taking frames, a few at a time

    def _work(self) -> None:
        self._next = None
        for _ in range(_TURN):
            if not self._inbox or self._closing:
                break
            wait = self._allowance.wait(1 + len(self._inbox[0]) // _COSTS_A_FRAME, self._loop.time())
            if wait:
                self._pause()
                self._next = self._loop.call_later(wait, self._work)
                break
            if self._hello is not None:
                self._hello.cancel()
                self._hello = None
            if not self._host.came(self, self._inbox.popleft()):
                self.drop()
                break
        else:
            if self._inbox:
                self._pause()
                self._next = self._loop.call_soon(self._work)
        if self._transport is not None and self._transport.is_closing():
            self._inbox.clear()
        self._host.settle()
        if self._next is None:
            self._go_on_reading()

    def _pause(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()
            self._stop_watching_frame()  # the rest of it may be on its way: we don't look

    def _go_on_reading(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()
            self._watch_frame()

    def _watch_frame(self) -> None:
        if self._frames.pending and self._unfinished is None:
            self._unfinished = self._loop.call_later(FRAME_WITHIN, self.drop)

    def _stop_watching_frame(self) -> None:
        if self._unfinished is not None:
            self._unfinished.cancel()
            self._unfinished = None

    def _watch_reading(self) -> None:
        if self._unread is None:
            self._unread = self._loop.call_later(READ_WITHIN, self.drop)


class Allowance:
    """How much may be taken: `rate` a second in the long run, `most` at once after a pause."""

    def __init__(self, rate: float, most: float) -> None:
        self._rate = rate
        self._most = most
        self._left = most
        self._then: float | None = None

    def wait(self, cost: float, now: float) -> float:
        """Take `cost` and return 0, or take nothing and return the seconds until there is enough.

        `now` is the time in seconds. What costs more than may ever be taken at once is given as a whole.
        """
        if self._then is not None:
            self._left = min(self._most, self._left + (now - self._then) * self._rate)
        self._then = now
        cost = min(cost, self._most)
        if cost <= self._left:
            self._left -= cost
            return 0.0
        return (cost - self._left) / self._rate
