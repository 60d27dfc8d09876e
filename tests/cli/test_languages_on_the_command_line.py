"""Languages and earlier ids from outside: `meet --language`, `banks show --language`, `--answers`."""

import pytest
from command_line import a_pair, checkin_with

BANK = """\
format: 1
id: small
title: A small bank
stages:
  - id: talk
    title: Talk
    questions:
      - id: aim
        aliases: [goal]
        ask: What matters today?
"""
OVERLAY = """\
format: 1
translates: small
language: fi
title: Pieni pankki
stages:
  talk: {title: Puhe}
questions:
  aim:
    ask: Mikä tänään on tärkeää?
"""


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    a_pair(home)
    (home / "question_banks").mkdir(parents=True, exist_ok=True)
    (home / "question_banks" / "small.yaml").write_text(BANK)
    (home / "question_banks" / "small.fi.yaml").write_text(OVERLAY, encoding="utf-8")
    (home / "answers.yaml").write_text("aim: Rest\n")
    return home


def test_a_meeting_in_another_language_has_its_words_in_the_summary(home):
    done = checkin_with(
        home, "meet", "--bank", "small", "--language", "fi", "--answers", str(home / "answers.yaml")
    )
    assert done.code == 0, done.err
    assert "Pieni pankki" in done.err
    assert "Mikä tänään on tärkeää" in checkin_with(home, "summary").out
    done = checkin_with(home, "meet", "--bank", "small", "--answers", str(home / "answers.yaml"))
    assert "Pieni pankki" in done.err


def test_a_language_that_is_not_there_is_said_before_anything_begins(home):
    done = checkin_with(home, "meet", "--plain", "--bank", "small", "--language", "sv")
    assert done.code == 3
    assert "en and fi" in done.err
    assert not list(home.rglob("journal*"))


def test_a_bank_is_shown_in_a_language(home):
    assert "Mikä tänään on tärkeää?" in checkin_with(home, "banks", "show", "small", "--language", "fi").out
    assert "What matters today?" in checkin_with(home, "banks", "show", "small").out


def test_without_files_translations_are_checked_too(home):
    done = checkin_with(home, "banks", "check")
    assert "small.fi.yaml:8:3: warning[overlay-unmarked]" in done.out
    assert done.code == 0


def test_an_answer_under_an_earlier_id_is_told_the_id_of_now(home):
    (home / "answers.yaml").write_text("goal: Rest\n")
    done = checkin_with(home, "meet", "--bank", "small", "--answers", str(home / "answers.yaml"))
    assert done.code == 2
    assert "is called aim now" in done.err
