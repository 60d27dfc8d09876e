"""A seat's link: on an event loop and beside lines, sending at once and coming back when it is cut off."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from contextlib import asynccontextmanager

import pytest
from live_house import PAIR, PATIENCE, a_house, wait_for_end

from checkin.ground.errors import CannotDo
from checkin.live import link
from checkin.live.entering import blind_file, enter
from checkin.live.link import AppLink
from checkin.live.where import NOTE, listen_at, write_note
from checkin.live.wire import Way, Wire
from checkin.meeting.rules import Act


@pytest.fixture
def house():
    with a_house() as house:
        yield house


class AppSeat:
    """A seat on the test's own event loop."""

    def __init__(self, house, seat):
        self.meeting, wire = enter(house.desk(), PAIR, seat, meeting=house.meeting)
        self.changes = []
        self._changed = asyncio.Event()
        self.meeting.on_change = self._told
        self.link = AppLink(self.meeting, wire, asyncio.get_running_loop())

    def _told(self, change):
        self.changes.append(change)
        self._changed.set()

    def say(self, q, value, seat="mentee"):
        self.meeting.act(Act("answered", seat, q, value=value))

    def answer(self, q, seat="mentee"):
        return self.meeting.state.answer(q, seat).value

    async def until(self, holds):
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def app_seats(house, *seats):
    there = [AppSeat(house, seat) for seat in seats]
    try:
        yield there
    finally:
        for seat in there:
            seat.link.close()


def kill(house):
    room = house.room()
    os.kill(room, signal.SIGKILL)
    wait_for_end(room)


# In the app


async def test_what_is_typed_is_with_the_kernel_before_act_returns(house):
    async with app_seats(house, "mentee") as (sam,):
        robin = house.seat("mentor")
        sam.say("goal", "Give the talk")
        # The loop has not had a turn since.
        robin.until(lambda: robin.answer("goal") == "Give the talk")


async def test_both_hear_of_each_other(house):
    async with app_seats(house, "mentee", "mentor") as (sam, robin):
        await sam.until(lambda: sam.meeting.here.get("mentor") == 1)
        robin.say("goal", "Give the talk")
        await sam.until(lambda: sam.answer("goal") == "Give the talk")
        robin.link.close()
        await sam.until(lambda: any("mentor" in change.left for change in sam.changes))


async def test_when_the_room_dies_the_app_goes_on_and_comes_back(house):
    async with app_seats(house, "mentee", "mentor") as (sam, robin):
        sam.say("goal", "Give the talk")
        await robin.until(lambda: robin.answer("goal") == "Give the talk")
        kill(house)
        await sam.until(lambda: not sam.meeting.connected)
        assert sam.meeting.trouble is not None
        sam.say("goal", "Give the talk, and enjoy it")
        await robin.until(lambda: robin.answer("goal") == "Give the talk, and enjoy it")
        await sam.until(lambda: sam.meeting.connected)
        assert sam.meeting.trouble is None
        assert robin.link.over is sam.link.over is False


async def test_the_app_is_not_held_up_while_a_room_is_started(house):
    async with app_seats(house, "mentee") as (sam,):
        kill(house)
        opened_in = []
        opening = Way.open
        try:
            Way.open = lambda way: opened_in.append(threading.current_thread()) or opening(way)
            await sam.until(lambda: not sam.meeting.connected)
            await sam.until(lambda: sam.meeting.connected)
        finally:
            Way.open = opening
        assert opened_in
        assert threading.main_thread() not in opened_in


async def test_what_the_kernel_does_not_take_at_once_follows(house):
    near, far = __import__("socket").socketpair()
    async with app_seats(house, "mentee") as (sam,):
        real = sam.link._wire
        link = AppLink(sam.meeting, Wire(near, real.way), asyncio.get_running_loop())
        waiting = [b"%d" % number + b"x" * 100_000 for number in range(40)]
        sam.meeting._sending._out = list(waiting)
        link._send()
        assert link._wire.waiting > 0
        from checkin.live.frames import Frames

        frames, got = Frames(), []
        reader, writer = await asyncio.open_connection(sock=far)
        async with asyncio.timeout(PATIENCE):
            while len(got) < 40:
                got += frames.feed(await reader.read(1 << 16))
        assert got == waiting
        link._let_go()
        sam.meeting.on_send = sam.link._send
        writer.close()


async def test_a_seat_taken_in_another_window_is_over_and_stays_so(house):
    async with app_seats(house, "mentee") as (sam,):
        async with app_seats(house, "mentee") as (again,):
            await sam.until(lambda: sam.changes and sam.changes[-1].ended)
            assert "another window" in sam.changes[-1].ended
            assert sam.link.over
            assert sam.link._wire is None
            assert not again.link.over
            again.say("goal", "Give the talk")
        assert sam.answer("goal") is None


async def test_a_meeting_that_was_saved_while_the_line_was_down_is_said_to_be(house):
    async with app_seats(house, "mentee") as (sam,):
        sam.say("goal", "Give the talk")
        room = house.room()
        blocked = block_way(house)
        os.kill(room, signal.SIGKILL)
        await sam.until(lambda: not sam.meeting.connected)
        wait_for_end(room)
        desk = house.desk()
        desk.save(desk.resume(PAIR), lambda _: "")
        blocked.chmod(0o700)
        await sam.until(lambda: sam.meeting.ended)
        assert "This meeting is saved" in sam.meeting.ended
        assert sam.link.over


def block_way(house):
    """Let nobody find or start a room, until the folder that is returned is closed again."""
    folder = house.socket().parent
    folder.chmod(0o755)
    return folder


async def test_closing_brings_what_was_typed_while_the_line_was_down(house, monkeypatch):
    # As on a busy machine, where the room that is started for it takes longer than the last words have.
    monkeypatch.setattr(link, "CLOSE_WITHIN", 0.0)
    async with app_seats(house, "mentee") as (sam,):
        blocked = block_way(house)
        kill(house)
        await sam.until(lambda: not sam.meeting.connected)
        sam.say("goal", "Typed in the dark")
        blocked.chmod(0o700)
        sam.link.close()
    held = house.desk()
    room = house.room()
    wait_for_end(room)
    meeting = held.resume(PAIR)
    assert meeting.state.answer("goal", "mentee").value == "Typed in the dark"
    meeting.leave()


async def test_closing_brings_what_a_room_that_died_unnoticed_never_read(house):
    async with app_seats(house, "mentee") as (sam,):
        room = house.room()
        os.kill(room, signal.SIGSTOP)
        sam.say("goal", "Typed too late")
        os.kill(room, signal.SIGKILL)
        wait_for_end(room)
        sam.say("tried", "Typed in the dark")
        # The loop has had no turn to find out.
        assert sam.meeting.connected
        sam.link.close()
        assert sam.meeting.connected
    wait_for_end(house.room())
    meeting = house.desk().resume(PAIR)
    assert meeting.state.answer("goal", "mentee").value == "Typed too late"
    assert meeting.state.answer("tried", "mentee").value == "Typed in the dark"
    meeting.leave()


async def test_closing_where_the_room_died_unnoticed_and_there_is_no_way_back_says_so(house):
    async with app_seats(house, "mentee") as (sam,):
        block_way(house)
        kill(house)
        sam.say("goal", "Typed in the dark")
        sam.link.close()
        assert not sam.meeting.connected


def test_a_seat_beside_lines_that_is_closed_brings_what_a_dead_room_never_read(house):
    sam = house.seat("mentee")
    kill(house)
    sam.say("goal", "Typed in the dark")
    sam.link.close()
    wait_for_end(house.room())
    meeting = house.desk().resume(PAIR)
    assert meeting.state.answer("goal", "mentee").value == "Typed in the dark"
    meeting.leave()


async def test_closing_with_no_way_back_does_not_take_long_and_says_nothing(house):
    async with app_seats(house, "mentee") as (sam,):
        block_way(house)
        kill(house)
        await sam.until(lambda: not sam.meeting.connected)
        began = time.monotonic()
        sam.link.close()
        sam.link.close()
        assert time.monotonic() - began < 10
        assert sam.link.over


# Beside lines


def test_a_line_and_a_change_are_told_apart(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    sam.until(lambda: sam.meeting.here.get("mentor") == 1)
    assert sam.link.wait(sam.reading, 0) is False
    os.write(sam.writing, b"Give the talk\n")
    assert sam.link.wait(sam.reading) is True
    assert os.read(sam.reading, 100) == b"Give the talk\n"
    robin.say("goal", "Give the talk", seat="mentee")
    assert sam.link.wait(sam.reading) is False
    sam.until(lambda: sam.answer("goal") == "Give the talk")


def test_a_file_of_lines_will_do(house):
    sam = house.seat("mentee")
    lines = house.folder / "lines"
    lines.write_text("one\n")
    with lines.open("rb") as file:
        while not sam.link.wait(file.fileno()):
            pass
        assert file.readline() == b"one\n"


def test_lines_typed_while_the_room_is_away_are_still_there(house):
    sam = house.seat("mentee")
    kill(house)
    os.write(sam.writing, b"Give the talk\n")
    sam.until(lambda: not sam.meeting.connected)
    sam.say("goal", os.read(sam.reading, 100).decode().strip())
    sam.until(lambda: sam.meeting.connected)
    robin = house.seat("mentor")
    assert robin.answer("goal") == "Give the talk"


def test_without_a_way_back_it_tries_again_and_lines_go_on(house):
    sam = house.seat("mentee")
    blocked = block_way(house)
    kill(house)
    sam.until(lambda: not sam.meeting.connected)
    began = time.monotonic()
    while time.monotonic() - began < 0.5:
        assert sam.link.wait(sam.reading, 0.1) is False
    os.write(sam.writing, b"!")
    assert sam.link.wait(sam.reading, PATIENCE) is True
    os.read(sam.reading, 1)
    blocked.chmod(0o700)
    sam.until(lambda: sam.meeting.connected)


# Entering


def test_a_seat_there_is_not_is_refused(house):
    with pytest.raises(CannotDo, match="no such seat"):
        house.seat("observer")


def test_a_room_of_another_version_is_said_to_be(house):
    answers(house, b'{"k":"bye","why":"The two of you run different versions of checkin."}')
    with pytest.raises(CannotDo, match="different versions"):
        house.seat("mentee")


@pytest.mark.parametrize("said", [b"no message", b'{"k":"here","here":7}', b"\x05"])
def test_a_room_that_makes_no_sense_is_left(house, said):
    answers(house, said)
    with pytest.raises(CannotDo, match="can't be understood"):
        house.seat("mentee")


def answers(house, said):
    """A room that says one thing to whoever comes."""
    from checkin.live.frames import frame
    from checkin.live.where import SharedMeeting, socket_path

    path = socket_path(house.environ, house.places, PAIR)
    listener = listen_at(path)
    listener.setblocking(True)
    write_note(
        house.places, SharedMeeting(PAIR, house.meeting, path, 1, "here", "2026-11-27T14:00:00.000+00:00")
    )

    def serve():
        with listener:
            connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(frame(said))
            connection.recv(1000)

    threading.Thread(target=serve, daemon=True).start()


def test_a_seats_blind_answers_are_kept_with_its_person(house):
    way = Way(house.places, house.environ, PAIR, house.meeting)
    person = house.seat("mentee").meeting.start.seats["mentee"].id
    assert blind_file(way, "mentee") == house.places.private / f"{person}.blind.json"
    assert blind_file(way, "observer") is None


def test_the_note_stays_as_long_as_the_meeting_is_unfinished(house):
    sam = house.seat("mentee")
    sam.say("goal", "Give the talk")
    room = house.room()
    sam.link.close()
    wait_for_end(room)
    assert (house.places.pair(PAIR) / NOTE).exists()
