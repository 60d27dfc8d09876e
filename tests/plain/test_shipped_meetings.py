"""Each shipped bank held from start to end: from a file of answers and as plain lines, in both depths."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from scripted import SUNDAY, Scripted, talk

from checkin.banks.model import CARD_TYPES, TEXT_TYPES
from checkin.ground.clock import FixedClock
from checkin.meeting.answered import is_answered, is_met
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.rules import Act
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.home import meet_plain
from checkin.plain.paper import read_aloud
from checkin.plain.rehearsal import Rehearsal
from checkin.record.starting import new_start

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.banks.model import Depth, Question
    from checkin.record.desk import Desk
    from checkin.record.saved import SavedMeeting

PAIR = "sam-robin"
BANKS = ("decision", "first_meeting", "regular", "setback", "solo")
EVERY = list(product(BANKS, ("quick", "full")))
each_meeting = pytest.mark.parametrize(("bank", "depth"), EVERY)

WAYS: dict[str, list[dict[str, Any]]] = {
    "decision": [{}, {"undo": True}, {"undo": False}],
    "regular": [{}, {"readiness": 4}],
    "setback": [
        {},
        {"now": "Look at it together"},
        {"now": "Make it smaller first"},
        {"now": "See who else can help"},
    ],
}
"""What turns a meeting of each kind: each way is held."""


def ways(bank: str, depth: Depth) -> list[dict[str, Any]]:
    """The ways that a depth can go: only a setback turns in the quick one."""
    return WAYS.get(bank, [{}]) if depth == "full" or bank == "setback" else [{}]


def answer(question: Question, way: dict[str, Any]) -> Any:
    """Something that fits a question."""
    if question.id in way:
        return way[question.id]
    said = f"What was said to {question.id}"
    match question.type:
        case "options":
            return [{"text": f"{said}, {n}", "upside": "quick"} for n in range(question.at_least or 1)]
        case "offer":
            return {"kind": "factor", "text": said, "reaction": "keep", "takes": "It is big"}
        case "pick":
            return {"option": 1, "why": said}
        case "steps":
            return {"what": said, "due": "fri", "readiness": way.get("readiness", 8)}
        case "owner" | "yes_no":
            return True
        case "choice":
            return question.choices[0]
        case _:
            return said if question.who != "both" else {"mentee": said, "mentor": f"{said} too"}


def answers(desk: Desk, bank: str, depth: Depth, way: dict[str, Any]) -> dict[str, Any]:
    """An answer to every question of a meeting that goes this way, in its order."""
    start = new_start(desk.places, PAIR, desk.ledger(PAIR), desk.bank(bank), depth, desk.ids, desk.clock)
    tried = Rehearsal(start)
    found: dict[str, Any] = {}
    for question in start.bank.all_questions():
        if question not in shown(tried.state) or question.type == "say":
            continue
        if question.type == "follow_through":
            found[question.id] = {row.id: "done" for row in tried.state.live_rows(question.id)}
            continue
        found[question.id] = value = answer(question, way)
        if question.type == "steps":
            ready = {"what": value["what"], "readiness": value["readiness"]}
            tried.act(Act("added", "mentee", question.id, tried.new_row(), value=ready))
        elif question.type in CARD_TYPES:
            tried.act(Act("added", question.who, question.id, tried.new_row(), value={"text": value}))
        elif question.type in ("choice", "yes_no"):
            tried.act(Act("answered", "mentee", question.id, value=value))
    return found


def hold(desk: Desk, folder: Path, bank: str, depth: Depth, way: dict[str, Any]) -> SavedMeeting:
    """The meeting held from a file with an answer to every question that is asked."""
    path = folder / "answers.yaml"
    given = answers(desk, bank, depth, way)
    path.write_text(json.dumps({**given, "agreed": ["mentee", "mentor"]}), encoding="utf-8")
    saved, _ = hold_from_file(desk, PAIR, bank, depth, path)
    return saved


@pytest.mark.parametrize(
    ("bank", "depth", "way"), [(bank, depth, way) for bank, depth in EVERY for way in ways(bank, depth)]
)
def test_everything_asked_can_be_answered_from_a_file_and_stands_in_the_summary(
    desk: Desk, tmp_path: Path, bank: str, depth: Depth, way: dict[str, Any]
):
    if not way and "account" in {each.id for each in desk.bank(bank).all_questions()}:
        hold(desk, tmp_path, bank, depth, {})
        desk.clock = FixedClock(SUNDAY + timedelta(weeks=2))
    saved = hold(desk, tmp_path, bank, depth, way)
    state = saved.state
    for question in shown(state):
        if question.type != "say":
            assert all(is_answered(state, question, seat) for seat in seats_of(state, question)), question.id
    words = " ".join(read_aloud(saved).split())
    for name in {question.id for question in shown(state) if question.type in TEXT_TYPES}:
        assert f"What was said to {name}" in words
    assert "not discussed" not in words
    assert state.agreed == ("mentor", "mentee")


@each_meeting
def test_two_who_only_talk_get_through_with_the_enter_key(desk: Desk, bank: str, depth: Depth):
    code, console = talk(desk, *[""] * 60, bank=bank, depth=depth)
    assert code == 0
    assert "Saved. The summary is in" in console.transcript
    assert "…" not in console.transcript
    held = desk.held_at(PAIR, desk.bank(bank))
    state = held.saved(PAIR).state
    assert all(is_met(state, question) for question in shown(state))


@each_meeting
def test_the_mentors_advice_waits_for_the_mentee(desk: Desk, bank: str, depth: Depth):
    questions = [each for each in desk.bank(bank).all_questions() if each.type == "offer"]
    if bank == "solo":
        assert not questions
        return
    _, console = talk(desk, *[":skip"] * 20, ":stop", bank=bank, depth=depth)
    assert any(said.startswith("Robin's turn comes after Sam has said") for said in console.said)


def test_when_it_is_not_safe_the_meeting_is_short_and_says_where_to_turn(desk: Desk):
    code, console = talk(desk, "", "3", *[""] * 20, bank="setback")
    assert code == 0
    assert "Let the rest wait, and find out together who you could turn to today." in console.said
    saved = desk.saved(PAIR)
    assert len(shown(saved.state)) <= 7
    assert "turn to" not in read_aloud(saved)


def test_a_regular_meeting_can_be_held_in_german(desk: Desk):
    console = Scripted(["", "Vor dem Team sprechen", "", *[""] * 40])
    assert meet_plain(desk, PAIR, "regular", "full", console, "de") == 0
    assert "Sam: Wie geht es dir wirklich?" in console.said
    assert "Sam: Was könnte „Vor dem Team sprechen“ voranbringen?" in console.said
    assert desk.saved(PAIR).start.bank.language == "de"
