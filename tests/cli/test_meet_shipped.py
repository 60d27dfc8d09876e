"""A meeting on the command line when one's own bank is broken, and with the shipped one meanwhile."""

import pytest
from command_line import TALKED, a_pair, checkin_with


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    a_pair(home)
    (home / "question_banks").mkdir()
    (home / "question_banks" / "regular.yaml").write_text("format: 1\nid: regular\ntitle: Ours\nstages: x\n")
    return home


def test_a_broken_bank_is_named_with_its_line_and_a_way_round_it(home):
    run = checkin_with(home, "meet", "--plain")
    assert run.code == 2
    assert "regular.yaml, line 4" in run.err
    assert "`checkin meet --shipped`" in run.err


def test_the_shipped_one_holds_the_meeting_meanwhile(home, tmp_path):
    answers = tmp_path / "answers.yaml"
    answers.write_text(TALKED)
    run = checkin_with(home, "meet", "--shipped", "--answers", str(answers))
    assert run.code == 0, run.err
    assert "Regular check-in: saved." in run.err
