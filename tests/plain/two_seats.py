"""A shared meeting within the test: the real room and real seats, with nothing but a queue between them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripted import Scripted, a_desk, sam_and_robin

from checkin.live.drafts import Drafts
from checkin.live.room import Room
from checkin.live.seat import Arrival, SeatMeeting
from checkin.live.text_log import TextLog
from checkin.meeting.events import SHARED
from checkin.meeting.rules import Act
from checkin.plain.paper import render
from checkin.plain.seat import hold_seat
from checkin.plain.seat_talk import SeatTalk

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

Line = str | Callable[[], object]


class Hall:
    """A room and its seats. `deliver` brings everything that is on its way."""

    def __init__(self, folder: Path, bank: str = "regular", depth: Any = "full", desk: Desk | None = None):
        self.desk = desk or a_desk(folder)
        if desk is None:
            sam_and_robin(self.desk)
        self.meeting = self.desk.begin("sam-robin", bank, depth)
        self.room = Room(self.meeting, TextLog.open(self.meeting.folder), self._save)
        self.seats: dict[int, Arrival | SeatMeeting] = {}

    def _save(self, meeting: Any) -> str:
        return self.desk.save(meeting, render)[0].start.id

    def sit(self, seat: str) -> SeatMeeting:
        number = self.room.opened()
        self.seats[number] = Arrival(seat, self.desk.ids, self.desk.clock, Drafts())
        self.deliver()
        meeting = self.seats[number]
        assert isinstance(meeting, SeatMeeting)
        return meeting

    def get_up(self, meeting: SeatMeeting) -> None:
        number = next(number for number, seat in self.seats.items() if seat is meeting)
        del self.seats[number]
        self.room.closed(number)
        self.deliver()

    def cut(self, meeting: SeatMeeting) -> None:
        """The line of a seat is down."""
        self.get_up(meeting)
        meeting.lost()
        meeting.changes_done()

    def reconnect(self, meeting: SeatMeeting) -> None:
        self.seats[self.room.opened()] = meeting
        meeting.joined_again()
        self.deliver()

    def deliver(self) -> None:
        moved = True
        while moved:
            moved = False
            for number, seat in list(self.seats.items()):
                for payload in seat.take():
                    moved = True
                    self.room.receive(number, payload)
            for number, payload in self.room.take():
                moved = True
                seat = self.seats.get(number)
                got = seat.receive(payload) if seat is not None else None
                if got is not None:
                    self.seats[number] = got
            self.room.take_dropped()
        for seat in self.seats.values():
            if isinstance(seat, SeatMeeting):
                seat.changes_done()


@dataclass
class Link:
    """A seat's link with the hall."""

    hall: Hall
    meeting: SeatMeeting
    closed: bool = False

    def wait(self, descriptor: int) -> bool:
        self.hall.deliver()
        return True

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.meeting.leave()


@dataclass
class Listening(Scripted):
    """A console whose lines come one by one, where something may happen between two of them."""

    lines: list[Line]

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        while self.lines and callable(self.lines[0]):
            self.lines.pop(0)()
        if self.until_ready is not None:
            ready, write = os.pipe()
            os.close(write)
            try:
                self.until_ready(ready)
            finally:
                os.close(ready)
        return self.lines.pop(0) if self.lines else None


def hold(hall: Hall, meeting: SeatMeeting, *lines: Line, guest: bool = False) -> tuple[int, Listening]:
    """Hold a meeting from a seat, in these lines."""
    console = Listening(list(lines))
    talk = SeatTalk(hall.desk, meeting, Link(hall, meeting), console, guest=guest)
    try:
        return hold_seat(talk), console
    finally:
        talk.waiting.close()


def does(hall: Hall, meeting: SeatMeeting, *acts: Act) -> Callable[[], None]:
    """Something that the other one does, in the middle of it."""

    def do() -> None:
        for act in acts:
            meeting.act(act)
        hall.deliver()

    return do


def turned(q: str, **parts: Any) -> Act:
    return Act("turned", parts.pop("seat", SHARED), q, **parts)


def said(q: str, value: Any, seat: str = "mentee") -> Act:
    return Act("answered", seat, q, value=value)
