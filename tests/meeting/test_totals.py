"""Totals of a programme: counts and nothing else, added up from five pairs on."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.meeting.trends.totals import KINDS, LEAST_PAIRS, OWN_KIND, add_up, from_json, to_json, totals_of


def a_pair(mark="a", made="2026-11-22", meetings=(("regular", "2026-10-02"), ("regular", "2026-11-06"))):
    return totals_of(mark, made, meetings, [True, False, True], agreement=True)


def test_a_pair_is_counted_by_kind_and_month():
    assert to_json(a_pair()) == {
        "checkin_totals": 1,
        "pair": "a",
        "made": "2026-11-22",
        "meetings": {"regular": {"2026-10": 1, "2026-11": 1}},
        "steps": 3,
        "steps_done": 2,
        "agreement": True,
    }


def test_a_bank_of_ones_own_is_not_named():
    counted = a_pair(meetings=(("sams_secret", "2026-10-02"), ("setback", "2026-10-03")))
    assert set(counted.meetings) == {OWN_KIND, "setback"}
    assert "sams_secret" not in json.dumps(to_json(counted))


@pytest.mark.parametrize("pairs", range(LEAST_PAIRS))
def test_fewer_than_five_pairs_are_not_added_up(pairs):
    with pytest.raises(ValueError, match="from 5 pairs up"):
        add_up(a_pair(str(n)) for n in range(pairs))


def test_one_pair_five_times_is_one_pair():
    with pytest.raises(ValueError, match="here are 1 pair"):
        add_up([a_pair("a")] * 5)


def test_five_pairs_are_added_up_and_of_one_that_is_there_twice_the_later_counts():
    old = a_pair("0", made="2026-01-01", meetings=(("regular", "2025-12-01"),) * 50)
    total = add_up([old, *(a_pair(str(n)) for n in range(5))])
    assert (total.pairs, total.meetings, total.steps, total.steps_done, total.agreements) == (
        5,
        10,
        15,
        10,
        5,
    )
    assert total.months == {"2026-10": 5, "2026-11": 5}


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from([*KINDS, "mine"]), st.dates().map(lambda day: day.isoformat())), max_size=20
    ),
    st.lists(st.booleans(), max_size=9),
    st.booleans(),
)
def test_what_is_written_is_read_back_the_same(meetings, steps, agreement):
    one = totals_of("mark", "2026-11-22", meetings, steps, agreement=agreement)
    assert from_json(json.loads(json.dumps(to_json(one)))) == one


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(json_values, st.sampled_from([*to_json(a_pair()), ""]))
def test_anything_else_is_refused_in_words(value, key):
    data = to_json(a_pair()) | {key: value} if key else value
    try:
        read = from_json(data)
    except ValueError:
        return
    assert read.steps >= read.steps_done >= 0
