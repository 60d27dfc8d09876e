"""A pair's page and home: what is waiting comes first, other pairs only when they are asked for."""

import pytest
from shell_data import a_pair, begun, desk_at, held, opened


@pytest.fixture
def home(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def pair(home):
    pair = a_pair(home)
    held(home, pair, 30, steps=(), agreed=("mentor",))
    held(home, pair, 9, steps=("Rehearse on Thursday with a friend", "Ask Kim to listen"))
    return pair


def test_the_page_says_what_is_open_and_what_was_taken_away(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.matches("pair-80x24")


def test_on_a_list_esc_leads_back_and_not_to_a_text(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("<Esc>")
        terminal.wait_for("Esc back")
        assert "back to the text" not in terminal.text()


def test_an_unfinished_meeting_comes_first_and_goes_on_with_one_key(home, pair):
    begun(home, pair).leave()
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.matches("pair-unfinished-80x24")
        terminal.keys("<Enter>")
        terminal.wait_for("▸ Since last time")


def test_of_several_unfinished_meetings_one_is_chosen(home, pair):
    begun(home, pair, 3).leave()
    begun(home, pair, 2, "first_meeting").leave()
    with opened(home) as terminal:
        terminal.wait_for("Go on with one of 2 meetings")
        terminal.keys("g")
        terminal.wait_for("Thu 19 Nov, Regular check-in")
        terminal.keys("1")
        terminal.wait_for("First meeting\n")


def test_a_small_window_shows_the_same_in_fewer_words(home, pair):
    begun(home, pair).leave()
    with opened(home, size=(60, 18)) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.matches("pair-unfinished-60x18")


def test_a_step_can_be_told_of_between_meetings(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("d")
        terminal.wait_for("> Rehearse on Thursday")
        terminal.keys("<Enter>")
        terminal.wait_for("what became of it?")
        terminal.keys("d")
        terminal.wait_for("On record.")
        terminal.keys("<Esc>")
        terminal.wait_for("Still open")
        terminal.wait_until_gone("Rehearse on Thursday")
    assert [step.status for step in desk_at(home).ledger(pair).steps] == ["done", "open"]


def test_home_shows_one_pair_and_the_others_only_on_request(home, pair):
    held(home, a_pair(home, "Ana", "Kim"), 20)
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.matches("home-80x24")
        assert "Ana" not in terminal.text()
        terminal.keys("o")
        terminal.wait_for("Ana with Kim")
        terminal.keys("<Down><Enter>")
        terminal.wait_for("Ana with Kim · 1 meeting")


def test_a_pair_is_found_by_a_part_of_a_name(home, pair):
    for number in range(40):
        a_pair(home, f"Mentee {number}", f"Mentor {number}")
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("o")
        terminal.wait_for("/ find")
        terminal.keys("/tor 27")
        terminal.wait_for("> Mentee 27 with Mentor 27")
        terminal.keys("<Enter>")
        terminal.wait_for("You have not met here yet")


def test_a_record_that_cannot_be_read_says_so_and_stops_nothing_else(home, pair):
    broken = home / "pairs" / "broken"
    broken.mkdir()
    (broken / "record.json").write_text("{")
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("o")
        terminal.wait_for("can't be read")
        terminal.keys("<Down><Enter>")
        terminal.wait_for("This record is damaged")


def test_the_only_record_being_damaged_is_said_on_its_page(home):
    broken = home / "pairs" / "sam-robin"
    broken.mkdir(parents=True)
    (broken / "record.json").write_text("{")
    with opened(home) as terminal:
        terminal.wait_for("This record is damaged")
        assert "Start a meeting" not in terminal.text()
        terminal.keys("q")
        assert terminal.wait_for_end() == 0


def test_a_broken_bank_is_listed_and_says_what_is_wrong(home, pair):
    folder = home / "question_banks"
    folder.mkdir()
    (folder / "ours.yaml").write_text("format: 1\nid: ours\ntitle: Ours\nstages: nothing\n")
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("a")
        terminal.wait_for("can't be used: 1 problem")
        terminal.wait_for("Esc back")  # painted last, when the list is in its place
        terminal.click_on("can't be used")
        terminal.wait_for("> ours")
        terminal.click_on("can't be used")
        terminal.wait_for("Line 4")
        terminal.wait_for("Esc back")
        terminal.keys("<Esc>")
        terminal.wait_for("suggested now")
        terminal.wait_for("q leave")
        terminal.keys("<Home><Enter>")
        terminal.wait_for("▸ Since last time")


def test_without_colours_there_is_no_colour(home, pair):
    with opened(home, NO_COLOR="1") as terminal:
        terminal.wait_for("q leave")
        terminal.keys("j")
        terminal.wait_for("> t")
        colours = {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()}
        assert colours == {"default"}


@pytest.mark.parametrize("term", ["linux", "vt100", "screen-256color"])
def test_other_terminals_show_the_same(home, pair, term):
    with opened(home, TERM=term) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.matches("pair-80x24")
