"""A meeting held with nothing but the mouse."""

from __future__ import annotations

from held import MENU, a_home, a_meeting


def test_a_short_meeting_is_held_and_saved_with_the_mouse_alone(tmp_path):
    home = a_home(tmp_path)
    with a_meeting(home, "--quick") as meeting:
        for number in range(1, 8):
            enter_on(meeting, f"{number} of 8")
        takeaways(meeting)
        meeting.click_on("Esc")
        meeting.wait_for(MENU)
        meeting.click_on("b back")
        takeaways(meeting)
        meeting.be_still()
        meeting.click_on("Enter take")
        meeting.wait_for("1, 2 … choose   Enter next   Esc menu   PgDn read on")
        meeting.click_on("1 looks right")
        meeting.wait_for("(•) 1 looks right")
        meeting.click_on("Save it")
        meeting.wait_for("Saved.")


def enter_on(meeting, count):
    meeting.page(count)
    meeting.wait_for("Enter next")
    meeting.be_still()
    meeting.click_on("Enter")


def takeaways(meeting):
    """The last page, with a field for each of the two, and the end after it."""
    enter_on(meeting, "8 of 8")
    meeting.click_on("Enter")
    meeting.page("the end")
    meeting.wait_for("Enter take this date")
