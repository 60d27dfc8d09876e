"""Journals cut, flipped, zeroed, on a full disk, and written by processes that are killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys

import pytest

from checkin.ground.errors import CannotDo
from checkin.record.journal import Journal, read_journal

STRACE = shutil.which("strace")
ENTRIES = [{"n": n, "seat": "mentee", "value": f"“é” word {n}"} for n in range(12)]
HEADER = {"bank": {"title": "Regular"}}


@pytest.fixture
def path(tmp_path):
    journal = Journal.create(tmp_path / "open" / "01M", HEADER)
    for entry in ENTRIES:
        journal.append(entry)
    journal.close()
    return journal.path


def test_a_journal_cut_at_any_byte_keeps_every_line_before_the_cut(path):
    raw = path.read_bytes()
    for cut in range(len(raw) + 1):
        path.write_bytes(raw[:cut])
        found = read_journal(path)
        # A line that lacks only its newline is whole.
        whole = sum(1 for end, byte in enumerate(raw) if byte == 0x0A and end <= cut)
        assert found.entries == ENTRIES[: max(whole - 2, 0)], cut
        assert (found.header is not None) == (whole > 0)
        assert found.damage == ()


@pytest.mark.parametrize("seed", range(3))
def test_four_kilobytes_of_anything_after_it_cost_nothing(path, seed):
    chance = random.Random(seed)
    for tail in (b"\0" * 4096, chance.randbytes(4096), b"\n" * 4096, b"\xff" * 4096):
        raw = path.read_bytes()
        path.write_bytes(raw + tail)
        assert read_journal(path).entries == ENTRIES
        again = Journal.open_for_append(path)
        again.append({"n": 99})
        again.close()
        assert read_journal(path).entries == [*ENTRIES, {"n": 99}]
        path.write_bytes(raw)


def test_one_flipped_bit_at_three_hundred_places_costs_at_most_its_own_lines(path):
    raw = path.read_bytes()
    starts = [0] + [end + 1 for end, byte in enumerate(raw) if byte == 0x0A]
    for bit in random.Random(4).sample(range(len(raw) * 8), 300):
        damaged = bytearray(raw)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        found = read_journal(path)
        line = sum(start <= bit // 8 for start in starts) - 1
        # A flipped newline joins two lines; both are lost, and nothing else.
        lost = {line, line + 1} if raw[bit // 8] == 0x0A else {line}
        assert found.header == {"journal": 1, **HEADER} or lost >= {0, 1}
        assert [entry for n, entry in enumerate(ENTRIES) if n + 2 not in lost] == [
            entry for entry in found.entries if entry in ENTRIES and ENTRIES.index(entry) + 2 not in lost
        ]
        assert len(found.entries) >= len(ENTRIES) - 2
        assert all(entry in ENTRIES for entry in found.entries)
        assert found.damage or line == len(starts) - 2 or raw[bit // 8] == 0x0A


TYPIST = """
import os, sys
from pathlib import Path
from checkin.record.journal import Journal
for round in range(100):
    folder = Path(sys.argv[1]) / str(round)
    if os.fork() == 0:
        journal = Journal.create(folder, {})
        n = 0
        while True:
            n += 1
            journal.append({"n": n, "value": "word " * (n % 50)})
            os.write(1, b"%d %d\\n" % (os.getpid(), n))
    os.wait()
    os.write(1, b"end %d\\n" % round)
"""


def test_a_hundred_kills_while_typing_lose_no_acknowledged_key(tmp_path):
    chance = random.Random(3)
    with subprocess.Popen([sys.executable, "-c", TYPIST, tmp_path], stdout=subprocess.PIPE) as typist:
        for number in range(100):
            patience, told = chance.randint(1, 40), 0
            for line in typist.stdout:
                who, what = line.split()
                if who == b"end":
                    break
                told = int(what)
                if told == patience:
                    os.kill(int(who), signal.SIGKILL)
            found = read_journal(tmp_path / str(number) / "journal")
            assert told >= patience
            assert [entry["n"] for entry in found.entries][:told] == list(range(1, told + 1))
    assert typist.returncode == 0


FULL = """
import resource, sys
from pathlib import Path
from checkin.record.journal import Journal, read_journal
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
journal = Journal.create(Path(sys.argv[1]) / "m", {"bank": 1})
entries = [{"n": n, "value": "x" * 700} for n in range(20)]
taken = []
for entry in entries[:12]:
    if len(taken) == 5:
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal.path.stat().st_size + 1000, hard))
        taken.append(journal.append(entry))
        continue
    taken.append(journal.append(entry))
assert taken == [True] * 6 + [False] * 6, taken
assert "larger" in journal.trouble.message, journal.trouble
assert not journal.retry()
assert read_journal(journal.path).entries == entries[:6]
assert read_journal(journal.path).damage == ()
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
if sys.argv[2] == "retry":
    assert journal.retry()
else:
    assert journal.append(entries[12])
assert journal.trouble is None
for entry in entries[12 if sys.argv[2] == "retry" else 13:]:
    assert journal.append(entry)
journal.close()
found = read_journal(journal.path)
assert found.entries == entries
assert found.damage == ()
"""


@pytest.mark.parametrize("way", ["retry", "append"])
def test_on_a_full_disk_entries_wait_and_are_written_in_order_once_there_is_room(tmp_path, way):
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path, way], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


SYNC = """
import sys
from pathlib import Path
from checkin.record.journal import Journal, read_journal
journal = Journal.create(Path(sys.argv[1]) / "m", {"bank": 1})
entries = [{"n": n} for n in range(9)]
inode = journal.path.stat().st_ino
assert journal.append(entries[0])
assert not journal.flush()
assert "disk" in journal.trouble.message, journal.trouble
for entry in entries[1:5]:
    assert not journal.append(entry)
assert not journal.flush()
assert journal.retry()
assert journal.path.stat().st_ino != inode
for entry in entries[5:]:
    # The fault strikes each thread once, and the journal has one of its own: whenever it has its turn.
    assert journal.append(entry) or journal.retry()
assert journal.flush() or journal.retry()
journal.close()
found = read_journal(journal.path)
assert found.entries == entries, found
assert found.header == {"journal": 1, "bank": 1}
"""


@pytest.mark.skipif(STRACE is None, reason="strace is missing")
def test_after_a_failed_sync_a_new_file_takes_over_and_holds_everything(tmp_path):
    injecting = [STRACE, "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync"]
    fault = ["-e", "inject=fdatasync:error=EIO:when=1"]
    probe = subprocess.run([*injecting, "true"], capture_output=True)
    if probe.returncode:
        pytest.skip("strace may not trace here")
    done = subprocess.run(
        [*injecting, *fault, sys.executable, "-c", SYNC, tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_journal_that_cannot_be_started_is_said_and_leaves_nothing(tmp_path):
    (tmp_path / "m").write_text("in the way")
    with pytest.raises(CannotDo):
        Journal.create(tmp_path / "m", HEADER)
    code = (
        "import resource, sys; from pathlib import Path; from checkin.record.journal import Journal\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "try: Journal.create(Path(sys.argv[1]), {'bank': 1})\n"
        "except Exception as error: print(type(error).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "n"], capture_output=True, text=True)
    assert done.stdout == "CannotDo\n", done.stderr
    assert not (tmp_path / "n" / "journal").exists()
