"""A meeting as plain lines, by somebody who answers from a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripted import go_on, talk

from checkin.meeting.answered import steps
from checkin.plain.answers.from_file import hold_from_file
from checkin.record.alone import own_desk
from checkin.record.journal import Journal

if TYPE_CHECKING:
    import pytest

    from checkin.record.desk import Desk


def test_enter_all_the_way_means_talked_about_and_saves(desk: Desk):
    code, console = talk(desk, *[""] * 40)
    assert code == 0
    saved = desk.saved("sam-robin")
    state = saved.state
    for q in ("goal", "tried", "ideas", "pick", "step", "owner"):
        assert state.answer(q, "mentee").talked, q
    assert state.answer("perspective", "mentor").talked
    assert state.answer("takeaway", "mentor").talked
    assert state.next_meeting == ""
    assert state.agreed == ()
    assert "Saved. The summary is in" in console.transcript
    assert not desk.unfinished("sam-robin")


def test_stage_and_question_are_announced_with_who_answers(desk: Desk):
    _, console = talk(desk, "", ":stop")
    lines = console.transcript.split("\n")
    at = lines.index("Goals, 2 of 11.")
    assert lines[at + 1 : at + 3] == [
        "Find out what matters before anybody offers an answer.",
        "Sam: What one thing would make today worth it?",
    ]


def test_a_longer_text_ends_with_an_empty_line_and_a_double_colon_is_a_colon(desk: Desk):
    talk(desk, "one", "::two", "", ":stop")
    assert desk.resume("sam-robin").state.answer("really", "mentee").value == "one\n:two"


def test_stop_keeps_everything_and_says_how_to_go_on(desk: Desk, capsys: pytest.CaptureFixture[str]):
    code, _ = talk(desk, "Well", "", ":stop")
    assert code == 0
    assert capsys.readouterr().err == "Everything is kept. Go on with: checkin resume sam-robin\n"
    assert len(desk.unfinished("sam-robin")) == 1


def test_the_end_of_input_keeps_every_line_and_exits_130(desk: Desk, capsys: pytest.CaptureFixture[str]):
    code, _ = talk(desk, "Well", "", "Give the talk", "in")
    assert code == 130
    assert "checkin resume sam-robin" in capsys.readouterr().err
    code, console = go_on(desk, ":stop")
    assert "We are at Goals, 2 of 11." in console.transcript
    assert "Sam said: Give the talk\nin\n" in console.transcript


def test_a_meeting_cut_off_anywhere_goes_on_at_the_same_question(desk: Desk):
    script = ["Well", "", "Talk", "", "", "", "", "Rehearse", "Ask Kim", "", "", "1", "", "Book it", "fri"]
    for end in range(1, len(script)):
        talk(desk, *script[:end])
        meeting = desk.resume("sam-robin")
        words = str(meeting.state.answers) + str(meeting.state.rows)
        for line in script[:end]:
            assert line in ("", "1", "fri") or line in words
        meeting.leave()
        for one in desk.unfinished("sam-robin"):
            desk.places.journal("sam-robin", one.id).unlink()


def test_an_unfinished_meeting_is_offered_before_a_new_one(desk: Desk):
    talk(desk, "Well", "", ":stop")
    code, console = talk(desk, "maybe", "yes", ":stop")
    assert code == 0
    assert "Please type yes or no." in console.said
    assert "Going on with the meeting of Sun 22 Nov." in console.transcript
    talk(desk, "no", "Another", "", ":stop")
    assert len(desk.unfinished("sam-robin")) == 2


def test_back_and_skip_turn_the_page(desk: Desk):
    _, console = talk(desk, ":back", ":skip", ":skip", ":back", "Talk", "", ":stop")
    assert "This is the first question." in console.said
    state = desk.resume("sam-robin").state
    assert state.answer("goal", "mentee").value == "Talk"
    assert not state.answer("really", "mentee").talked


def test_looking_something_up_does_not_break_off_a_text(desk: Desk):
    _, console = talk(desk, "one", ":follow", ":cue", ":help", ":summary", ":nonsense", "two", "", ":stop")
    assert desk.resume("sam-robin").state.answer("really", "mentee").value == "one\ntwo"
    assert "And apart from work?" in console.said
    assert "Visible to both now: Ask this as if there were no agenda." in console.said
    assert any(said.startswith("There is no word :nonsense.") for said in console.said)


def test_just_between_us_takes_back_what_was_said_last(desk: Desk):
    talk(desk, "a secret", ":x", "", "Talk", "", "", "", "", "one idea", "secret idea", ":x", "", ":stop")
    (one,) = desk.unfinished("sam-robin")
    assert b"secret" not in desk.places.journal("sam-robin", one.id).read_bytes()
    meeting = desk.resume("sam-robin")
    assert meeting.damage == ()
    assert meeting.state.answer("really", "mentee").between_us
    assert [row.text("text") for row in meeting.state.live_rows("ideas")] == ["one idea"]


def test_just_between_us_takes_back_the_note_about_an_earlier_step(desk: Desk, tmp_path):
    answers = tmp_path / "a.yaml"
    answers.write_text("step: [One]\n")
    hold_from_file(desk, "sam-robin", "regular", "full", answers)
    talk(desk, "", "3", "a secret", "", ":back", ":x", ":stop")
    (one,) = desk.unfinished("sam-robin")
    assert b"secret" not in desk.places.journal("sam-robin", one.id).read_bytes()
    (row,) = desk.resume("sam-robin").state.live_rows("account")
    assert (row.text("status"), row.text("note")) == ("changed", "")


def test_just_between_us_with_nothing_said_says_so(desk: Desk):
    _, console = talk(desk, ":x", ":stop")
    assert "Nothing has been said here yet." in console.said


def test_the_mentors_turn_is_closed_until_the_mentee_has_thought_aloud(desk: Desk):
    _, console = talk(desk, *[":skip"] * 6, "a thought", "", ":stop")
    assert (
        "Robin's turn comes after Sam has said or talked about: "
        "Tried so far; What is going on; What should be different." in console.said
    )
    assert "Robin's turn has not come yet; nothing was written down." in console.said
    state = desk.resume("sam-robin").state
    assert not state.gate
    assert not state.live_rows("perspective")


def test_the_mentee_can_ask_from_anywhere_and_comes_back(desk: Desk):
    code, _ = talk(desk, ":skip", ":ask", "", "Talk", "", ":stop")
    assert code == 0
    state = desk.resume("sam-robin").state
    assert state.gate["perspective"].why == "asked"
    assert state.answer("perspective", "mentor").talked
    assert state.answer("goal", "mentee").value == "Talk"


def test_the_mentor_goes_first_only_for_a_reason(desk: Desk):
    _, console = talk(
        desk, ":open", ":open because", ":open safety", "Call somebody today", "5", "", "", "", ":stop"
    )
    assert console.transcript.count("Robin goes first for a reason:") == 2
    state = desk.resume("sam-robin").state
    assert (state.gate["perspective"].seat, state.gate["perspective"].why) == ("mentor", "safety")
    assert state.live_rows("perspective")[0].fields == {"text": "Call somebody today", "kind": "instruction"}


def test_lines_can_be_changed_and_taken_away_and_the_mentor_can_add(desk: Desk):
    words = (
        ":upside quick",
        ":change #1 Rehearse twice",
        ":mentor Together",
        ":remove",
        "Third",
        ":risk #2 shy",
    )
    talk(desk, *[""] * 5, "Rehearse", "Ask Kim", *words, "", ":stop")
    rows = desk.resume("sam-robin").state.live_rows("ideas")
    assert [dict(row.fields) for row in rows] == [
        {"text": "Rehearse twice"},
        {"text": "Ask Kim", "upside": "quick", "risk": "shy"},
        {"text": "Third"},
    ]


def test_dates_are_said_back_and_mistakes_asked_again(desk: Desk):
    step = ["Book it", "smarch", "fri", "Kim", "robin", "", "eleven", "6"]
    _, console = talk(desk, *[""] * 5, "Idea", "", "", "7", "1", "Because", "", *step, "", ":stop")
    assert any(said.startswith("That is not clearly a date. It can be like: fri,") for said in console.said)
    assert "That is Fri 27 Nov." in console.said
    assert "Please type a number from 1 to 1." in console.said
    assert "A step has one owner: Sam (mentee) or Robin (mentor)." in console.said
    assert "Please type a whole number from 0 to 10." in console.said
    (made,) = steps(desk.resume("sam-robin").state)
    assert (made.due, made.owner, made.readiness, made.if_) == ("2026-11-27", "mentor", 6, "")


def test_no_more_steps_fit_than_the_bank_allows(desk: Desk):
    _, console = talk(
        desk, *[""] * 8, "a", *[""] * 4, "b", *[""] * 4, "c", *[""] * 4, "d", ":remove", "", ":stop"
    )
    assert "There is room for 3 here. :change and :remove make room." in console.said
    assert [step.what for step in steps(desk.resume("sam-robin").state)] == ["a", "b"]


def test_the_owner_can_be_somebody_else(desk: Desk):
    talk(desk, *[":skip"] * 8, "Book it", *[""] * 5, "nobody", "Robin", ":stop")
    state = desk.resume("sam-robin").state
    assert steps(state)[0].owner == "mentor"
    assert state.answer("owner", "mentee").value is True


def test_the_quick_card_is_one_prompt(desk: Desk):
    code, console = talk(desk, "", "Talk", "", "2", "I freeze", "", "", ":stop", depth="quick")
    assert code == 0
    assert "Goals, 3 of 8." in console.said
    state = desk.resume("sam-robin").state
    assert state.answer("real_issue", "mentee").value == "I freeze"
    assert state.answer("tried", "mentee").talked
    assert state.gate["perspective"].why == "thought"


def test_earlier_steps_are_accounted_for_one_by_one(desk: Desk, tmp_path):
    answers = tmp_path / "a.yaml"
    answers.write_text("step: [One, Two, {what: Three, owner: mentor}]\ntakeaway: {mentee: Start small}\n")
    hold_from_file(desk, "sam-robin", "regular", "full", answers)
    _, console = talk(desk, "", "9", "3", "It rained", "", "", "done", "", *[""] * 40)
    assert "Last time Sam took away: Start small" in console.said
    assert "Earlier step 2 of 3." in console.said
    assert "Robin: What happened with “Three”?" in console.said
    assert [step.status for step in desk.ledger("sam-robin").steps] == ["changed", "open", "done"]
    assert desk.ledger("sam-robin").steps[0].notes == ("It rained",)


def test_what_was_left_out_is_said_once_with_a_way_back(desk: Desk):
    end = ["yes", "maybe", "yes", "yes"]
    code, console = talk(desk, *[":skip"] * 11, ":back", "Talk", "", *end)
    assert code == 0
    assert console.transcript.count("Not discussed so far:") == 1
    assert "1. Goal for today" in console.said
    assert "2. Next steps" in console.said
    state = desk.saved("sam-robin").state
    assert state.answer("goal", "mentee").value == "Talk"
    assert state.next_meeting == "2026-12-06"
    assert state.agreed == ("mentor", "mentee")


def test_going_back_from_the_end_takes_back_the_agreement(desk: Desk):
    code, _ = talk(desk, *[""] * 12, "", "yes", ":back", "Small", "", "", "", "", "", "", "")
    assert code == 0
    state = desk.saved("sam-robin").state
    assert state.answer("takeaway", "mentee").value == "Small"
    assert state.agreed == ()


def test_the_recap_comes_last(desk: Desk):
    _, console = talk(desk, *[""] * 40)
    first, *_, last = console.said[-1].rstrip("\n").split("\n")
    assert first.startswith("Only talked about: what Sam takes away, the goal, the next step")
    assert last.startswith("Sam with Robin, ")


def test_a_disk_that_refuses_is_said_once_and_nothing_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    full = [True]
    write_line = Journal._write_line

    def refusing(journal: Journal, line: bytes) -> None:
        if full[0] and b"answered" in line:
            raise OSError(28, "No space left on device")
        write_line(journal, line)

    monkeypatch.setattr(Journal, "_write_line", refusing)
    monkeypatch.setattr(Journal, "retry", lambda journal: not full[0] and Journal._write_waiting(journal))
    from scripted import Scripted

    from checkin.plain.meeting import hold

    console = Scripted(["one", "two", "three", "", ":stop"])
    ask = console.ask

    def asked(prompt: str) -> str | None:
        if len(console.lines) == 2:
            full[0] = False
        return ask(prompt)

    console.ask = asked  # type: ignore[method-assign]
    assert hold(desk, desk.begin("sam-robin"), console) == 0
    assert sum("no space left on the disk" in said for said in console.said) == 1
    assert "Everything is written down again." in console.said
    assert desk.resume("sam-robin").state.answer("really", "mentee").value == "one\ntwo\nthree"


def test_what_can_not_be_saved_can_be_tried_again_or_kept(desk: Desk):
    desk.places.summaries("sam-robin").write_text("in the way")
    code, console = talk(desk, *[""] * 15, "", ":stop")
    assert code == 0
    assert console.transcript.count("Nothing is lost.") == 2
    desk.places.summaries("sam-robin").unlink()
    code, _ = go_on(desk, *[""] * 6)
    assert code == 0
    assert len(desk.ledger("sam-robin").meetings) == 1


def test_an_answer_of_endless_lines_is_bounded(desk: Desk):
    _, console = talk(desk, *["x"] * 1_003, "", ":stop")
    assert console.said.count("An answer has at most 1,000 lines; this one was not kept.") == 3
    assert desk.resume("sam-robin").state.answer("really", "mentee").value == "\n".join(["x"] * 1_000)


def test_a_first_meeting_needs_no_earlier_one(desk: Desk):
    code, console = talk(desk, *[""] * 60, bank="first_meeting")
    assert code == 0
    assert desk.saved("sam-robin").start.bank.id == "first_meeting"
    assert "Before you go, pick the date of your next meeting." in console.said


def test_hostile_words_change_nothing_but_themselves(desk: Desk):
    talk(desk, "[red]a[/] <b>b</b> \x1b[31m# c\u202e", "", "", ":stop")
    assert desk.resume("sam-robin").state.answer("really", "mentee").value == "[red]a[/] <b>b</b> [31m# c"


def test_a_pick_that_is_taken_back_is_told_by_its_words(desk: Desk):
    _, console = talk(
        desk, "", "", "", "", "", "Rehearse", "", "", "1", "Why not", "", ":back", ":x", ":stop"
    )
    told = [said for said in console.said if said.startswith("Just between us:")]
    assert told == ["Just between us: “Rehearse” leaves summary and record."]


def test_where_nothing_was_written_down_to_pick_from_one_enter_passes_on(desk: Desk):
    _, console = talk(desk, *[""] * 7, "2", "", ":stop")
    asked = console.transcript.rpartition("Sam: Which one will you try first?\n")[2].splitlines()
    nothing = "Nothing is written down to choose from. Say it aloud, or :back leads there. Enter goes on."
    told = [line for line in asked if line == nothing or line.startswith("Sam")]
    assert told[:4] == [nothing, "Sam: ", nothing, "Sam: "]
    assert desk.resume("sam-robin").state.answer("pick", "mentee").talked


def test_alone_nobody_is_asked_for_a_date_or_whether_it_looks_right(desk: Desk):
    _, console = talk(desk, *[""] * 60, bank="solo")
    assert not any("does it look right" in line or "Next meeting" in line for line in console.said)
    assert own_desk(desk, "sam-robin").saved("sam-robin").start.bank.id == "solo"
