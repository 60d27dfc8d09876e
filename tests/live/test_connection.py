"""The bounds of one connection at the room: each on a real socket, with less patience than a room has."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import asynccontextmanager

import pytest

from checkin.live import connection
from checkin.live.connection import Allowance, Connection
from checkin.live.frames import LARGEST, Frames, frame


class Echo:
    """A host that gives every frame back, with room for `most` connections."""

    def __init__(self, most=16):
        self.most = most
        self.open = set()
        self.came_in = []
        self.settled = 0

    def admit(self, one):
        if len(self.open) >= self.most:
            return False
        self.open.add(one)
        return True

    def came(self, one, payload):
        self.came_in.append(payload)
        if payload == b"bad":
            return False
        if payload == b"bye":
            one.send([b"bye"])
            one.close()
        elif payload == b"much":
            one.send([b"x" * LARGEST] * 4)
        else:
            one.send([payload])
        return True

    def settle(self):
        self.settled += 1

    def gone(self, one):
        self.open.discard(one)


@asynccontextmanager
async def at(host, folder):
    path = str(folder / "s")
    server = await asyncio.get_running_loop().create_unix_server(lambda: Connection(host), path)
    try:
        yield path
    finally:
        server.close()
        for one in tuple(host.open):
            one.drop()


@pytest.fixture
def folder(tmp_path_factory):
    import shutil
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp(prefix="ck", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


async def soon(waiting):
    async with asyncio.timeout(20):
        return await waiting


async def payloads(reader, number):
    frames, got = Frames(), []
    while len(got) < number:
        data = await soon(reader.read(1 << 16))
        assert data, got
        got += frames.feed(data)
    return got


async def test_frames_go_both_ways_however_their_bytes_arrive(folder):
    async with at(Echo(), folder) as path:
        reader, writer = await asyncio.open_unix_connection(path)
        for byte in frame(b"one") + frame(b"two"):
            writer.write(bytes([byte]))
            await writer.drain()
        writer.write(frame(b"three") + frame(b"four"))
        assert await payloads(reader, 4) == [b"one", b"two", b"three", b"four"]
        writer.close()


async def test_who_says_nothing_is_let_go(folder, monkeypatch):
    host = Echo()
    async with at(host, folder) as path:
        talking, other = await asyncio.open_unix_connection(path)
        other.write(frame(b"hello"))
        assert await payloads(talking, 1) == [b"hello"]
        (one,) = host.open
        assert one._hello is None  # it is not waited for any more
        # Only now: on a busy machine the hello itself may take longer than that.
        monkeypatch.setattr(connection, "HELLO_WITHIN", 0.05)
        silent, writer = await asyncio.open_unix_connection(path)
        assert await soon(silent.read()) == b""
        other.write(frame(b"still here"))
        assert await payloads(talking, 1) == [b"still here"]
        writer.close()
        other.close()


async def test_who_does_not_finish_a_frame_is_let_go(folder, monkeypatch):
    monkeypatch.setattr(connection, "FRAME_WITHIN", 0.05)
    async with at(Echo(), folder) as path:
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(frame(b"hello") + frame(b"half of it")[:12])
        assert await payloads(reader, 1) == [b"hello"]
        assert await soon(reader.read()) == b""
        writer.close()


async def test_one_unfinished_frame_after_another_is_no_matter(folder, monkeypatch):
    monkeypatch.setattr(connection, "FRAME_WITHIN", 60)
    host = Echo()
    async with at(host, folder) as path:
        reader, writer = await asyncio.open_unix_connection(path)
        whole = frame(b"in two halves")
        waited_for = set()
        writer.write(whole[:9])
        for _ in range(5):
            writer.write(whole[9:] + whole[:9])
            assert await payloads(reader, 1) == [b"in two halves"]
            (one,) = host.open
            waited_for.add(one._unfinished.when())
        assert len(waited_for) == 5  # for each frame anew
        writer.write(whole[9:])
        assert await payloads(reader, 1) == [b"in two halves"]
        assert one._unfinished is None
        writer.close()


@pytest.mark.parametrize(
    "bad",
    [
        struct.pack(">II", 0, 0),
        struct.pack(">II", LARGEST + 1, 0),
        struct.pack(">II", 0xFFFFFFFF, 0),
        frame(b"damaged")[:-1] + b"?",
        b"\0" * 100,
        b"GET / HTTP/1.1\r\n\r\n",
        frame(b"bad"),
    ],
)
async def test_what_is_no_frame_ends_its_connection_and_no_other(folder, bad):
    async with at(Echo(), folder) as path:
        other, other_writer = await asyncio.open_unix_connection(path)
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(bad)
        assert await soon(reader.read()) == b""
        other_writer.write(frame(b"untouched"))
        assert await payloads(other, 1) == [b"untouched"]
        writer.close()
        other_writer.close()


async def test_one_too_many_gets_no_byte(folder):
    host = Echo(most=1)
    async with at(host, folder) as path:
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(frame(b"first"))
        assert await payloads(reader, 1) == [b"first"]
        other, other_writer = await asyncio.open_unix_connection(path)
        other_writer.write(frame(b"second"))
        assert await soon(closed(other)) == b""
        assert host.came_in == [b"first"]
        writer.close()
        other_writer.close()


async def closed(reader):
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


async def test_the_last_words_arrive_before_a_connection_is_closed(folder):
    host = Echo()
    async with at(host, folder) as path:
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(frame(b"much") + frame(b"bye") + frame(b"too late"))
        got = await payloads(reader, 5)
        assert got[-1] == b"bye"
        assert await soon(closed(reader)) == b""
        assert host.came_in == [b"much", b"bye"]
        writer.close()


async def test_who_sends_too_fast_is_read_more_slowly_and_the_other_is_served(folder, monkeypatch):
    monkeypatch.setattr(connection, "FRAMES_A_SECOND", 200)
    monkeypatch.setattr(connection, "FRAMES_AT_ONCE", 100)
    async with at(Echo(), folder) as path:
        flood, writer = await asyncio.open_unix_connection(path)
        other, other_writer = await asyncio.open_unix_connection(path)
        loop = asyncio.get_running_loop()
        began = loop.time()
        writer.write(b"".join(frame(b"%d" % number) for number in range(200)))
        other_writer.write(frame(b"me too"))
        assert await payloads(other, 1) == [b"me too"]
        served = loop.time() - began
        assert await payloads(flood, 200) == [b"%d" % number for number in range(200)]
        assert loop.time() - began >= 0.4
        assert served < loop.time() - began
        writer.close()
        other_writer.close()


async def test_a_long_queue_is_taken_in_turns(folder):
    host = Echo()
    async with at(host, folder) as path:
        flood, writer = await asyncio.open_unix_connection(path)
        writer.write(frame(b"x") * 1500)
        await payloads(flood, 1500)
        assert host.settled >= 1500 // 64
        writer.close()


async def test_who_does_not_read_is_dropped(folder, monkeypatch):
    monkeypatch.setattr(connection, "READ_WITHIN", 0.05)
    monkeypatch.setattr(connection, "MOST_UNREAD", 1 << 20)
    host = Echo()
    async with at(host, folder) as path:
        deaf = socket.socket(socket.AF_UNIX)
        deaf.connect(path)
        deaf.sendall(frame(b"much"))
        other, writer = await asyncio.open_unix_connection(path)
        writer.write(frame(b"hello"))
        await payloads(other, 1)
        async with asyncio.timeout(20):
            while len(host.open) > 1:
                writer.write(frame(b"and again"))
                await payloads(other, 1)
        deaf.close()
        writer.close()


async def test_who_reads_slowly_but_reads_stays(folder, monkeypatch):
    monkeypatch.setattr(connection, "MOST_UNREAD", 1 << 20)
    async with at(Echo(), folder) as path:
        reader, writer = await asyncio.open_unix_connection(path, limit=1024)
        writer.write(frame(b"much") * 3)
        assert await payloads(reader, 12) == [b"x" * LARGEST] * 12
        writer.close()


async def test_no_pile_grows_without_end(folder, monkeypatch):
    monkeypatch.setattr(connection, "MOST_EVER", 6 << 20)
    host = Echo()
    async with at(host, folder) as path:
        deaf = socket.socket(socket.AF_UNIX)
        deaf.connect(path)
        deaf.sendall(frame(b"much") * 2)
        other, writer = await asyncio.open_unix_connection(path)
        writer.write(frame(b"hello"))
        await payloads(other, 1)
        async with asyncio.timeout(20):
            while len(host.open) > 1:
                writer.write(frame(b"and again"))
                await payloads(other, 1)
        deaf.close()
        writer.close()


def test_an_allowance_fills_up_again_but_not_beyond_its_most():
    allowance = Allowance(rate=8, most=5)
    assert [allowance.wait(1, 100.0) for _ in range(5)] == [0] * 5
    assert allowance.wait(1, 100.0) == pytest.approx(0.125)
    assert allowance.wait(1, 100.125) == 0
    assert [allowance.wait(1, 200.0) for _ in range(5)] == [0] * 5
    assert allowance.wait(2, 200.0) == pytest.approx(0.25)
    assert allowance.wait(50, 300.0) == 0
    assert allowance.wait(50, 300.0) == pytest.approx(0.625)
