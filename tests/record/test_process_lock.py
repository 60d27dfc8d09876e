from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys

import pytest

from checkin.ground.errors import CannotDo, HeldByOther
from checkin.record.lock import Lock

HOLD = """
import sys
from pathlib import Path
from checkin.record.lock import Lock
lock = Lock(Path(sys.argv[1]), "the record")
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "x.lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_process_is_told_who_holds_it(tmp_path, holder):
    with pytest.raises(HeldByOther) as told:
        Lock(tmp_path / "x.lock", "the record of Mia and Sam").acquire()
    pattern = rf"The record of Mia and Sam is held by process {holder.pid} on \S+ since \d\d:\d\d\."
    assert re.fullmatch(pattern, told.value.message)
    assert told.value.remedy
    assert told.value.exit_code == 4


def test_a_killed_holders_lock_is_free_at_once(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "x.lock.holder").exists()
    with Lock(tmp_path / "x.lock", "the record"):
        assert json.loads((tmp_path / "x.lock.holder").read_text())["pid"] == os.getpid()


def test_waiting_gets_the_lock_when_its_holder_ends(tmp_path, holder):
    holder.stdin.close()
    lock = Lock(tmp_path / "x.lock", "the record")
    lock.acquire(wait_seconds=60)
    assert lock.held
    lock.release()


def test_a_lock_is_held_against_this_very_process_too(tmp_path):
    with Lock(tmp_path / "x.lock", "the record"), pytest.raises(HeldByOther, match=str(os.getpid())):
        Lock(tmp_path / "x.lock", "the record").acquire()
    with Lock(tmp_path / "x.lock", "the record") as lock:
        assert lock.held
    assert not lock.held
    lock.release()


def test_lock_files_are_private_and_the_holders_name_goes_with_the_lock(tmp_path):
    with Lock(tmp_path / "x.lock", "the record"):
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert modes == {0o600}
        assert sorted(path.name for path in tmp_path.iterdir()) == ["x.lock", "x.lock.holder"]
    assert not (tmp_path / "x.lock.holder").exists()


def test_a_link_in_the_locks_place_is_refused(tmp_path):
    (tmp_path / "target").write_text("mine")
    (tmp_path / "x.lock").symlink_to(tmp_path / "target")
    with pytest.raises(CannotDo, match="link"):
        Lock(tmp_path / "x.lock", "the record").acquire()
    assert (tmp_path / "target").read_text() == "mine"


def test_a_link_in_the_holders_place_is_replaced(tmp_path):
    (tmp_path / "target").write_text("mine")
    (tmp_path / "x.lock.holder").symlink_to(tmp_path / "target")
    with Lock(tmp_path / "x.lock", "the record"):
        assert (tmp_path / "target").read_text() == "mine"


@pytest.mark.parametrize(
    "said", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1, "host": [], "since": 3}', "\xff"]
)
def test_a_holders_note_that_makes_no_sense_is_passed_over(tmp_path, said):
    with Lock(tmp_path / "x.lock", "the record"):
        (tmp_path / "x.lock.holder").write_text(said)
        with pytest.raises(HeldByOther, match="another process"):
            Lock(tmp_path / "x.lock", "the record").acquire()


def test_no_folder_is_said_plainly(tmp_path):
    with pytest.raises(CannotDo):
        Lock(tmp_path / "none" / "x.lock", "the record").acquire()
