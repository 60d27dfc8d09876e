"""What people's words mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import a_bank, a_start

from checkin.meeting.words import REACTION_WORDS, STATUS_WORDS
from checkin.plain.words import (
    chosen,
    named,
    seat_named,
    seats_named,
    whole_number,
    yes_or_no,
)

START = a_start(a_bank(), mentee="Sam Berg", mentor="Robin")


@pytest.mark.parametrize("text", ["mentee", "Sam Berg", "sam", " SAM  berg "])
def test_somebody_is_meant_by_seat_name_or_first_name(text: str):
    assert seat_named(START, text) == "mentee"


def test_two_people_of_the_same_first_name_are_told_apart_by_the_rest():
    start = a_start(a_bank(), mentee="Sam B", mentor="Sam C")
    assert seat_named(start, "sam") is None
    assert seat_named(start, "sam c") == "mentor"


@pytest.mark.parametrize("text", ["both", "Sam and Robin", "mentee, mentor", "Robin & Sam", "us"])
def test_two_can_be_named_in_a_phrase(text: str):
    assert set(seats_named(START, text)) == {"mentee", "mentor"}


@pytest.mark.parametrize("text", ["Sam and Kim", "", "and", "Kim"])
def test_a_phrase_with_a_stranger_names_nobody(text: str):
    assert seats_named(START, text) == ()


@pytest.mark.parametrize("text", ["something else happened", "Changed", "3", "changed."])
def test_an_account_can_be_said_in_several_ways(text: str):
    assert named(text, STATUS_WORDS) == "changed"


def test_not_for_me_is_understood():
    assert {named(text, REACTION_WORDS) for text in ("not for me", "not_for_me", "Not-for-me", "2")} == {
        "not_for_me"
    }


def test_a_choices_text_goes_before_its_number():
    assert chosen("2", ["1", "3", "2"]) == 2
    assert chosen("2", ["a", "b"]) == 1
    assert chosen("B", ["a", "b"]) == 1
    assert chosen("3", ["a", "b"]) is None


@given(st.text(max_size=30))
def test_no_words_are_ever_a_fault(text: str):
    seats_named(START, text)
    chosen(text, ["a", "b"])
    named(text, STATUS_WORDS)
    yes_or_no(text)
    whole_number(text)
