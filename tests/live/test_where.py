"""Where a room listens: the folder, the socket, the note that says where, and who is at the other end."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from checkin.ground.errors import CannotDo
from checkin.ground.places import find_places
from checkin.live import where
from checkin.live.where import SharedMeeting

PAIR = "sam-robin"
MEETING = "01K9B0000000000000000MEET1"
NOBODY = 65534

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another account")


@pytest.fixture
def folder():
    """A short folder, for a socket's path has little room."""
    folder = Path(tempfile.mkdtemp(prefix="ck", dir="/tmp"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def places(folder):
    places = find_places({"CHECKIN_HOME": str(folder / "home")})
    (places.pair(PAIR)).mkdir(parents=True)
    (places.pair(PAIR) / "record.json").write_text("{}")
    return places


def an_open_meeting(places, meeting=MEETING, pair=PAIR):
    places.open_meeting(pair, meeting).mkdir(parents=True, exist_ok=True)
    places.journal(pair, meeting).write_text("")


def a_note(folder, **changes):
    shared = SharedMeeting(PAIR, MEETING, folder / "x.sock", 7, "here", "2026-11-27T14:00:00.000+00:00")
    return replace(shared, **changes)


# The folder


def test_it_is_in_the_sessions_runtime_folder_and_closed_to_others(folder):
    made = where.runtime_folder({"XDG_RUNTIME_DIR": str(folder)})
    assert made == folder / "checkin"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert where.runtime_folder({"XDG_RUNTIME_DIR": str(folder)}) == made


@pytest.mark.parametrize(
    "how", ["none", "empty", "relative", "missing", "a file", "open to others", "a link", "long"]
)
def test_without_a_runtime_folder_of_ones_own_it_is_below_tmp(folder, how):
    given = folder / "run"
    given.mkdir(mode=0o700)
    match how:
        case "empty" | "relative":
            given = Path("" if how == "empty" else "run")
        case "missing":
            given.rmdir()
        case "a file":
            given = folder / "file"
            given.write_text("")
        case "open to others":
            given.chmod(0o720)
        case "a link":
            given = folder / "link"
            given.symlink_to(folder / "run")
        case "long":
            given = folder / ("long" * 20)
            given.mkdir(mode=0o700)
    environ = {} if how == "none" else {"XDG_RUNTIME_DIR": "" if how == "empty" else str(given)}
    assert where.runtime_folder(environ) == Path(f"/tmp/checkin-{os.geteuid()}")


@as_root
def test_another_accounts_runtime_folder_is_not_used(folder):
    given = folder / "run"
    given.mkdir(mode=0o700)
    os.chown(given, NOBODY, NOBODY)
    assert where.runtime_folder({"XDG_RUNTIME_DIR": str(given)}).parent == Path("/tmp")


@pytest.mark.parametrize(
    ("how", "said"),
    [("a link", "is a link"), ("a file", "is a file"), ("open", "chmod 700"), ("a closed link", "is a link")],
)
def test_a_folder_that_may_be_somebody_elses_is_refused(folder, how, said):
    ours = folder / "checkin"
    if how == "a file":
        ours.write_text("")
    elif how == "open":
        ours.mkdir()
        ours.chmod(0o710)
    else:
        (folder / "other").mkdir(mode=0o700)
        ours.symlink_to(folder / ("other" if how == "a link" else "nowhere"))
    with pytest.raises(CannotDo, match=said) as told:
        where.runtime_folder({"XDG_RUNTIME_DIR": str(folder)})
    assert told.value.remedy


@as_root
def test_a_folder_of_another_account_is_refused(folder):
    (folder / "checkin").mkdir(mode=0o700)
    os.chown(folder / "checkin", NOBODY, NOBODY)
    with pytest.raises(CannotDo, match="belongs to another account"):
        where.runtime_folder({"XDG_RUNTIME_DIR": str(folder)})


def test_a_sockets_path_is_short_and_always_the_same(folder, places):
    environ = {"XDG_RUNTIME_DIR": str(folder)}
    path = where.socket_path(environ, places, PAIR)
    assert len(os.fsencode(path)) < 100
    assert path == where.socket_path(environ, places, PAIR)
    (folder / "link").symlink_to(places.home)
    assert path == where.socket_path(environ, find_places({"CHECKIN_HOME": str(folder / "link")}), PAIR)
    assert path != where.socket_path(environ, places, "kim-robin")
    assert path != where.socket_path(environ, find_places({"CHECKIN_HOME": str(folder / "other")}), PAIR)


# The socket


def test_a_socket_is_for_this_account_only(folder):
    before = os.umask(0)
    try:
        listener = where.listen_at(folder / "x.sock")
    finally:
        assert os.umask(before) == 0
    assert stat.S_IMODE((folder / "x.sock").stat().st_mode) == 0o600
    connection = where.connect_to(folder / "x.sock")
    assert where.peer_uid(connection) == os.geteuid()
    connection.close()
    listener.close()


def test_the_socket_of_a_dead_room_is_replaced(folder):
    where.listen_at(folder / "x.sock").close()
    with pytest.raises(ConnectionRefusedError):
        where.connect_to(folder / "x.sock")
    with where.listen_at(folder / "x.sock"):
        where.connect_to(folder / "x.sock").close()


@pytest.mark.parametrize("what", ["a link", "a closed link", "a file", "a folder"])
def test_what_is_no_socket_is_neither_used_nor_removed(folder, what):
    path = folder / "x.sock"
    with socket.socket(socket.AF_UNIX) as elsewhere:
        elsewhere.bind(str(folder / "elsewhere"))
        elsewhere.listen()
        match what:
            case "a file":
                path.write_text("mine")
            case "a folder":
                path.mkdir()
            case _:
                path.symlink_to(folder / ("elsewhere" if what == "a link" else "nowhere"))
        for use in (where.listen_at, where.connect_to):
            with pytest.raises(CannotDo, match="Something else stands in the place"):
                use(path)
        where.forget_socket(path)
    assert os.path.lexists(path)


@pytest.mark.parametrize("path", ["x.sock", "/tmp/../tmp/x.sock"])
def test_a_place_that_is_no_place_is_not_used(path):
    with pytest.raises(CannotDo):
        where.connect_to(Path(path))


def test_nobody_listens_where_nothing_is(folder):
    for path in (folder / "x.sock", folder / "none" / "x.sock"):
        with pytest.raises(ConnectionRefusedError):
            where.connect_to(path)


LISTENER = """
import os, socket, sys
listener = socket.socket(fileno=0)
listener.listen()
os.write(1, b"listening")
connection, _ = listener.accept()
os.write(1, b" heard %d" % len(connection.recv(100)))
"""


@as_root
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv makes a process another account's")
def test_another_accounts_process_at_our_socket_gets_no_word(folder):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "x.sock"))
        stranger = subprocess.Popen(
            ["setpriv", f"--reuid={NOBODY}", "--clear-groups", sys.executable, "-c", LISTENER],
            stdin=listener,
            stdout=subprocess.PIPE,
            cwd="/",
        )
    assert os.read(stranger.stdout.fileno(), 100) == b"listening"
    try:
        with pytest.raises(CannotDo, match="Another account listens"):
            where.connect_to(folder / "x.sock")
        assert stranger.communicate(timeout=30)[0] == b" heard 0"
    finally:
        stranger.kill()
        stranger.communicate()


# The note


def test_a_note_says_where_the_room_listens(folder, places):
    an_open_meeting(places)
    where.write_note(places, a_note(folder))
    assert where.read_note(places, PAIR) == a_note(folder)
    assert stat.S_IMODE((places.pair(PAIR) / where.NOTE).stat().st_mode) == 0o600
    where.forget_note(places, PAIR)
    assert where.read_note(places, PAIR) is None


def test_the_note_of_a_meeting_that_is_over_counts_no_more(folder, places):
    where.write_note(places, a_note(folder))
    assert where.read_note(places, PAIR) is None
    an_open_meeting(places)
    assert where.read_note(places, PAIR) is not None


@pytest.mark.parametrize("meeting", ["", ".", "..", "../open/" + MEETING, MEETING + "\0", 7, None])
def test_a_note_leads_nowhere_else(folder, places, meeting):
    an_open_meeting(places)
    (places.open(PAIR) / "journal").write_text("")
    where.write_note(places, a_note(folder))
    path = places.pair(PAIR) / where.NOTE
    path.write_text(json.dumps({**json.loads(path.read_text()), "meeting": meeting}))
    assert where.read_note(places, PAIR) is None


@pytest.mark.parametrize(
    "said", ["", "{", "[]", "{}", "9" * 5000, "[" * 4000, '{"meeting": "x"}', "\0", "\xff"]
)
def test_a_note_that_makes_no_sense_is_none(places, said):
    an_open_meeting(places)
    (places.pair(PAIR) / where.NOTE).write_text(said, encoding="latin-1")
    assert where.read_note(places, PAIR) is None


def test_a_note_that_is_a_link_or_a_pipe_is_none(folder, places):
    an_open_meeting(places)
    where.write_note(places, a_note(folder))
    path = places.pair(PAIR) / where.NOTE
    path.rename(folder / "note")
    path.symlink_to(folder / "note")
    assert where.read_note(places, PAIR) is None
    path.unlink()
    os.mkfifo(path)
    assert where.read_note(places, PAIR) is None


def test_shared_meetings_are_found_the_latest_first(folder, places):
    assert where.find_rooms(places) == ()
    for number, pair in enumerate(("kim-robin", PAIR, "ana-robin")):
        places.pair(pair).mkdir(exist_ok=True)
        (places.pair(pair) / "record.json").write_text("{}")
        an_open_meeting(places, pair=pair)
        if pair != "ana-robin":
            where.write_note(places, a_note(folder, pair=pair, since=f"2026-11-2{number}T14:00:00.000+00:00"))
    assert [found.pair for found in where.find_rooms(places)] == [PAIR, "kim-robin"]


def test_the_holder_of_a_meeting_is_known_by_its_number(places):
    assert where.holder(places, PAIR) is None
    from checkin.record.lock import Lock

    with Lock(places.pair(PAIR) / "meeting.lock", "a meeting of this pair"):
        assert where.holder(places, PAIR) == os.getpid()
    (places.pair(PAIR) / "meeting.lock.holder").write_text("{")
    assert where.holder(places, PAIR) is None
