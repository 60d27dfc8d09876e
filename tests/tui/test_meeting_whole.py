"""The regular meeting by keyboard alone, from its first page to the summary and the record."""

from __future__ import annotations

import pytest
from held import a_home, a_meeting, desk_of, hold_full, hold_quick, json_of

SMALL, LARGE = (80, 24), (120, 40)

TELLING = {
    SMALL: {"opener", "ideas", "perspective", "pick", "step", "owner", "takeaway", "end", "saved"},
    LARGE: {"ideas", "step", "end"},
}


def looker(meeting, name, pages):
    return lambda page: meeting.looks_like(f"meeting-{name}-{page}") if page in pages else None


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_full_meeting_is_held_by_keyboard_and_lands_in_the_record(tmp_path, size):
    home = a_home(tmp_path)
    with a_meeting(home, size=size) as meeting:
        hold_full(meeting, looker(meeting, f"full-{size[0]}", TELLING[size]))
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
        assert meeting.said_afterwards().count("resume") == 0
    state = desk_of(home).saved("sam-robin").state
    assert state.answer("really", "mentee").value == "Tired, but here."
    assert state.answer("tried", "mentee").talked
    assert state.answer("real_issue", "mentee").value == "I freeze.\nEvery time."
    assert state.answer("takeaway", "mentor").value == "Ask first"
    assert state.gate["perspective"].why == "thought"
    assert state.agreed == ("mentor", "mentee")
    assert state.next_meeting == "2035-06-15"
    (step,) = desk_of(home).ledger("sam-robin").steps
    assert (step.what, step.due, step.readiness, step.owner_seat) == (
        "Book the room",
        "2035-06-01",
        6,
        "mentee",
    )
    (summary,) = home.glob("pairs/*/summaries/*.md")
    assert "I freeze.  \nEvery time." in summary.read_text()
    assert not list(home.glob("pairs/*/open/*"))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_the_quick_meeting_is_held_by_keyboard_and_lands_in_the_record(tmp_path, size):
    home = a_home(tmp_path)
    with a_meeting(home, "--quick", size=size) as meeting:
        hold_quick(meeting, looker(meeting, f"quick-{size[0]}", {"card", "step"} if size == SMALL else set()))
    state = desk_of(home).saved("sam-robin").state
    assert state.gate["perspective"].why == "thought"
    assert all(state.answer(q, "mentee").talked for q in ("really", "tried", "real_issue", "outcome"))
    assert state.answer("takeaway", "mentor").talked
    assert state.agreed == ("mentor",)
    (step,) = desk_of(home).ledger("sam-robin").steps
    assert (step.what, step.owner_seat, step.readiness) == ("Book the room", "mentor", None)
    assert json_of(home)["start"]["depth"] == "quick"
