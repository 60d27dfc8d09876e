"""Meetings nobody planned: small banks and acts drawn by hypothesis, played by the rules."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from meetings import Meeting, a_bank, a_start, an_open_step, shipped

from checkin.banks.model import ROW_TYPES, Question, Ref, Test, When
from checkin.meeting.answered import given, steps
from checkin.meeting.compaction import compact
from checkin.meeting.conditions import worded
from checkin.meeting.events import MENTOR_REASONS, to_json
from checkin.meeting.flow import SUMMARY, prompts, seats_of, shown
from checkin.meeting.recall import recall, takeaways
from checkin.meeting.rules import NotNow
from checkin.meeting.turning import place_of
from checkin.meeting.values import OFFER_KINDS, REACTIONS, ROW_FIELDS, STATUSES

if TYPE_CHECKING:
    from checkin.meeting.start import Start
    from checkin.meeting.state import State

STEP_2 = "01K9C000000000000000000ST2"
CHOICES = ("red", "green", "blue")
KINDS = (
    "answered",
    "answered",
    "answered",
    "added",
    "added",
    "set",
    "set",
    "talked",
    "removed",
    "between_us",
    "opened",
    "turned",
    "next",
    "parked",
    "agreed",
    "stopped",
    "resumed",
)


def tag(q: str) -> str:
    """What everything written down at a question holds, and nothing else does."""
    return f"<{q}>"


# Banks


TESTABLE = {
    "yes_no": [("is", True), ("is", False), ("is_not", True)],
    "choice": [("is", "red"), ("is_not", "red"), ("one_of", ("red", "blue"))],
    "choices": [("includes", "red")],
    "scale": [("below", 5), ("at_least", 5), ("is", 3), ("is_not", 3)],
    "pulse": [("below", 5), ("at_least", 5), ("is", 3), ("is_not", 3)],
    "line": [("is", "yes"), ("is_not", "yes"), ("one_of", ("yes", "no"))],
    "list": [("includes", "yes")],
    "steps": [("below", 7), ("at_least", 7), ("is", 3)],
    "owner": [("is", "mentor"), ("is_not", "mentor")],
}
TYPES = (
    *("text", "line", "list", "choice", "choices", "scale", "yes_no", "date", "say", "goal"),
    *("options", "offer", "pick", "steps", "owner", "takeaway", "follow_through", "load", "pulse"),
)


@st.composite
def small_questions(draw: st.DrawFn) -> tuple[Question, ...]:
    """Up to seven questions, each free to hang on the ones before it."""
    made: list[Question] = []
    for number, type_ in enumerate(draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=7))):
        offers = type_ == "offer"
        options = [q.id for q in made if q.type == "options"]
        if type_ == "pick" and not options:
            type_ = "options"
        rows = type_ in ("options", "steps", "follow_through", "pick", "owner")
        who = "mentor" if offers else draw(st.sampled_from(("mentee", "mentee", "mentor", "both")))
        made.append(
            Question(
                f"q{number}",
                "And “${q0|this}”?",
                type_,
                who="mentee" if rows else who,
                quick=draw(st.booleans()),
                required=draw(st.booleans()),
                at_most=draw(st.sampled_from((None, 2))) if type_ in (*ROW_TYPES, "choices") else None,
                choices=CHOICES if type_ in ("choice", "choices") else (),
                choices_from=draw(st.sampled_from(options)) if type_ == "pick" else "",
                opens_after=tuple(
                    draw(st.lists(st.sampled_from([q.id for q in made]), max_size=3, unique=True))
                )
                if offers and made
                else (),
                when=draw(st.none() | conditions(tuple(made))) if made else None,
            )
        )
    return tuple(made)


@st.composite
def conditions(draw: st.DrawFn, earlier: tuple[Question, ...]) -> When:
    """A condition on earlier questions, or on the meeting before."""
    tests = tuple(draw(_test(draw(st.sampled_from(earlier)))) for _ in range(draw(st.integers(1, 2))))
    if draw(st.integers(0, 3)):
        return When(tests[:1])
    return When((), tuple(When((test,)) for test in tests))


@st.composite
def _test(draw: st.DrawFn, question: Question) -> Test:
    ops = [("answered", True), ("answered", False), *TESTABLE.get(question.type, ())]
    op, value = draw(st.sampled_from(ops))
    if question.type == "steps" and op != "answered":
        return Test(Ref(question.id, "readiness"), op, value)
    part = draw(st.sampled_from(("mentee", "mentor"))) if question.who == "both" else ""
    return Test(Ref(question.id, part, last=draw(st.integers(0, 9)) == 0), op, value)


OPEN_STEPS = (an_open_step("Ask Mira"), an_open_step("Send it", owner="mentor", id=STEP_2))


@cache
def shipped_start(name: str, depth: str, open_steps: int = 2) -> Start:
    return a_start(shipped(name), depth=depth, open_steps=OPEN_STEPS[:open_steps])


small_starts = st.builds(
    lambda questions, depth, count, last: a_start(
        a_bank(*questions), depth=depth, open_steps=OPEN_STEPS[:count], last=last
    ),
    small_questions(),
    st.sampled_from(("quick", "full")),
    st.integers(0, 2),
    st.sampled_from(({}, {"q0": "yes", "q1": 3, "q2": True})),
)
shipped_starts = st.builds(
    shipped_start,
    st.sampled_from(("regular", "first_meeting")),
    st.sampled_from(("quick", "full")),
    st.integers(0, 2),
)
starts = small_starts | shipped_starts

# Acts

draws = st.lists(st.tuples(*[st.integers(0, 255)] * 4), max_size=60)
"""What acts are made of: four numbers each, so that a failing meeting shrinks well."""


def act_of(state: State, kind: int, where: int, who: int, what: int) -> dict[str, object]:
    """An act somebody might do, mostly one the rules allow."""
    name = KINDS[kind % len(KINDS)]
    asked = shown(state)
    every = tuple(state.questions.values())
    pool = every if not asked or where > 240 else asked
    question = pool[where % len(pool)]
    if name == "opened":
        question = next((q for q in asked if q.type == "offer"), question)
    if name in ("added", "removed"):
        rows = [q for q in asked if q.type in ROW_TYPES]
        question = rows[where % len(rows)] if rows else question
    if name == "set":
        rows = [q for q in asked if state.live_rows(q.id)]
        question = rows[where % len(rows)] if rows else question
    if name == "answered" and question.type in ROW_TYPES:
        name = "added"
    if name == "answered" and question.type == "follow_through":
        name = "set"
    seats = seats_of(state, question) if who < 200 else tuple(state.start.seats)
    act: dict[str, object] = {"what": name, "q": question.id, "seat": seats[who % len(seats)]}
    row_types = question.type in ROW_TYPES or question.type == "follow_through"
    if name in ("set", "removed", "between_us", "talked") and row_types:
        live = state.live_rows(question.id)
        if live:
            act["row"] = live[what % len(live)].id
            if question.type == "options":
                act["seat"] = live[what % len(live)].seat
    match name:
        case "answered":
            act["value"] = _answer(state, question, what)
            if question.type == "pick" and what % 3 == 0:
                act |= {"field": "why", "value": f"Because {tag(question.id)} "}
        case "added":
            fields = ROW_FIELDS.get(question.type, ("text",))
            act["value"] = {fields[0]: _field(question, fields[0], what)}
            if question.type == "offer":
                act["value"] = {"kind": "story", "text": _field(question, "text", what)}
        case "set":
            fields = ROW_FIELDS.get(question.type, ("text",))
            field = fields[what % len(fields)]
            if question.type == "offer" and field in ("reaction", "takes"):
                act["seat"] = state.start.mentee
            act |= {"field": field, "value": _field(question, field, where + who)}
        case "opened":
            act["seat"] = ("mentee", "mentor")[who % 2]
            act["value"] = ("thought", "asked", *MENTOR_REASONS)[what % 5]
        case "turned":
            place = (*(page.id for page in prompts(state)), SUMMARY, every[-1].id)
            items = state.rows.get(question.id, ())
            act = {"what": "turned", "q": place[where % len(place)]}
            act |= {
                "row": items[0].id if items else "",
                "value": place[what % len(place)] if who % 4 == 0 else None,
            }
        case "parked":
            row = f"parked {where % 3}"
            before = next((one.seat for one in state.parked if one.id == row), None)
            value = None if what % 4 == 0 else f"Later {what} "
            act = {"what": "parked", "seat": before or act["seat"], "row": row, "value": value}
        case "between_us" if state.waits and what % 3 == 0:
            one = state.waits[where % len(state.waits)]
            act = {"what": "between_us", "seat": one.seat, "row": one.id}
        case "next":
            act = {"what": "next", "value": (None, "2026-12-04", "2026-12-11")[what % 3]}
        case "agreed":
            act = {"what": "agreed", "seat": act["seat"], "value": what % 4 != 0}
        case "stopped" | "resumed":
            act = {"what": name}
    return act


def _answer(state: State, question: Question, what: int) -> object:
    if what % 7 == 0:
        return None
    match question.type:
        case "choice":
            return CHOICES[what % 3]
        case "choices":
            return list(CHOICES[: what % 4])
        case "scale" | "pulse":
            return what % 11
        case "yes_no" | "owner":
            return bool(what % 2)
        case "date":
            return f"2026-12-{what % 28 + 1:02}"
        case "pick":
            rows = [row for rows in state.rows.values() for row in rows]
            return rows[what % len(rows)].id if rows else "nothing"
        case "say":
            return None
    return _text(question, what)


def _text(question: Question, what: int) -> str:
    """Words of this question alone; or, where a `when` may look for them, common ones."""
    return ("yes", "yes ", " ", f"{tag(question.id)} {what}", f"  {tag(question.id)} ")[what % 5]


def _field(question: Question, field: str, what: int) -> object:
    if what % 11 == 0:
        return None
    match field:
        case "owner":
            return ("mentee", "mentor")[what % 2]
        case "due":
            return f"2026-12-{what % 28 + 1:02}"
        case "readiness":
            return what % 11
        case "kind":
            return OFFER_KINDS[what % 5]
        case "reaction":
            return REACTIONS[what % 3]
        case "status":
            return STATUSES[what % 4]
    return _text(question, what)


def play(start: Start, numbers: list[tuple[int, int, int, int]], watch: object = None) -> Meeting:
    """A meeting of the acts the rules allow among these; `watch` looks at every state and the one before."""
    meeting = Meeting(start)
    for four in numbers:
        before = meeting.state
        try:
            meeting.act(**act_of(before, *four))
        except NotNow:
            assert meeting.state is before
        if callable(watch):
            watch(before, meeting.state)
    return meeting


# What must hold


def check_state(state: State) -> None:
    """What holds of every state, whatever came before it."""
    asked = {q.id for q in shown(state)}
    seen: set[str] = set()
    for q, rows in state.rows.items():
        question = state.questions[q]
        ids = [row.id for row in rows]
        assert len(ids) == len(set(ids))
        if question.type != "follow_through":
            assert not seen & set(ids)
            seen |= set(ids)
        for row in rows:
            assert not (row.removed and row.fields)
            if question.type == "steps" and not row.removed:
                assert row.fields["owner"] in state.start.seats
            if question.type == "offer":
                assert state.gate_open(q)
            if question.type == "options":
                assert state.may_add(question, row.seat)
    for q in state.gate:
        assert state.questions[q].type == "offer"
    for q, seat in state.answers:
        assert seat in seats_of(state, state.questions[q])
    assert len(set(state.agreed)) == len(state.agreed)
    assert set(state.agreed) <= set(state.start.seats)
    for seat in ("", *state.start.seats):
        assert place_of(state, seat).prompt in {page.id for page in prompts(state)} | {SUMMARY}
    check_hidden(state, asked)


def check_hidden(state: State, asked: set[str]) -> None:
    """Nothing said at a hidden question is in anything people see."""
    visible = frozenset(asked)
    told = json.dumps(
        [
            recall(state),
            takeaways(state),
            [(q.id, seat) for q, seat, _ in given(state)],
            [step.what for step in steps(state)],
            [worded(state, q.ask, visible) for q in shown(state)],
        ]
    )
    assert {q.id for q, _, _ in given(state)} <= asked
    assert {key.split(".")[0] for key in recall(state)} <= asked
    for q in set(state.questions) - asked:
        assert tag(q) not in told


def check_onwards(before: State, after: State) -> None:
    """What one act may not undo."""
    for q, rows in before.rows.items():
        later = after.rows[q]
        assert [row.id for row in later[: len(rows)]] == [row.id for row in rows]
        for old, new in zip(rows, later, strict=False):
            assert new.seat == old.seat
            assert new.removed or not old.removed
    for q, opening in before.gate.items():
        assert after.gate[q] == opening
    assert after.n >= before.n


def check_kept(meeting: Meeting) -> None:
    """Nothing hidden, removed or taken back is among the events that are kept."""
    state = meeting.state
    asked = {q.id for q in shown(state)}
    kept = compact(state, meeting.events)
    assert [event.n for event in kept] == list(range(1, len(kept) + 1))
    assert all(event.q in asked or event.what == "opened" or not event.q for event in kept)
    text = json.dumps([to_json(event) for event in kept])
    for q in set(state.questions) - asked:
        assert tag(q) not in text
    gone = {row.id for rows in state.rows.values() for row in rows if row.removed}
    assert not gone & {event.row for event in kept}
