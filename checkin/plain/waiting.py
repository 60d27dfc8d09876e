"""Waiting for a line that is typed, for the room, or for a moment to pass, whichever comes first."""

from __future__ import annotations

import os
import selectors
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.live.line_link import LineLink


class Waiting:
    """Waits beside a seat's link. What comes from the room meanwhile is told to the meeting's `on_change`."""

    def __init__(self, link: LineLink) -> None:
        self._link = link
        self._alarm, self._ring = os.pipe()
        os.set_blocking(self._alarm, False)
        os.set_blocking(self._ring, False)

    def look(self) -> None:
        """Take in what has come from the room by now."""
        os.write(self._ring, b"!")
        while not self._link.wait(self._alarm):
            pass
        self._silence()

    def for_room(self, seconds: float | None = None) -> None:
        """Wait until something came from the room, or so many seconds have passed."""
        with self._alarm_in(seconds):
            self._link.wait(self._alarm)
        self._silence()

    def for_line(self, descriptor: int, seconds: float | None) -> bool:
        """Wait until the descriptor can be read, which is true; or for the room, or so many seconds."""
        with selectors.DefaultSelector() as both:
            both.register(self._alarm, selectors.EVENT_READ)
            try:
                both.register(descriptor, selectors.EVENT_READ)
            except (OSError, ValueError):
                return self._link.wait(descriptor)  # a file: it can always be read
            with self._alarm_in(seconds):
                told = not self._link.wait(both.fileno())
            self._silence()
            return not told and any(key.fd == descriptor for key, _ in both.select(0))

    def close(self) -> None:
        """Let go of the descriptors."""
        os.close(self._alarm)
        os.close(self._ring)

    def _alarm_in(self, seconds: float | None) -> _Timer:
        return _Timer(self._ring, seconds)

    def _silence(self) -> None:
        with suppress(BlockingIOError):
            while os.read(self._alarm, 64):
                pass


class _Timer:
    """Rings after so many seconds, never when that is None, unless it is over before."""

    def __init__(self, ring: int, seconds: float | None) -> None:
        self._timer = threading.Timer(seconds, os.write, (ring, b"!")) if seconds is not None else None

    def __enter__(self) -> None:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
