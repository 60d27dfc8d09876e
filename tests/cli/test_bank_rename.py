"""`banks rename`: what it prints, what it writes, and what it will not do."""

import os
import subprocess
import sys

import pytest
from command_line import IMPORTED_FROM, checkin_with, environment

BANK = """\
format: 1
id: coffee
title: A coffee
stages:
  - id: talk
    title: Talk
    questions:
      - id: lately  # what comes to mind
        ask: What has been on your mind lately?
      - id: more
        ask: More about ${lately}?
"""
GERMAN = """\
format: 1
translates: coffee
language: de
questions:
  lately:
    ask: Was geht dir im Kopf herum?
"""


@pytest.fixture
def home(tmp_path):
    banks = tmp_path / "home" / "question_banks"
    banks.mkdir(parents=True)
    (banks / "coffee.yaml").write_text(BANK)
    (banks / "coffee.de.yaml").write_text(GERMAN)
    return tmp_path / "home"


def rename(home, *arguments):
    return checkin_with(home, "banks", "rename", *arguments)


def test_every_changed_line_is_printed(home):
    folder = home / "question_banks"
    done = rename(home, "coffee", "lately", "mind")
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{folder}/coffee.yaml:8: - id: mind  # what comes to mind",
        f"{folder}/coffee.yaml:9: aliases: [lately]",
        f"{folder}/coffee.yaml:12: ask: More about ${{mind}}?",
        f"{folder}/coffee.de.yaml:5: mind:",
    ]
    assert "in 2 files" in done.err
    assert (folder / "coffee.de.yaml").read_text() == GERMAN.replace("lately", "mind")
    checked = checkin_with(home, "banks", "check", str(folder / "coffee.yaml"))
    assert checked.code == 0


def test_a_dry_run_writes_nothing(home):
    done = rename(home, "coffee", "lately", "mind", "--dry-run")
    assert (done.code, len(done.out.splitlines())) == (0, 4)
    assert "Nothing was written" in done.err
    assert (home / "question_banks" / "coffee.yaml").read_text() == BANK


def test_a_file_can_be_named(home):
    assert rename(home, str(home / "question_banks" / "coffee.yaml"), "lately", "mind").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("coffee", "latly", "mind"), 3, "Did you mean lately?"),
        (("coffee", "zzzzzzzz", "mind"), 3, "Its ids: checkin banks show coffee --ids"),
        (("coffee", "talk", "mind"), 3, "`talk` is a stage, and only questions are renamed"),
        (("coffee", "lately", "more"), 2, "already"),
        (("coffee", "lately", "On My Mind"), 2, "on_my_mind"),
        (("regular", "goal", "aim"), 1, "comes with the program"),
        (("cofee", "lately", "mind"), 3, "Did you mean coffee?"),
    ],
)
def test_what_it_will_not_do_is_one_clear_line(home, arguments, code, said):
    done = rename(home, *arguments)
    assert (done.code, done.err.count("\n")) == (code, 1)
    assert said in done.err
    assert (home / "question_banks" / "coffee.yaml").read_text() == BANK


def test_a_translation_is_renamed_with_its_bank(home):
    done = rename(home, str(home / "question_banks" / "coffee.de.yaml"), "lately", "mind")
    assert (done.code, "its translations go along" in done.err) == (2, True)


def test_a_bank_with_an_error_is_mended_first(home):
    (home / "question_banks" / "coffee.yaml").write_text(BANK.replace("${lately}", "${latly}"))
    done = rename(home, "coffee", "lately", "mind")
    assert (done.code, "mend first" in done.err) == (2, True)


def test_a_question_of_a_shipped_file_stays_as_it_is(home):
    assert checkin_with(home, "banks", "new", "ours", "--from", "regular").code == 0
    done = rename(home, "ours", "really", "truly")
    assert (done.code, "write the question out in your bank" in done.err) == (1, True)


def test_a_shared_file_is_found_to_be_used_from_the_folder_it_is_in(tmp_path):
    shared = tmp_path / "banks" / "shared"
    shared.mkdir(parents=True)
    (shared / "starts.yaml").write_text("format: 1\nquestions:\n  - id: mood\n    ask: How are you?\n")
    bank = BANK.replace("title: A coffee", "title: A coffee\ninclude:\n  - shared/starts.yaml")
    bank = bank.replace("      - id: more", "      - use: starts.mood\n      - id: more")
    (shared.parent / "coffee.yaml").write_text(bank)
    done = checkin_with(tmp_path, "banks", "rename", "starts.yaml", "mood", "feeling", cwd=shared)
    assert done.code == 0, done.err
    assert (shared.parent / "coffee.yaml").read_text() == bank.replace("starts.mood", "starts.feeling")


def test_what_is_no_file_beside_the_bank_is_passed_over(home):
    folder = home / "question_banks"
    os.mkfifo(folder / "coffee.fi.yaml")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "coffee.sv.yaml").mkdir()
    (folder / "one.yaml").symlink_to("other.yaml")
    (folder / "other.yaml").symlink_to("one.yaml")
    (folder / "nowhere.yaml").symlink_to("gone")
    done = rename(home, "coffee", "lately", "mind")
    assert (done.code, len(done.out.splitlines())) == (0, 4)


def test_a_disk_without_room_is_said_in_plain_words_and_nothing_changes(home):
    bank = home / "question_banks" / "coffee.yaml"
    command = f'ulimit -f 0; exec "{sys.executable}" -m checkin banks rename coffee lately mind'
    done = subprocess.run(
        ["sh", "-c", command],
        env=environment(home, {}),
        cwd=IMPORTED_FROM,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr.count("\n"), bank.read_text()) == (1, 1, BANK)
    assert "no folder for temporary files can be written to" in done.stderr
