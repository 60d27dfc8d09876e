"""“I don't know” is an answer like any other, and nobody's words to be read back in a question."""

import pytest
from meetings import Meeting, a_bank, a_start, shipped

from checkin.banks.model import Question
from checkin.meeting.answered import is_met
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown
from checkin.meeting.unsure import says_unsure
from checkin.summary.document import document

OPEN = [
    *("dunno", "Dunno.", "I don't know", "I don’t know yet…", "i dont know", "don't know", "idk", "no idea"),
    *("?", "???", "…", "-", "not sure", "I'm not sure yet", "well, I don't know", "no clue"),
    *("weiß nicht", "Ich weiß es nicht.", "weiss nicht", "keine Ahnung", "keine Ahnung!"),
    *("je ne sais pas", "No sé", "en tiedä", "n/a", "nothing yet"),
]
MEANT = [
    *(
        "Speak at the demo",
        "Find out what I don't know",
        "I don't know how to say no to Ana",
        "10",
        "C#",
        "C++",
    ),
    *("Ich weiß nicht, ob ich kündigen soll", "no", "a", "守", "🎉", "Not sure is fine: learn to say it"),
]


def asked(meeting, q):
    visible = {question.id for question in shown(meeting.state)}
    return worded(meeting.state, meeting.state.questions[q].ask, visible)


@pytest.mark.parametrize("text", OPEN)
def test_not_knowing_is_told_by_what_people_say_then(text):
    assert says_unsure(text)


@pytest.mark.parametrize("text", MEANT)
def test_words_that_say_something_are_not_taken_for_not_knowing(text):
    assert not says_unsure(text)


@pytest.mark.parametrize("goal", ["dunno", "I don't know", "?", "weiß nicht"])
def test_not_knowing_counts_and_is_not_read_back(goal):
    meeting = Meeting(a_start(shipped("regular")))
    meeting.say("goal", goal)
    assert is_met(meeting.state, meeting.state.questions["goal"])
    assert asked(meeting, "ideas") == "What could move “your goal for today” forward?"
    assert document(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=1).goals == (goal,)


def test_a_step_that_nobody_knows_yet_is_called_it():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.add("step", what="dunno yet", readiness=3)
    assert asked(meeting, "smaller") == "What smaller version of “it” would feel like a seven?"


def test_of_two_answers_the_one_that_says_something_is_read_back():
    meeting = Meeting(
        a_start(
            a_bank(Question("all", "?", who="both"), Question("then", "So: ${all|you} and ${last.all|then}"))
        )
    )
    meeting.say("all", "?")
    meeting.say("all", "Rest more", seat="mentor")
    assert asked(meeting, "then") == "So: Robin: Rest more and then"
    meeting.say("all", "no idea", seat="mentor")
    assert asked(meeting, "then") == "So: you and then"


def test_of_ideas_those_that_say_something_are_read_back_and_last_time_too():
    bank = a_bank(
        Question("ideas", "?", "options"), Question("then", "${ideas|yours}; before ${last.goal|this}")
    )
    meeting = Meeting(a_start(bank, last={"goal": "weiß ich nicht"}))
    meeting.add("ideas", text="?")
    assert asked(meeting, "then") == "yours; before this"
    meeting.add("ideas", text="Ask Ana")
    assert asked(meeting, "then") == "Ask Ana; before this"


def test_a_choice_of_the_bank_is_read_back_whatever_it_says():
    choice = Question("which", "?", "choice", choices=("Yes", "I don't know"))
    meeting = Meeting(a_start(a_bank(choice, Question("then", "“${which|…}”: and why?"))))
    meeting.say("which", "I don't know")
    assert asked(meeting, "then") == "“I don't know”: and why?"
