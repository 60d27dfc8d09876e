"""The working agreement after a meeting: what stands, what is new, whether anything changed."""

from dataclasses import replace

from meetings import Meeting, a_bank, a_start

from checkin.banks.model import Question
from checkin.meeting.agreeing import changed, clauses_after
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Agreement, Clause

BANK = a_bank(
    Question("rhythm", "How often shall we meet?", type="agreement", label="Rhythm"),
    Question("boundaries", "What stays between us?", type="agreement", aliases=("between",)),
    Question("bridge", "What will you do until help comes?", type="agreement", who="both"),
)


def a_meeting(*clauses):
    known = Known(agreement=Agreement("A1", 1, "2026-10-01", clauses)) if clauses else Known()
    return Meeting(replace(a_start(BANK), known=known))


def test_a_first_agreement_is_what_was_answered_in_the_banks_order():
    meeting = a_meeting()
    assert clauses_after(meeting.state) == ()
    assert not changed(meeting.state)
    meeting.say("boundaries", " All of it ")
    meeting.say("rhythm", "Every two weeks")
    assert clauses_after(meeting.state) == (
        Clause("rhythm", "Rhythm", "Every two weeks"),
        Clause("boundaries", "What stays between us?", "All of it"),
    )
    assert changed(meeting.state)


def test_what_was_left_as_it_is_or_not_asked_stands():
    old = Clause("own", "Our own", "Tea first"), Clause("rhythm", "How often", "Monthly")
    meeting = a_meeting(*old)
    assert not changed(meeting.state)
    meeting.say("rhythm", "Monthly")
    meeting.talk("boundaries")
    assert clauses_after(meeting.state) == (Clause("rhythm", "Rhythm", "Monthly"), old[0])
    assert not changed(meeting.state)
    meeting.say("rhythm", "Weekly")
    assert changed(meeting.state)


def test_a_clause_is_found_under_an_id_its_question_had_before():
    meeting = a_meeting(Clause("between", "Between us", "Everything"))
    assert clauses_after(meeting.state) == (Clause("boundaries", "What stays between us?", "Everything"),)
    meeting.say("boundaries", "Nearly everything")
    assert [clause.text for clause in clauses_after(meeting.state)] == ["Nearly everything"]


def test_a_clause_taken_back_leaves_the_one_before():
    meeting = a_meeting(Clause("rhythm", "Rhythm", "Monthly"))
    meeting.say("rhythm", "Never again")
    meeting.act("between_us", "rhythm", seat="mentee")
    assert [clause.text for clause in clauses_after(meeting.state)] == ["Monthly"]
    assert not changed(meeting.state)


def test_of_both_each_says_their_part():
    meeting = a_meeting()
    meeting.say("bridge", "I call Kim")
    meeting.say("bridge", "I answer by noon", seat="mentor")
    assert clauses_after(meeting.state)[0].text == "I call Kim\nI answer by noon"
