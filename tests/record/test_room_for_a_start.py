"""However much is on record, a meeting can begin: it takes the newest of everything, and the rest waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desks import DAY, PAIR, a_desk, render, say

from checkin.meeting.brought import BROUGHT, brought_at, brought_title
from checkin.record.knowing import OPEN_STEPS
from checkin.record.ledger import Ledger
from checkin.record.own_page import mentor_ready
from checkin.record.within_room import FEW, ROOM, length_of

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

DATE = DAY.date().isoformat()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


def put(desk: Desk, table: str, how_many: int, **parts: object) -> None:
    facts = [
        {"meeting": "", "date": DATE, "seat": "mentee", "text": f"No. {n}"} | parts for n in range(how_many)
    ]
    Ledger(desk.places.pair(PAIR)).add_all(table, facts, desk.ids)


def test_of_three_thousand_things_the_newest_stand_ready_and_the_others_wait(desk: Desk):
    put(desk, "brought", 3000, origin="jot", approach="wait, and " * 40)
    meeting = desk.begin(PAIR, "regular")
    things = brought_at(meeting.state, meeting.state.questions["goal"])
    assert (things[0].text, things[-1].text) == ("No. 2960", "No. 2999")
    assert brought_title(things, meeting.start.known.more) == (
        "40 things were brought, and 2,960 more before that:"
    )
    say(meeting, "goal", "No. 2999")
    desk.save(meeting, render)
    assert len(desk.ledger(PAIR).ledgers.waiting) == 2960
    assert mentor_ready(desk, PAIR).splitlines()[-1] == "- and 2,920 more"


def test_whoever_prepares_can_begin_too(desk: Desk):
    put(desk, "brought", 3000, origin="jot", text="something to talk about, and " * 15)
    meeting = desk.begin(PAIR, "prepare")
    first = next(iter(meeting.state.questions.values()))
    assert first.hint.splitlines()[BROUGHT] == "- and 2,960 more"
    meeting.leave(if_blank_drop=True)


def test_many_open_steps_are_not_all_asked_for(desk: Desk):
    owner = desk.ledger(PAIR).person("mentee")
    assert owner is not None
    put(desk, "steps", 150, owner=owner.id, what="Ask", due=None, readiness=8)
    meeting = desk.begin(PAIR, "regular")
    assert len(meeting.start.open_steps) == OPEN_STEPS
    assert meeting.start.open_steps[-1].id == desk.ledger(PAIR).steps[-1].id
    meeting.leave(if_blank_drop=True)


def test_very_long_things_are_fewer_and_no_start_is_too_long(desk: Desk):
    long = "ä" * 50_000
    for table in ("lessons", "strengths", "resources"):
        put(desk, table, 12, text=long if table == "lessons" else "short")
    meeting = desk.begin(PAIR, "regular")
    known = meeting.start.known
    assert (len(known.lessons), len(known.strengths)) == (FEW, FEW)
    meeting.leave(if_blank_drop=True)

    put(desk, "brought", 10, text=long, origin="jot")
    put(desk, "lessons", 5, text=long)
    meeting = desk.begin(PAIR, "regular")
    assert (meeting.start.known.brought, meeting.start.known.more) == ((), 10)
    assert length_of(meeting.start) < ROOM
    desk.save(meeting, render)
    assert len(desk.ledger(PAIR).ledgers.waiting) == 10
