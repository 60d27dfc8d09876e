"""The first start: two names, where things are kept, and on to the pair's page."""

import os

import pytest
from shell_data import a_pair, desk_at, opened


@pytest.fixture
def home(tmp_path):
    return tmp_path / "kept"


def test_a_first_start_asks_who_is_who_and_says_where_things_are_kept(home):
    with opened(home) as terminal:
        terminal.wait_for("Who is the mentee?")
        terminal.matches("welcome-80x24")


def test_two_names_make_a_pair_and_the_first_meeting_is_suggested(home):
    with opened(home) as terminal:
        terminal.wait_for("Who is the mentee?")
        terminal.keys("Sam<Enter>Robin<Enter>")
        terminal.wait_for("Sam with Robin")
        terminal.matches("pair-new-80x24")
        terminal.keys("q")
        assert terminal.wait_for_end() == 0
    assert [(pair.mentee, pair.mentor) for pair in desk_at(home).pairs()] == [("Sam", "Robin")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<Enter>", "The mentee needs a name here"),
        ("Sam<Enter><Enter>", "The mentor needs a name here"),
        ("Sam<Enter>sam<Enter>", "You have the same name"),
    ],
)
def test_a_name_that_is_missing_or_the_same_is_said_in_one_gentle_line(home, typed, said):
    with opened(home) as terminal:
        terminal.wait_for("Who is the mentee?")
        terminal.keys(typed)
        terminal.wait_for(said)
    assert desk_at(home).pairs() == []


def test_names_are_shown_to_the_letter(home):
    with opened(home) as terminal:
        terminal.wait_for("Who is the mentee?")
        terminal.keys("[bold]x[/]<Enter>小林 さくら<Enter>")
        terminal.wait_for("[bold]x[/] with 小林 さくら")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_is_said_before_anybody_types(home):
    home.mkdir(mode=0o500)
    with opened(home) as terminal:
        terminal.wait_for("you may not write")


def test_a_file_where_the_pairs_should_be_is_said_before_anybody_types(home):
    home.mkdir()
    (home / "pairs").write_text("something else")
    with opened(home) as terminal:
        terminal.wait_for("A file stands where a folder should be")
        terminal.wait_for("Who is the mentee?")


def test_a_window_that_is_too_small_loses_nothing_that_was_typed(home):
    with opened(home) as terminal:
        terminal.wait_for("Who is the mentee?")
        terminal.keys("Sa")
        terminal.wait_for("  Sa\n")
        terminal.resize(50, 12)
        terminal.wait_for("checkin needs 60 columns and 18 rows")
        terminal.keys_then_size("qq", 80, 24)
        terminal.wait_for("  Sa\n")
        terminal.keys("m")
        terminal.wait_for("  Sam\n")


def test_a_new_pair_can_be_left_without_making_one(home):
    a_pair(home)
    with opened(home) as terminal:
        terminal.wait_for("or a new one")
        terminal.keys("p")
        terminal.wait_for("Who is the mentee?")
        terminal.keys("Ana<Esc>")
        terminal.wait_for("b back")
        terminal.keys("b")
        terminal.wait_for("Sam with Robin")
    assert len(desk_at(home).pairs()) == 1
