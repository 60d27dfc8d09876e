"""What a pair keeps, as lines and whole; and two meetings held against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import a_full_meeting

from checkin.cli.kept import KINDS
from checkin.ground.text import cell_width
from checkin.meeting.doors import next_moves
from checkin.meeting.ledgers import (
    Agreement,
    Clause,
    Door,
    DoorMove,
    Ledgers,
    Lesson,
    Resource,
    Ripple,
    Strength,
    Topic,
)
from checkin.summary.around import Around
from checkin.summary.document import document
from checkin.summary.kept import COLLECTIONS
from checkin.summary.side_by_side import side_by_side

AROUND = Around("Sam", "Robin", date(2026, 11, 22), {"step": "Rehearse on Thursday"})
DAY = "2026-11-13"


def lines(ledgers: Ledgers, collection: str) -> list[str]:
    return [one.line for one in COLLECTIONS[collection].read(ledgers, AROUND)]


def whole(ledgers: Ledgers, collection: str) -> str:
    return "\n".join(one.text for one in COLLECTIONS[collection].read(ledgers, AROUND))


def test_the_command_line_lists_every_kind_there_is():
    assert tuple(COLLECTIONS) == KINDS


def test_what_is_the_mentors_says_so():
    hers = Lesson("1", "m", DAY, "Colour means age", seat="mentor")
    assert "Robin, From Fri 13 Nov" not in whole(Ledgers(lessons=(hers,)), "lessons")
    assert "From Robin, Fri 13 Nov" in whole(Ledgers(lessons=(hers,)), "lessons")
    goal = Topic("2", "m", DAY, "Read the dashboards", end="step", seat="mentor")
    assert "Robin, Fri 13 Nov, ended with a step" in whole(Ledgers(topics=(goal,)), "topics")


def test_next_time_i_can_stands_first_among_the_lessons():
    lessons = (
        Lesson("1", "m", DAY, "Long mails are not read"),
        Lesson("2", "m", DAY, "I wait too long", "Next time, I will ask on the first day"),
        Lesson("3", "m", DAY, "Slides can wait"),
    )
    assert lines(Ledgers(lessons=lessons), "lessons") == [
        "Next time I can ask on the first day",
        "Slides can wait",
        "Long mails are not read",
    ]


def test_a_strength_is_in_the_mentee_s_words_once_they_are_there_and_hard_days_stay_out():
    strength = Strength("1", "m", DAY, "Sees what others miss", "In the demo", "You did it before")
    assert lines(Ledgers(strengths=(strength,)), "strengths") == ["Sees what others miss"]
    own = Ledgers(strengths=(replace(strength, own="I notice things"),))
    assert lines(own, "strengths") == ["I notice things"]
    assert "Robin: Sees what others miss" in whole(own, "strengths")
    assert "You did it before" not in whole(own, "strengths")


def test_a_door_says_whose_turn_it_is_and_what_came_of_it():
    door = Door("1", "m", DAY, "Kim", message="May I watch?")
    assert "Waits for Sam's yes." in whole(Ledgers(doors=(door,)), "doors")
    came = replace(door, consent=True, moves=(DoorMove("2", DAY, "outcome", "We talk on Friday"),))
    assert "something came of it. We talk on Friday" in whole(Ledgers(doors=(came,)), "doors")


def test_nothing_goes_ahead_with_a_door_before_the_mentee_s_yes():
    door = Door("1", "m", DAY, "Kim")
    assert next_moves(door) == ("accepted", "declined")
    assert next_moves(replace(door, consent=True)) == ("contacted", "declined")
    contacted = replace(door, consent=True, moves=(DoorMove("2", DAY, "contacted"),))
    assert next_moves(contacted) == ("outcome",)
    assert next_moves(replace(door, moves=(DoorMove("2", DAY, "declined"),))) == ("accepted",)
    assert next_moves(replace(contacted, moves=(DoorMove("3", DAY, "outcome"),))) == ()


def test_goals_say_what_else_they_depend_on_and_how_they_were_left():
    topic = Topic("1", "m", DAY, "Speak at the demo", "parked", "I stand there", "Kim's yes")
    assert "What else it depends on: Kim's yes" in whole(Ledgers(topics=(topic,)), "topics")
    assert COLLECTIONS["topics"].read(Ledgers(topics=(topic,)), AROUND)[0].beside == "Fri 13 Nov, parked"


def test_people_are_listed_with_all_that_they_are_there_for():
    ledgers = Ledgers(
        doors=(Door("1", "m", DAY, "Kim"),),
        resources=(Resource("2", "m", DAY, "kim", "person"), Resource("3", "m", DAY, "A book", "book")),
        ripples=(Ripple("4", "m", DAY, "How to say no", "Ana"),),
        topics=(Topic("5", "m", DAY, "The demo", depends="whether Kim has time"),),
    )
    assert lines(ledgers, "people") == ["Kim", "Ana"]
    assert [one.beside for one in COLLECTIONS["people"].read(ledgers, AROUND)] == ["3 things", "1 thing"]
    other = replace(ledgers, topics=(Topic("5", "m", DAY, "The demo", depends="Kimberley, an analyst"),))
    assert [one.beside for one in COLLECTIONS["people"].read(other, AROUND)] == ["2 things", "1 thing"]


def test_versions_of_the_agreement_are_newest_first_with_who_agreed():
    clause = Clause("role", "What the mentor is there for", "Robin asks.")
    first = Agreement("1", 1, DAY, (clause,), ("mentor",), trial=3)
    ledgers = Ledgers(agreements=(first, Agreement("2", 2, DAY, (clause,), ("mentee", "mentor"))))
    versions = COLLECTIONS["agreement"].read(ledgers, AROUND)
    assert [one.line for one in versions] == ["The agreement that holds now", "Version 1"]
    assert "right to both" in versions[0].beside
    assert "tried for 3 meetings, right to Robin" in versions[1].beside


def test_what_is_on_the_shelf_says_which_step_it_is_for():
    shelf = Ledgers(resources=(Resource("1", "m", DAY, "A book", "book", "step"),))
    assert "For the step: Rehearse on Thursday" in whole(shelf, "shelf")


@settings(max_examples=20)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_was_written_is_one_line_in_a_list(words: str, more: str):
    ledgers = Ledgers(
        lessons=(Lesson("1", "m", DAY, words, more),),
        doors=(Door("2", "m", DAY, words, message=more),),
        topics=(Topic("3", "m", DAY, words, depends=more),),
        ripples=(Ripple("4", "m", DAY, more, words),),
    )
    for collection in COLLECTIONS.values():
        for one in collection.read(ledgers, AROUND):
            assert one.line
            assert "\n" not in one.line


def test_two_meetings_stand_side_by_side_where_there_is_room():
    held = document(a_full_meeting().state, ended="2026-11-27T14:41:00.000+00:00", minutes=41)
    later = replace(held, date=date(2026, 12, 24), sections=held.sections[1:])
    wide = side_by_side(held, later, 116)
    assert all("│" in line for line in wide.rstrip("\n").split("\n"))
    assert max(map(cell_width, wide.split("\n"))) <= 116
    narrow = side_by_side(held, later, 76)
    assert "│" not in narrow
    assert max(map(cell_width, narrow.split("\n"))) <= 76
    for told in (wide, narrow):
        assert told.index(held.sections[0].title) < told.index(held.sections[1].title)
        assert "Thu 24 Dec 2026" in told
