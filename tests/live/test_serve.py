"""A room's process: real rooms, real sockets, real ends."""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from live_house import PAIR, PATIENCE, House, Seat, a_house, is_room, wait_for_end
from stopwatch import Stopwatch

from checkin.ground.errors import CannotDo, HeldByOther, NotFound
from checkin.live.connection import MOST_EVER
from checkin.live.entering import enter
from checkin.live.frames import frame
from checkin.live.launch import start_room
from checkin.live.serve import MOST_CONNECTIONS
from checkin.live.where import NOTE
from checkin.meeting.rules import Act

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
pytestmark = linux

SEAT = Path(__file__).with_name("seat_process.py")


@pytest.fixture
def house():
    with a_house() as house:
        yield house


def start(house: House) -> int:
    start_room(house.places, house.environ, PAIR, house.meeting)
    return house.room()


def a_seat_process(house: House, seat: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, SEAT, PAIR, seat, house.meeting],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=house.environ,
        cwd=house.folder,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


# Two seats


def test_what_one_types_the_other_has_and_the_journal_too(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    sam.say("goal", "Give the talk")
    robin.until(lambda: robin.answer("goal") == "Give the talk")
    assert house.kept("Give the talk")


def test_the_room_runs_once_for_both(house):
    house.seat("mentee")
    first = house.room()
    house.seat("mentor")
    assert house.room() == first


def test_a_killed_seat_is_told_to_the_other_within_two_seconds(house):
    process = a_seat_process(house, "mentor")
    try:
        sam = house.seat("mentee")
        sam.until(lambda: sam.meeting.here == {"mentee": 1, "mentor": 1})
        since = Stopwatch()
        os.kill(process.pid, signal.SIGKILL)
        sam.until(lambda: any("mentor" in change.left for change in sam.changes))
        assert since.seconds < 2
        assert sam.meeting.here == {"mentee": 1, "mentor": 0}
        sam.say("goal", "It goes on")
        sam.until(lambda: house.kept("It goes on"))
    finally:
        ended(process)


def test_both_save_it_from_their_seats(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    room = house.room()
    sam.say("goal", "Give the talk")
    sam.meeting.ask_to_save()
    for seat in (sam, robin):
        seat.until(lambda seat=seat: any(change.saved for change in seat.changes))
        assert seat.link.over
    wait_for_end(room)
    saved = house.desk().saved(PAIR)
    assert saved.state.answer("goal", "mentee").value == "Give the talk"
    (summary,) = house.places.summaries(PAIR).iterdir()
    assert "Give the talk" in summary.read_text()
    assert not (house.places.pair(PAIR) / NOTE).exists()
    assert list((house.folder / "checkin").iterdir()) == []


# How it is started and what it holds on to


def test_a_seat_that_gives_no_answer_holds_up_no_saving(house):
    sam = house.seat("mentee")
    hung = house.knock()
    hung.hello("mentor")
    hung.until("ready")
    sam.say("goal", "Give the talk")
    sam.meeting.ask_to_save()
    sam.until(lambda: sam.meeting.ended)
    hung.until("last")
    silent = "Robin's line gave no answer: what they typed last may not be in it."
    assert silent in [line for change in sam.changes for line in change.refused]
    assert house.desk().saved(PAIR).state.answer("goal", "mentee").value == "Give the talk"
    hung.close()


def test_a_room_outlives_whoever_started_it(house):
    starter = a_seat_process(house, "mentee")
    try:
        room = house.room()
        robin = house.seat("mentor")
        os.killpg(starter.pid, signal.SIGHUP)
        os.killpg(starter.pid, signal.SIGKILL)
        robin.until(lambda: robin.meeting.here.get("mentee") == 0)
        assert is_room(room, house.meeting)
        robin.say("goal", "Still here", seat="mentee")
        robin.until(lambda: house.kept("Still here"))
    finally:
        ended(starter)


def test_a_room_holds_nothing_of_its_starters(house):
    kept = os.open(house.folder, os.O_RDONLY)
    os.set_inheritable(kept, True)
    try:
        room = start(house)
    finally:
        os.close(kept)
    about = Path(f"/proc/{room}")
    status = dict(
        line.split(":\t", 1) for line in (about / "status").read_text().splitlines() if ":\t" in line
    )
    assert int(status["PPid"]) != os.getpid()
    assert os.getsid(room) not in (os.getsid(0), room)  # no leader: it can never get a terminal
    assert int(status["SigIgn"], 16) >> (signal.SIGHUP - 1) & 1
    assert (about / "cwd").readlink() == Path("/")
    opened = {int(one.name): str(one.readlink()) for one in (about / "fd").iterdir()}
    assert {opened[number] for number in (0, 1, 2)} == {os.devnull}
    assert str(house.folder) not in opened.values()
    assert not any(name.startswith("pipe:") for name in opened.values())


def test_a_room_that_is_hung_up_on_goes_on(house):
    room = start(house)
    os.kill(room, signal.SIGHUP)
    assert house.seat("mentee").meeting.connected
    assert house.room() == room


def test_two_who_start_it_at_the_same_moment_get_one_room(house):
    started: list[int] = []
    threads = [threading.Thread(target=lambda: started.append(start(house))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(started) == 3
    assert len(set(started)) == 1
    assert is_room(started[0], house.meeting)


def test_a_meeting_held_at_one_keyboard_is_not_shared(house):
    desk = house.desk()
    held = desk.resume(PAIR)
    with pytest.raises(HeldByOther, match=f"held by process {os.getpid()}") as told:
        start(house)
    assert told.value.exit_code == 4
    held.leave()
    assert start(house)


def test_a_meeting_that_is_over_is_said_to_be(house):
    desk = house.desk()
    held = desk.resume(PAIR)
    held.act(Act("answered", "mentee", "goal", value="Give the talk"))
    desk.save(held, lambda _: "")
    with pytest.raises(NotFound):
        start_room(house.places, house.environ, PAIR, house.meeting)
    with pytest.raises(NotFound):
        enter(house.desk(), PAIR, "mentee", meeting=house.meeting)


def test_what_stands_in_the_way_is_said_in_the_rooms_words(house):
    house.places.journal(PAIR, house.meeting).write_bytes(b"no journal\n")
    with pytest.raises(CannotDo, match="damaged at its beginning"):
        start_room(house.places, house.environ, PAIR, house.meeting)


def test_a_room_is_found_from_another_environment(house):
    sam = house.seat("mentee")
    house.environ.pop("XDG_RUNTIME_DIR")
    robin = house.seat("mentor")
    for seat in (sam, robin):
        seat.until(lambda seat=seat: seat.meeting.here == {"mentee": 1, "mentor": 1})


def test_nobody_joins_what_nobody_shares(house):
    with pytest.raises(NotFound, match="Nobody shares"):
        enter(house.desk(), PAIR, "mentor")


# Its end


def test_a_room_ends_with_its_last_seat_and_the_meeting_goes_on_later(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    room = house.room()
    sam.say("goal", "Give the talk")
    robin.until(lambda: robin.answer("goal") == "Give the talk")
    sam.link.close()
    robin.until(lambda: robin.meeting.here.get("mentee") == 0)
    robin.link.close()
    wait_for_end(room)
    assert list((house.folder / "checkin").iterdir()) == []
    held = house.desk().resume(PAIR)
    assert held.state.answer("goal", "mentee").value == "Give the talk"
    held.leave()
    # It is still a shared one: whoever joins starts the room again.
    joined, wire = enter(house.desk(), PAIR, "mentor")
    assert joined.state.answer("goal", "mentee").value == "Give the talk"
    wire.close()


def test_a_meeting_in_which_nothing_was_said_leaves_nothing_behind(house):
    sam = house.seat("mentee")
    room = house.room()
    sam.link.close()
    wait_for_end(room)
    assert not (house.places.pair(PAIR) / NOTE).exists()
    assert house.desk().unfinished(PAIR) == ()


NOBODY = """
import os, sys
from checkin.live import serve
from checkin.record.desk import Desk
serve.SOMEBODY_WITHIN = 0.2
sys.exit(serve.serve(Desk.from_environment(os.environ), *sys.argv[1:], str, print))
"""


def test_a_room_that_nobody_comes_to_ends_and_keeps_what_was_said(house):
    desk = house.desk()
    held = desk.resume(PAIR)
    held.act(Act("answered", "mentee", "goal", value="Give the talk"))
    held.leave()
    argv = [sys.executable, "-c", NOBODY, PAIR, house.meeting]
    done = subprocess.run(argv, env=house.environ, capture_output=True, timeout=60, cwd="/")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    held = house.desk().resume(PAIR)
    assert held.state.answer("goal", "mentee").value == "Give the talk"
    held.leave()


def test_a_room_asked_to_end_ends_cleanly_and_a_seat_starts_the_next(house):
    sam = house.seat("mentee")
    sam.say("goal", "Give the talk")
    room = house.room()
    os.kill(room, signal.SIGTERM)
    sam.until(lambda: any(change.connection == "lost" for change in sam.changes))
    wait_for_end(room)
    sam.say("goal", "Give the talk well")
    sam.until(lambda: sam.meeting.connected)
    assert house.room() != room
    sam.until(lambda: house.kept("talk well"))
    assert house.log() == []


def test_a_killed_room_is_started_again_with_every_word(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    for number in range(20):
        sam.say("goal", f"Word {number}")
        robin.say("real_issue", f"Also {number}", seat="mentee")
    os.kill(house.room(), signal.SIGKILL)
    for seat in (sam, robin):
        seat.until(lambda seat=seat: not seat.meeting.connected)
    sam.say("goal", "Word 20")
    for seat in (sam, robin):
        seat.until(lambda seat=seat: seat.meeting.connected)
    robin.until(lambda: robin.answer("goal") == "Word 20")
    sam.until(lambda: sam.answer("real_issue") == "Also 19")
    for seat in (sam, robin):
        seat.until(lambda seat=seat: seat.meeting.here == {"mentee": 1, "mentor": 1})


def test_a_room_whose_socket_was_removed_is_found_again(house):
    sam = house.seat("mentee")
    room = house.room()
    house.socket().unlink()
    robin = house.seat("mentor")
    assert house.room() == room
    for seat in (sam, robin):
        seat.until(lambda seat=seat: seat.meeting.here == {"mentee": 1, "mentor": 1})


# Bounds


def test_there_is_room_for_sixteen_windows(house):
    start(house)
    callers = [house.knock() for _ in range(MOST_CONNECTIONS)]
    callers[0].hello("mentor")
    callers[0].until("ready")
    one_more = house.knock()
    one_more.hello("mentee")
    assert one_more.rest() == b""
    # Of one seat only the newest window stays, which makes room.
    callers[1].hello("mentor")
    callers[1].until("ready")
    assert "another window" in callers[0].until("bye")["why"]
    assert callers[0].rest() == b""
    again = house.knock()
    again.hello("mentee")
    again.until("ready")
    for caller in (*callers, one_more, again):
        caller.close()


def test_a_seat_that_reads_nothing_does_not_hold_up_the_other(house):
    start(house)
    deaf = house.knock()
    deaf.hello("mentee")
    deaf.until("ready")
    robin = house.seat("mentor")
    words = "Nobody reads this. " * 500
    for number in range(40):
        robin.say("real_issue", f"{number} {words}", seat="mentee")
        robin.until(lambda number=number: house.kept(f"{number} Nobody"))
    assert 40 * len(words) < MOST_EVER
    deaf.close()


def test_an_idle_meeting_costs_nothing(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    sam.say("goal", "Give the talk")
    robin.until(lambda: robin.answer("goal") == "Give the talk")
    tasks = Path(f"/proc/{house.room()}/task")

    def turns() -> dict[str, int]:
        told = {}
        for one in tasks.iterdir():
            with suppress(OSError):  # a thread may end as we look; that it is missing tells of its turn
                lines = (one / "status").read_text().splitlines()
                told[one.name] = sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)
        return told

    def silent() -> bool:
        before = turns()
        for seat, within in ((sam, 1.5), (robin, 0)):
            while ready(seat, within):
                seat.link.wait(seat.reading)
        return turns() == before

    # What was typed last is brought to the disk, which takes its time; then there is silence. A room
    # that waits for a processor has no turn either: once is not enough.
    ends = time.monotonic() + PATIENCE
    while not (silent() and silent()):
        assert time.monotonic() < ends


def ready(seat: Seat, within: float) -> bool:
    """Whether something comes in so soon."""
    wire = seat.link._wire
    assert wire is not None
    return bool(select.select([wire], [], [], within)[0])


def test_a_full_disk_is_told_to_both_and_so_is_its_end(house):
    sam, robin = house.seat("mentee"), house.seat("mentor")
    room = house.room()
    _, hard = resource.prlimit(room, resource.RLIMIT_FSIZE)
    size = house.places.journal(PAIR, house.meeting).stat().st_size
    resource.prlimit(room, resource.RLIMIT_FSIZE, (size, hard))
    since = Stopwatch()
    sam.say("goal", "Give the talk")
    for seat in (sam, robin):
        seat.until(lambda seat=seat: seat.meeting.trouble is not None)
        assert since.seconds < 2
        assert "ulimit" in str(seat.meeting.trouble)
    robin.until(lambda: robin.answer("goal") == "Give the talk")
    resource.prlimit(room, resource.RLIMIT_FSIZE, (hard, hard))
    for seat in (sam, robin):
        seat.until(lambda seat=seat: seat.meeting.trouble is None)
    assert house.kept("Give the talk")


# Strangers


STRANGER = """
import socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.settimeout(20)
connection.connect(sys.argv[1])
try:
    connection.sendall(bytes.fromhex(sys.argv[2]))
    got = connection.recv(100)
except ConnectionError:
    got = b""
print(len(got))
"""


def test_another_account_gets_no_byte(house):
    stranger = as_stranger()
    start(house)
    path = house.socket()
    # Even if somebody had opened the folder and the socket to everybody.
    for folder in (house.folder, path.parent):
        folder.chmod(0o755)
    path.chmod(0o777)
    hello = b'{"k":"hello","v":2,"seat":"mentee"}'
    done = subprocess.run(
        [*stranger, sys.executable, "-c", STRANGER, str(path), frame(hello).hex()],
        capture_output=True,
        timeout=60,
        cwd="/",
    )
    assert (done.stdout, done.stderr) == (b"0\n", b"")
    path.parent.chmod(0o700)
    caller = house.knock()
    caller.hello()
    assert caller.until("here")["here"] == {"mentee": 0, "mentor": 1}
    caller.close()


def as_stranger() -> list[str]:
    import shutil

    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs root and setpriv to be another account")
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def test_a_link_in_place_of_the_socket_is_refused_by_both(house):
    room = start(house)
    path = house.socket()
    os.kill(room, signal.SIGKILL)
    wait_for_end(room)
    elsewhere = house.folder / "elsewhere.sock"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    with pytest.raises(CannotDo, match="Something else stands in the place"):
        house.seat("mentee")
    with pytest.raises(CannotDo, match="Something else stands in the place"):
        start_room(house.places, house.environ, PAIR, house.meeting)
    assert path.is_symlink()
    assert house.desk().resume(PAIR).leave() is None


@pytest.mark.parametrize("mode", [0o777, 0o710])
def test_a_folder_that_others_can_reach_is_refused_by_both(house, mode):
    room = start(house)
    folder = house.socket().parent
    folder.chmod(mode)
    with pytest.raises(CannotDo, match="chmod 700"):
        house.seat("mentee")
    os.kill(room, signal.SIGKILL)
    wait_for_end(room)
    with pytest.raises(CannotDo, match="chmod 700"):
        start_room(house.places, house.environ, PAIR, house.meeting)
    folder.chmod(0o700)
    assert house.seat("mentee").meeting.connected


def test_a_command_line_of_the_room_by_hand_says_what_is_wrong():
    from command_line import checkin_with

    with a_house() as house:
        done = checkin_with(house.home, "room", PAIR, "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        assert done.code == 3
        assert "There is no unfinished meeting" in done.err
        assert "room" not in checkin_with(house.home, "--help").out.split("Commands:")[1].split()
