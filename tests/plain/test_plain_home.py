"""Home as plain lines: the welcome, the pair, and what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import Scripted, a_desk, talk

from checkin.ground.errors import NotFound
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.home import home, resume_plain

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


def at_home(desk: Desk, *lines: str) -> tuple[int, Scripted]:
    console = Scripted(list(lines))
    return home(desk, console), console


def choice(console: Scripted, words: str) -> str:
    """The number that stands before a choice."""
    return next(said.split(".")[0] for said in reversed(console.said) if said.endswith(f". {words}"))


def test_the_first_start_asks_for_two_names_and_says_where_things_are_kept(tmp_path: Path):
    desk = a_desk(tmp_path)
    code, console = at_home(desk, "", "Sam", "Sam", "Sam", "Robin", "quit")
    assert code == 0
    assert str(desk.places.home) in console.transcript
    assert "A name is needed here." in console.said
    assert [(pair.mentee, pair.mentor) for pair in desk.pairs()] == [("Sam", "Robin")]
    assert "\nSam with Robin." in console.said


def test_the_first_start_broken_off_makes_nothing(tmp_path: Path):
    desk = a_desk(tmp_path)
    assert at_home(desk, "Sam")[0] == 130
    assert desk.pairs() == []


def test_home_shows_next_meeting_and_open_steps_and_reads_earlier_ones(desk: Desk, tmp_path: Path):
    answers = tmp_path / "a.yaml"
    answers.write_text("goal: Talk\nstep: {what: Book the room, due: fri}\nnext_meeting: in 2 weeks\n")
    hold_from_file(desk, "sam-robin", "regular", "full", answers)
    _, console = at_home(desk)
    assert "Next meeting: Sun 6 Dec." in console.said
    assert "- Book the room (Sam, by Fri 27 Nov)" in console.said
    numbers = choice(console, "Look back"), choice(console, "The last summary")
    _, console = at_home(desk, numbers[0], "1", "7", "1", "", "", numbers[1], "x", "quit")
    assert "1. Sun 22 Nov 2026, Regular check-in, 0 minutes, not yet agreed" in console.said
    assert console.transcript.count("Goal for today") == 2


def test_the_first_meeting_is_suggested_to_a_new_pair_and_can_be_held(desk: Desk):
    _, console = at_home(desk)
    full = choice(console, "First meeting")
    code, _ = at_home(desk, full, *[""] * 50, "quit")
    assert code == 0
    assert [meeting.bank for meeting in desk.ledger("sam-robin").meetings] == ["first_meeting"]


def test_an_unfinished_meeting_comes_first(desk: Desk):
    talk(desk, "Well", "", ":stop")
    code, console = at_home(desk, "1", *[""] * 50)
    assert code == 0
    assert "1. Go on with: Regular check-in" in console.said
    assert not desk.unfinished("sam-robin")


def test_the_end_of_input_inside_a_meeting_is_an_interruption(desk: Desk):
    assert at_home(desk, "1")[0] == 130
    assert len(desk.unfinished("sam-robin")) == 1


def test_another_pair_can_be_made_and_chosen(desk: Desk):
    _, console = at_home(desk)
    other = choice(console, "Another pair")
    code, console = at_home(desk, other, "2", "Kim", "Alex", other, "9", "", "quit")
    assert code == 0
    assert "\nKim with Alex." in console.said
    assert len(desk.pairs()) == 2


def test_resuming_nothing_is_told(desk: Desk):
    with pytest.raises(NotFound):
        resume_plain(desk, "sam-robin", Scripted([]))


def test_a_record_that_had_to_be_restored_is_said(desk: Desk, tmp_path: Path):
    (tmp_path / "a.yaml").write_text("goal: A talk\n", encoding="utf-8")
    hold_from_file(desk, "sam-robin", "regular", "full", tmp_path / "a.yaml")
    record = desk.places.pair("sam-robin") / "record.json"
    record.write_bytes(b"damaged")
    _, console = at_home(desk, "quit")
    assert console.transcript.count("The record was damaged") == 1
    record.write_bytes(b"damaged again")
    _, console = talk(desk)
    assert console.transcript.count("The record was damaged") == 1
