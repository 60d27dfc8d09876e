"""`pair new`: names as people have them, ids as files can take them."""

import pytest
from command_line import a_pair, checkin_with


def test_the_new_id_is_printed_and_how_to_go_on_is_said(tmp_path):
    done = checkin_with(tmp_path, "pair", "new", "--mentor", "Robin", "--mentee", "Sam")
    assert (done.code, done.out) == (0, "sam-robin\n")
    assert "checkin meet sam-robin" in done.err


def test_an_id_can_be_chosen(tmp_path):
    done = checkin_with(tmp_path, "pair", "new", "--mentor", "R", "--mentee", "S", "--id", "tandem")
    assert done.out == "tandem\n"


@pytest.mark.parametrize(
    "name", ["../../etc", "Ægir Þór", "李 明", "[red]Sam[/red]", "x" * 300, "Sam\x1b]0;hi\x07", "CON", "-"]
)
def test_odd_names_are_names(tmp_path, name):
    home = tmp_path / "home"
    done = checkin_with(home, "pair", "new", "--mentor", "Robin", f"--mentee={name}")
    assert done.code in (0, 2), done.err
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err + checkin_with(home, "pairs").out
    assert {path.name for path in tmp_path.iterdir()} <= {"home"}
    assert {path.name for path in home.iterdir()} <= {"pairs"} if home.exists() else True


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_a_name_with_nothing_in_it_is_asked_for_again(tmp_path, name):
    done = checkin_with(tmp_path, "pair", "new", "--mentor", "Robin", "--mentee", name)
    assert done.code == 2
    assert done.err.startswith("checkin: ")
    assert done.err.count("\n") == 1


def test_a_pair_that_is_there_already_is_said_to_be(tmp_path):
    a_pair(tmp_path)
    done = checkin_with(tmp_path, "pair", "new", "--mentor", "Robin", "--mentee", "Sam")
    assert done.code == 1
    assert "sam-robin" in done.err


def test_a_missing_name_is_a_wrong_command_line(tmp_path):
    done = checkin_with(tmp_path, "pair", "new", "--mentor", "Robin")
    assert done.code == 2
    assert done.err == "checkin: Missing option '--mentee'. See: checkin pair new --help\n"
