"""Meetings for tests: a start, acts that pass the rules, the state they come to. Fixed ids and times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.banks.drawing import draw
from checkin.banks.model import Bank, Depth, Question, Stage
from checkin.ground.clock import stamp
from checkin.ground.ids import Ids
from checkin.meeting.consequences import consequences
from checkin.meeting.events import Event
from checkin.meeting.folding import apply, begin
from checkin.meeting.rules import Act, checked
from checkin.meeting.start import OpenStep, Person, Start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checkin.meeting.state import State

SHIPPED = Path(__file__).parent.parent / "question_banks"
BEGAN = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
OPEN_STEP = "01K9C000000000000000000STEP"[:26]


def a_bank(*questions: Question, title: str = "Regular check-in", stage: str = "Goals") -> Bank:
    """A bank of one stage."""
    return Bank("regular", title, (Stage("goals", stage, questions),), version="0123abcd")


@cache
def shipped(name: str) -> Bank:
    """A shipped bank by its id, its pools not yet drawn from; its version is always the same."""
    from dataclasses import replace

    from checkin.banks.reading.reader import read_bank

    reading = read_bank(SHIPPED / f"{name}.yaml")
    assert reading.bank is not None, reading.diagnostics
    return replace(reading.bank, version="0123abcd")


def a_start(
    bank: Bank,
    *,
    mentee: str = "Sam",
    mentor: str = "Robin",
    depth: Depth = "full",
    open_steps: Iterable[OpenStep] = (),
    last: Mapping[str, Any] | None = None,
    zone: str = "UTC",
    guests: Mapping[str, str] | None = None,
) -> Start:
    """The start of a meeting of Sam and Robin, on 27 November 2026 at 14:00; `guests` are names by seat."""
    people = {
        "mentee": Person("01K9A0000000000000000000SA", mentee),
        "mentor": Person("01K9A0000000000000000000R0", mentor),
    }
    roles, named = bank.roles(), guests or {}
    return Start(
        id="01K9B0000000000000000MEET1",
        pair="sam-robin",
        at=stamp(BEGAN),
        zone=zone,
        depth=depth,
        bank=draw(bank, {}, depth),
        seats={
            seat.id: people[roles[seat.id]]
            if seat.id in roles
            else Person(f"guest-{seat.id}", named[seat.id])
            for seat in bank.seats
            if seat.id in roles or seat.id in named
        },
        open_steps=tuple(open_steps),
        last=last or {},
    )


def an_open_step(what: str, *, owner: str = "mentee", id: str = OPEN_STEP) -> OpenStep:
    """A step of an earlier meeting that is still open."""
    return OpenStep(id, what, owner, due="2026-11-20", meeting="01K9B0000000000000000MEET0")


class Meeting:
    """A meeting in memory: acts pass the rules, become events, half a minute apart."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self.events: list[Event] = []
        self.state: State = begin(start)
        self._ids = Ids(now_ms=lambda: 1_795_788_000_000, chance=lambda n: bytes(n))

    def act(
        self, what: str, q: str = "", *, seat: str = "", row: str = "", field: str = "", value: Any = None
    ) -> str:
        """Do one act, and what follows from it. Returns the row's id, a new one for `added`."""
        if what == "added" and not row:
            row = self._ids.new()
        act = Act(what, seat, q, row, field, value)
        self._happen(act)
        for consequence in consequences(self.state, act):
            self._happen(consequence)
        return row

    def say(self, q: str, value: Any, seat: str = "mentee", field: str = "") -> None:
        """Answer a question."""
        self.act("answered", q, seat=seat, value=value, field=field)

    def talk(self, *qs: str, seat: str = "mentee") -> None:
        """Talk about questions and write nothing."""
        for q in qs:
            self.act("talked", q, seat=seat)

    def turn(self, q: str) -> None:
        """Turn the page, which opens a gate that nothing holds any more."""
        self.act("turned", q)

    def add(self, q: str, seat: str = "mentee", **values: Any) -> str:
        """Make a row and return its id. A trailing `_` of a name is dropped: `if_`."""
        return self.act("added", q, seat=seat, value={name.rstrip("_"): v for name, v in values.items()})

    def set(self, q: str, row: str, seat: str = "mentee", **values: Any) -> None:
        """Set fields of a row."""
        for name, value in values.items():
            self.act("set", q, seat=seat, row=row, field=name.rstrip("_"), value=value)

    def _happen(self, act: Act) -> None:
        fit = checked(self.state, act)
        at = stamp(BEGAN + timedelta(seconds=30 * (len(self.events) + 1)))
        event = Event(
            self._ids.new(),
            len(self.events) + 1,
            fit.seat,
            at,
            fit.what,
            fit.q,
            fit.row,
            fit.field,
            fit.value,
        )
        self.events.append(event)
        self.state = apply(self.state, event)


def a_full_meeting() -> Meeting:
    """A whole regular meeting of 45 minutes, every question answered, agreed by both."""
    meeting = Meeting(
        a_start(
            shipped("regular"),
            open_steps=[
                an_open_step("Ask Mira how she prepares"),
                an_open_step("Send the slides", owner="mentor", id="01K9C000000000000000000ST2"),
            ],
        )
    )
    opener = next(q.id for q in meeting.state.questions.values() if q.pool)
    meeting.say(opener, "Tired, but glad to be here.")
    meeting.set("account", OPEN_STEP, status="done", note="She writes the last sentence first.")
    meeting.set("account", "01K9C000000000000000000ST2", seat="mentor", status="still")
    meeting.say("goal", "Speak at the team demo")
    meeting.say("tried", "Volunteered twice.\nBacked out twice.")
    meeting.talk("real_issue")
    meeting.say("outcome", "To finish a talk and still like myself.")
    first = meeting.add("ideas", text="Rehearse on Thursday with a friend", upside="A kind listener")
    meeting.add("ideas", text="Ask to present together with somebody", risk="I hide behind them")
    meeting.turn("perspective")
    offer = meeting.add(
        "perspective",
        seat="mentor",
        kind="story",
        text="I read my first talk from paper",
        fit="my room was smaller",
    )
    meeting.add("perspective", seat="mentor", kind="resource", text="A book on speaking")
    meeting.set("perspective", offer, reaction="keep", takes="Notes in the hand are allowed.")
    meeting.say("pick", first)
    meeting.say("pick", "It is the smallest one.", field="why")
    step = meeting.add("step", what="Rehearse the first two minutes", due="2026-12-03")
    meeting.set("step", step, if_="Ana has no time", then="I record myself", readiness=6)
    meeting.add("step", seat="mentor", what="Ask for a slot at the demo", owner="mentor")
    meeting.say("smaller", "Say the first sentence aloud, once.")
    meeting.say("owner", True)
    meeting.say("takeaway", "I was preparing alone all along.")
    meeting.say("takeaway", "I learned to wait for the second idea.", seat="mentor")
    meeting.act("next", value="2026-12-11")
    meeting.act("stopped")
    meeting.act("agreed", seat="mentor", value=True)
    meeting.act("agreed", seat="mentee", value=True)
    return meeting
