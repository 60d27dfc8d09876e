"""Replaying the demo pair's year: every meeting of `story.yaml` is held from its answers, on its day.

Nothing is faked: the same rules, the same gate, the same record as for anybody. Only the clock is told
what time it is.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from checkin.banks.beginning import REGULAR
from checkin.banks.reading.nodes import Node, parse
from checkin.ground.clock import FixedClock, SystemClock
from checkin.ground.ids import Ids
from checkin.plain.answers.unattended import play
from checkin.plain.paper import render
from checkin.plain.rehearsal import Rehearsal
from checkin.record.additions import move_door, put_in_own_words

if TYPE_CHECKING:
    from checkin.banks.model import Depth
    from checkin.record.desk import Desk

STORY = "story.yaml"
_BEGAN = time(16, 30)
"""The hour at which they meet."""
OPENER = "opener"
"""In the story: whichever question was drawn to open with."""


class StoryBroken(RuntimeError):
    """The story says something that the engine refuses: a defect of the program, held by a test."""


def replay(desk: Desk, now: datetime | None = None) -> str:
    """Hold every meeting of the story at this desk, and return the pair's id.

    `now` is the moment to which the year leads, with its zone: this one unless said. The desk's clock is the
    computer's own again afterwards. Raises `CannotDo` when nothing can be kept.
    """
    today = now or datetime.now().astimezone()
    top, _ = parse(files(__package__).joinpath(STORY).read_bytes(), STORY)
    if top is None:  # pragma: no cover - it comes with the program
        raise StoryBroken("the story is empty")
    people = {key.text: value.text for key, value in _map(top, "pair")}
    pair = ""
    for meeting in _list(top, "meetings"):
        told = {key.text: value for key, value in meeting.pairs}
        day = (today - timedelta(days=int(told["ago"].text))).date()
        began = datetime.combine(day, _BEGAN, today.tzinfo)
        desk.clock = FixedClock(began)
        desk.ids = Ids(now_ms=partial(_milliseconds, began))
        if not pair:
            pair = desk.create_pair(mentor=people["mentor"], mentee=people["mentee"])
        bank = told["bank"].text if "bank" in told else REGULAR
        depth: Depth = "quick" if "depth" in told and told["depth"].text == "quick" else "full"
        _hold(desk, pair, (bank, depth), _map(meeting, "answers"), began, int(told["minutes"].text))
        _afterwards(desk, pair, meeting)
    desk.clock, desk.ids = SystemClock(), Ids()
    return pair


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _hold(
    desk: Desk,
    pair: str,
    kind: tuple[str, Depth],
    answers: tuple[tuple[Node, Node], ...],
    began: datetime,
    minutes: int,
) -> None:
    """Hold and save one meeting that takes about so many minutes."""
    meeting = desk.begin(pair, *kind)
    drawn = next((q.id for q in meeting.state.questions.values() if q.pool), OPENER)
    entries = {drawn if key.text == OPENER else key.text: (key, value) for key, value in answers}
    bank = desk.bank(kind[0])
    tried = Rehearsal(meeting.start)
    problems = play(tried, entries, began.date(), bank)
    if problems:
        meeting.leave()
        raise StoryBroken("; ".join(problem.told(STORY) for problem in problems))
    meeting.clock = FixedClock(began, timedelta(minutes=minutes) / max(tried.state.n, 1))
    play(meeting, entries, began.date(), bank)
    desk.save(meeting, render)


def _afterwards(desk: Desk, pair: str, meeting: Node) -> None:
    """What happened until the next meeting: with doors, and with words that became the mentee's own."""
    ledgers = desk.ledger(pair).ledgers
    for move in _list(meeting, "doors"):
        told = {key.text: value.text for key, value in move.pairs}
        door = next(one for one in ledgers.doors if one.text == told["door"])
        move_door(desk, pair, door.id, told["what"], told["note"])
    for key, value in _map(meeting, "own_words"):
        strength = next(one for one in ledgers.strengths if one.text == key.text)
        put_in_own_words(desk, pair, strength.id, value.text)


def _map(node: Node, name: str) -> tuple[tuple[Node, Node], ...]:
    found = node.setting(name)
    return found.pairs if found is not None and found.kind == "map" else ()


def _list(node: Node, name: str) -> tuple[Node, ...]:
    found = node.setting(name)
    return found.entries if found is not None else ()
