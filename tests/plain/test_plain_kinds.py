"""Another kind of meeting as plain lines: what each is for, in which language, and banks that are broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import Scripted, a_desk, sam_and_robin

from checkin.plain.home import home

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

COFFEE = """\
format: 1
id: coffee
title: Coffee
about: Half an hour without an agenda.
minutes: {quick: 10, full: 30}
stages:
  - id: talk
    title: Talk
    questions:
      - id: lately
        quick: yes
        ask: What has been on your mind?
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "coffee.yaml").write_text(COFFEE)
    return desk


def at_home(desk: Desk, *lines: str) -> Scripted:
    console = Scripted(list(lines))
    home(desk, console)
    return console


def number_of(console: Scripted, words: str) -> str:
    return next(said.split(".")[0] for said in console.said if said.partition(". ")[2].startswith(words))


def kinds(desk: Desk, title: str, *lines: str) -> Scripted:
    """Choose another kind of meeting, the one with this title, and go on with these lines."""
    another = number_of(at_home(desk), "Another kind of meeting")
    which = number_of(at_home(desk, another), title)
    return at_home(desk, another, which, *lines)


def asked(desk: Desk) -> list[str]:
    """The questions of the meeting that was begun."""
    meeting = desk.resume("sam-robin")
    meeting.leave()
    return [question.ask for question in meeting.start.bank.all_questions()]


def test_each_kind_says_what_it_is_for_and_how_long_it_takes(desk: Desk):
    console = kinds(desk, "Coffee")
    assert any(
        said.endswith(". Coffee, 30 or 10 min. Half an hour without an agenda. Your own.")
        for said in console.said
    )
    assert any(said.startswith("1. First meeting, suggested now, ") for said in console.said)


def test_the_agenda_is_read_out_and_then_the_meeting_is_held(desk: Desk):
    console = kinds(desk, "Coffee", "agenda", "short", "Tea", "", ":stop")
    assert "  • What has been on your mind?" in console.transcript
    assert asked(desk) == ["What has been on your mind?"]
    assert desk.resume("sam-robin").start.depth == "quick"


def test_enter_leads_back_from_everywhere(desk: Desk):
    another = number_of(at_home(desk), "Another kind of meeting")
    console = at_home(desk, another, "99", "x", "2", "what", "", "", "quit")
    assert console.lines == []
    assert not desk.unfinished("sam-robin")


def test_a_language_is_asked_for_where_there_are_several(desk: Desk):
    words = "format: 1\ntranslates: coffee\nlanguage: fi\nquestions:\n  lately:\n    ask: Mitä mielessä?\n"
    (desk.places.banks / "coffee.fi.yaml").write_text(words)
    console = kinds(desk, "Coffee", "full", "7", "2", "Teetä", "", ":stop")
    assert "2. Finnish" in console.said
    assert asked(desk) == ["Mitä mielessä?"]


def test_a_broken_bank_says_what_is_wrong_and_the_list_comes_again(desk: Desk):
    (desk.places.banks / "coffee.yaml").write_text(COFFEE.replace("ask:", "aks:"))
    console = kinds(desk, "coffee", "", "quit")
    assert "coffee can't be used: " in console.transcript
    assert "aks: What has been on your mind?" in console.transcript


def test_the_shipped_one_can_be_taken_where_ones_own_is_broken(desk: Desk):
    (desk.places.banks / "first_meeting.yaml").write_text("format: 1\nid: first_meeting\ntitle: Ours\n")
    console = at_home(desk, "1", "what", "yes", "Well", "", ":stop")
    assert "first_meeting can't be used: 1 problem." in console.transcript
    assert len(asked(desk)) > 3


def test_without_taking_it_nothing_is_begun(desk: Desk):
    (desk.places.banks / "first_meeting.yaml").write_text("format: 1\nid: first_meeting\ntitle: Ours\n")
    at_home(desk, "1", "no", "quit")
    assert not desk.unfinished("sam-robin")


def test_the_opener_says_why_it_was_drawn(desk: Desk):
    from scripted import talk

    _, first = talk(desk, "Well", "", ":stop")
    assert "It changes from meeting to meeting; you have not had this one yet." in first.said
