"""A saved meeting's events: the few that the final state follows from, in the bank's order.

An hour's typing is some twelve thousand events; what is kept is one per answer, row, opening and
agreement, each with the id and time of the last event that touched it (a row's of the one that made
it), so that no two have the same id. Folding them gives the same state but for where everybody was
looking. What was hidden in the end, or taken back, is not in it. Of the pages that were turned to only
those are kept that leave something: a right-moment prompt's, and the one where what was brought stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.text import trimmed
from checkin.meeting.answered import given
from checkin.meeting.brought import brought_turned_to
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.state import TALKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.banks.model import Question
    from checkin.meeting.events import Event
    from checkin.meeting.state import Row, State


def compact(state: State, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events a saved meeting keeps; `state` is what `events` fold to."""
    last = _last_touches(events)
    # Openings first: the mentor's ideas among the options need them, and those stand before any offer.
    kept = [last["opened", q, "", ""] for q in state.questions if q in state.gate]
    for question in shown(state):
        for seat in seats_of(state, question):
            kept += _answer(state, question, seat, last)
        for row in state.live_rows(question.id):
            kept += _row(question, row, last)
    if state.moment and not any(state.questions[event.q].moment for event in kept):
        kept += _seen(state, events)
    kept += [_plain_turn(event) for event in brought_turned_to(state, events, kept)]
    kept += [replace(last["parked", "", row.id, ""], value=trimmed(row.text("text"))) for row in state.waits]
    if state.next_meeting:
        kept.append(replace(last["next", "", "", ""], value=state.next_meeting))
    kept += [replace(last["agreed", "", seat, ""], value=True) for seat in state.agreed]
    if state.stopped:
        kept.append(last["stopped", "", "", ""])
    return tuple(replace(event, n=n) for n, event in enumerate(kept, 1))


def without(events: Iterable[Event], taken_back: Event) -> tuple[Event, ...]:
    """These events without the words that a `between_us` event takes back; the event itself is added.

    The journal is rewritten with them, so that the words are on no disk any more.
    """
    q, row, field, seat = taken_back.q, taken_back.row, taken_back.field, taken_back.seat

    def spoken(event: Event) -> bool:
        if event.q != q or event.what not in ("answered", "talked", "added", "set", "parked"):
            return False
        if field:
            return event.what == "set" and event.row == row and event.field == field
        return event.row == row if row else event.seat == seat and not event.row

    kept = tuple(event for event in events if not spoken(event))
    if field or not row or not q:
        return (*kept, taken_back)
    # The row's id stays taken, so that a pick that named it can be told from one that is broken.
    return (*kept, replace(taken_back, what="added", value=None), taken_back)


def same_but_for_places(one: State, other: State) -> bool:
    """Whether two states say the same: everything but places, counts, and what is hidden or removed."""
    return _told(one) == _told(other)


def _seen(state: State, events: Iterable[Event]) -> list[Event]:
    """That the page of a right-moment prompt was turned to, where nothing was said to it."""
    asked = {question.id for question in shown(state) if question.moment and question.when is None}
    seen = (event for event in events if event.what == "turned" and event.q in asked)
    return [_plain_turn(event) for event in seen][:1]


def _plain_turn(event: Event) -> Event:
    """That a page was turned to, without whose turn it was and where it led on to."""
    return replace(event, seat="", row="", field="", value=None)


Touch = tuple[str, str, str, str]
"""A part of what was said: its kind, the question, the seat or the row, the field."""


def _last_touches(events: Iterable[Event]) -> dict[Touch, Event]:
    last: dict[Touch, Event] = {}
    for event in events:
        if event.what == "answered":
            last["answer", event.q, event.seat, event.field] = event
        elif event.what in ("talked", "between_us") and not event.row:
            last["answer", event.q, event.seat, ""] = event
        elif event.what == "added":
            last.setdefault(("added", event.q, event.row, ""), event)
        elif event.what in ("set", "talked"):
            last["account", event.q, event.row, event.field if event.what == "set" else TALKED] = event
        elif event.what == "parked":
            last.setdefault(("parked", "", event.row, ""), event)
        elif event.what == "opened":
            last.setdefault(("opened", event.q, "", ""), event)
        else:
            last[event.what, "", event.seat if event.what == "agreed" else "", ""] = event
    return last


def _answer(state: State, question: Question, seat: str, last: dict[Touch, Event]) -> list[Event]:
    answer = state.answers.get((question.id, seat))
    if answer is None:
        return []
    kept: list[Event] = []
    if answer.talked or answer.value is not None:
        event = replace(last["answer", question.id, seat, ""], row="", field="")
        what = "answered" if not answer.talked else "between_us" if answer.between_us else "talked"
        kept = [replace(event, what=what, value=None if answer.talked else trimmed(answer.value))]
    return kept + [
        replace(last["answer", question.id, seat, name], row="", value=trimmed(text))
        for name, text in sorted(answer.fields.items())
    ]


def _row(question: Question, row: Row, last: dict[Touch, Event]) -> list[Event]:
    if question.type != "follow_through":
        values = {name: trimmed(row.fields[name]) for name in sorted(row.fields)}
        made = last["added", question.id, row.id, ""]
        return [replace(made, seat=row.seat, field="", value=values or None)]
    kept: list[Event] = []
    for name in sorted(row.fields):
        event = last["account", question.id, row.id, name]
        # Of an account that was talked about, the event itself says so.
        said = (
            replace(event, field="", value=None)
            if name == TALKED
            else replace(event, value=trimmed(row.fields[name]))
        )
        kept.append(said)
    return kept


def _told(state: State) -> object:
    asked = shown(state)
    return (
        tuple(q.id for q in asked),
        {
            (q.id, s): (
                trimmed(a.value),
                {f: trimmed(t) for f, t in a.fields.items()},
                a.talked,
                a.between_us,
            )
            for q, s, a in given(state)
        },
        {
            q.id: [
                (r.id, r.seat, {f: trimmed(v) for f, v in r.fields.items()}) for r in state.live_rows(q.id)
            ]
            for q in asked
        },
        dict(state.gate),
        [(row.id, row.seat, trimmed(row.text("text"))) for row in state.waits],
        state.next_meeting,
        state.agreed,
        state.stopped,
    )
