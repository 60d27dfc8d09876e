"""Signals: each speaks at its threshold and not just below; none in a crisis or among peers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from scripted_pairs import (
    Pair,
    Talk,
    a_helping_pair,
    a_pair_in_a_crisis,
    a_pair_where_the_mentor_takes_over,
    two_peers,
)

import checkin
from checkin.meeting.trends.signals import SWITCH, for_whom, signals_of, told
from checkin.meeting.trends.thresholds import THRESHOLDS, WINDOW, reached

PLAIN = Talk(goal="Plan the move to Lyon", offers=(), steps=(("mentee", 7, "", "done"),))
"""A meeting that gives nothing to look at."""


@dataclass(frozen=True)
class Edge:
    """Meetings that just reach one signal's threshold, and the same with one event fewer."""

    at: tuple[Talk, ...]
    below: tuple[Talk, ...]
    words: str = field(default="")


def _mixed(loud: Talk, number: int, quiet: Talk = PLAIN, others: int = 0) -> tuple[Talk, ...]:
    return (loud,) * number + (quiet,) * others


_MENTORS_STEP = (("mentor", None, "", "done"),)
_DOES = replace(PLAIN, steps=(("mentee", 7, "do", "done"),))
_TOLD = replace(PLAIN, offers=(("instruction", "think"),))
_STORY = replace(PLAIN, offers=(("story", "think"),))
_MENTORS_PICK = replace(PLAIN, added=1, pick="mentor")
_RETURNS = replace(PLAIN, goal="Write the grant application", end="")
_CARRIED = replace(PLAIN, steps=(("mentee", 7, "", "open"),), carried=2)
_DOOR = replace(PLAIN, doors=("mentor",))
_KEPT = replace(PLAIN, offers=(("story", "keep"),))
_EARLY = replace(PLAIN, opened="covered")
_MENTOR_CARRIES = replace(PLAIN, steps=_MENTORS_STEP)

EDGES = {
    "early": Edge(_mixed(_EARLY, 3, PLAIN, 3), _mixed(_EARLY, 3, PLAIN, 4), "Robin went first in 3 of 6"),
    "picked": Edge(
        _mixed(_MENTORS_PICK, 4, PLAIN, 1),
        _mixed(_MENTORS_PICK, 4, PLAIN, 2),
        "4 of 5 ideas that were picked",
    ),
    "carrying": Edge(
        _mixed(_MENTOR_CARRIES, 4, PLAIN, 4),
        _mixed(_MENTOR_CARRIES, 3, PLAIN, 1),
        "Robin carried 4 of 8 steps",
    ),
    "doing": Edge(_mixed(_DOES, 3), _mixed(_DOES, 2, PLAIN, 1), "Robin did 3 things for Sam"),
    "instructing": Edge(_mixed(_TOLD, 4, _STORY, 4), _mixed(_TOLD, 3, PLAIN, 1), "4 of 8 thoughts"),
    "returning": Edge(
        _mixed(_RETURNS, 3), _mixed(_RETURNS, 2, PLAIN, 1), "“Write the grant application” came up 3"
    ),
    "carried": Edge(_mixed(_CARRIED, 3), _mixed(_CARRIED, 2, PLAIN, 1), "3 open steps"),
    "doors": Edge(
        _mixed(_DOOR, 3),
        (*_mixed(_DOOR, 3), replace(PLAIN, doors=("together",))),
        "Robin’s at 3 of 3 doors",
    ),
    "only-one": Edge(
        _mixed(_KEPT, 5),
        (*_mixed(_KEPT, 5), replace(PLAIN, shelf=(("book", "A book"),))),
        "5 thoughts of Robin",
    ),
}


def held(talks: tuple[Talk, ...]) -> Pair:
    pair = Pair()
    for talk in talks:
        pair.meet(talk)
    return pair


def ids(past) -> list[str]:
    return [signal.threshold.id for signal in signals_of(past)]


@pytest.mark.parametrize("id", [threshold.id for threshold in THRESHOLDS])
def test_each_speaks_at_its_threshold_and_is_silent_just_below(id):
    edge = EDGES[id]
    (signal,) = [one for one in signals_of(held(edge.at).past()) if one.threshold.id == id]
    assert edge.words in signal.says
    assert len(signal.because) == signal.threshold.events
    assert id not in ids(held(edge.below).past())


@pytest.mark.parametrize("id", [threshold.id for threshold in THRESHOLDS])
def test_each_is_silent_once_it_is_switched_off(id):
    pair = held(EDGES[id].at)
    assert id in ids(pair.past())
    assert id not in ids(pair.past(off={SWITCH + id}))


def test_nothing_is_said_below_three_meetings():
    loud = a_pair_where_the_mentor_takes_over(2)
    assert ids(loud.past()) == []


@pytest.mark.parametrize("why", ["urgent", "safety"])
def test_meetings_marked_urgent_or_unsafe_are_passed_over(why):
    for edge in EDGES.values():
        if all(talk.opened == "thought" for talk in edge.at):
            marked = tuple(replace(talk, opened=why) for talk in edge.at)
            assert ids(held((*marked, PLAIN, PLAIN, PLAIN)).past()) == []


def test_the_pair_in_which_the_mentor_takes_over_is_told_so():
    found = ids(a_pair_where_the_mentor_takes_over().past())
    assert found == [one.id for one in THRESHOLDS if one.id != "only-one"]


@pytest.mark.parametrize("make", [a_helping_pair, a_pair_in_a_crisis, two_peers])
@pytest.mark.parametrize("meetings", [12, 27, 52])
def test_a_pair_that_helps_one_in_a_crisis_and_peers_hear_nothing(make, meetings):
    assert ids(make(meetings).past()) == []


def test_only_the_latest_meetings_count():
    pair = held(EDGES["doing"].at)
    assert "doing" in ids(pair.past())
    for _ in range(WINDOW):
        pair.meet(PLAIN)
    assert ids(pair.past()) == []


def test_what_is_shown_first_says_for_whom_and_nothing_else():
    past = a_pair_where_the_mentor_takes_over().past()
    assert for_whom(signals_of(past), past) == (
        ("mentee", "1 thing to look at, for Sam"),
        ("mentor", "3 things to look at, for Robin"),
        ("both", "4 things to look at, for both of you"),
    )
    assert {one.threshold.about for one in signals_of(past, "mentor")} == {"mentor"}


def test_every_signal_shows_the_events_behind_it_and_asks_instead_of_judging():
    for signal in signals_of(a_pair_where_the_mentor_takes_over().past()):
        words = told(signal)
        assert "Because of these:\n- " in words
        assert signal.threshold.question.endswith("?")
        assert not re.search(r"too (many|much|often)|should|must|fail|rescu|%|!", words)


def test_the_manual_says_each_threshold_as_the_table_has_it():
    page = (Path(checkin.__file__).parent / "docs" / "trends.md").read_text(encoding="utf-8")
    flat = " ".join(page.split()).replace("'", "’")
    for one in THRESHOLDS:
        about = "both" if one.about == "both" else f"the {one.about}"
        assert f"- {one.title} (for {about}): {one.when}" in flat
    assert f"latest {WINDOW} meetings" in flat


def test_a_part_of_all_is_needed_only_where_the_table_says_so():
    by_id = {one.id: one for one in THRESHOLDS}
    assert reached(by_id["doing"], 3, 100)
    assert not reached(by_id["picked"], 5, 7)
    assert reached(by_id["picked"], 6, 8)
