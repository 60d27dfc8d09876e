"""A meeting in terminals of many kinds: other sizes, other TERMs, no colour, a mouse and no keyboard."""

from __future__ import annotations

import re

import pytest
from held import MENU, a_home, a_meeting, kept

TOO_SMALL = "checkin needs 60 columns and 18 rows; here are 50 and 10."


@pytest.fixture
def home(tmp_path):
    return a_home(tmp_path)


def names(terminal):
    """The rows with nothing but the name of the mentor."""
    return [at for at, line in enumerate(terminal.screen.display) if line.strip() == "Robin"]


def leave(meeting):
    meeting.keys("<C-q>")
    assert meeting.wait_for_end() == 0
    assert "Traceback" not in meeting.received.decode(errors="replace")


def test_a_meeting_lives_through_every_size(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.keys("<PgDn>")
        meeting.page("goal")
        meeting.say("One")
        meeting.resize(120, 40)
        meeting.wait_for("Said so far")
        meeting.say(" two")
        meeting.resize(60, 18)
        meeting.wait_for(lambda t: "Said so far" not in t.text() and "One two" in t.text())
        meeting.say(" three")
        meeting.looks_like("meeting-goal-60")
        meeting.resize(50, 10)
        meeting.wait_for("Nothing is lost.")
        meeting.wait_for(lambda terminal: TOO_SMALL in " ".join(terminal.text().split()))
        meeting.keys_then_size("unseen<Enter><PgDn>", 80, 24)
        meeting.wait_for("One two three")
        meeting.page("goal")
        meeting.say(" four")
        leave(meeting)
    assert kept(home)[0].answer("goal", "mentee").value == "One two three four"


def test_a_meeting_that_opens_in_a_terminal_too_small_goes_on_in_a_larger_one(home):
    with a_meeting(home, size=(50, 10)) as meeting:
        meeting.wait_for("Nothing is lost.")
        meeting.resize(80, 24)
        meeting.page("opener")
        meeting.say("There it is")
        leave(meeting)
    assert kept(home)[0].answer("really", "mentee").value == "There it is"


@pytest.mark.parametrize("term", ["linux", "vt100", "screen", "tmux-256color"])
def test_a_meeting_is_held_in_terminals_of_other_kinds(home, term):
    with a_meeting(home, TERM=term) as meeting:
        meeting.page("opener")
        meeting.say("Here too")
        meeting.enter(2)
        meeting.page("goal")
        meeting.menu("b")
        meeting.page("opener")
        leave(meeting)
    assert kept(home)[0].answer("really", "mentee").value == "Here too"


COLOURS = re.compile(rb"\x1b\[([0-9;]*)m")


def colours_in(received):
    """The colour settings among what a terminal was sent."""
    found = set()
    for sequence in COLOURS.findall(received):
        for part in sequence.split(b";"):
            if part and (30 <= int(part) <= 38 or 40 <= int(part) <= 48 or 90 <= int(part) <= 107):
                found.add(sequence)
    return found


def test_without_colour_no_colour_is_sent(home):
    with a_meeting(home, NO_COLOR="1", size=(120, 40)) as meeting:
        meeting.page("opener")
        meeting.say("Plain")
        meeting.keys("<PgDn>" * 5)
        meeting.page("ideas")
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        meeting.keys("<Esc>")
        meeting.wait_for(MENU)
        meeting.keys("?")
        meeting.wait_for("Ctrl+P")
        leave(meeting)
    assert colours_in(meeting.received) == set()


def test_with_colour_there_is_some(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        leave(meeting)
    assert colours_in(meeting.received)


def test_the_mouse_chooses_and_puts_the_cursor(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.keys("<PgDn>" * 5)
        meeting.page("ideas")
        meeting.say("Rehearse")
        meeting.keys("<Enter>")
        meeting.say("Ask Kim")
        meeting.keys("<PgDn><PgDn>")
        meeting.page("pick")
        meeting.click_on("2 Ask Kim")
        meeting.wait_for("(•) 2 Ask Kim")
        meeting.click_on("1 Rehearse")
        meeting.wait_for("(•) 1 Rehearse")
        meeting.keys("<PgDn>")
        meeting.page("step")
        meeting.say("Book it")
        meeting.click_on(" 7 ")
        meeting.wait_for("(7)")
        meeting.keys("<PgDn>")
        meeting.page("owner")
        meeting.click_on("( ) 2 Robin")
        meeting.wait_for("(•) 2 Robin")
        meeting.keys("<PgDn>")
        meeting.page("takeaway")
        meeting.wait_for(lambda _: names(meeting))
        (row,) = names(meeting)
        meeting.click(10, row + 1)
        meeting.say("By mouse")
        leave(meeting)
    state, _ = kept(home)
    (step,) = state.live_rows("step")
    assert (step.fields["readiness"], step.fields["owner"]) == (7, "mentor")
    assert state.answer("takeaway", "mentor").value == "By mouse"
    first, _ = state.live_rows("ideas")
    assert state.answer("pick", "mentee").value == first.id
