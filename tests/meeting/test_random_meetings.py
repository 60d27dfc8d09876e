"""Whatever people do, in whatever order: what must hold of a meeting holds."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_meetings import (
    STEP_2,
    check_kept,
    check_onwards,
    check_state,
    draws,
    play,
    shipped_start,
    shipped_starts,
    small_starts,
    starts,
)

from checkin.meeting.answered import left_out
from checkin.meeting.compaction import compact, same_but_for_places
from checkin.meeting.events import KINDS, Event, from_json, to_json
from checkin.meeting.folding import apply, begin, fold
from checkin.meeting.gate import closed_offer, ready_to_open
from checkin.meeting.recall import drawn, recall, takeaways
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.start import to_json as start_to_json
from checkin.meeting.turning import following, place_of, prompt_at, stage_marks

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
    assert len({event.id for event in kept}) == len(kept)
    made = {event.id: event for event in meeting.events}
    assert all(event.at == made[event.id].at for event in kept)


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
rows = st.sampled_from(("r1", "r1", "r2", "r3", "", STEP_2))
seats = st.sampled_from(("mentee", "mentee", "mentor", "mentor", "", "stranger"))
kinds = st.sampled_from((*KINDS, "added", "added", "set", "set", "removed", "danced"))
fields = st.sampled_from(
    ("", "text", "what", "owner", "status", "talked", "readiness", "reaction", "why", "x")
)
hostile_parts = st.tuples(st.integers(-5, 99), seats, kinds, st.integers(0, 40), rows, fields, hostile_values)
hostile_lists = st.lists(hostile_parts, max_size=40)


def hostile(start, parts):
    """Events nobody here made, most of them about questions that there are."""
    names = ["", "@summary", "nowhere", *(q.id for q in start.bank.all_questions())]
    at = "2026-11-27T14:00:00.000+00:00"
    return [
        Event(str(n), n, seat, at, what, names[where % len(names)], row, field, value)
        for n, seat, what, where, row, field, value in parts
    ]


@settings(quick, max_examples=200)
@given(starts, hostile_lists)
def test_no_event_can_break_a_meeting(start, parts):
    events = hostile(start, parts)
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
    ready_to_open(state)
    check = compact(state, events)
    assert all(event.what in KINDS for event in check)


@quick
@given(starts, hostile_lists)
def test_a_meeting_of_events_that_could_be_read_can_always_be_saved(start, parts):
    readable = []
    for event in hostile(start, parts):
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


def test_what_does_not_apply_changes_nothing():
    start = shipped_start("regular", "full")
    at = "2026-11-27T14:00:00.000+00:00"

    def after(*events):
        numbered = [Event(str(n), n, seat, at, *rest) for n, (seat, *rest) in enumerate(events, 1)]
        state = one_by_one(start, numbered)
        assert fold(start, numbered) == state
        check_state(state)
        return state

    closed = after(("mentor", "added", "perspective", "r", "", {"text": "Early"}))
    assert closed.rows.get("perspective", ()) == ()
    early = after(("mentor", "added", "ideas", "r", "", {"text": "Early"}))
    assert early.rows.get("ideas", ()) == ()
    made = ("mentee", "added", "ideas", "r", "", {"text": "Rehearse"})
    gone = after(made, ("mentee", "removed", "ideas", "r"), ("mentee", "set", "ideas", "r", "text", "Back"))
    assert gone.row("ideas", "r").removed
    assert not gone.row("ideas", "r").fields
    twice = after(made, ("mentee", "added", "step", "r", "", {"what": "Again"}))
    assert twice.rows.get("step", ()) == ()
    opened = after(
        ("mentee", "opened", "perspective", "", "", "asked"),
        ("mentor", "opened", "perspective", "", "", "urgent"),
    )
    assert opened.gate["perspective"].why == "asked"
    kept = after(("mentee", "removed", "account", STEP_2), ("mentee", "between_us", "account", STEP_2))
    assert not kept.row("account", STEP_2).removed
    assert after(("mentor", "answered", "goal", "", "", "Mine")).answers == {}
    assert after(("stranger", "agreed", "", "", "", True)).agreed == ()


def test_numbers_out_of_order_count_as_the_greatest_one():
    start = shipped_start("regular", "full")
    at = "2026-11-27T14:00:00.000+00:00"
    events = [Event("", n, "mentee", at, "answered", "goal", value=str(n)) for n in (1, 9, 3)]
    assert fold(start, events) == one_by_one(start, events)
    assert fold(start, events).n == 9
    assert fold(start, events).answer("goal", "mentee").value == "3"
