"""Six lines for a chat."""

from dataclasses import replace

from hypothesis import given
from meetings import Meeting, a_full_meeting, a_start, shipped
from test_escaping import TYPED

from checkin.ground.text import clean_line
from checkin.meeting.start import Person
from checkin.summary.document import document
from checkin.summary.recap import LONGEST, recap


def recap_of(meeting):
    return recap(document(meeting.state, ended="2026-11-27T14:41:00.000+00:00", minutes=41))


def test_it_begins_with_the_mentees_words():
    assert recap_of(a_full_meeting()).splitlines() == [
        "Sam takes away: I was preparing alone all along.",
        "Goal: Speak at the team demo",
        "Next step: Rehearse the first two minutes (Sam, by Thu 3 Dec 2026) and 1 more",
        "Robin takes away: I learned to wait for the second idea.",
        "Next meeting: Fri 11 Dec 2026",
        "Sam with Robin, Fri 27 Nov 2026. Looks right to both.",
    ]


def test_what_is_missing_reads_gently():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.talk("takeaway", "goal")
    assert recap_of(meeting).splitlines() == [
        "Next step: not set",
        "Robin takes away: not written down",
        "Only talked about: what Sam takes away and the goal",
        "Next meeting: not set",
        "Sam with Robin, Fri 27 Nov 2026. Not yet agreed.",
    ]


def test_what_a_kind_of_meeting_does_not_ask_is_not_missing():
    lines = recap_of(Meeting(a_start(shipped("setback")))).splitlines()
    assert [line.partition(":")[0] for line in lines if ":" in line] == [
        "Sam takes away",
        "Next step",
        "Robin takes away",
        "Next meeting",
    ]


def test_a_decision_stands_in_it_and_so_does_a_door():
    deciding = Meeting(a_start(shipped("decision")))
    deciding.say("decision", "Stay or move?")
    deciding.say("pick", deciding.add("ways", text="Half a year on loan"))
    assert "Leaning towards: Half a year on loan" in recap_of(deciding).splitlines()
    assert len(recap_of(deciding).splitlines()) <= 6
    asking = Meeting(a_start(shipped("open_doors")))
    asking.add("door", text="Ada Kline")
    assert "Doors: Ada Kline" in recap_of(asking).splitlines()


def test_alone_nobody_else_is_named():
    meeting = Meeting(a_start(shipped("solo")))
    meeting.talk("takeaway")
    assert recap_of(meeting).splitlines() == [
        "Goal: not written down",
        "Next step: not set",
        "Only thought about: what Sam takes away",
        "Sam, Fri 27 Nov 2026.",
    ]


def test_where_everything_was_only_said_aloud_one_line_says_so():
    meeting = Meeting(a_start(shipped("regular")))
    meeting.talk("takeaway", "goal", "step")
    meeting.talk("takeaway", seat="mentor")
    assert recap_of(meeting).splitlines() == [
        "Only talked about: what Sam takes away, the goal, the next step and what Robin takes away",
        "Next meeting: not set",
        "Sam with Robin, Fri 27 Nov 2026. Not yet agreed.",
    ]


@given(text=TYPED, times=...)
def test_it_is_always_six_lines_that_fit(text: str, times: bool):
    said = text * (100 if times else 1)
    name = clean_line(said)[:500] or "Sam"
    meeting = Meeting(a_start(shipped("regular"), mentee=name, mentor=name))
    meeting.say("takeaway", said)
    meeting.say("goal", said)
    meeting.add("step", what=clean_line(said)[:500], due="2026-12-03")
    lines = recap_of(meeting).split("\n")
    assert len(lines) == 6
    assert all(line and len(line) <= LONGEST for line in lines)
    assert lines[2].endswith("by Thu 3 Dec 2026)") or not clean_line(said)


def test_in_a_group_everybodys_words_stand_in_it():
    start = a_start(shipped("group"))
    meeting = Meeting(replace(start, seats={**start.seats, "third": Person("K", "Kim")}))
    for seat, words in (("host", "Ask first"), ("third", "Late is allowed")):
        meeting.act("answered", "takeaway", seat=seat, value=words)
    assert "Also taken away: Kim: Late is allowed" in recap_of(meeting).splitlines()
    assert len(recap_of(meeting).splitlines()) <= 6
