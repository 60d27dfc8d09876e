"""A room and its seats in one process, with lines between them that delay, drop and come back.

Everything is the real thing but for the sockets: frames wait in queues until a test delivers them.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from meetings import BEGAN, a_start, shipped

from checkin.ground.clock import FixedClock
from checkin.ground.ids import Ids
from checkin.live.drafts import Drafts
from checkin.live.room import Room
from checkin.live.seat import Arrival, Change, SeatMeeting
from checkin.live.text_log import TextLog
from checkin.meeting.events import from_json
from checkin.record.journal import Journal, read_journal
from checkin.record.lock import Lock
from checkin.record.open_meeting import OpenMeeting, journal_header

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.meeting.start import Start


@dataclass
class Line:
    """A connection: what is on its way in each direction, and its number at the room."""

    number: int
    up: deque[bytes] = field(default_factory=deque)
    down: deque[bytes] = field(default_factory=deque)


class Net:
    """A room over a real folder. `deliver` moves frames; `settle` until nothing is on its way."""

    def __init__(self, folder: Path, start: Start | None = None) -> None:
        self.folder = folder
        self.clock = FixedClock(BEGAN)
        self.start = start or a_start(shipped("regular"))
        self.lines: dict[str, Line] = {}
        self.seats: dict[str, SeatMeeting] = {}
        self.changes: dict[str, list[Change]] = {}
        self.saved: list[str] = []
        self.bytes: dict[str, int] = {"mentee": 0, "mentor": 0}
        folder.mkdir(parents=True, exist_ok=True)
        journal = Journal.create(folder, journal_header(self.start))
        self._open(journal, ())

    def _open(self, journal, events) -> None:
        lock = Lock(self.folder / "lock", "this meeting")
        lock.acquire()
        self.meeting = OpenMeeting(self.start, journal, lock, Ids(), self.clock, events)
        self.room = Room(self.meeting, TextLog.open(self.folder), self._save)

    def _save(self, meeting) -> str:
        meeting.save(lambda saved, content: self.saved.append(saved))
        return meeting.start.id

    def kill(self) -> None:
        """The room is gone without a word, as after kill -9."""
        self.meeting._journal.close()
        self.meeting._lock.release()
        self.room._log.close()
        for name in list(self.lines):
            del self.lines[name]
            self.seats[name].lost()
            self.seats[name].changes_done()

    def restart(self) -> None:
        """The room again, from what is on disk."""
        contents = read_journal(self.folder / "journal")
        journal = Journal.open_for_append(self.folder / "journal")
        self._open(journal, tuple(from_json(entry) for entry in contents.entries))

    def join(self, seat: str, drafts: Drafts | None = None) -> SeatMeeting:
        """Sit down; everything is told at once."""
        arrival = Arrival(seat, Ids(), self.clock, drafts or Drafts())
        line = self.lines[seat] = Line(self.room.opened())
        meeting = None
        while meeting is None:
            for payload in arrival.take():
                self.room.receive(line.number, payload)
            self._from_room()
            assert line.down, "the room says nothing"
            while line.down and meeting is None:
                meeting = arrival.receive(line.down.popleft())
        self.seats[seat] = meeting
        self.changes.setdefault(seat, [])
        meeting.on_change = self.changes[seat].append
        meeting.on_send = lambda: self._from_seat(seat)
        return meeting

    def again(self, seat: str) -> None:
        """The line of a seat is back."""
        self.lines[seat] = Line(self.room.opened())
        self.seats[seat].joined_again()
        self._from_seat(seat)

    def cut(self, seat: str) -> None:
        """The line of a seat breaks; what was on its way is lost."""
        line = self.lines.pop(seat)
        self.seats[seat].lost()
        self.seats[seat].changes_done()
        if line.number in self.room._connections:
            self.room.closed(line.number)
            self._from_room()

    def _from_seat(self, seat: str) -> None:
        payloads = self.seats[seat].take()
        self.bytes[seat] += sum(map(len, payloads)) + 8 * len(payloads)
        if seat in self.lines:
            self.lines[seat].up.extend(payloads)

    def _from_room(self) -> None:
        by_number = {line.number: (seat, line) for seat, line in self.lines.items()}
        for number, payload in self.room.take():
            if number in by_number:
                seat, line = by_number[number]
                self.bytes[seat] += len(payload) + 8
                line.down.append(payload)

    def up(self, seat: str, most: int = 1) -> None:
        """Deliver some frames of a seat to the room."""
        line = self.lines[seat]
        for _ in range(min(most, len(line.up))):
            self.room.receive(line.number, line.up.popleft())
        self._from_room()

    def down(self, seat: str, most: int = 1) -> None:
        """Deliver some of the room's frames to a seat."""
        line = self.lines[seat]
        for _ in range(min(most, len(line.down))):
            self.seats[seat].receive(line.down.popleft())
        self.seats[seat].changes_done()

    def settle(self) -> None:
        """Deliver everything."""
        while any(line.up or line.down for line in self.lines.values()):
            for seat in list(self.lines):
                self.up(seat, 1 << 30)
                self.down(seat, 1 << 30)
