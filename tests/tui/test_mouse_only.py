"""A meeting held with nothing but the mouse."""

from __future__ import annotations

from held import a_home, a_meeting


def test_a_short_meeting_is_held_and_saved_with_the_mouse_alone(tmp_path):
    home = a_home(tmp_path)
    with a_meeting(home, "--quick") as meeting:
        meeting.wait_for("1 of 8")
        clicks = 0
        while "the end" not in meeting.text():
            meeting.wait_for_silence()
            meeting.click_on("Enter")
            clicks += 1
            assert clicks < 20, meeting.text()
            meeting.wait_for_silence()
        meeting.click_on("Esc")
        meeting.wait_for("b back")
        meeting.wait_for_silence()
        meeting.click_on("b back")
        meeting.wait_for("8 of 8")
        meeting.wait_for_silence()
        while "the end" not in meeting.text():
            meeting.click_on("Enter")
            meeting.wait_for_silence()
        meeting.click_on("1 looks right")
        meeting.wait_for("Save it")
        meeting.wait_for_silence()
        meeting.click_on("Save it")
        meeting.wait_for("Saved.")
