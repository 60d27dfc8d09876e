"""Taking a line back, killed or refused by the disk at each of the system calls that change anything."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import taken
from taken import PAIR, desk_at, line_of, on, render, say, word

from checkin.record.gone import still_going
from checkin.record.taking_back import finish, take_back

STRACE = shutil.which("strace")

# As in `test_killed_saves`: imports once, then forks a child for each call to hit, which makes so many empty
# calls first that strace strikes at the one we mean.
DRIVER = r"""
import json, os, sys
from pathlib import Path
from taken import PAIR, desk_at, line_of, render, word
from checkin.ground.errors import CheckinError
from checkin.record import alone, redacted, saved, starting, taking_back, whose

call, at, runs = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
null = os.open("/dev/null", os.O_RDWR)
empty = {
    "write": lambda: os.write(null, b""),
    "rename": lambda: os.rename("/nowhere/x", "/nowhere/y"),
    "unlink": lambda: os.unlink("/nowhere/x"),
}[call]

def child(home, skip):
    desk = desk_at(home)
    meeting, line = desk.ledger(PAIR).meeting_meant("1").id, line_of(desk, "1", word("goal"))
    for _ in range(skip):
        try:
            empty()
        except OSError:
            pass
    try:
        taking_back.take_back(desk, PAIR, meeting, line, render)
        return 0
    except CheckinError as error:
        print(error.message, file=sys.stderr)
        return 10

ends = []
for number, home in enumerate(sorted(runs.iterdir()), start=1):
    pid = os.fork()
    if pid == 0:
        end = 1
        try:
            end = child(home, at - number)
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(end)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(json.dumps(ends))
"""

# How often it makes the call, at most; and how often Python itself may make it before we fork.
CALLS = {"write": (9, 400), "rename": (14, 60), "unlink": (12, 60)}

BANK = """\
format: 1
id: two_things
title: Two things
stages:
  - id: one
    title: One
    questions:
      - {id: account, type: follow_through, ask: What became of it?}
      - {id: goal, type: goal, ask: What for?}
      - {id: step, type: steps, ask: What next?}
"""


def can_inject():
    if STRACE is None:
        return False
    probe = subprocess.run([STRACE, "-f", "-qq", "-e", "inject=fsync:error=EIO", "true"], capture_output=True)
    return probe.returncode == 0


pytestmark = pytest.mark.skipif(not can_inject(), reason="strace is missing or may not trace here")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A pair with a meeting on record, and another left open that asks back what was said in it."""
    home = tmp_path_factory.mktemp("killed") / "home"
    desk = desk_at(home, taken.DAY)
    desk.create_pair("Robin", "Sam")
    (home / "question_banks").mkdir()
    (home / "question_banks" / "two_things.yaml").write_text(BANK, encoding="utf-8")
    meeting = desk.begin(PAIR, "two_things")
    say(meeting, "goal", word("goal"))
    on(meeting, "added", "mentee", "step", value={"what": "Call them"})
    desk.save(meeting, render)
    desk.begin(PAIR, "two_things").leave()
    shutil.rmtree(home / "cache")
    return home


def strike(template, runs, call, fault):
    """Take the line back in every copy, the fault striking at the first, second … such call."""
    most, at = CALLS[call]
    for number in range(most):
        shutil.copytree(template, runs / f"{number:03}")
    tracing = [STRACE, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
    injecting = ["-e", f"inject={call}:{fault}:when={at}"]
    taking = [sys.executable, "-B", "-c", DRIVER, call, str(at), runs]
    found = Path(taken.__file__).parent
    done = subprocess.run(
        [*tracing, *injecting, *taking],
        capture_output=True,
        text=True,
        timeout=300,
        env={"PYTHONPATH": f"{found}:{found.parent}", "TZ": "UTC"},
    )
    assert done.returncode == 0, done.stderr
    ends = json.loads(done.stdout)
    assert ends[-1] == 0, "this call is made more often than was thought"
    return ends, done.stderr


def whole(home):
    """Either it was said, everywhere, or it is shown nowhere; and the next try finishes it."""
    desk = desk_at(home)
    shown = word("goal") in render(desk.saved(PAIR, "1"))
    assert shown is not bool(desk.ledger(PAIR).redactions)
    if shown:
        take_back(desk, PAIR, desk.ledger(PAIR).meetings[0].id, line_of(desk, "1", word("goal")), render)
    else:
        finish(desk, PAIR, render)
    assert desk.notices.take() == ()
    assert [
        path for path in home.rglob("*") if path.is_file() and word("goal").encode() in path.read_bytes()
    ] == []
    assert not list(home.rglob("*.tmp"))
    assert not still_going(desk.places, PAIR)
    assert len(desk.ledger(PAIR).redactions) == 1
    assert [step.what for step in desk.ledger(PAIR).steps] == ["Call them"]


@pytest.mark.parametrize("call", CALLS)
def test_taking_back_killed_at_any_call_is_done_or_not_and_the_next_try_finishes_it(template, tmp_path, call):
    ends, complaints = strike(template, tmp_path / "runs", call, "signal=KILL")
    assert set(ends) <= {0, -9}, complaints
    assert -9 in ends
    for home in sorted((tmp_path / "runs").iterdir()):
        whole(home)


def test_a_full_disk_is_said_and_there_is_room_again_for_the_next_try(template, tmp_path):
    ends, complaints = strike(template, tmp_path / "runs", "write", "error=ENOSPC")
    assert set(ends) <= {0, 10}, complaints
    assert 10 in ends
    assert "no space left" in complaints
    for home in sorted((tmp_path / "runs").iterdir()):
        whole(home)
