"""A meeting that ends before its end: killed, hung up, interrupted, left. Everything typed is there again."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from held import a_home, a_meeting, kept


@pytest.fixture
def home(tmp_path):
    return a_home(tmp_path)


def up_to_the_second_idea(meeting):
    meeting.page("opener")
    meeting.say("Tired, but here")
    meeting.keys("<Tab>")
    meeting.page("goal")
    meeting.say("Give the talk")
    meeting.enter()
    meeting.pass_by("tried", "real_issue", "outcome")
    meeting.page("ideas")
    meeting.say("Rehearse")
    meeting.enter()
    meeting.say("Ask to present toge")


def is_all_there(home):
    state, _ = kept(home)
    assert state.answer("really", "mentee").value == "Tired, but here"
    assert state.answer("goal", "mentee").value == "Give the talk"
    assert all(state.answer(q, "mentee").talked for q in ("tried", "real_issue", "outcome"))
    assert [row.text("text") for row in state.live_rows("ideas")] == ["Rehearse", "Ask to present toge"]
    return state


def test_a_killed_meeting_goes_on_at_the_very_question_with_every_word(home):
    with a_meeting(home) as meeting:
        up_to_the_second_idea(meeting)
        meeting.kill(signal.SIGKILL)
        assert meeting.wait_for_end() == -signal.SIGKILL
    is_all_there(home)
    with a_meeting(home, command="resume") as meeting:
        meeting.page("What could move “Give the talk” forward?")
        meeting.wait_for("Back where you were. Every word is here.")
        meeting.wait_for("Ask to present toge")
        meeting.wait_for(lambda terminal: "6 of 11" in terminal.line(1))
        meeting.keys("<Up>")
        meeting.say("ther")
        meeting.wait_for("Ask to present together")
        meeting.keys("<PgUp>")
        meeting.page("outcome")
        meeting.wait_for("talked about")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0


def test_killed_again_and_again_in_the_middle_of_a_word_no_painted_letter_is_lost(home):
    said = ""
    for at, words in enumerate(("once upon", " a ti", "me there w", "as")):
        with a_meeting(home, command="meet" if at == 0 else "resume") as meeting:
            meeting.page("opener")
            meeting.send(words)
            said += words
            meeting.wait_for(lambda t, said=said: said in t.text())
            meeting.kill(signal.SIGKILL)
            meeting.wait_for_end()
        assert kept(home)[0].answer("really", "mentee").value == said


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda m: m.kill(signal.SIGTERM), 130),
        (lambda m: m.kill(signal.SIGINT), 130),
        (lambda m: m.keys("<C-c>"), 130),
        (lambda m: m.keys("<C-q>"), 0),
        (lambda m: m.keys("<M-q>"), 0),
    ],
    ids=["SIGTERM", "SIGINT", "Ctrl+C", "Ctrl+Q", "Alt+q"],
)
def test_whatever_ends_it_everything_is_kept_and_how_to_go_on_is_said(home, end, code):
    with a_meeting(home) as meeting:
        up_to_the_second_idea(meeting)
        end(meeting)
        assert meeting.wait_for_end() == code
        said = meeting.said_afterwards()
        assert "Everything is kept. Go on with: checkin resume sam-robin" in said
        assert "Traceback" not in meeting.received.decode(errors="replace")
    is_all_there(home)


@pytest.mark.parametrize(
    "end", [lambda m: m.kill(signal.SIGHUP), lambda m: m.hang_up()], ids=["SIGHUP", "closed terminal"]
)
def test_a_line_that_drops_loses_nothing(home, end):
    with a_meeting(home) as meeting:
        up_to_the_second_idea(meeting)
        end(meeting)
        assert meeting.wait_for_end() == 128 + signal.SIGHUP
        assert "Traceback" not in meeting.received.decode(errors="replace")
    is_all_there(home)
    with a_meeting(home, command="resume") as meeting:
        meeting.wait_for("Ask to present toge")


@pytest.mark.parametrize("painted", [False, True], ids=["before it is painted", "while it is painted"])
def test_a_signal_in_the_middle_of_typing_ends_it_and_keeps_what_was_painted(home, painted):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.say("words that stand there")
        meeting.send("and more " * 200)
        if painted:
            meeting.wait_for("and more and")
        meeting.kill(signal.SIGTERM)
        assert meeting.wait_for_end() == 130
        assert "Traceback" not in meeting.received.decode(errors="replace")
    assert kept(home)[0].answer("really", "mentee").value.startswith("words that stand there")


def threads_of(meeting):
    return len(list(Path(f"/proc/{meeting.process.pid}/task").glob("*")))


def test_a_program_that_was_stopped_and_continued_goes_on_and_ends(home):
    """As by `kill -STOP`, by a debugger, or by what keeps a program from using the processor too much."""
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.say("Tired")
        threads = threads_of(meeting)
        for words in (" but", " here", " and", " glad"):
            meeting.kill(signal.SIGSTOP)
            meeting.wait_for(lambda terminal: terminal.stopped)
            meeting.kill(signal.SIGCONT)
            for letter in words:  # also those typed before it has its terminal back
                meeting.keys(letter)
            meeting.wait_for(words)
            assert threads_of(meeting) == threads  # one of them reads the keys, and no other
        meeting.wait_for("Tired but here and glad")
        meeting.keys("<C-q>")
        assert meeting.wait_for_end() == 0
        assert "Everything is kept" in meeting.said_afterwards()
    assert kept(home)[0].answer("really", "mentee").value == "Tired but here and glad"


def test_leaving_right_after_typing_keeps_every_letter(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.keys("The quick brown fox jumps over the lazy dog. " * 5 + "<C-q>")
        assert meeting.wait_for_end() == 0
    assert (
        kept(home)[0].answer("really", "mentee").value.strip()
        == ("The quick brown fox jumps over the lazy dog. " * 5).strip()
    )


def test_a_date_for_the_next_meeting_is_kept_as_it_is_typed(home):
    with a_meeting(home) as meeting:
        meeting.page("opener")
        meeting.menu("s")
        meeting.wait_for("Go to")
        meeting.keys("e")
        meeting.page("end")
        meeting.keys("<C-u>2035-06-15")
        meeting.wait_for("→ Fri 15 Jun 2035")
        meeting.kill(signal.SIGKILL)
        meeting.wait_for_end()
    assert kept(home)[0].next_meeting == "2035-06-15"
