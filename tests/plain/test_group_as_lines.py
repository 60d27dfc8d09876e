"""A group, peers and swapped chairs as plain lines, and from a file of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import Scripted, talk

from checkin.ground.errors import CannotDo
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.home import meet_plain
from checkin.plain.paper import read_aloud
from checkin.plain.seat import share_plain

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

PAIR = "sam-robin"

GROUP = """\
round: {Robin: A rota, Sam: The demo, Kim: My desk}
whose: Kim
ideas: {host: Ask them, mentee: Move it, third: Wait}
step:
  - {what: Move the desk, owner: Kim, due: fri}
  - {what: Carry one end, owner: mentor}
owner: yes
takeaway: {Kim: People help, mentee: Ask sooner}
agreed: [mentor, Kim, mentee]
"""

PEER = """\
first_matter: The demo
first_thought: {kind: story, text: I froze too, fit: it was smaller, reaction: keep, takes: It passes}
first_step: {what: Book the room}
second_matter: The rota
second_ideas: [Ask round, {text: Draw lots, by: Sam}]
second_thought: {text: Start with one week, reaction: think}
second_step: {what: Write to all}
takeaway: {one: Ask, two: Listen}
agreed: [mentee, mentor]
"""


def held(desk: Desk, folder: Path, bank: str, text: str, people: dict[str, str] | None = None) -> str:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    saved, _ = hold_from_file(desk, PAIR, bank, "full", path, people=people)
    return read_aloud(saved)


def test_a_group_says_who_is_there_and_goes_round(desk: Desk):
    lines = ["Kim", "Lee", "", *[""] * 4, "The rota", "The demo", "My desk", "", "Kim"]
    code, console = talk(desk, *lines, *[""] * 40, bank="group")
    assert code == 0
    assert "“As a group” is for three people or more. Sam and Robin are here. Who else?" in console.said
    assert "As a group: Sam with Robin, Kim and Lee." in console.said
    state = desk.saved(PAIR).state
    given = {seat: state.answer("round", seat).value for seat in state.start.seats}
    assert given == {"host": "The rota", "second": "The demo", "third": "My desk", "fourth": None}
    assert state.answer("round", "fourth").talked
    assert state.answer("whose", "second").value == "Kim"


def test_a_group_meets_again_with_enter_alone_and_somebody_may_be_missing(desk: Desk):
    talk(desk, "Kim", "Lee", *[""] * 60, bank="group")
    _, console = talk(desk, "", "nobody", *[""] * 60, bank="group")
    assert "As a group: Sam with Robin and Kim." in console.said


def test_two_alone_are_told_that_a_group_is_more(desk: Desk):
    code, console = talk(desk, "", bank="group")
    assert code == 130
    assert console.said[-1] == "“As a group” is for three people or more."
    assert not desk.unfinished(PAIR)


def test_who_is_named_beforehand_is_not_asked_for(desk: Desk):
    console = Scripted([":stop"])
    meet_plain(desk, PAIR, "group", "full", console, None, {"third": "Kim"})
    assert "As a group: Sam with Robin and Kim." in console.said
    with pytest.raises(CannotDo, match="A group meets at one screen"):
        share_plain(desk, PAIR, "mentee", Scripted([]))


def test_a_group_from_a_file(desk: Desk, tmp_path: Path):
    told = held(desk, tmp_path, "group", GROUP, {"third": "Kim"})
    assert "Looks right to all." in told
    owners = {step.what: step.owner_name for step in desk.ledger(PAIR).steps}
    assert owners == {"Move the desk": "Kim", "Carry one end": "Robin"}


def test_peers_from_a_file(desk: Desk, tmp_path: Path):
    told = held(desk, tmp_path, "peer", PEER)
    assert "What Sam takes from it: It passes" in told
    assert "Looks right to both." in told
    state = desk.saved(PAIR).state
    assert [row.seat for row in state.live_rows("second_ideas")] == ["two", "one"]
    assert state.live_rows("second_thought")[0].seat == "one"
    owners = {step.what: step.owner_name for step in desk.ledger(PAIR).steps}
    assert owners == {"Book the room": "Sam", "Write to all": "Robin"}


def test_peers_hear_whose_turn_it_is_in_each_half(desk: Desk):
    _, console = talk(desk, *[""] * 60, bank="peer")
    assert "Sam: Would a thought from the other one help?" in console.said
    assert "Robin, your thought (Enter: none to write down): " in console.said
    assert "Robin: Would a thought help you, too?" in console.said
    assert "Sam, your thought (Enter: none to write down): " in console.said


def test_peers_ask_for_the_turn_that_belongs_to_their_half(desk: Desk):
    _, console = talk(desk, ":ask", "", "", "", ":stop", bank="peer")
    assert "Robin, your thought (Enter: none to write down): " in console.said
    state = desk.resume(PAIR).state
    assert set(state.gate) == {"first_thought"}


def test_the_other_way_round_the_mentee_is_asked_for_a_thought(desk: Desk):
    _, console = talk(desk, *[""] * 60, bank="reverse")
    assert "The other way round: Robin with Sam." in console.said
    assert "Sam, your thought (Enter: none to write down): " in console.said


@pytest.mark.parametrize("bank", ["peer", "reverse", "group"])
@pytest.mark.parametrize("depth", ["quick", "full"])
def test_who_only_talk_get_through_with_the_enter_key(desk: Desk, bank: str, depth: str):
    console = Scripted([""] * 90)
    people = {"third": "Kim"} if bank == "group" else None
    assert meet_plain(desk, PAIR, bank, depth, console, None, people) == 0
    assert "Saved. The summary is in" in console.transcript
    assert "…" not in console.transcript
    assert "not discussed" not in read_aloud(desk.saved(PAIR))
