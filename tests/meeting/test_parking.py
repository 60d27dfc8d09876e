"""Something is parked: an act of a seat, kept with the meeting, whatever question is in front."""

import json

import pytest
from meetings import Meeting, a_bank, a_start

from checkin.banks.model import Question
from checkin.live.permissions import permit
from checkin.meeting.compaction import compact, same_but_for_places, without
from checkin.meeting.events import from_json, to_json
from checkin.meeting.folding import fold
from checkin.meeting.parking import is_parked, may_change, parks_for
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.values import MAX_ROWS

SAID = Question("said", "How are you?")
TAKE = Question("take", "What do you take away?", "takeaway", who="mentor")


@pytest.fixture
def meeting():
    return Meeting(a_start(a_bank(SAID, TAKE)))


def waiting(state):
    return [(row.id, row.seat, row.text("text")) for row in state.waits]


def test_several_wait_in_the_order_in_which_they_were_parked(meeting):
    meeting.act("parked", seat="mentee", row="1", value=" The  budget\nnext year ")
    meeting.act("parked", seat="mentor", row="2", value="Leave")
    assert waiting(meeting.state) == [("1", "mentee", "The  budget next year"), ("2", "mentor", "Leave")]
    assert not meeting.state.answers


def test_what_waits_can_be_said_otherwise_and_taken_away(meeting):
    meeting.act("parked", seat="mentee", row="1", value="The budget")
    meeting.act("parked", seat="mentee", row="1", value="The course")
    meeting.act("parked", seat="mentor", row="2", value="Leave")
    meeting.act("parked", seat="mentor", row="2")
    assert waiting(meeting.state) == [("1", "mentee", "The course")]
    with pytest.raises(NotNow, match="gone"):
        meeting.act("parked", seat="mentor", row="2", value="Again")


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ({"row": "1", "value": "x"}, "say which seat"),
        ({"seat": "mentee", "row": "9"}, "no words"),
        ({"seat": "mentee", "row": "9", "value": "  "}, "no words"),
        ({"seat": "mentee", "value": "x"}, "id of its own"),
        ({"seat": "mentee", "row": "9", "value": 3}, "a text"),
        ({"seat": "mentee", "row": "9", "value": "x" * 100_000}, "at most"),
        ({"seat": "mentor", "row": "1", "value": "x"}, "Sam's to change"),
        ({"what": "between_us", "seat": "mentee", "row": "9"}, "gone"),
    ],
)
def test_what_can_not_be_parked_is_refused_in_words(meeting, act, why):
    meeting.act("parked", seat="mentee", row="1", value="The budget")
    with pytest.raises(NotNow, match=why):
        meeting.act(**{"what": "parked"} | act)
    assert waiting(meeting.state) == [("1", "mentee", "The budget")]


def test_there_is_room_for_many_and_no_more(meeting):
    for number in range(MAX_ROWS):
        meeting.act("parked", seat="mentee", row=f"{number}", value="x")
    with pytest.raises(NotNow, match="There is room for"):
        meeting.act("parked", seat="mentee", row="one more", value="x")


def test_what_was_parked_is_kept_with_its_last_words_and_what_went_is_not(meeting):
    meeting.act("parked", seat="mentee", row="1", value="The budget")
    meeting.act("parked", seat="mentor", row="2", value="Leave")
    meeting.act("parked", seat="mentee", row="1", value="The course")
    meeting.act("parked", seat="mentor", row="2")
    kept = compact(meeting.state, meeting.events)
    (event,) = kept
    assert (event.id, event.seat, event.value) == (meeting.events[0].id, "mentee", "The course")
    assert from_json(to_json(event)) == event
    assert same_but_for_places(fold(meeting.start, kept), meeting.state)


def test_taken_back_it_leaves_the_events_too_and_stays_gone(meeting):
    meeting.act("parked", seat="mentee", row="1", value="canary")
    meeting.act("parked", seat="mentee", row="2", value="Leave")
    late = meeting.events[0]
    meeting.act("between_us", seat="mentee", row="1")
    left = without(meeting.events, meeting.events[-1])
    assert "canary" not in json.dumps([to_json(event) for event in left])
    for events in (left, (*left, late)):
        assert waiting(fold(meeting.start, events)) == [("2", "mentee", "Leave")]


def test_both_are_asked_again_whether_it_looks_right(meeting):
    meeting.act("agreed", seat="mentee", value=True)
    meeting.act("parked", seat="mentee", row="1", value="The budget")
    assert meeting.state.agreed == ()


def test_after_the_end_nothing_is_parked(meeting):
    meeting.act("stopped")
    with pytest.raises(NotNow, match="over"):
        meeting.act("parked", seat="mentee", row="1", value="x")


def test_at_one_keyboard_it_is_theirs_whose_question_is_in_front(meeting):
    assert [parks_for(meeting.state, one) for one in (SAID, TAKE, None)] == ["mentee", "mentor", "mentee"]


def test_in_a_seat_of_ones_own_one_parks_and_changes_only_ones_own(meeting):
    meeting.act("parked", seat="mentee", row="1", value="x")
    (row,) = meeting.state.waits
    assert [may_change(row, own) for own in ("", "mentee", "mentor")] == [True, True, False]
    permit(meeting.state, "mentee", Act("parked", "mentee", row="2", value="y"))
    for what in ("parked", "between_us"):
        with pytest.raises(NotNow, match="Sam's to do"):
            permit(meeting.state, "mentor", Act(what, "mentee", row="1"))


def test_the_same_thing_in_other_words_is_parked_already(meeting):
    meeting.act("parked", seat="mentee", row="1", value="How to ask for the budget")
    assert is_parked(meeting.state, "Asking for a budget")
    assert not is_parked(meeting.state, "Speak at the demo")
