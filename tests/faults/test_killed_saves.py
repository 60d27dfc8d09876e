"""A save that is killed, or refused by the disk, at each of the system calls that change anything."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from checkin.ground.clock import FixedClock
from checkin.ground.ids import Ids
from checkin.ground.places import find_places
from checkin.record.ledger import Ledger
from checkin.record.pairs import create_pair

STRACE = shutil.which("strace")

# Imports once, then forks a child for each call to hit. strace counts calls for each process by itself
# and always strikes at the AT-th: a child makes so many empty calls first that it is the one we mean.
DRIVER = r"""
import fcntl, json, os, sys
from pathlib import Path
import filelock, tinydb
from checkin.ground.errors import CheckinError
from checkin.record.ledger import Ledger
import checkin.record.storage

call, at, runs, meeting = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.argv[4])
meeting["content"], meeting["summary"] = b'{"meeting": 2}', b"# Second"
null = os.open("/dev/null", os.O_RDWR)
empty = {
    "openat": lambda: os.open("/nowhere/x", os.O_RDONLY),
    "write": lambda: os.write(null, b""),
    "fsync": lambda: os.fsync(null),
    "rename": lambda: os.rename("/nowhere/x", "/nowhere/y"),
    "link": lambda: os.link("/nowhere/x", "/nowhere/y"),
    "unlink": lambda: os.unlink("/nowhere/x"),
    "mkdir": lambda: os.mkdir("/"),
    "flock": lambda: fcntl.flock(null, fcntl.LOCK_UN),
}[call]

def child(folder, skip):
    for _ in range(skip):
        try:
            empty()
        except OSError:
            pass
    try:
        Ledger(folder).save_meeting(**meeting)
        return 0
    except CheckinError as error:
        print(error.message, file=sys.stderr)
    ledger = Ledger.read(folder)
    assert not ledger.notices, ledger.notices
    assert len(ledger.meetings) in (1, 2)
    Ledger(folder).save_meeting(**meeting)
    return 10

ends = []
for number, folder in enumerate(sorted(runs.iterdir()), start=1):
    pid = os.fork()
    if pid == 0:
        end = 1
        try:
            end = child(folder / "pairs" / "mia-sam", at - number)
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(end)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(json.dumps(ends))
"""

# How often a save makes the call, at most; and how often Python itself may make it before we fork.
CALLS = {
    "openat": (22, 1200),
    "write": (8, 400),
    "fsync": (10, 40),
    "rename": (12, 40),
    "link": (4, 40),
    "unlink": (6, 40),
    "mkdir": (5, 40),
    "flock": (6, 40),
}


def can_inject():
    if STRACE is None:
        return False
    probe = subprocess.run([STRACE, "-f", "-qq", "-e", "inject=fsync:error=EIO", "true"], capture_output=True)
    return probe.returncode == 0


pytestmark = pytest.mark.skipif(not can_inject(), reason="strace is missing or may not trace here")


def entry(ulid, mentee, ids):
    at = "2026-11-22T10:00:00.000+00:00"
    steps = [{"id": ids.new(), "meeting": ulid, "what": "write", "owner": mentee, "due": None}]
    return {
        "entry": {"id": ulid, "bank": "regular", "started": at, "ended": at, "minutes": 45},
        "steps": steps,
        "accounts": [],
        "agreed": [{"id": ids.new(), "meeting": ulid, "seat": "mentee", "at": at}],
        "summary_name": f"{ulid.lower()}.md",
    }


@pytest.fixture
def second(tmp_path):
    """Many copies of a pair with one meeting on record, and the facts of the second."""
    ids = Ids()
    places = find_places({"CHECKIN_HOME": str(tmp_path / "template")})
    pair = create_pair(places, "Sam", "Mia", None, ids, FixedClock(datetime(2026, 11, 22, tzinfo=UTC)))
    mentee = Ledger.read(places.pair(pair)).person("mentee").id
    Ledger(places.pair(pair)).save_meeting(**entry(ids.new(), mentee, ids), content=b"{}", summary=b"# First")
    shutil.rmtree(places.summaries(pair))  # so that the save has a folder to make
    return entry(ids.new(), mentee, ids)


def strike(tmp_path, call, fault, second):
    """Save in every copy, the fault striking at the first, second, third … such call. Returns the ends."""
    most, at = CALLS[call]
    for number in range(most):
        shutil.copytree(tmp_path / "template", tmp_path / "runs" / f"{number:03}")
    tracing = [STRACE, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
    injecting = ["-e", f"inject={call}:{fault}:when={at}"]
    saving = [sys.executable, "-B", "-c", DRIVER, call, str(at), tmp_path / "runs", json.dumps(second)]
    done = subprocess.run(
        [*tracing, *injecting, *saving],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    ends = json.loads(done.stdout)
    assert ends[-1] == 0, "a save makes this call more often than was thought"
    return ends, done.stderr


@pytest.mark.parametrize("call", CALLS)
def test_a_save_killed_at_any_call_leaves_the_old_or_the_new_record(tmp_path, second, call):
    ends, complaints = strike(tmp_path, call, "signal=KILL", second)
    assert set(ends) <= {0, -9}, complaints
    assert -9 in ends
    for folder in sorted((tmp_path / "runs").glob("*/pairs/mia-sam")):
        ledger = Ledger.read(folder)
        assert ledger.notices == ()
        assert (len(ledger.meetings), len(ledger.steps)) in ((1, 1), (2, 2))
        Ledger(folder).save_meeting(**second, content=b'{"meeting": 2}', summary=b"# Second")
        whole(folder, second)


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("call", ["write", "fsync", "rename", "link", "openat", "mkdir"])
def test_a_save_refused_at_any_call_keeps_the_old_record_and_works_afterwards(tmp_path, second, call, error):
    ends, complaints = strike(tmp_path, call, f"error={error}", second)
    # 10: it was told, the record was whole, and saving again worked. 0: it could do without that call.
    assert set(ends) <= {0, 10}, complaints
    if call != "link":  # without links, backups are copies
        assert 10 in ends
        assert "Could not" in complaints
    for folder in (tmp_path / "runs").glob("*/pairs/mia-sam"):
        whole(folder, second)


def whole(folder, second):
    ledger = Ledger.read(folder)
    assert ledger.notices == ()
    assert [len(ledger.meetings), len(ledger.steps)] == [2, 2]
    assert ledger.meetings[0].agreed == ("mentee",)
    assert (folder / ledger.meetings[0].file).read_bytes() == b'{"meeting": 2}'
    assert (folder / "summaries" / second["summary_name"]).read_bytes() == b"# Second"
    assert not list(folder.rglob("*.tmp"))
    assert not list(folder.rglob("*damaged*"))
