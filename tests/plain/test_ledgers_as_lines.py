"""Looking back, the agreement and the pair itself, as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import Scripted, talk

from checkin.plain.home import home
from checkin.plain.ledgers import look_back, tell_agreement
from checkin.plain.this_pair import tell_this_pair
from checkin.record.additions import add_door, add_resource, bring

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.record.desk import Desk

PAIR = "sam-robin"
ACTS = (
    "meetings",
    "trends",
    "agreement",
    "lessons",
    "strengths",
    "doors",
    "shelf",
    "topics",
    "rungs",
    "people",
    "three",
)


def number(act: str) -> str:
    return str(ACTS.index(act) + 1)


def said(desk: Desk, act: Callable[..., object], *lines: str) -> str:
    console = Scripted(list(lines))
    act(desk, console, PAIR)
    return console.transcript


@pytest.fixture
def met(desk: Desk) -> Desk:
    """A pair that met twice."""
    for goal in ("Speak at the fair", "Say no early"):
        talk(desk, "Well", goal, *[""] * 40)
    return desk


def test_meetings_are_searched_read_and_held_against_each_other(met: Desk):
    told = said(met, look_back, number("meetings"), "the fair", "9", "1 2", "zebra", "", "")
    assert "1. Sun 22 Nov 2026, Regular check-in: " in told
    assert "Please type a number from 1 to 2" in told
    assert "This was said in none of them." in told
    assert told.count("Say no early") == 1


def test_a_door_is_moved_on_only_as_the_mentee_wants(met: Desk):
    add_door(met, PAIR, "Kim")
    doors = number("doors")
    told = said(met, look_back, doors, "1", "1", "1", "1", "1", "1", "We talk on Friday", "1", "", "")
    assert "1. Sam wants this\n2. Sam would rather not, for now" in told
    (door,) = met.ledger(PAIR).ledgers.doors
    assert [move.what for move in door.moves] == ["accepted", "contacted", "outcome"]
    assert door.moves[-1].note == "We talk on Friday"


def test_what_is_on_the_shelf_is_put_to_a_step(met: Desk):
    add_resource(met, PAIR, "Speaking Up", "book")
    assert "1. Speaking Up (book)" in said(met, look_back, number("shelf"), "1", "", "", "")


def test_a_door_and_a_thing_for_the_shelf_can_be_added_between_meetings(met: Desk):
    told = said(met, look_back, number("doors"), "1", "Kim", "2", "May I watch?", "", "", "")
    assert "1. A new door" in told
    assert "It waits for Sam's yes." in told
    (door,) = met.ledger(PAIR).ledgers.doors
    assert (door.text, door.mode, door.message, door.consent) == ("Kim", "together", "May I watch?", False)
    said(met, look_back, number("shelf"), "1", "", "1", "Speaking Up", "1", "", "", "")
    (thing,) = met.ledger(PAIR).ledgers.resources
    assert (thing.text, thing.source, thing.step) == ("Speaking Up", "book", "")


def test_what_there_is_none_of_says_so(met: Desk):
    assert "No lesson has been kept yet." in said(met, look_back, number("lessons"), "")


def test_four_sentences_are_tried_changed_and_agreed_to(met: Desk):
    told = said(met, tell_agreement, "perhaps", "yes", "", "Every second Monday", "", "")
    assert "You have no agreement yet." in told
    agreement = met.ledger(PAIR).ledgers.agreement
    assert agreement is not None
    assert agreement.clause("rhythm") == "Every second Monday"
    assert agreement.trial == 3
    said(met, tell_agreement, "yes", "yes")
    agreement = met.ledger(PAIR).ledgers.agreement
    assert agreement is not None
    assert agreement.agreed == ("mentee", "mentor")


def test_a_pair_is_named_anew_paused_and_begun_again(met: Desk):
    said(met, tell_this_pair, "2", "Samira", "")
    assert "Paused." in said(met, tell_this_pair, "3")
    console = Scripted(["1", "quit"])
    home(met, console)
    assert "Samira with Robin paused on" in console.transcript
    assert met.ledger(PAIR).state == "active"


def test_home_says_what_is_brought(met: Desk):
    bring(met, PAIR, seat="mentee", text="A smaller scope", origin="prep")
    console = Scripted(["quit"])
    home(met, console)
    assert "Sam brings 1 thing: “A smaller scope”." in console.said
