"""Who is connected to a room: whose seat each connection is, and what is to be sent to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.live.messages import NOBODY, Decoder, Encoder, Message, TextUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class Seated:
    """One window: whose seat it is once it said so."""

    encoder: Encoder = field(default_factory=Encoder)
    decoder: Decoder = field(default_factory=Decoder)
    seat: str = ""


class Connections:
    """The connections of one room, by number. What is sent waits here until it is taken."""

    def __init__(self, seats: Iterable[str]) -> None:
        self._seats = tuple(seats)
        self._open: dict[int, Seated] = {}
        self._opened = 0
        self._out: list[tuple[int, bytes]] = []
        self._dropped: list[int] = []
        self.lost: set[str] = set()
        """The seats whose last connection broke: nobody said that they leave."""

    def __contains__(self, number: int) -> bool:
        return number in self._open

    def __len__(self) -> int:
        return len(self._open)

    def add(self) -> int:
        """Somebody connected; the number of the connection."""
        self._opened += 1
        self._open[self._opened] = Seated()
        return self._opened

    def get(self, number: int) -> Seated | None:
        """The connection with a number, None when it is gone."""
        return self._open.get(number)

    def remove(self, number: int) -> Seated | None:
        """A connection is gone; what it was, None when that is known already."""
        return self._open.pop(number, None)

    def drop(self, number: int) -> None:
        """Let a connection be closed once what is to be sent to it is sent."""
        self._dropped.append(number)

    def take(self) -> list[tuple[int, bytes]]:
        """What is to be sent now, in order: the connection and a payload."""
        out, self._out = self._out, []
        return out

    def take_dropped(self) -> list[int]:
        """The connections to be closed once what was taken for them is sent."""
        dropped, self._dropped = self._dropped, []
        return dropped

    def seated(self) -> list[int]:
        """The connections of which it is known whose seat they are."""
        return [number for number, connection in self._open.items() if connection.seat]

    def of_seat(self, seat: str) -> list[int]:
        """The connections of a seat."""
        return [number for number, connection in self._open.items() if connection.seat == seat]

    def here(self) -> dict[str, int]:
        """How many connections each seat has."""
        here = dict.fromkeys(self._seats, 0)
        for number in self.seated():
            here[self._open[number].seat] += 1
        return here

    def to_all(self, message: Message) -> None:
        """Send a message to every seat that is here."""
        for number in self.seated():
            self.send(number, message)

    def send(self, number: int, message: Message) -> None:
        """Send a message to one connection. Raises ValueError for somebody's edit that has no number."""
        if isinstance(message, TextUpdate) and message.author != NOBODY and message.n == 0:
            raise ValueError("an edit goes out with its number")
        for payload in self._open[number].encoder.encode(message):
            self._out.append((number, payload))

    def bye(self, number: int, why: str) -> None:
        """Tell a connection why it is over, and let it be closed."""
        self.send(number, {"k": "bye", "why": why})
        self.drop(number)
