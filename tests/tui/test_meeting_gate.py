"""The mentor's turn on the screen: closed, asked for, gone first for a reason, and the way back."""

from __future__ import annotations

import pytest
from held import MENU, a_home, a_meeting, kept

TO_COME = (
    "What have you tried so far?",
    "What do you think is really going on?",
    "What do you want to be different?",
)


def at_the_goal(home):
    meeting = a_meeting(home)
    meeting.page("opener")
    meeting.say("Well")
    meeting.keys("<Tab>")
    meeting.page("goal")
    return meeting


def test_a_closed_turn_says_what_is_still_to_come_and_how_to_open_it(tmp_path):
    home = a_home(tmp_path)
    with at_the_goal(home) as meeting:
        meeting.keys("<PgDn>" * 5)
        meeting.page("perspective")
        for question in TO_COME:
            meeting.wait_for(question)
        meeting.looks_like("meeting-gate-closed")
        meeting.enter()
        meeting.page("pick")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    state, _ = kept(home)
    assert not state.gate
    assert not state.answer("perspective", "mentor").talked


@pytest.mark.parametrize("together", [False, True], ids=["Esc, then a", "Alt+a"])
def test_the_mentee_asks_from_an_earlier_page_and_next_leads_back(tmp_path, together):
    home = a_home(tmp_path)
    with at_the_goal(home) as meeting:
        meeting.say("Give the talk")
        if together:
            meeting.keys("<M-a>")
        else:
            meeting.menu("a")
        meeting.page("a thought")
        meeting.say("Breathe")
        meeting.keys("<Enter><Enter><Enter>")
        meeting.wait_for("And also")
        meeting.enter()
        meeting.page("goal")
        meeting.wait_for("Give the talk")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    state, _ = kept(home)
    assert (state.gate["perspective"].seat, state.gate["perspective"].why) == ("mentee", "asked")
    assert [row.text("text") for row in state.live_rows("perspective")] == ["Breathe"]
    assert state.answer("goal", "mentee").value == "Give the talk"


@pytest.mark.parametrize(("key", "why"), [("u", "urgent"), ("c", "covered"), ("s", "safety")])
def test_the_mentor_goes_first_for_a_reason(tmp_path, key, why):
    home = a_home(tmp_path)
    with at_the_goal(home) as meeting:
        meeting.keys("<Esc>")
        meeting.wait_for(MENU)
        meeting.keys("o")
        meeting.wait_for("Robin goes first because…")
        if key == "u":
            meeting.looks_like("meeting-gate-reason")
            meeting.keys("<Esc>")
            meeting.wait_until_gone("Robin goes first because…")
            meeting.keys("<M-o>")
            meeting.wait_for("Robin goes first because…")
        meeting.keys(key)
        meeting.page("a thought")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    state, _ = kept(home)
    assert (state.gate["perspective"].seat, state.gate["perspective"].why) == ("mentor", why)


def test_the_turn_opens_by_itself_once_the_mentee_has_thought_aloud(tmp_path):
    home = a_home(tmp_path)
    with at_the_goal(home) as meeting:
        meeting.keys("<Tab>")
        meeting.pass_by("tried", "real_issue", "outcome", "ideas")
        meeting.page("a thought")
        meeting.keys("<Esc>")
        meeting.wait_for(MENU)
        assert "ask now" not in meeting.text()
        assert "mentor first" not in meeting.text()
        meeting.keys("<Esc>")
        meeting.wait_until_gone(MENU)
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    assert kept(home)[0].gate["perspective"].why == "thought"
