"""Records with flipped bits, and two processes at one record."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from checkin.ground.clock import FixedClock
from checkin.ground.ids import Ids
from checkin.ground.places import find_places
from checkin.record.ledger import Ledger
from checkin.record.pairs import create_pair, list_pairs
from checkin.record.record_file import RecordFile


@pytest.fixture
def folder(tmp_path):
    places = find_places({"CHECKIN_HOME": str(tmp_path / "home")})
    pair = create_pair(places, "Sam", "Mia", None, Ids(), FixedClock(datetime(2026, 11, 22, tzinfo=UTC)))
    return places.pair(pair)


def test_one_flipped_bit_is_noticed_at_a_thousand_places_and_mended_each_time(folder):
    ids, chance = Ids(), random.Random(2)
    for n in range(3):
        with Ledger(folder).change() as tables:
            tables.table("notes").insert({"id": ids.new(), "text": f"“é” and more words, {n}"})
    record = folder / "record.json"
    sound, backup = record.read_bytes(), (folder / "record.json.1").read_bytes()
    expected = RecordFile(folder / "record.json.1").read()
    # A bit of every byte of the first line, where the checksum is, and a thousand anywhere.
    checksum = [byte * 8 + chance.randrange(8) for byte in range(sound.index(b"\n") + 1)]
    for bit in [*checksum, *chance.sample(range(len(sound) * 8), 1000)]:
        damaged = bytearray(sound)
        damaged[bit // 8] ^= 1 << bit % 8
        record.write_bytes(damaged)
        file = RecordFile(record, locked=True)
        assert file.read() == expected, bit
        assert len(file.notices) == 1
        assert record.read_bytes() == backup
        (aside,) = folder.glob("*damaged*")
        assert aside.read_bytes() == damaged
        aside.unlink()


WRITER = """
import sys
from pathlib import Path
from checkin.record.ledger import Ledger
folder, who = Path(sys.argv[1]), sys.argv[2]
for n in range(200):
    with Ledger(folder).change(wait_seconds=300) as tables:
        tables.table("notes").insert({"id": f"{who}{n}"})
"""


def test_two_processes_writing_two_hundred_times_each_lose_nothing(folder):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, folder, who], stderr=subprocess.PIPE) for who in "ab"
    ]
    for writer in writers:
        _, complaints = writer.communicate(timeout=300)
        assert writer.returncode == 0, complaints
    tables = RecordFile(folder / "record.json").read()
    found = [note["id"] for note in tables["notes"].values()]
    assert sorted(found) == sorted(f"{who}{n}" for who in "ab" for n in range(200))


def test_a_reader_without_a_lock_never_meets_half_a_record(folder):
    with subprocess.Popen([sys.executable, "-c", WRITER, folder, "a"]) as writer:
        seen = 0
        while writer.poll() is None:
            file = RecordFile(folder / "record.json")
            notes = len(file.read().get("notes", {}))
            assert notes >= seen
            assert file.notices == []
            seen = notes
    assert writer.returncode == 0


def test_a_pair_is_there_whole_or_not_at_all(folder):
    # What a process killed while making a pair leaves behind is a draft, and drafts are not pairs.
    draft = folder.parent / ".new-0123456789ab"
    shutil.copytree(folder, draft)
    places = find_places({"CHECKIN_HOME": str(folder.parent.parent)})
    assert [pair.id for pair in list_pairs(places)] == ["mia-sam"]
