"""What is kept of a meeting's events, and what is taken out of them."""

import json

import pytest
from meetings import OPEN_STEP, Meeting, a_bank, a_full_meeting, a_start
from random_meetings import shipped_start

from checkin.banks.model import Question, Ref, When
from checkin.banks.model import Test as Check
from checkin.meeting.compaction import compact, same_but_for_places, without
from checkin.meeting.events import Event, to_json
from checkin.meeting.flow import shown
from checkin.meeting.folding import fold


def kept(meeting):
    return compact(meeting.state, meeting.events)


def as_saved(meeting):
    return fold(meeting.start, kept(meeting))


def text_of(events):
    return json.dumps([to_json(event) for event in events])


def test_a_whole_meeting_keeps_what_was_said_in_the_order_it_was_asked():
    meeting = a_full_meeting()
    events = kept(meeting)
    assert events[0].what == "opened"
    assert [event.what for event in events[-4:]] == ["next", "agreed", "agreed", "stopped"]
    assert [event.seat for event in events[-3:-1]] == ["mentor", "mentee"]
    assert not any(event.what in ("turned", "resumed") for event in events)
    asked = list(meeting.state.questions)
    places = [asked.index(event.q) for event in events[1:] if event.q]
    assert places == sorted(places)
    assert same_but_for_places(as_saved(meeting), meeting.state)


def test_an_hour_of_typing_is_one_event_with_the_time_of_its_last_key():
    meeting = Meeting(shipped_start("regular", "full"))
    for end in range(1, 20):
        meeting.say("goal", "Speak at the team demo "[:end])
    (event,) = kept(meeting)
    assert event.value == "Speak at the team d"
    assert (event.id, event.at) == (meeting.events[-1].id, meeting.events[-1].at)


def test_blank_space_that_typing_left_behind_goes_and_changes_nothing_that_is_asked():
    bank = a_bank(
        Question("town", "Where?", "line"),
        Question("list", "Who?", "list"),
        Question("far", "Far?", when=When((Check(Ref("town"), "is", "Oulu"),))),
        Question("near", "Near?", when=When((Check(Ref("list"), "includes", "Ana"),))),
    )
    meeting = Meeting(a_start(bank))
    meeting.say("town", "Oulu ")
    meeting.add("list", text=" Ana")
    meeting.say("far", "Yes ")
    assert [q.id for q in shown(meeting.state)] == ["town", "list", "far", "near"]
    assert [event.value for event in kept(meeting)] == ["Oulu", {"text": "Ana"}, "Yes"]
    assert same_but_for_places(as_saved(meeting), meeting.state)


def test_a_line_of_nothing_but_blanks_says_nothing():
    meeting = Meeting(shipped_start("regular", "full"))
    meeting.add("step", what=" ", readiness=2)
    assert "smaller" not in {q.id for q in shown(meeting.state)}
    assert same_but_for_places(as_saved(meeting), meeting.state)


def test_what_was_hidden_in_the_end_is_not_kept():
    meeting = a_full_meeting()
    assert "Say the first sentence aloud" in text_of(kept(meeting))
    meeting.act("resumed")
    meeting.set("step", meeting.state.live_rows("step")[0].id, readiness=9)
    assert "Say the first sentence aloud" not in text_of(kept(meeting))
    assert same_but_for_places(as_saved(meeting), meeting.state)


def test_what_was_removed_is_not_kept_but_a_pick_of_it_does_no_harm():
    meeting = a_full_meeting()
    meeting.act("resumed")
    meeting.act("removed", "ideas", seat="mentee", row=meeting.state.live_rows("ideas")[0].id)
    assert "with a friend" not in text_of(kept(meeting))
    assert same_but_for_places(as_saved(meeting), meeting.state)


def test_a_gate_keeps_who_opened_it_and_why():
    meeting = Meeting(shipped_start("regular", "full"))
    meeting.act("opened", "perspective", seat="mentor", value="urgent")
    meeting.add("ideas", seat="mentor", text="Call Ana now")
    assert [(event.what, event.value) for event in kept(meeting)] == [
        ("opened", "urgent"),
        ("added", {"text": "Call Ana now"}),
    ]
    assert as_saved(meeting).gate == meeting.state.gate


def test_acts_of_the_whole_meeting_that_name_a_question_are_kept_all_the_same():
    start = shipped_start("regular", "full")
    at = "2026-11-27T14:00:00.000+00:00"
    events = [
        Event("1", 1, "", at, "next", "goal", value="2026-12-04"),
        Event("2", 2, "mentee", at, "agreed", "goal", value=True),
        Event("3", 3, "", at, "stopped", "goal"),
    ]
    state = fold(start, events)
    assert same_but_for_places(fold(start, compact(state, events)), state)


@pytest.mark.parametrize("row", [False, True])
def test_words_taken_back_are_in_none_of_the_events(row):
    meeting = Meeting(shipped_start("regular", "full"))
    if row:
        made = meeting.add("ideas", text="the canary")
        meeting.set("ideas", made, upside="canary too", risk="and canary")
    else:
        made = ""
        for end in range(1, 11):
            meeting.say("goal", "the canary"[:end])
    q = "ideas" if row else "goal"
    meeting.act("between_us", q, seat="mentee", row=made)
    events = without(meeting.events[:-1], meeting.events[-1])
    assert "canar" not in text_of(events)
    assert fold(meeting.start, events) == meeting.state
    assert "canar" not in text_of(compact(fold(meeting.start, events), events))


def test_only_the_words_meant_are_taken_back():
    meeting = a_full_meeting()
    meeting.act("resumed")
    meeting.act("between_us", "takeaway", seat="mentor")
    events = without(meeting.events[:-1], meeting.events[-1])
    assert "wait for the second idea" not in text_of(events)
    assert "preparing alone" in text_of(events)
    assert fold(meeting.start, events) == meeting.state


def test_words_taken_back_and_said_anew_are_kept():
    meeting = Meeting(shipped_start("regular", "full"))
    meeting.say("goal", "the canary")
    meeting.act("between_us", "goal", seat="mentee")
    assert [event.what for event in kept(meeting)] == ["between_us"]
    meeting.say("goal", "A talk")
    assert [event.value for event in kept(meeting)] == ["A talk"]
    assert not meeting.state.answer("goal", "mentee").between_us


def test_an_account_is_kept_field_by_field():
    meeting = Meeting(shipped_start("regular", "full"))
    meeting.act("talked", "account", seat="mentee", row=OPEN_STEP)
    meeting.set("account", OPEN_STEP, status="partly", note="half of it ")
    assert [(e.what, e.field, e.value) for e in kept(meeting)] == [
        ("set", "note", "half of it"),
        ("set", "status", "partly"),
        ("talked", "", None),
    ]
    assert same_but_for_places(as_saved(meeting), meeting.state)


def test_two_states_that_say_different_things_are_not_the_same():
    one, other = a_full_meeting(), a_full_meeting()
    assert same_but_for_places(one.state, other.state)
    other.act("resumed")
    assert not same_but_for_places(one.state, other.state)
    other.turn("goal")
    other.act("stopped")
    assert same_but_for_places(one.state, other.state)
