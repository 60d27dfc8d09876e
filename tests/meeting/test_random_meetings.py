"""Whatever people do, in whatever order: what must hold of a meeting holds."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_meetings import (
    check_kept,
    check_onwards,
    check_state,
    draws,
    play,
    shipped_starts,
    small_starts,
    starts,
)

from checkin.meeting.compaction import compact, same_but_for_places
from checkin.meeting.events import KINDS, Event, from_json, to_json
from checkin.meeting.flow import following, left_out, place_of, prompt_at, stage_marks
from checkin.meeting.gate import closed_offer, held_by, ready_to_open
from checkin.meeting.recall import drawn, recall, takeaways
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.start import to_json as start_to_json
from checkin.meeting.state import apply, begin, fold

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
thorough = settings(quick, max_examples=150)


def one_by_one(start, events):
    state = begin(start)
    for event in events:
        state = apply(state, event)
    return state


@quick
@given(starts, draws)
def test_replaying_the_events_gives_the_same_state(start, numbers):
    meeting = play(start, numbers)
    assert fold(start, meeting.events) == meeting.state
    assert one_by_one(start, meeting.events) == meeting.state


@quick
@given(starts, draws)
def test_what_went_through_json_gives_the_same_state(start, numbers):
    meeting = play(start, numbers)
    text = json.dumps([to_json(event) for event in meeting.events])
    read = [from_json(event) for event in json.loads(text)]
    assert read == meeting.events
    again = start_from_json(json.loads(json.dumps(start_to_json(start))))
    assert again == start
    assert fold(again, read) == meeting.state


@thorough
@given(small_starts, draws)
def test_any_order_of_acts_keeps_what_must_hold_in_any_bank(start, numbers):
    def watch(before, after):
        check_onwards(before, after)
        check_state(after)

    check_kept(play(start, numbers, watch))


@settings(quick, max_examples=30)
@given(shipped_starts, draws)
def test_any_order_of_acts_keeps_what_must_hold_in_the_shipped_banks(start, numbers):
    def watch(before, after):
        check_onwards(before, after)
        check_state(after)

    check_kept(play(start, numbers, watch))


@thorough
@given(starts, draws)
def test_the_events_that_are_kept_say_the_same(start, numbers):
    meeting = play(start, numbers)
    kept = compact(meeting.state, meeting.events)
    folded = fold(start, kept)
    assert same_but_for_places(folded, meeting.state)
    assert recall(folded) == recall(meeting.state)
    assert compact(folded, kept) == kept
    assert len(kept) <= len(meeting.events)


# Events nobody here made

parts = (
    st.none() | st.booleans() | st.integers(-3, 12) | st.sampled_from(("", " ", "mentor", "yes", "x", "keep"))
)
hostile_values = (
    parts
    | st.floats()
    | st.text(max_size=3)
    | st.lists(parts, max_size=2)
    | st.dictionaries(
        st.sampled_from(("what", "owner", "readiness", "text", "talked", "x")),
        parts | st.lists(parts),
        max_size=3,
    )
)
names = st.sampled_from(
    (
        *("", "q0", "q1", "q2", "q3", "goal", "ideas", "perspective", "step", "account", "owner", "takeaway"),
        *("pick", "smaller", "tried", "@summary", "nowhere"),
    )
)
rows = st.sampled_from(("", "r1", "r2", "r3", "01K9C000000000000000000ST2"))
hostile_events = st.builds(
    Event,
    id=st.text(max_size=2),
    n=st.integers(-5, 99),
    seat=st.sampled_from(("", "mentee", "mentor", "stranger")),
    at=st.just("2026-11-27T14:00:00.000+00:00"),
    what=st.sampled_from((*KINDS, "added", "set", "danced")),
    q=names,
    row=rows,
    field=st.sampled_from(
        ("", "text", "what", "owner", "status", "talked", "readiness", "reaction", "why", "x")
    ),
    value=hostile_values,
)


@settings(quick, max_examples=200)
@given(starts, st.lists(hostile_events, max_size=30))
def test_no_event_can_break_a_meeting(start, events):
    state = begin(start)
    for event in events:
        after = apply(state, event)
        check_onwards(state, after)
        state = after
    check_state(state)
    folded = fold(start, events)
    assert repr(folded) == repr(state)
    place = place_of(state, "")
    following(state, place)
    stage_marks(state, place)
    prompt_at(state, place)
    left_out(state)
    drawn(state)
    takeaways(state)
    closed_offer(state)
    for offer in ready_to_open(state):
        assert not held_by(state, offer)
    check = compact(state, events)
    assert all(event.what in KINDS for event in check)


@quick
@given(starts, st.lists(hostile_events, max_size=30))
def test_a_meeting_of_events_that_could_be_read_can_always_be_saved(start, events):
    readable = []
    for event in events:
        try:
            readable.append(from_json(to_json(event)))
        except ValueError:
            continue
    state = fold(start, readable)
    assert same_but_for_places(fold(start, compact(state, readable)), state)


def test_an_event_that_is_none_is_told_from_one():
    good = {"v": 1, "id": "1", "n": 1, "at": "2026-11-27T14:00:00.000+00:00", "what": "talked", "q": "goal"}
    assert from_json(good).q == "goal"
    broken = [
        {"v": 2},
        {"what": "danced"},
        {"n": "1"},
        {"n": True},
        {"q": 3},
        {"at": "soon"},
        {"at": ""},
        {"value": 0.5},
        {"value": [["a"]]},
        {"value": {"what": ["a"]}},
    ]
    for change in broken:
        try:
            from_json(good | change)
        except ValueError:
            continue
        raise AssertionError(change)
