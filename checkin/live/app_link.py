"""A seat's link on the app's event loop: what comes is read there, and a room is looked for beside it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError, NotFound
from checkin.live.link import Link
from checkin.live.wire import Wire

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from checkin.live.seat import SeatMeeting

LAST_KEYS_WITHIN = 0.2
"""Seconds for which a meeting that somebody saves waits for keys that are on their way to this seat."""


class AppLink(Link):
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
        """See `Link.close`."""
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
