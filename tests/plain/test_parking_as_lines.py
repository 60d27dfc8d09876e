"""Parking as plain lines and in a file of answers: the question in hand stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import a_desk, go_on, sam_and_robin, talk
from two_seats import Hall, Link, Listening

from checkin.ground.errors import WrongInput
from checkin.meeting.rules import Act
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.seat_talk import SeatTalk

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path / "home")
    sam_and_robin(desk)
    return desk


def parked(desk: Desk) -> list[tuple[str, str]]:
    meeting = desk.resume(desk.find_pair(None), desk.unfinished(desk.find_pair(None))[0].id)
    found = [(row.seat, row.text("text")) for row in meeting.state.waits]
    meeting.leave()
    return found


def test_a_word_parks_something_and_the_question_goes_on(desk: Desk):
    _, console = talk(desk, "I am", ":park  The budget next year", "well", "", ":stop")
    assert parked(desk) == [("mentee", "The budget next year")]
    assert "It waits for another time. :park shows what is parked." in console.said
    meeting = desk.resume(desk.find_pair(None), desk.unfinished(desk.find_pair(None))[0].id)
    said = [answer.value for answer in meeting.state.answers.values()]
    assert said == ["I am\nwell"]
    meeting.leave()


def test_the_word_by_itself_says_what_waits_and_asks_and_an_empty_line_keeps_nothing(desk: Desk):
    _, console = talk(desk, ":park", "", ":park", "Leave", ":park", "", ":stop")
    assert parked(desk) == [("mentee", "Leave")]
    assert "1. Leave (Sam)" in console.said


def test_new_words_and_taking_it_away_go_by_number(desk: Desk):
    lines = (
        ":park One",
        ":park Two",
        ":park canary",
        ":park #2 Second",
        ":unpark #1",
        ":unpark #2 x",
        ":park #9 x",
    )
    _, console = talk(desk, *lines, ":park #1", ":unpark", ":stop")
    assert parked(desk) == [("mentee", "Second")]
    assert "There is no #9; :park shows what is parked." in console.said
    assert "In which words? Like: :park #1 and the new ones." in console.said
    (journal,) = desk.places.home.rglob("journal")
    assert b"canary" not in journal.read_bytes()


def test_just_between_us_takes_back_what_was_parked_last_and_not_the_answer(desk: Desk):
    talk(desk, "I am well", "", ":back", ":park canary", ":x", ":stop")
    assert parked(desk) == []
    _, console = go_on(desk, ":summary", ":stop")
    assert "I am well" in "\n".join(console.said)


def test_a_file_of_answers_parks_too(desk: Desk, tmp_path: Path):
    file = tmp_path / "answers.yaml"
    file.write_text("goal: Speak\nparked:\n  - Leave\n  - {text: The slides, by: Robin}\n  - ''\n")
    saved, page = hold_from_file(desk, desk.find_pair(None), "regular", "quick", file)
    assert [(row.seat, row.text("text")) for row in saved.state.waits] == [
        ("mentee", "Leave"),
        ("mentor", "The slides"),
    ]
    assert "## Parked" in page.read_text()
    file.write_text("parked: How to go on\n")
    saved, _ = hold_from_file(desk, desk.find_pair(None), "regular", "quick", file)
    assert [row.text("text") for row in saved.state.waits] == ["How to go on"]


def test_what_is_wrong_with_it_is_told_with_its_line(desk: Desk, tmp_path: Path):
    file = tmp_path / "answers.yaml"
    file.write_text(
        "parked:\n  - {by: mentee}\n  - {text: x, by: Kim}\n  - [x]\n  - {text: x, who: Sam}\nparkt: x\n"
    )
    with pytest.raises(WrongInput) as refused:
        hold_from_file(desk, desk.find_pair(None), "regular", "quick", file)
    told = "\n".join(refused.value.problems)
    for words in (
        ":2: parked: needs a text",
        ":3: parked: by takes one of you",
        ":4: parked: takes a text, not a list",
        "has no “who”",
        "did you mean parked?",
    ):
        assert words in told


def test_the_other_one_is_told_and_each_changes_their_own(tmp_path: Path):
    hall = Hall(tmp_path)
    robin, sam = hall.sit("mentor"), hall.sit("mentee")
    console = Listening([])
    sams = SeatTalk(hall.desk, sam, Link(hall, sam), console, guest=False)
    row = robin.new_row()
    robin.act(Act("parked", "mentor", row=row, value="The slides"))
    hall.deliver()
    assert sams.news.take(0.0) == ["Robin parks: The slides"]
    assert not sams.act(Act("parked", "mentor", row=row))
    robin.act(Act("between_us", "mentor", row=row))
    hall.deliver()
    assert sams.news.take(0.0) == ["Robin: what was parked stays just between you."]
    assert sam.state.waits == ()
    sams.waiting.close()
