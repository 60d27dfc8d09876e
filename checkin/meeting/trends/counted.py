"""One meeting in figures: whose ideas, which offers, whose steps, who did how much. Never how many words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.meeting.events import MENTOR_REASONS
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.moments.facts import SETBACK
from checkin.meeting.moments.left import left_by
from checkin.meeting.picks import choice_of, said
from checkin.meeting.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checkin.banks.model import Question
    from checkin.meeting.events import Event
    from checkin.meeting.moments.left import Left
    from checkin.meeting.start import Start
    from checkin.meeting.state import Row, State

STRETCH = 5
"""The practice, by its number in `banks.practices`, of telling a good stretch from what is too much. A choice
of a bank that serves it marks the meeting, unless its first, ordinary choice was taken.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """An offer: its kind (`values.OFFER_KINDS`, or empty), text, source, and what the mentee made of it."""

    kind: str
    text: str
    source: str
    reaction: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A step that was made: whose (`mentee`, `mentor`, `other`), readiness 0 to 10 or None, rung of help."""

    id: str
    what: str
    owner: str
    readiness: int | None
    help: str
    priority: bool


@dataclass(frozen=True, slots=True)
class Pulse:
    """A number that somebody gave, within its bounds."""

    label: str
    role: str
    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one meeting.

    `usual`: the pair's mentee was the mentee, the mentor the mentor, and nobody else was there. `quiet`:
    marked urgent, too much or unsafe, so that no signal looks at it. `came_up`: it was not planned.
    `own_before` and `own_later` are the texts of the mentee's options before and after the mentor's first
    offer, `mentors` those the mentor added. `picks` are whose ideas were picked (a role) and what they say.
    `openings` are the reasons why gates opened (`events.OPENINGS`). `people` are names given as answers.
    `acts` counts answers given and rows made, by stage and role.
    """

    usual: bool
    quiet: bool
    came_up: bool
    setback: bool
    own_before: tuple[str, ...]
    own_later: tuple[str, ...]
    mentors: tuple[str, ...]
    picks: tuple[tuple[str, str], ...]
    openings: tuple[str, ...]
    offers: tuple[Made, ...]
    steps: tuple[Begun, ...]
    pulses: tuple[Pulse, ...]
    people: tuple[str, ...]
    acts: Mapping[tuple[str, str], int]

    @property
    def early(self) -> tuple[str, ...]:
        """The reasons for which the mentor went first."""
        return tuple(why for why in self.openings if why in MENTOR_REASONS)


def counted_of(state: State, events: Sequence[Event]) -> Counted:
    """The figures of a meeting: its events, and the state they came to."""
    start, asked = state.start, shown(state)
    by_type: dict[str, list[Question]] = {}
    for question in asked:
        by_type.setdefault(question.type, []).append(question)
    roles = {seat: _role(start, seat) for seat in start.seats}
    options = [row for q in by_type.get("options", ()) for row in state.live_rows(q.id) if said(row)]
    offered = [row for q in by_type.get("offer", ()) for row in state.live_rows(q.id) if said(row)]
    openings = tuple(state.gate[q.id].why for q in by_type.get("offer", ()) if q.id in state.gate)
    before, later, mentors = _ideas(state, events, options, offered)
    left = left_by(state)
    return Counted(
        usual=_usual(start, roles),
        quiet=left.quiet or _marked(state, asked, STRETCH),
        came_up=left.urgent,
        setback=start.bank.goes_by == SETBACK or _any_tagged(state, asked, "setback"),
        own_before=before,
        own_later=later,
        mentors=mentors,
        picks=_picks(state, by_type.get("pick", ()), {q.id for q in asked}, roles),
        openings=openings,
        offers=tuple(
            Made(row.text("kind"), said(row), row.text("source"), row.text("reaction")) for row in offered
        ),
        steps=_begun(state, by_type.get("steps", ()), roles, left),
        pulses=_pulses(state, by_type.get("pulse", ()), roles),
        people=_people(state, by_type.get("person", ())),
        acts=_acts(state, asked, roles),
    )


def _role(start: Start, seat: str) -> str:
    """Who of the pair sits in a seat: `mentee`, `mentor`, or `other`."""
    role = start.role(seat)
    return role if role in ("mentee", "mentor") else "other"


def _usual(start: Start, roles: Mapping[str, str]) -> bool:
    as_named = all(role == start.plays(seat) for seat, role in roles.items())
    return len(roles) == 2 and as_named and not start.takes_turns


def _ideas(
    state: State, events: Iterable[Event], options: Iterable[Row], offered: Iterable[Row]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The mentee's options before the mentor said anything, those after it, and the mentor's."""
    plays = state.start.plays
    # A saved meeting keeps its events in the bank's order; their ids say what came first.
    made = {event.row: event.id for event in events if event.what == "added"}
    options = list(options)
    mentors = [row for row in options if plays(row.seat) == "mentor"]
    own = [row for row in options if plays(row.seat) != "mentor"]
    first = min((made.get(row.id, "") for row in (*mentors, *offered)), default="")
    before = tuple(said(row) for row in own if not first or made.get(row.id, "") < first)
    later = tuple(said(row) for row in own if first and made.get(row.id, "") >= first)
    return before, later, tuple(said(row) for row in mentors)


def _picks(
    state: State, questions: Iterable[Question], visible: set[str], roles: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    found = []
    for question in questions:
        for seat in seats_of(state, question):
            row = choice_of(state, question, seat, visible)
            if row is not None:
                found.append((roles.get(row.seat, "other"), said(row)))
    return tuple(found)


def _begun(
    state: State, questions: Iterable[Question], roles: Mapping[str, str], left: Left
) -> tuple[Begun, ...]:
    found: list[Begun] = []
    for question in questions:
        for step in steps_of(state, question.id):
            helped = step.help or (left.help if left.step == step.id else "")
            owner = roles.get(step.owner, "other")
            found.append(Begun(step.id, step.what, owner, step.readiness, helped, not found))
    return tuple(found)


def _pulses(state: State, questions: Iterable[Question], roles: Mapping[str, str]) -> tuple[Pulse, ...]:
    return tuple(
        Pulse(question.label or question.ask, roles[seat], answer.value, question.min, question.max)
        for question in questions
        for seat in seats_of(state, question)
        if type((answer := state.answer(question.id, seat)).value) is int and roles[seat] != "other"
    )


def _people(state: State, questions: Iterable[Question]) -> tuple[str, ...]:
    named = (
        str(state.answer(question.id, seat).value or "").strip()
        for question in questions
        for seat in seats_of(state, question)
    )
    return tuple(dict.fromkeys(name for name in named if name))


def _acts(state: State, asked: Iterable[Question], roles: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
    """How many answers were given (talked about counts) and rows made, by stage and role."""
    stages = {question.id: stage.title for stage in state.start.bank.stages for question in stage.questions}
    found: Counter[tuple[str, str]] = Counter()
    for question in asked:
        stage = stages.get(question.id, "")
        for seat in seats_of(state, question):
            answer = state.answer(question.id, seat)
            if answer.value is not None or answer.talked:
                found[stage, roles[seat]] += 1
        for row in state.live_rows(question.id):
            if row.fields:
                found[stage, roles.get(row.seat, "other")] += 1
    return found


def _marked(state: State, asked: Iterable[Question], practice: int) -> bool:
    """Whether a choice that serves this practice was answered with anything but its first choice."""
    for question in asked:
        if question.type == "choice" and practice in question.practices and not question.moment:
            for seat in seats_of(state, question):
                if state.answer(question.id, seat).value in question.choices[1:]:
                    return True
    return False


def _any_tagged(state: State, asked: Iterable[Question], tag: str) -> bool:
    """Whether a question with this tag was answered in words."""
    return any(
        state.answer(question.id, seat).value is not None
        for question in asked
        if tag in question.tags
        for seat in seats_of(state, question)
    )
