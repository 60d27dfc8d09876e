"""Who may do what, and what the state makes of it."""

import pytest
from meetings import OPEN_STEP, Meeting, a_bank, a_full_meeting, a_start
from random_meetings import STEP_2, shipped_start

from checkin.banks.model import Question
from checkin.meeting.answered import priority_step, steps
from checkin.meeting.folding import fold
from checkin.meeting.rules import MAX_ROWS, Act, NotNow, checked


@pytest.fixture
def meeting():
    return Meeting(shipped_start("regular", "full"))


def refused(meeting, words, **act):
    with pytest.raises(NotNow, match=words):
        checked(meeting.state, Act(**act))


def test_a_step_is_the_mentees_unless_the_pair_says_otherwise(meeting):
    row = meeting.add("step", what="Rehearse")
    assert meeting.state.row("step", row).text("owner") == "mentee"
    meeting.set("step", row, owner="mentor")
    assert priority_step(meeting.state).owner == "mentor"
    meeting.set("step", row, owner=None)
    assert priority_step(meeting.state).owner == "mentee"
    assert fold(meeting.start, meeting.events) == meeting.state


@pytest.mark.parametrize("owner", ["both", "Sam", ["mentee", "mentor"], {"mentee": 1}, 1, True])
def test_nobody_but_one_of_the_pair_carries_a_step(meeting, owner):
    row = meeting.add("step", what="Rehearse")
    refused(
        meeting,
        "somebody of this pair",
        what="set",
        seat="mentee",
        q="step",
        row=row,
        field="owner",
        value=owner,
    )
    refused(
        meeting,
        "somebody of this pair",
        what="added",
        seat="mentee",
        q="step",
        row="r",
        value={"owner": owner},
    )


def test_the_first_step_that_says_something_has_priority(meeting):
    blank = meeting.add("step", what="  ")
    first, second = meeting.add("step", what="Rehearse"), meeting.add("step", what="Sleep")
    assert [(step.id, step.priority) for step in steps(meeting.state)] == [(first, True), (second, False)]
    meeting.act("removed", "step", seat="mentee", row=first)
    assert priority_step(meeting.state).id == second
    meeting.set("step", blank, what="Write")
    assert priority_step(meeting.state).id == blank


def test_a_removed_line_stays_removed_and_its_id_taken(meeting):
    row = meeting.add("ideas", text="Rehearse")
    meeting.act("removed", "ideas", seat="mentee", row=row)
    for act in (
        Act("set", "mentee", "ideas", row, "text", "Again"),
        Act("removed", "mentee", "ideas", row),
        Act("between_us", "mentee", "ideas", row),
    ):
        with pytest.raises(NotNow, match="That line is gone"):
            checked(meeting.state, act)
    refused(meeting, "an id of its own", what="added", seat="mentee", q="ideas", row=row)
    refused(meeting, "an id of its own", what="added", seat="mentee", q="step", row=row)
    assert not meeting.state.row("ideas", row).fields


def test_there_is_room_for_as_many_as_the_bank_says_or_a_hundred(meeting):
    for number in range(3):
        meeting.add("step", what=str(number))
    refused(meeting, "room for 3", what="added", seat="mentee", q="step", row="r")
    meeting.act("removed", "step", seat="mentee", row=meeting.state.live_rows("step")[0].id)
    meeting.add("step", what="3")
    for number in range(MAX_ROWS):
        meeting.add("ideas", text=str(number))
    refused(meeting, "room for 100", what="added", seat="mentee", q="ideas", row="r")


def test_answers_are_for_the_seat_they_are_asked_of(meeting):
    refused(meeting, "This one is for Sam", what="answered", seat="mentor", q="goal", value="Mine")
    refused(meeting, "This one is for Sam", what="talked", seat="mentor", q="goal")
    refused(meeting, "say which seat", what="answered", q="goal", value="x")
    refused(meeting, "Nobody sits", what="answered", seat="coach", q="goal", value="x")


def test_what_is_not_asked_can_not_be_answered(meeting):
    refused(meeting, "no question called", what="answered", seat="mentee", q="nowhere", value="x")
    refused(meeting, "not asked in this meeting", what="answered", seat="mentee", q="smaller", value="x")


def test_an_answer_has_one_form(meeting):
    refused(meeting, "takes a text", what="answered", seat="mentee", q="goal", value=3)
    refused(meeting, "at most", what="answered", seat="mentee", q="goal", value="x" * 1_000_000)
    refused(meeting, "made of rows", what="answered", seat="mentee", q="ideas", value="x")
    refused(meeting, "made of rows", what="answered", seat="mentee", q="account", value="x")
    refused(meeting, "one of the options", what="answered", seat="mentee", q="pick", value="nothing")
    refused(meeting, "no part called", what="answered", seat="mentee", q="goal", field="why", value="x")
    refused(meeting, "yes or no", what="answered", seat="mentee", q="owner", value="Sam")
    assert checked(meeting.state, Act("answered", "mentee", "goal", value="a\x1bb")).value == "ab"


@pytest.mark.parametrize("type_", ["scale", "pulse"])
def test_a_number_is_a_whole_one_within_its_bounds(type_):
    meeting = Meeting(a_start(a_bank(Question("q", "?", type_, who="both", min=1, max=5))))
    for value in (0, 6, 2.0, "3", True, [3]):
        refused(meeting, "number from 1 to 5", what="answered", seat="mentor", q="q", value=value)
    meeting.say("q", 5, seat="mentor")
    assert meeting.state.answer("q", "mentor").value == 5
    assert meeting.state.answer("q", "mentee").value is None


def test_an_account_is_one_of_four_and_its_step_stays(meeting):
    refused(
        meeting,
        "one of done",
        what="set",
        seat="mentee",
        q="account",
        row=OPEN_STEP,
        field="status",
        value="x",
    )
    refused(meeting, "has no rows", what="added", seat="mentee", q="account", row="r")
    refused(meeting, "has no rows", what="removed", seat="mentee", q="account", row=OPEN_STEP)
    refused(meeting, "on record", what="between_us", seat="mentee", q="account", row=OPEN_STEP)
    meeting.act("talked", "account", seat="mentee", row=OPEN_STEP)
    meeting.set("account", STEP_2, seat="mentor", status="changed")
    assert [dict(row.fields) for row in meeting.state.live_rows("account")] == [
        {"talked": True},
        {"status": "changed"},
    ]


def test_talked_about_is_said_of_a_question_and_of_a_step_in_hand(meeting):
    row = meeting.add("ideas", text="Rehearse")
    refused(meeting, "whole question", what="talked", seat="mentee", q="ideas", row=row)
    meeting.say("goal", "A talk")
    meeting.talk("goal")
    assert meeting.state.answer("goal", "mentee").value is None


def test_lines_are_taken_back_one_by_one(meeting):
    refused(meeting, "which line", what="between_us", seat="mentee", q="ideas")
    refused(meeting, "which line", what="between_us", seat="mentee", q="account")
    row = meeting.add("ideas", text="Rehearse")
    meeting.act("between_us", "ideas", seat="mentee", row=row)
    assert meeting.state.live_rows("ideas") == ()


def test_the_next_meeting_is_a_date_or_none(meeting):
    meeting.act("next", "goal", row="x", field="y", value="2026-12-04")
    assert meeting.state.next_meeting == "2026-12-04"
    assert meeting.events[-1].q == ""
    meeting.act("next", value=None)
    assert meeting.state.next_meeting == ""
    refused(meeting, "not a date", what="next", value="soon")
    refused(meeting, "not a date", what="next", value=["2026-12-04"])


def test_pages_are_turned_only_to_what_there_is(meeting):
    refused(meeting, "no such question", what="turned", q="nowhere")
    refused(meeting, "no such question", what="turned", q="goal", value="nowhere")
    assert checked(meeting.state, Act("turned", q="goal", value=["goal"])).value is None


def test_a_change_after_they_agreed_asks_them_again():
    meeting = a_full_meeting()
    assert meeting.state.agreed == ("mentor", "mentee")
    meeting.act("resumed")
    meeting.turn("goal")
    assert meeting.state.agreed == ("mentor", "mentee")
    meeting.say("goal", "Another")
    assert meeting.state.agreed == ()


def test_not_yet_takes_an_agreement_back_and_needs_a_seat():
    meeting = a_full_meeting()
    meeting.act("agreed", seat="mentor", value=False)
    assert meeting.state.agreed == ("mentee",)
    meeting.act("agreed", seat="mentor")
    assert meeting.state.agreed == ("mentee", "mentor")
    refused(meeting, "which seat", what="agreed", value=True)


def test_an_ended_meeting_takes_nothing_more_until_it_is_resumed():
    meeting = a_full_meeting()
    refused(meeting, "This meeting is over", what="answered", seat="mentee", q="goal", value="x")
    refused(meeting, "This meeting is over", what="stopped")
    meeting.act("resumed")
    meeting.say("goal", "x")


def test_there_is_no_other_act(meeting):
    refused(meeting, "no act called", what="danced", seat="mentee", q="goal")


def test_of_several_choices_each_counts_once_in_the_banks_order():
    bank = a_bank(Question("q", "?", "choices", choices=("red", "green", "blue"), at_most=2))
    meeting = Meeting(a_start(bank))
    meeting.say("q", ["blue", "red", "blue"])
    assert meeting.state.answer("q", "mentee").value == ["red", "blue"]
    refused(meeting, "at most 2", what="answered", seat="mentee", q="q", value=["red", "green", "blue"])
    refused(meeting, "one of red", what="answered", seat="mentee", q="q", value=["pink"])
    meeting.say("q", [])
    assert meeting.state.answers == {}
