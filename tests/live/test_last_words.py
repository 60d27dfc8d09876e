"""What was sent before the other end went is read, whatever that end had left unread itself."""

from __future__ import annotations

import asyncio
import socket

from checkin.live.connection import Connection
from checkin.live.frames import frame
from checkin.live.last_words import read_to_the_end
from checkin.live.where import listen_at

WORDS = [b"Tired", b"but fine", b"Give the talk"]


class Answering:
    """A host that answers every frame, and remembers what came and whether its seat is gone."""

    def __init__(self):
        self.came_in = []
        self.over = asyncio.get_running_loop().create_future()

    def admit(self, one):
        one.send([b"hello"])
        return True

    def came(self, one, payload):
        self.came_in.append(payload)
        one.send([b"done"] * 50)
        return True

    def settle(self):
        pass

    def gone(self, one):
        self.over.set_result(None)


async def test_a_seat_that_left_answers_unread_was_heard_to_its_last_word(tmp_path_factory):
    host = Answering()
    path = tmp_path_factory.mktemp("s") / "s"
    server = await asyncio.get_running_loop().create_unix_server(
        lambda: Connection(host), sock=listen_at(path)
    )
    seat = socket.socket(socket.AF_UNIX)
    seat.connect(str(path))
    await asyncio.to_thread(seat.recv, 1)  # the room has more to say, and nobody reads it
    seat.sendall(b"".join(map(frame, WORDS)))
    seat.close()
    await asyncio.wait_for(host.over, 10)
    server.close()
    assert host.came_in == WORDS


async def test_a_seat_that_is_gone_while_much_waits_for_it_was_heard_to_its_last_word(tmp_path_factory):
    host = Answering()
    path = tmp_path_factory.mktemp("s") / "s"
    server = await asyncio.get_running_loop().create_unix_server(
        lambda: Connection(host), sock=listen_at(path)
    )
    words = [b"x" * 4000] * 300
    seat = socket.socket(socket.AF_UNIX)
    seat.connect(str(path))
    await asyncio.to_thread(seat.sendall, b"".join(map(frame, words)))
    seat.close()
    await asyncio.wait_for(host.over, 10)
    server.close()
    assert host.came_in == words


def test_a_reset_comes_after_what_was_sent_before_it():
    here, there = socket.socketpair()
    here.sendall(b"never read")
    there.sendall(b"the last word")
    there.close()
    assert read_to_the_end(here, 100) == b"the last word"
    assert read_to_the_end(here, 100) == b""
