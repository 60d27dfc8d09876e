"""A saved meeting's events: the few that the final state follows from, in the bank's order.

An hour's typing is some twelve thousand events; what is kept is one per answer, row, opening and
agreement, each with the id and time of the last event that touched it. Folding them gives the same
state but for where everybody was looking. What was hidden in the end, or taken back, is not in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checkin.meeting.flow import given, seats_of, shown

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
    q, row, seat = taken_back.q, taken_back.row, taken_back.seat

    def spoken(event: Event) -> bool:
        if event.q != q or event.what not in ("answered", "talked", "added", "set"):
            return False
        return event.row == row if row else event.seat == seat and not event.row

    kept = tuple(event for event in events if not spoken(event))
    if not row:
        return (*kept, taken_back)
    # The row's id stays taken, so that a pick that named it can be told from one that is broken.
    return (*kept, replace(taken_back, what="added", value=None), taken_back)


def same_but_for_places(one: State, other: State) -> bool:
    """Whether two states say the same: everything but places, counts, and what is hidden or removed."""
    return _told(one) == _told(other)


Touch = tuple[str, str, str, str]


def _last_touches(events: Iterable[Event]) -> dict[Touch, Event]:
    last: dict[Touch, Event] = {}
    for event in events:
        if event.row and event.what in ("added", "set", "talked"):
            last["row", event.q, "", event.row] = event
        elif event.what in ("answered", "talked", "between_us"):
            last["answer", event.q, event.seat, ""] = event
        elif event.what == "opened":
            last.setdefault(("opened", event.q, "", ""), event)
        else:
            last[event.what, "", event.seat if event.what == "agreed" else "", ""] = event
    return last


def _answer(state: State, question: Question, seat: str, last: dict[Touch, Event]) -> list[Event]:
    answer = state.answers.get((question.id, seat))
    if answer is None:
        return []
    event = replace(last["answer", question.id, seat, ""], row="", field="", value=None)
    kept: list[Event] = []
    if answer.talked:
        kept = [replace(event, what="between_us" if answer.between_us else "talked")]
    elif answer.value is not None:
        kept = [replace(event, what="answered", value=_trimmed(answer.value))]
    return kept + [
        replace(event, what="answered", field=name, value=_trimmed(text))
        for name, text in sorted(answer.fields.items())
    ]


def _row(question: Question, row: Row, last: dict[Touch, Event]) -> list[Event]:
    event = last.get(("row", question.id, "", row.id))
    if event is None:
        return []
    if question.type != "follow_through":
        values = {name: _trimmed(row.fields[name]) for name in sorted(row.fields)}
        return [replace(event, what="added", seat=row.seat, field="", value=values or None)]
    return [
        replace(event, what="talked", field="", value=None)
        if name == "talked"
        else replace(event, what="set", field=name, value=_trimmed(row.fields[name]))
        for name in sorted(row.fields)
    ]


def _trimmed(value: Any) -> Any:
    """A text without the blank space around it that typing leaves behind; anything else as it is."""
    return value.strip() if isinstance(value, str) else value


def _told(state: State) -> object:
    asked = shown(state)
    return (
        tuple(q.id for q in asked),
        {
            (q.id, s): (
                _trimmed(a.value),
                {f: _trimmed(t) for f, t in a.fields.items()},
                a.talked,
                a.between_us,
            )
            for q, s, a in given(state)
        },
        {
            q.id: [
                (r.id, r.seat, {f: _trimmed(v) for f, v in r.fields.items()}) for r in state.live_rows(q.id)
            ]
            for q in asked
        },
        dict(state.gate),
        state.next_meeting,
        state.agreed,
        state.stopped,
    )
