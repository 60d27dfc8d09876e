"""A pulse at one keyboard: said together, aloud, and then a number chosen for each."""

from __future__ import annotations

from held import a_home, a_meeting, desk_of, kept

TOGETHER = "Count to three, say your numbers, type both."

BANK = """\
format: 1
id: us
title: The two of us
shape: free
stages:
  - id: us
    title: Us
    questions:
      - id: open
        type: pulse
        who: both
        min: 1
        max: 5
        ask: How openly do we talk?
        hint: 1 is hardly, 5 is as openly as you wish.
      - id: useful
        type: pulse
        who: both
        ask: How useful was today?
      - id: energy
        type: scale
        who: both
        ask: How much energy is left?
"""


def a_home_with_the_bank(folder):
    home = a_home(folder)
    (home / "question_banks").mkdir()
    (home / "question_banks" / "us.yaml").write_text(BANK)
    return home


def test_two_numbers_are_said_together_typed_and_saved(tmp_path):
    home = a_home_with_the_bank(tmp_path)
    with a_meeting(home, "--bank", "us") as meeting:
        meeting.page("How openly do we talk?")
        meeting.wait_for("as openly as you wish.")
        meeting.keys("4")
        meeting.wait_for("(4)")
        meeting.enter()
        meeting.keys("2")
        meeting.wait_for("(2)")
        meeting.looks_like("meeting-pulse-80")
        meeting.enter()
        meeting.page("How useful was today?")
        meeting.wait_for(TOGETHER)
        meeting.keys("10")
        meeting.wait_for("(10)")
        meeting.enter()
        meeting.keys("0")
        meeting.wait_for("(0)")
        meeting.enter()
        meeting.page("How much energy is left?")
        meeting.wait_until_gone(TOGETHER)
        meeting.keys("<PgDn>")
        meeting.page("end")
        meeting.menu("w")
        meeting.page("Saved. To send")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    state = desk_of(home).saved("sam-robin").state
    assert [state.answer("open", seat).value for seat in ("mentee", "mentor")] == [4, 2]
    assert [state.answer("useful", seat).value for seat in ("mentee", "mentor")] == [10, 0]
    (summary,) = home.glob("pairs/*/summaries/*.md")
    assert "**Sam:** 4 (1 to 5)\n\n**Robin:** 2 (1 to 5)" in summary.read_text()


def test_a_number_can_be_taken_back_and_passed_over(tmp_path):
    home = a_home_with_the_bank(tmp_path)
    with a_meeting(home, "--bank", "us") as meeting:
        meeting.page("How openly do we talk?")
        meeting.keys("4")
        meeting.wait_for("(4)")
        meeting.menu("x")
        meeting.wait_until_gone("(4)")
        meeting.enter(2)
        meeting.page("How useful was today?")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
    state, _ = kept(home)
    assert state.answer("open", "mentee").between_us
    assert state.answer("open", "mentor").talked
