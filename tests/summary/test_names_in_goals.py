"""Who else came up: a name is found in what a goal depends on where it stands as a word of its own."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from checkin.meeting.ledgers import Ledgers, Ripple, Topic
from checkin.summary.picked_out import people_of

NAMES = st.text("aB. é_-1", min_size=1, max_size=6).filter(
    lambda name: name == name.strip() and "  " not in name
)


def with_goal(names, depends: str) -> Ledgers:
    ripples = tuple(Ripple(str(n), "m", "2026-01-01", "it", person=name) for n, name in enumerate(names))
    return Ledgers(ripples=ripples, topics=(Topic("t", "m", "2026-01-01", "Goal", depends=depends),))


@given(st.lists(NAMES, max_size=5), st.lists(NAMES, max_size=4).map(" ".join))
def test_a_name_counts_where_no_letter_stands_beside_it(names, depends):
    for name, whats in people_of(with_goal(names, depends)):
        stands = re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", depends.casefold())
        assert ("“Goal” depends on them too" in whats) == bool(stands)


def test_thousands_of_people_and_goals_are_gone_through_once():
    ledgers = with_goal((f"Person {n}" for n in range(3_000)), "")
    topics = tuple(Topic(str(n), "m", "2026-01-01", "Goal", depends=f"on Person {n}") for n in range(3_000))
    began = time.process_time()
    found = people_of(Ledgers(ripples=ledgers.ripples, topics=topics))
    assert all(len(whats) == 2 for _, whats in found)
    assert time.process_time() - began < 2, "each with every other takes minutes"
