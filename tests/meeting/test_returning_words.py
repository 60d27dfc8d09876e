"""What comes back in a meeting, or before one alone: lessons by their words, a few of each."""

from dataclasses import replace

from meetings import Meeting, a_bank, a_start, shipped

from checkin.banks.model import Question
from checkin.meeting.before_alone import told
from checkin.meeting.brought import first_idea
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Brought, Lesson
from checkin.meeting.returning import next_time, remembered, returning, returning_at

BANKS = ("regular", "setback", "solo")


def lessons(count, **words):
    return tuple(Lesson(f"L{n}", "", f"2026-10-0{n}", f"Lesson {n}", **words) for n in range(1, count + 1))


def test_a_lesson_comes_back_whatever_the_case_of_its_tag():
    (lesson,) = lessons(1, tags=("Setback",))
    start = a_start(a_bank(Question("matter", "What is it about?", tags=("Setback",))))
    meeting = Meeting(replace(start, known=Known(lessons=(lesson,))))
    assert returning(meeting.state) == (lesson,)


def test_before_time_alone_there_are_two_lessons_however_many_there_are():
    easier = tuple(replace(one, easier="pause") for one in lessons(5))
    words = told("Robin", (), None, (*easier, *lessons(9)), short=True)
    assert words.splitlines() == ["Next time I can: pause"] * 2
    one = told("Robin", (), None, (easier[0], *lessons(9)), short=True)
    assert one.splitlines() == ["Next time I can: pause", "Learned: Lesson 9"]


def test_the_newest_of_what_was_to_be_easier_is_what_they_wanted_remembered():
    one, other = lessons(2)
    early, late = replace(one, easier="ask"), replace(other, easier="Next time I wait")
    assert next_time((early, late, *lessons(1))) == "Next time I can wait"
    assert next_time(lessons(3)) == ""


def test_after_a_setback_the_lesson_of_the_last_one_stands_above_the_options_once():
    known = Known(lessons=lessons(1, tags=("setback",)))
    state = Meeting(replace(a_start(shipped("setback")), known=known)).state
    assert [q.id for q in state.questions.values() if returning_at(state, q)] == ["ideas"]


def test_where_a_goal_is_asked_lessons_come_back_there_and_not_at_the_options():
    known = Known(lessons=lessons(1, tags=("goal",)))
    state = Meeting(replace(a_start(shipped("regular")), known=known)).state
    assert returning(state)
    assert not [q.id for q in state.questions.values() if returning_at(state, q)]


def test_what_was_to_be_easier_is_said_first_unless_it_comes_back_by_itself():
    known = Known(lessons=lessons(1, easier="ask one first", tags=("setback",)))
    said = {bank: remembered(Meeting(replace(a_start(shipped(bank)), known=known)).state) for bank in BANKS}
    assert said == {"regular": "Next time I can ask one first", "setback": "", "solo": ""}


def test_the_first_idea_that_was_brought_along_stands_where_ideas_are_asked_for():
    brought = Brought("B1", "2026-11-20", "mentee", "Say no to Kim", approach="ask for a day")
    meeting = Meeting(replace(a_start(shipped("regular")), known=Known(brought=(brought,))))
    ideas = meeting.state.questions["ideas"]
    assert first_idea(meeting.state, ideas) == ""
    meeting.say("goal", "Say no to Kim")
    assert first_idea(meeting.state, ideas) == "A first idea was: ask for a day"
    assert first_idea(meeting.state, meeting.state.questions["tried"]) == ""
