"""Shared meetings for tests: a pair, a runtime folder, real rooms, and seats that wait instead of sleeping.

    with a_house() as house:
        sam, robin = house.seat("mentee"), house.seat("mentor")
        sam.say("goal", "Give the talk")
        robin.until(lambda: robin.answer("goal") == "Give the talk")

Every room that is left is ended by its number when the house is closed.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from command_line import IMPORTED_FROM, environment

from checkin.live.entering import enter
from checkin.live.frames import Frames, frame
from checkin.live.link import LineLink
from checkin.live.messages import VERSION
from checkin.live.where import connect_to, read_note
from checkin.meeting.rules import Act
from checkin.record.desk import Desk

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from checkin.live.seat import Change

PAIR = "sam-robin"
PATIENCE = 30.0
"""Seconds to wait for anything; reached only when it never comes."""


class House:
    """A data folder with one pair, one unfinished meeting, and a runtime folder of its own."""

    def __init__(self, folder: Path, bank: str = "regular") -> None:
        self.folder = folder
        self.home = folder / "home"
        self.environ = {**environment(self.home), "XDG_RUNTIME_DIR": str(folder)}
        desk = self.desk()
        desk.create_pair("Robin", "Sam")
        held = desk.begin(PAIR, bank)
        self.meeting = held.folder.name
        held.leave()
        self.places = desk.places
        self.seats: list[Seat] = []

    def desk(self) -> Desk:
        return Desk.from_environment(self.environ)

    def seat(self, seat: str) -> Seat:
        """A seat in this process, in the meeting."""
        self.seats.append(Seat(self, seat))
        return self.seats[-1]

    def room(self) -> int:
        """The number of the room's process."""
        shared = read_note(self.places, PAIR)
        assert shared is not None
        return shared.pid

    def socket(self) -> Path:
        shared = read_note(self.places, PAIR)
        assert shared is not None
        return shared.socket

    def kept(self, words: str) -> bool:
        """Whether the meeting's journal has these words."""
        return words.encode() in self.places.journal(PAIR, self.meeting).read_bytes()

    def knock(self) -> Caller:
        """Somebody who connects to the room and has said nothing yet."""
        return Caller(connect_to(self.socket()))

    def log(self) -> list[str]:
        """The notes about defects."""
        return [path.read_text() for path in sorted((self.home / "log").glob("*"))]

    def close(self) -> None:
        for seat in self.seats:
            seat.link.close()
            seat.close()
        shared = read_note(self.places, PAIR)
        if shared is not None and is_room(shared.pid, self.meeting):
            os.kill(shared.pid, signal.SIGTERM)
            wait_for_end(shared.pid)


@contextmanager
def a_house(bank: str = "regular") -> Iterator[House]:
    # Short, for a socket's path has little room.
    folder = Path(tempfile.mkdtemp(prefix="ck", dir="/tmp"))
    house = House(folder, bank)
    try:
        yield house
    finally:
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


class Seat:
    """A seat in this process, on a `LineLink`. Everything it was told is in `changes`."""

    def __init__(self, house: House, seat: str) -> None:
        self.meeting, wire = enter(house.desk(), PAIR, seat, meeting=house.meeting)
        self.seat = seat
        self.changes: list[Change] = []
        self.meeting.on_change = self.changes.append
        self.link = LineLink(self.meeting, wire)
        self.reading, self.writing = os.pipe()

    def say(self, q: str, value: object, seat: str = "") -> None:
        self.meeting.act(Act("answered", seat or self.seat, q, value=value))

    def answer(self, q: str, seat: str = "mentee") -> object:
        return self.meeting.state.answer(q, seat).value

    def until(self, holds: Callable[[], object], patience: float = PATIENCE) -> float:
        """Take in what comes until something holds; return the seconds it took."""
        began = time.monotonic()
        while not holds():
            left = began + patience - time.monotonic()
            assert left > 0, (self.seat, self.changes[-5:], self.meeting.here, self.meeting.connected)
            self.link.wait(self.reading, left)
        return time.monotonic() - began

    def close(self) -> None:
        for descriptor in (self.reading, self.writing):
            with suppress(OSError):
                os.close(descriptor)


class Caller:
    """A bare connection to a room: for what no seat would send."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        connection.settimeout(PATIENCE)
        self._frames = Frames()
        self._came: deque[bytes] = deque()

    def hello(self, seat: str = "mentor") -> None:
        self.send(json.dumps({"k": "hello", "v": VERSION, "seat": seat}).encode())

    def send(self, payload: bytes) -> None:
        self.raw(frame(payload))

    def raw(self, data: bytes) -> None:
        """Send these bytes. That the other side has closed meanwhile is no matter."""
        with suppress(ConnectionError):
            self.connection.sendall(data)

    def until(self, kind: str) -> dict[str, Any]:
        """The next message of a kind; those before it are passed over."""
        while True:
            while self._came:
                payload = self._came.popleft()
                if payload.startswith(b"{") and json.loads(payload)["k"] == kind:
                    return json.loads(payload)
            data = self._some()
            assert data, f"closed before a {kind}"
            self._came += self._frames.feed(data)

    def rest(self) -> bytes:
        """Everything until the room closes."""
        return b"".join(iter(self._some, b""))

    def _some(self) -> bytes:
        try:
            return self.connection.recv(1 << 16)
        except ConnectionResetError:
            return b""

    def close(self) -> None:
        self.connection.close()


def is_room(pid: int, meeting: str) -> bool:
    """Whether that process is a room of this meeting."""
    with suppress(OSError):
        return meeting.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def wait_for_end(pid: int, patience: float = PATIENCE) -> None:
    """Wait until a process that is not our child has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], patience)[0], f"process {pid} goes on"
    finally:
        os.close(handle)


__all__ = [
    "IMPORTED_FROM",
    "PAIR",
    "PATIENCE",
    "Caller",
    "House",
    "Seat",
    "a_house",
    "is_room",
    "wait_for_end",
]
