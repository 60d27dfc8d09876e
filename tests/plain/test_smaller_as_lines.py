"""As plain lines: one word makes a smaller version the step; else it waits beside it for the next meeting."""

from datetime import timedelta

import pytest
from scripted import ANSWERS, SUNDAY, a_desk, go_on, sam_and_robin, talk

from checkin.meeting.said_lines import said_lines
from checkin.plain.answers.from_file import hold_from_file
from checkin.record.taking_back import take_back
from checkin.summary.markdown import shared_summary

PAIR = "sam-robin"
TO_THE_STEP = ":skip", ":skip", ":skip", ":skip", ":skip", ":skip", ":skip", ":skip"
A_STEP = "Book the room", "fri", "", "", "5", ""


@pytest.fixture
def new(tmp_path):
    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    return desk


def kept(desk, folder):
    """A meeting that keeps a smaller version beside its step."""
    answers = folder / "answers.yaml"
    answers.write_text(ANSWERS, encoding="utf-8")
    hold_from_file(desk, PAIR, "regular", "full", answers)


def test_one_word_makes_it_the_step_and_the_meeting_goes_on(new):
    _, console = talk(new, *TO_THE_STEP, *A_STEP, "Ask for the room", ":smaller", ":summary", ":stop")
    assert "Going on keeps both; :smaller after it makes it the step." in console.said
    assert "The step is now “Ask for the room”. It was “Book the room”." in console.said
    told = console.transcript.partition("It was “Book the room”.")[2]
    assert "You carry this one" in told or "Who carries it" in told
    assert "Ask for the room — Sam" in told
    assert "Book the room" not in told
    assert "A smaller version" not in told
    # It is an event: it is so after a break, too.
    _, console = go_on(new, ":summary", ":stop")
    assert "Ask for the room — Sam" in console.transcript
    assert "Book the room" not in console.transcript


def test_the_words_can_stand_behind_it(new):
    _, console = talk(new, *TO_THE_STEP, *A_STEP, ":smaller", ":smaller Ask for the room", ":stop")
    assert "Say the smaller step first, or :smaller and its words on one line." in console.said
    assert "The step is now “Ask for the room”. It was “Book the room”." in console.said


def test_elsewhere_it_says_what_it_is_for(new):
    _, console = talk(new, ":smaller Something", ":stop")
    assert "This is for the question about a smaller version of the step." in console.said


def test_left_beside_the_step_it_is_heard_with_it_at_the_next_meeting(new, tmp_path):
    kept(new, tmp_path)
    (step,) = new.ledger(PAIR).steps
    assert (step.what, step.smaller) == ("Book the room", "Only ask for the room")
    later = a_desk(tmp_path, SUNDAY + timedelta(weeks=2))
    _, console = talk(later, ":skip", ":stop")
    assert "Or smaller: Only ask for the room" in console.said


def test_taken_back_it_is_beside_no_step_any_more(new, tmp_path):
    kept(new, tmp_path)
    later = a_desk(tmp_path, SUNDAY + timedelta(weeks=2))
    talk(later, ":skip", ":stop")  # this one brought it back
    meeting = later.ledger(PAIR).meetings[0].id
    (line,) = (one for one in said_lines(later.saved(PAIR, "1").state) if "Only ask" in str(one))
    take_back(later, PAIR, meeting, line, shared_summary)
    (step,) = later.ledger(PAIR).steps
    assert (step.what, step.smaller) == ("Book the room", "")
    assert "Only ask" not in "".join(
        path.read_text(encoding="utf-8")
        for path in (tmp_path / "home").rglob("*")
        if path.is_file() and ".lock" not in path.name
    )
