"""Twenty thousand bad frames at a real room: it lives, the other seat notices nothing, no text is altered."""

from __future__ import annotations

import json
import random
import socket
import struct
import sys
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from live_house import a_house, is_room

from checkin.live.frames import LARGEST, frame
from checkin.live.messages import LAST_PART, NEW_TEXT, PART, RECEIPT, TEXT, VERSION, Encoder, TextUpdate
from checkin.live.texts import LiveText
from checkin.live.where import connect_to

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

FRAMES = 20_000
A_CONNECTION = 8
"""Bad frames sent on one connection: the first ends it, the room has to bear with the others."""
AS_A_SEAT = 6
"""Every so many connections say hello first: what follows reaches the meeting's own rules."""

HELLO = json.dumps({"k": "hello", "v": VERSION, "seat": "mentor"}).encode()
WORDS = "Give the talk, and enjoy it — 🎤 話す"

ODD_OBJECTS = [
    {},
    {"k": None},
    {"k": "hello"},
    {"k": "hello", "v": VERSION, "seat": "mentor"},
    {"k": "welcome", "v": VERSION, "seat": "mentor", "n": 0},
    {"k": "event", "e": {}},
    {"k": "text", "key": "answered|goal|mentee||", "gen": 99, "whole": ""},
    {"k": "saved", "meeting": "x"},
    {"k": "bye", "why": "x"},
    {"k": "act"},
    {"k": "act", "id": "x", "what": "answered", "seat": "mentee", "q": "goal", "value": "!"},
    {"k": "act", "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "what": "answered", "q": "goal", "value": 1.5},
    {"k": "act", "id": "01ARZ3NDEKTSV4RRFFQ69G5FAW", "what": ["answered"], "q": "goal", "value": "!"},
    {
        "k": "act",
        "id": "01ARZ3NDEKTSV4RRFFQ69G5FAX",
        "what": "answered",
        "seat": "mentee",
        "q": {},
        "value": "!",
    },
    {
        "k": "act",
        "id": "01ARZ3NDEKTSV4RRFFQ69G5FAY",
        "what": "set",
        "q": "ideas",
        "row": "x",
        "value": {"a": []},
    },
    {"k": "act", "id": "01ARZ3NDEKTSV4RRFFQ69G5FAZ", "what": "between_us", "seat": "mentee", "q": 7},
    {"k": "shown", "q": 7},
    {"k": "shown", "q": "goal", "value": {"x": [[[]]]}},
]


class Hostile:
    """A source of bad frames, the same ones each time."""

    def __init__(self) -> None:
        self.chance = random.Random(20261122)
        text = LiveText()
        self._good = [
            HELLO,
            json.dumps(
                {"k": "act", "id": "01ARZ3NDEKTSV4RRFFQ69G5FA0", "what": "turned", "q": "goal"}
            ).encode(),
            *Encoder().encode(TextUpdate("answered|goal|mentee||", 0, text.set("Altered") or b"", seq=1)),
        ]
        self._kinds = [
            self._length,
            self._checksum,
            self._huge,
            self._flipped,
            self._torn,
            self._noise,
            self._odd,
        ]

    def next(self) -> bytes:
        return self.chance.choice(self._kinds)()

    def _bytes(self, most: int) -> bytes:
        return self.chance.randbytes(self.chance.randrange(1, most))

    def _length(self) -> bytes:
        length = self.chance.choice(
            [0, LARGEST + 1, 1 << 31, (1 << 32) - 1, self.chance.randrange(LARGEST + 1, 1 << 32)]
        )
        return struct.pack(">II", length, self.chance.choice([0, 1, zlib.crc32(b"")])) + self._bytes(40)

    def _checksum(self) -> bytes:
        payload = self.chance.choice(self._good)
        wrong = zlib.crc32(payload) ^ self.chance.randrange(1, 1 << 32)
        return struct.pack(">II", len(payload), wrong) + payload

    def _huge(self) -> bytes:
        """All of a frame may have: mostly announced, now and then really sent."""
        if self.chance.random() < 0.99:
            return struct.pack(">II", LARGEST, 7) + self._bytes(2000)
        return frame(self.chance.choice([b"{" * LARGEST, b"[" * LARGEST, PART * LARGEST, b"\xff" * LARGEST]))

    def _flipped(self) -> bytes:
        data = bytearray(frame(self.chance.choice(self._good)))
        for _ in range(self.chance.choice([1, 1, 2, 8])):
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        # Two flips may take each other back.
        data[-1] ^= 1 if bytes(data) in map(frame, self._good) else 0
        return bytes(data)

    def _torn(self) -> bytes:
        data = frame(self.chance.choice(self._good))
        return data[: self.chance.randrange(1, len(data))]

    def _noise(self) -> bytes:
        """A frame in order around something that is no message."""
        kind = self.chance.choice([b"", TEXT, NEW_TEXT, RECEIPT, PART, LAST_PART, b"{", b'{"k":', b"\0"])
        return frame(kind + self._bytes(60))

    def _odd(self) -> bytes:
        """A frame in order around a message that is not."""
        if self.chance.random() < 0.5:
            return frame(json.dumps(self.chance.choice(ODD_OBJECTS)).encode())
        key = self.chance.choice(
            [
                "answered|goal|mentee||",
                "answered|goal|mentor||",
                "a|b|c|d|e",
                "|||| ",
                "x",
                "set|ideas|||text",
            ]
        )
        odd = TextUpdate(
            key, self.chance.choice([0, 1, 1 << 40]), self._bytes(60), seq=self.chance.choice([0, 1, 1 << 50])
        )
        return frame(Encoder().encode(odd)[0])


def test_twenty_thousand_bad_frames_alter_nothing():
    hostile = Hostile()
    with a_house() as house:
        sam = house.seat("mentee")
        room, wire = house.room(), sam.link._wire
        sam.say("goal", WORDS)
        sam.until(lambda: house.kept(WORDS))
        before = house.places.journal("sam-robin", house.meeting).read_bytes()
        slow = [house.knock() for _ in range(4)]
        for number, caller in enumerate(slow):
            caller.raw(frame(HELLO)[: 3 + number * 9])
        began = time.monotonic()
        for number in range(FRAMES // A_CONNECTION):
            bad = [hostile.next() for _ in range(A_CONNECTION)]
            throw(house.socket(), (frame(HELLO) if number % AS_A_SEAT == 0 else b"") + b"".join(bad))
            if number % 100 == 0:
                sam.link.wait(sam.reading, 0)
        print(f"{FRAMES} bad frames in {time.monotonic() - began:.1f} s")
        # The room lives, and there was no defect it had to pass over.
        assert is_room(room, house.meeting)
        assert house.room() == room
        assert house.log() == []
        # Nobody's words were touched, on either side or on the disk.
        journal = house.places.journal("sam-robin", house.meeting).read_bytes()
        assert journal == before
        sam.until(lambda: sam.meeting.here.get("mentor") == 0)
        assert sam.answer("goal") == WORDS
        assert not any(change.connection or change.refused or change.events for change in sam.changes)
        # The other seat is where it was, and both go on.
        assert sam.link._wire is wire
        robin = house.seat("mentor")
        assert robin.answer("goal") == WORDS
        sam.say("goal", WORDS + "!")
        robin.until(lambda: robin.answer("goal") == WORDS + "!")
        for caller in slow:
            caller.close()


def throw(path: Path, data: bytes) -> None:
    """Send bytes at the room and wait until it has closed the connection."""
    connection = connect_to(path)
    connection.settimeout(20)
    try:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1 << 16):
            pass
    except ConnectionError:
        pass
    finally:
        connection.close()
