"""Looking back, reading a summary, the help, help from elsewhere, and the list of all commands."""

import base64

import pytest
from shell_data import a_pair, desk_at, held, opened


@pytest.fixture
def home(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def pair(home):
    pair = a_pair(home)
    held(home, pair, 30, steps=(), agreed=(), takeaway="Slides can wait.")
    held(home, pair, 9)
    return pair


def to_the_meetings(terminal):
    terminal.wait_for("Look back")
    terminal.keys("l")
    terminal.wait_for("Every meeting")
    terminal.keys("m")
    terminal.wait_for("not yet agreed")


def test_the_history_lists_meetings_newest_first(home, pair):
    with opened(home) as terminal:
        to_the_meetings(terminal)
        terminal.matches("history-80x24")


def test_a_meeting_is_found_by_what_was_taken_away(home, pair):
    with opened(home) as terminal:
        to_the_meetings(terminal)
        terminal.wait_for("/ find")
        terminal.keys("/slides")
        terminal.wait_for("> 1  Fri 23 Oct")
        terminal.keys("zzz")
        terminal.wait_for("Nothing has these words.")
        terminal.keys("<Esc>")
        terminal.wait_for("2  Fri 13 Nov")


def test_the_last_summary_is_one_key_away(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("y")
        terminal.wait_for("Speak at the team demo")
        terminal.matches("summary-80x24")
        terminal.keys("r")
        terminal.wait_for("Sam takes away: I can ask")
        terminal.wait_until_gone("Taking away")


def test_a_summary_is_agreed_to_by_the_mentor_and_last_by_the_mentee(home, pair):
    with opened(home) as terminal:
        to_the_meetings(terminal)
        terminal.keys("<End><Enter>")
        terminal.wait_for("l looks right to Robin")
        terminal.keys("l")
        terminal.wait_for("Sam has the last word.")
        terminal.wait_for("l looks right to Sam")
        terminal.keys("l")
        terminal.wait_for("it looks right to Sam.")
        terminal.keys("<End>")
        terminal.wait_for("Looks right to both.")
        terminal.keys("<Esc>")
        terminal.wait_for("/ find")
        terminal.wait_until_gone("not yet agreed")
    assert desk_at(home).ledger(pair).meetings[-1].agreed == ("mentor", "mentee")


def test_copying_goes_through_the_terminal_and_names_the_file(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("y")
        terminal.wait_for("y copy")
        terminal.keys("y")
        terminal.wait_for("~/kept/pairs/sam-robin/summaries/2026-11-13-regular.md")
        sent = bytes(terminal.received).rpartition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
    assert b"I can ask before I am stuck." in base64.b64decode(sent)


def test_a_meeting_whose_file_is_damaged_shows_the_summary_beside_it(home, pair):
    for file in (home / "pairs" / pair / "meetings").iterdir():
        file.write_text("{")
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("y")
        terminal.wait_for("is damaged")
        terminal.wait_for("# Sam with Robin")


def test_a_long_summary_can_be_read_to_its_end(home):
    held(home, a_pair(home), takeaway="\n".join(f"Line {n} of many." for n in range(1, 61)))
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("y")
        terminal.wait_for("more lines (PgDn or Space)")
        terminal.keys("<End>")
        terminal.wait_for("Looks right to both.")
        terminal.keys("<Home>")
        terminal.wait_for("Speak at the team demo")


def test_f1_tells_the_keys_of_the_screen_and_the_manual_s_page(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("<F1>")
        terminal.wait_for("l          Look back: Every meeting so far")
        terminal.keys("<PgDn>")
        terminal.wait_for("Your first five minutes")
        terminal.keys("<Esc>")
        terminal.wait_for("Still open")


def test_help_from_elsewhere_has_calm_words_until_the_pair_has_its_own(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("h")
        terminal.wait_for("People and places")
        terminal.matches("elsewhere-80x24")
    (home / "people_to_turn_to.md").write_text("Night line: 555 0100\n[b]Kim[/b], room 12\n")
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("h")
        terminal.wait_for("Night line: 555 0100")
        terminal.wait_for("[b]Kim[/b], room 12")


def test_every_command_is_in_the_palette_and_enter_does_it(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("Look back")
        terminal.keys("<C-p>")
        terminal.wait_for("Find:")
        terminal.matches("palette-80x24")
        terminal.keys("look")
        terminal.wait_for("> Look back")
        terminal.keys("<Enter>")
        terminal.wait_for("How it moved over time")


def test_the_mouse_picks_a_line(home, pair):
    with opened(home) as terminal:
        terminal.wait_for("q leave")  # painted last, when the list is in its place
        terminal.click_on("Look back")
        terminal.wait_for("How it moved over time")
