"""Turning pages in a meeting: what Enter, Tab and the page keys mean, and that every act has a letter."""

from __future__ import annotations

import re
import time

import pytest
from held import MENU, a_home, a_meeting, kept
from textual.events import Key

from checkin.tui.commands import EVERYWHERE, THEME
from checkin.tui.screens.base import STILL, HouseScreen
from checkin.tui.screens.meeting import MeetingScreen

TAKEN_BY_OTHERS = ("ctrl+a", "ctrl+b", "ctrl+z", "ctrl+j", "ctrl+enter", "ctrl+w", "ctrl+n", "ctrl+t")


@pytest.fixture
def home(tmp_path):
    return a_home(tmp_path)


def leave(meeting):
    meeting.keys("<C-q>")
    assert meeting.wait_for_end() == 0


def test_enter_on_an_empty_field_is_talked_about_and_passing_by_is_not_discussed(home):
    with a_meeting(home) as meeting:
        meeting.pass_by("opener")
        meeting.page("goal")
        meeting.keys("<PgDn>")
        meeting.page("tried")
        meeting.keys("<Tab>")
        meeting.page("real_issue")
        meeting.menu("n")
        meeting.page("outcome")
        leave(meeting)
    state, _ = kept(home)
    assert [state.answer(q, "mentee").talked for q in ("really", "goal", "tried", "real_issue")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_held_enter_turns_one_page(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.enter(40)
        meeting.page("goal")
        meeting.say("Here")
        leave(meeting)
    state, _ = kept(home)
    assert state.answer("goal", "mentee").value == "Here"
    assert not state.answer("goal", "mentee").talked


def test_an_enter_pressed_before_the_page_turned_is_not_taken_however_late_its_turn_comes():
    """As on a slow machine, where the page takes longer to turn than Enter is not taken for."""
    screen, enter = HouseScreen(), Key("enter", "\r")
    screen.turned_at = time.monotonic() - 10
    enter.time = screen.turned_at - 1
    assert screen.ignores(enter)
    enter.time = screen.turned_at + STILL + 0.01
    assert not screen.ignores(enter)


def test_back_leads_back_from_everywhere_also_from_what_is_not_finished(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.keys("<PgUp>")
        meeting.wait_for("This is the first question.")
        meeting.keys("<PgDn>" * 8)
        meeting.page("step")
        meeting.say("Book it")
        meeting.enter()
        meeting.say("smarch")
        meeting.wait_for("Say it like:")
        meeting.enter()
        meeting.menu("b")
        meeting.page("pick")
        meeting.keys("<S-Tab>")
        meeting.page("perspective")
        meeting.keys("<PgDn><PgDn>")
        meeting.page("step")
        meeting.wait_for("Book it")
        meeting.keys("<PgDn><PgDn><PgDn>")
        meeting.page("Not talked about yet")
        meeting.menu("b")
        meeting.page("takeaway")
        leave(meeting)
    (step,) = kept(home)[0].live_rows("step")
    assert step.text("what").startswith("Book it")
    assert not step.text("due")


def test_what_was_left_out_is_said_once_at_the_end_and_can_be_gone_to(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        left_out = "Not talked about yet: “Goal for today”, “Next steps”."
        meeting.wait_for(lambda terminal: left_out in " ".join(terminal.text().split()))
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("2")
        meeting.page("goal")
        leave(meeting)


def test_not_yet_says_how_to_change_something_and_saving_works_without(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        meeting.enter()
        meeting.keys("2")
        meeting.wait_for("Esc b goes back to what you would change; saving works without.")
        leave(meeting)


def test_every_act_has_a_letter_of_its_own_and_no_key_that_others_keep(home):
    acts = [command for command in (*MeetingScreen.OWN_COMMANDS, *EVERYWHERE) if command is not THEME]
    letters = [command.letter for command in acts]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    keys = {key for command in (*MeetingScreen.OWN_COMMANDS, *EVERYWHERE) for key in command.keys}
    assert not keys & set(TAKEN_BY_OTHERS)


def test_menu_palette_and_help_name_the_same_acts(home):
    """On the page of the goal at one keyboard: all but those that belong to other pages, or to two."""
    elsewhere = {"more", "save", "apart", "together", "both-here"}
    elsewhere |= {"about", "help-with", "kept-ready", "weigh", "never"}
    elsewhere |= {THEME.id}  # is in the palette only, unless it was given a key
    here = [c for c in (*MeetingScreen.OWN_COMMANDS, *EVERYWHERE) if c.id not in elsewhere]
    with a_meeting(home, size=(100, 50)) as meeting:
        meeting.page("opener")
        meeting.keys("<PgDn>")
        meeting.page("goal")
        meeting.keys("<Esc>")
        for command in here:
            words = f"{command.letter} {command.label or command.name.lower()}"
            meeting.wait_for(lambda terminal, words=words: words in " ".join(terminal.text().split()))
        meeting.wait_for(MENU)
        meeting.keys("c")
        meeting.wait_for("All commands of the page before")
        for command in here:
            if command.id != "palette":
                meeting.wait_for(command.name)
        meeting.wait_for("Esc back")
        palette = meeting.text()
        meeting.keys("<Esc>")
        meeting.page("goal")
        meeting.menu("?")
        for command in here:
            meeting.wait_for(command.name)
        meeting.wait_for("PgDn read on")
        shown = meeting.text()
        for command in MeetingScreen.OWN_COMMANDS:
            if command.id in elsewhere:
                assert not re.search(rf"^\W*{re.escape(command.name)}\b", shown + palette, re.MULTILINE)


def test_every_act_can_be_done_by_its_letter(home):
    """One after the other, on pages where they can be used, behind Esc alone."""
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.menu("n")
        meeting.page("goal")
        meeting.say("Give the talk, all of it")
        meeting.menu("z")
        meeting.wait_until_gone("all of it")
        meeting.menu("f")
        meeting.wait_for("What makes it matter now?")
        meeting.menu("u")
        meeting.wait_for("For Robin, visible to both now: Count to ten before you help.")
        meeting.menu("y")
        meeting.wait_for("Said so far")
        meeting.keys("b")
        meeting.page("goal")
        meeting.menu("h")
        meeting.wait_until_gone("What one thing")
        meeting.keys("<Esc>")
        meeting.page("goal")
        meeting.menu("?")
        meeting.wait_until_gone("What one thing")
        meeting.keys("<Esc>")
        meeting.page("goal")
        meeting.menu("x")
        meeting.wait_for("Just between you")
        meeting.keys("<PgDn>" * 7)
        meeting.page("step")
        meeting.say("One")
        meeting.menu("m")
        meeting.say("Two")
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        meeting.menu("w")
        meeting.wait_for("Saved. To send")
        meeting.keys("q")
        assert meeting.wait_for_end() == 0
