"""What would stay out of the summary: said before saving, so that nobody loses it without noticing."""

from meetings import Meeting, a_bank, a_start, shipped

from checkin.banks.model import Question
from checkin.meeting.stays_out import stays_out
from checkin.summary.document import document
from checkin.summary.json_form import as_json
from checkin.summary.plain_text import text

ENDED = {"ended": "2026-11-27T14:41:00.000+00:00", "minutes": 41}


def a_meeting(*thoughts):
    meeting = Meeting(a_start(shipped("regular")))
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    return meeting, [meeting.add("perspective", seat="mentor", text=text) for text in thoughts]


def told(meeting):
    return [(one.q, one.words) for one in stays_out(meeting.state)]


def test_a_thought_that_the_mentee_said_nothing_to_is_named():
    meeting, (thought,) = a_meeting("I read mine from paper")
    words = "Robin's thought has no word of Sam's yet; it stays out of the summary."
    assert told(meeting) == [("perspective", words)]
    for what in ({"reaction": "keep"}, {"reaction": "not_for_me"}, {"reaction": "think"}, {"takes": "Paper"}):
        meeting.set("perspective", thought, **what)
        assert told(meeting) == []
        meeting.set("perspective", thought, **dict.fromkeys(what))
        assert told(meeting)


def test_of_several_thoughts_those_without_a_word_are_counted():
    meeting, (first, second, third) = a_meeting("Paper", "Kim", "A book")
    assert told(meeting)[0][1] == (
        "Three of Robin's thoughts have no word of Sam's yet; they stay out of the summary."
    )
    meeting.set("perspective", first, reaction="keep")
    meeting.act("removed", "perspective", seat="mentor", row=second)
    assert (
        told(meeting)[0][1] == "A thought of Robin's has no word of Sam's yet; it stays out of the summary."
    )
    meeting.set("perspective", third, reaction="not_for_me")
    assert told(meeting) == []


def test_it_stays_in_the_record_all_the_same():
    meeting, (thought,) = a_meeting("I read mine from paper")
    assert "paper" not in text(document(meeting.state, **ENDED), 80)
    asked = {q["id"]: q for stage in as_json(meeting.state, **ENDED)["stages"] for q in stage["questions"]}
    assert asked["perspective"]["rows"] == [{"id": thought, "by": "mentor", "text": "I read mine from paper"}]


def test_nothing_is_named_where_nothing_was_offered():
    meeting, _ = a_meeting()
    assert told(meeting) == []


def test_a_blind_answer_that_waits_for_another_is_named_where_each_has_a_keyboard():
    pulse = Question("us", "How do we do?", "pulse", who="both", label="Us")
    common, own = (Meeting(a_start(a_bank(pulse))) for _ in range(2))
    assert stays_out(own.state, common.state) == ()
    own.say("us", 7)  # not ready, and seen by nobody
    both = "“Us”: Sam's and Robin's numbers are not in yet; until then none is shown, nor in the summary."
    assert [one.words for one in stays_out(own.state, common.state)] == [both]
    for meeting in (own, common):
        meeting.act("sealed", "us", seat="mentee")
    one = "“Us”: Robin's number is not in yet; until then none is shown, nor in the summary."
    assert [found.words for found in stays_out(own.state, common.state)] == [one]
    assert [found.words for found in stays_out(common.state, common.state)] == [one]
    common.talk("us", seat="mentor")
    assert stays_out(own.state, common.state) == ()
    # At one keyboard nothing is blind.
    assert stays_out(own.state) == ()


def test_a_number_that_is_not_ready_is_named_though_the_other_one_only_talked():
    pulse = Question("us", "How do we do?", "pulse", who="both", label="Us")
    common, own = (Meeting(a_start(a_bank(pulse))) for _ in range(2))
    for meeting in (own, common):
        meeting.talk("us", seat="mentor")
    own.say("us", 7)
    assert "Sam's number is not in yet" in stays_out(own.state, common.state)[0].words
    for meeting in (own, common):
        meeting.say("us", 6, seat="mentor")
        meeting.say("us", 7)
    assert stays_out(own.state, common.state) == ()
