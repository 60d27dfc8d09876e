"""Every type of question, asked as lines, and the same from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import a_desk, anonymous, sam_and_robin, talk

from checkin.ground.errors import WrongInput
from checkin.meeting.words import COUNT_TO_THREE
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.asking import NO_CHOICES

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

BANK = """\
format: 1
id: every
title: Every type
shape: free
closing: Well done, both.
stages:
  - id: one
    title: One
    questions:
      - {id: hear, type: say, ask: Listen first.}
      - {id: name, type: line, ask: What is it called?}
      - {id: who, type: person, who: mentor, ask: Who could help?}
      - {id: how, type: choice, ask: How is it?, choices: [Well, So so]}
      - {id: many, type: choices, ask: Which ones?, choices: [A, B, C], at_most: 2}
      - {id: much, type: scale, min: 1, max: 5, who: both, ask: How much?}
      - {id: sure, type: yes_no, ask: Sure?}
      - {id: day, type: date, ask: Which day?}
      - {id: notes, type: list, who: both, ask: What else?}
      - {id: us, type: pulse, who: both, ask: How are we doing?}
      - {id: found, type: lesson, ask: What did you learn?}
      - {id: hard, type: load, who: mentor, ask: How heavy was it?}
"""

LINES = [
    *("Not yet", "The talk", "Kim", "bad", "2", "1, 2, 3", "1, x", "c, a", "9", "4", "", "perhaps", "no"),
    *("smarch", "1 Dec", "x", "", "y", "z", "", "ten", "10", "0", "Rest", "", "", "", "", ""),
]

ANSWERS = """\
name: The talk
who: Kim
how: So so
many: [A, C]
much: {mentee: 4, mentor: {talked: yes}}
sure: no
day: 1 Dec
notes: {mentee: [x], mentor: [y, z]}
us: {mentee: 10, mentor: 0}
found: Rest
"""


def a_desk_with_the_bank(folder: Path) -> Desk:
    desk = a_desk(folder)
    sam_and_robin(desk)
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "every.yaml").write_text(BANK, encoding="utf-8")
    return desk


def test_each_type_can_be_answered_in_lines_and_means_the_same_in_a_file(tmp_path: Path):
    spoken_at, written_at = a_desk_with_the_bank(tmp_path / "a"), a_desk_with_the_bank(tmp_path / "b")
    code, console = talk(spoken_at, *LINES, bank="every")
    assert code == 0, console.transcript
    assert not console.lines
    for words in (
        "Listen first.",
        "Please type a number from 1 to 2.",
        "Please type numbers from 1 to 3, with commas between them.",
        "Please type a whole number from 1 to 5.",
        "That can stay open: Enter passes on.",
        "That is Tue 1 Dec.",
        "Well done, both.",
    ):
        assert words in console.said, words
    assert any("at most 2 of the choices" in said for said in console.said)
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    written, _ = hold_from_file(written_at, "sam-robin", "every", "full", path)
    assert anonymous(spoken_at.saved("sam-robin")) == anonymous(written)


def test_what_is_private_is_not_asked(tmp_path: Path):
    _, console = talk(a_desk_with_the_bank(tmp_path), *LINES, bank="every")
    assert "How heavy was it?" not in console.transcript


def test_blind_numbers_are_said_together_before_either_is_typed(tmp_path: Path):
    _, console = talk(a_desk_with_the_bank(tmp_path), *LINES, bank="every")
    assert console.said.count(COUNT_TO_THREE) == 1
    at = console.said.index(COUNT_TO_THREE)
    assert console.said[at - 1] == "Sam and Robin: How are we doing?"
    asked = [said for said in console.said[at:] if said in ("Sam: ", "Robin: ")]
    assert asked[:3] == ["Sam: ", "Sam: ", "Robin: "]
    assert "Please type a whole number from 0 to 10." in console.said[at:]


def test_a_pulse_for_one_needs_no_counting(tmp_path: Path):
    desk = a_desk_with_the_bank(tmp_path)
    path = desk.places.banks / "every.yaml"
    path.write_text(BANK.replace("type: pulse, who: both", "type: pulse"), encoding="utf-8")
    _, console = talk(desk, *LINES, bank="every")
    assert "Sam: How are we doing?" in console.said
    assert COUNT_TO_THREE not in console.said


@pytest.mark.parametrize(
    ("told", "problem"),
    [("4", "is for both"), ("{mentee: 11}", "from 0 to 10"), ("{mentee: well}", "whole number")],
)
def test_a_pulse_in_a_file_is_a_number_for_each(tmp_path: Path, told: str, problem: str):
    path = tmp_path / "answers.yaml"
    path.write_text(f"us: {told}\n", encoding="utf-8")
    with pytest.raises(WrongInput) as refused:
        hold_from_file(a_desk_with_the_bank(tmp_path), "sam-robin", "every", "full", path)
    (told_so,) = refused.value.problems
    assert problem in told_so


def test_coming_back_an_empty_line_leaves_what_was_said(tmp_path: Path):
    desk = a_desk_with_the_bank(tmp_path)
    talk(desk, "", "The talk", ":back", "", ":skip", "1", ":back", "2", ":stop", bank="every")
    state = desk.resume("sam-robin").state
    assert state.answer("name", "mentee").value == "The talk"
    assert state.answer("how", "mentee").value == "So so"


FROM_IDEAS = """\
format: 1
id: every
title: From ideas
shape: free
stages:
  - id: one
    title: One
    questions:
      - {id: ideas, type: list, ask: What could help?}
      - {id: which, type: choice, choices_from: ideas, ask: Which one?}
      - {id: those, type: choices, choices_from: ideas, ask: Which ones?}
"""


def test_choices_are_what_was_written_down_before(tmp_path: Path):
    spoken_at, written_at = a_desk_with_the_bank(tmp_path / "a"), a_desk_with_the_bank(tmp_path / "b")
    for desk in (spoken_at, written_at):
        (desk.places.banks / "every.yaml").write_text(FROM_IDEAS, encoding="utf-8")
    code, console = talk(spoken_at, "Walk", "Rest", "", "3", "2", "2, walk", "", "", "", "", "", bank="every")
    assert code == 0, console.transcript
    assert "2. Rest" in console.said
    assert "Please type a number from 1 to 2." in console.said
    path = tmp_path / "answers.yaml"
    path.write_text("ideas: [Walk, Rest]\nwhich: rest\nthose: [2, Walk]\n", encoding="utf-8")
    written, _ = hold_from_file(written_at, "sam-robin", "every", "full", path)
    assert anonymous(spoken_at.saved("sam-robin")) == anonymous(written)


def test_with_nothing_written_down_there_is_nothing_to_choose_from(tmp_path: Path):
    desk = a_desk_with_the_bank(tmp_path)
    (desk.places.banks / "every.yaml").write_text(FROM_IDEAS, encoding="utf-8")
    _, console = talk(desk, "", "1", "", "", ":stop", bank="every")
    assert console.said.count(NO_CHOICES) == 3
    assert "1 to 0" not in console.transcript
    path = tmp_path / "answers.yaml"
    path.write_text("which: Rest\n", encoding="utf-8")
    with pytest.raises(WrongInput) as refused:
        hold_from_file(desk, "sam-robin", "every", "full", path)
    assert "there is nothing to choose from" in refused.value.problems[0]
