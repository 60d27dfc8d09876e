"""A seat's end of the wire: frames out and in without ever waiting, and the way back to the room."""

from __future__ import annotations

import select
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, NotFound
from checkin.live.frames import Frames, frame
from checkin.live.last_words import read_to_the_end
from checkin.live.launch import start_room
from checkin.live.where import connect_to, read_note

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Mapping

    from checkin.ground.places import Places

_AT_ONCE = 1 << 18
_READS = 8
"""Reads of `_AT_ONCE` bytes before whoever waits for a key has their turn."""
_TRIES = 3


class Gone(Exception):
    """The connection is closed: the room has ended, or was ended."""


class Wire:
    """One connection to the room, and the `way` it was made. Nothing here waits."""

    def __init__(self, connection: socket.socket, way: Way) -> None:
        connection.setblocking(False)
        self.way = way
        self._socket = connection
        self._frames = Frames()
        self._out = bytearray()

    def fileno(self) -> int:
        """The descriptor, to wait on; -1 once closed."""
        return self._socket.fileno()

    @property
    def waiting(self) -> int:
        """Bytes that the kernel has not taken yet."""
        return len(self._out)

    def send(self, payloads: Iterable[bytes] = ()) -> None:
        """Send payloads after what still waits, as much as the kernel takes now. Raises Gone."""
        for payload in payloads:
            self._out += frame(payload)
        try:
            while self._out:
                del self._out[: self._socket.send(self._out)]
        except BlockingIOError:
            return
        except OSError as error:
            raise Gone from error

    def receive(self) -> list[bytes]:
        """The payloads that have come in; none when there is nothing new. Raises Gone, BadFrame.

        What came before the end is given first: then the next call raises.
        """
        payloads: list[bytes] = []
        try:
            for _ in range(_READS):
                data = read_to_the_end(self._socket, _AT_ONCE)
                if not data:
                    if payloads:
                        break
                    raise Gone
                payloads += self._frames.feed(data)
        except BlockingIOError:
            pass
        except OSError as error:
            if not payloads:
                raise Gone from error
        return payloads

    def close(self) -> None:
        """Close it; closing twice is fine."""
        self._socket.close()


@dataclass(frozen=True, slots=True)
class Way:
    """The way to the room of one meeting, taken anew as often as the connection is lost."""

    places: Places
    environ: Mapping[str, str]
    pair: str
    meeting: str

    def connect(self) -> Wire:
        """Connect to the room that runs. Raises ConnectionError when none does, CannotDo for a stranger's."""
        shared = read_note(self.places, self.pair)
        if shared is None or shared.meeting != self.meeting:
            raise ConnectionRefusedError("no room of this meeting")
        return Wire(connect_to(shared.socket), self)

    def open(self) -> Wire:
        """Connect, starting the room where none runs. May take a second.

        Raises NotFound when the meeting is over, HeldByOther when another process holds it alone,
        CannotDo when it can't be started.
        """
        for _ in range(_TRIES):
            try:
                return self.connect()
            except ConnectionError:
                self._make_sure_it_goes_on()
                start_room(self.places, self.environ, self.pair, self.meeting)
        try:
            return self.connect()
        except ConnectionError:
            raise CannotDo("The shared meeting can't be reached.", "Try again in a moment.") from None

    def _make_sure_it_goes_on(self) -> None:
        if self.places.journal(self.pair, self.meeting).exists():
            return
        if (self.places.meetings(self.pair) / f"{self.meeting}.json").exists():
            raise NotFound("This meeting is saved.", f"Read it with: checkin summary {self.pair}")
        raise NotFound("This meeting is over.")


def next_payloads(wire: Wire, until: float) -> list[bytes]:
    """What comes in next, sending meanwhile what waits; nothing once it is `until`. Raises Gone."""
    while True:
        left = max(0.0, until - time.monotonic())
        readable, _, _ = select.select([wire], [wire] if wire.waiting else [], [], left)
        wire.send()
        payloads = wire.receive() if readable else []
        if payloads or not left:
            return payloads
