"""What had to be put right in the data is said on stderr, whichever command met it; data stays on stdout."""

from __future__ import annotations

import pytest
from command_line import TALKED, a_pair, checkin_with, hold

PAIR = "sam-robin"


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    assert a_pair(home) == PAIR
    hold(home, PAIR)
    hold(home, PAIR, TALKED)
    return home


@pytest.mark.parametrize(
    "command",
    [
        ("pairs", "--json"),
        ("summary", PAIR),
        ("summary", "Sam", "--format", "txt"),
        ("history", PAIR),
        ("history", PAIR, "--search", "nothing of the kind"),
        ("steps",),
        ("--plain",),
        ("meet", PAIR, "--plain"),
    ],
)
def test_a_restored_backup_is_told_once_by_whichever_command_meets_it(home, command):
    record = home / "pairs" / PAIR / "record.json"
    record.write_bytes(b"damaged")
    done = checkin_with(home, *command)
    said = done.out + done.err
    assert said.count("The record was damaged") == 1
    assert "One saved meeting that it lacked was put back" in said
    if "--plain" not in command:
        assert "damaged" not in done.out
    assert "was damaged" not in checkin_with(home, "pairs").err
    assert len(checkin_with(home, "history", PAIR, "--json").json()) == 2


def test_what_went_wrong_besides_does_not_hide_it(home):
    (home / "pairs" / PAIR / "record.json").write_bytes(b"damaged")
    done = checkin_with(home, "summary", PAIR, "99")
    assert done.code == 3
    assert "The record was damaged" in done.err


def test_a_journal_that_can_not_be_read_is_said_and_left(home):
    journal = home / "pairs" / PAIR / "open" / "01KAAAAAAAAAAAAAAAAAAAAAAA" / "journal"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"nothing")
    line = "The journal of an unfinished meeting is damaged at its beginning"
    done = checkin_with(home, "resume", PAIR)
    assert (done.code, done.out, done.err.count(line)) == (1, "", 1)
    for command in (("pairs",), ("--plain",), ("meet", PAIR, "--plain")):
        done = checkin_with(home, *command, stdin="quit\n")
        assert (done.out + done.err).count(line) == 1
    assert journal.read_bytes() == b"nothing"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o600])
def test_a_summary_written_over_a_file_keeps_who_may_read_it(home, tmp_path, mode):
    file = tmp_path / "summary.md"
    file.write_text("older")
    file.chmod(mode)
    assert checkin_with(home, "summary", PAIR, "-o", str(file)).code == 0
    assert "# " in file.read_text("utf-8")
    assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_of_a_summary_is_like_every_other_file_of_the_account(home, tmp_path):
    other, file = tmp_path / "other", tmp_path / "summary.md"
    other.write_text("x")
    assert checkin_with(home, "summary", PAIR, "-o", str(file)).code == 0
    assert file.stat().st_mode == other.stat().st_mode
