"""Folding a meeting's events into its state. It is total: no event can break it.

`apply` keeps what must hold whatever arrives (a step has one owner, an offer exists only once its
gate is open, a removed row stays removed); an event that does not apply changes nothing. Whether
somebody may act so at this moment is the stricter question, and `rules` answers it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checkin.banks.model import ROW_TYPES
from checkin.meeting.events import BOTH_HERE
from checkin.meeting.state import EMPTY, NO_ANSWER, NOTE, TALKED, Answer, Opening, Place, Row, State, is_blind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checkin.banks.model import Question
    from checkin.meeting.events import Event, Value
    from checkin.meeting.start import Start

CONTENT = frozenset({"answered", "talked", "added", "set", "removed", "between_us", "parked", "next"})
"""The kinds of event that change what the summary says."""


def begin(start: Start) -> State:
    """The state before anything happened: the open steps wait for their owners' accounts."""
    waiting = tuple(Row(step.id, step.owner) for step in start.open_steps)
    questions = {q.id: q for q in start.bank.all_questions()}
    accounts = {q.id: waiting for q in questions.values() if q.type == "follow_through"}
    return State(start=start, questions=questions, rows=accounts)


def fold(start: Start, events: Iterable[Event]) -> State:
    """The state after these events, in this order.

    Of a run of events that each replace the one before (typing), only the last is applied: the
    outcome is the same and an hour's typing replays many times faster.
    """
    state = begin(start)
    held: Event | None = None
    for event in events:
        if held is not None:
            if held.place != event.place or event.what not in ("answered", "set"):
                state = apply(state, held)
            elif held.n > event.n:
                event = replace(event, n=held.n)
        held = event
    return state if held is None else apply(state, held)


def apply(state: State, event: Event) -> State:
    """The state after one more event; the same state, but for its count, if the event does not apply."""
    handler = _HANDLERS.get(event.what)
    changed = state if handler is None else handler(state, event)
    n = max(state.n, event.n)
    if event.q and not changed.moment and (event.what == "turned" or event.what in CONTENT):
        question = state.questions.get(event.q)
        if question is not None and question.moment:
            # Seen is seen: it stays for this meeting, and no other one comes.
            changed = replace(changed, moment=question.moment)
    if event.what in CONTENT and changed is not state and state.agreed:
        # What both said looks right is no longer what stands there: they are asked again.
        return replace(changed, n=n, agreed=())
    return replace(changed, n=n)


def _answered(state: State, event: Event) -> State:
    if not _is_asked(state, event) or state.questions[event.q].type in ROW_TYPES:
        return state
    key = (event.q, event.seat)
    before = state.answers.get(key, NO_ANSWER)
    if event.field:
        fields = {**before.fields, event.field: str(event.value or "")}
        after = replace(before, fields={name: text for name, text in fields.items() if text.strip()})
    else:
        after = replace(
            before, value=None if _says_nothing(event.value) else event.value, talked=False, between_us=False
        )
    return replace(state, answers=_with(state.answers, key, after))


def _talked(state: State, event: Event) -> State:
    if event.row:
        question = state.questions.get(event.q)
        of_rows = question is not None and question.type == "follow_through"
        return _change_row(state, event, {TALKED: True}) if of_rows else state
    if not _is_asked(state, event):
        return state
    key = (event.q, event.seat)
    # A sign, a reason or what matters was written down all the same: only the answer itself was talked about.
    answer = Answer(talked=True, fields=state.answers.get(key, NO_ANSWER).fields)
    return replace(state, answers={**state.answers, key: answer})


def _between_us(state: State, event: Event) -> State:
    if event.row and not event.q:
        return _parked(state, replace(event, value=None))
    if event.row:
        question = state.questions.get(event.q)
        if question is not None and question.type == "follow_through":
            # The step is on record from an earlier meeting; only the words about it can go.
            return _change_row(state, event, {NOTE: None}) if event.field == NOTE else state
        return _removed(state, event)
    if not _is_asked(state, event):
        return state
    taken_back = Answer(talked=True, between_us=True)
    return replace(state, answers={**state.answers, (event.q, event.seat): taken_back})


def _added(state: State, event: Event) -> State:
    question = state.questions.get(event.q)
    if question is None or question.type not in ROW_TYPES or not event.row:
        return state
    if event.seat not in state.start.seats or any(
        row.id == event.row for rows in state.rows.values() for row in rows
    ):
        return state
    if question.type == "offer" and not state.gate_open(event.q):
        return state
    if question.type == "options" and not state.may_add(question, event.seat):
        return state
    given = event.value if isinstance(event.value, dict) else {}
    values = {name: value for name, value in given.items() if not _says_nothing(value)}
    if question.type == "steps":
        values["owner"] = _owner(state, question, values.get("owner"))
    row = Row(event.row, event.seat, values)
    return replace(state, rows={**state.rows, event.q: (*state.rows.get(event.q, ()), row)})


def _set(state: State, event: Event) -> State:
    question = state.questions.get(event.q)
    if question is None or event.field in ("", TALKED):
        return state
    if question.type == "steps" and event.field == "owner":
        return _change_row(state, event, {"owner": _owner(state, question, event.value)})
    return _change_row(state, event, {event.field: event.value})


def _removed(state: State, event: Event) -> State:
    question = state.questions.get(event.q)
    rows = state.rows.get(event.q, ())
    # The steps of earlier meetings are on record there: their accounts can't be removed here.
    if question is None or question.type not in ROW_TYPES or not any(row.id == event.row for row in rows):
        return state
    after = tuple(replace(row, fields=EMPTY, removed=True) if row.id == event.row else row for row in rows)
    return replace(state, rows={**state.rows, event.q: after})


def _opened(state: State, event: Event) -> State:
    question = state.questions.get(event.q)
    if question is None or question.type != "offer" or event.q in state.gate:
        return state
    opening = Opening(event.seat, str(event.value), event.at)
    return replace(state, gate={**state.gate, event.q: opening})


def _turned(state: State, event: Event) -> State:
    if event.seat and not event.q:
        return replace(state, places={seat: at for seat, at in state.places.items() if seat != event.seat})
    place = Place(event.q, event.row, str(event.value or ""))
    before = {} if event.field == BOTH_HERE else state.places
    return replace(state, places={**before, event.seat: place})


def _sealed(state: State, event: Event) -> State:
    question = state.questions.get(event.q)
    if question is None or not is_blind(question) or event.seat not in state.start.seats:
        return state
    if all((event.q, seat) in state.sealed for seat in state.start.seats):
        return state  # they have been shown: there is nothing to open again
    one = {(event.q, event.seat)}
    return replace(state, sealed=state.sealed - one if event.value is False else state.sealed | one)


def _parked(state: State, event: Event) -> State:
    """What is parked first comes last; without words it is gone, and its id stays taken."""
    if not event.row or event.seat not in state.start.seats:
        return state
    gone = _says_nothing(event.value)
    fields = EMPTY if gone else {"text": str(event.value)}
    before = next((row for row in state.parked if row.id == event.row), None)
    if before is None:
        return replace(state, parked=(*state.parked, Row(event.row, event.seat, fields, removed=gone)))
    if before.removed:
        return state
    after = replace(before, fields=fields, removed=gone)
    return replace(state, parked=tuple(after if row.id == event.row else row for row in state.parked))


def _next(state: State, event: Event) -> State:
    return replace(state, next_meeting=str(event.value or ""))


def _agreed(state: State, event: Event) -> State:
    if event.seat not in state.start.seats:
        return state
    others = tuple(seat for seat in state.agreed if seat != event.seat)
    return replace(state, agreed=(*others, event.seat) if event.value is not False else others)


def _resumed(state: State, _event: Event) -> State:
    return replace(state, stopped=False)


def _stopped(state: State, _event: Event) -> State:
    return replace(state, stopped=True)


_HANDLERS = {
    "answered": _answered,
    "talked": _talked,
    "added": _added,
    "set": _set,
    "removed": _removed,
    "between_us": _between_us,
    "opened": _opened,
    "sealed": _sealed,
    "parked": _parked,
    "turned": _turned,
    "next": _next,
    "agreed": _agreed,
    "resumed": _resumed,
    "stopped": _stopped,
}


def _is_asked(state: State, event: Event) -> bool:
    """Whether the event's question is for the event's seat."""
    question = state.questions.get(event.q)
    return question is not None and event.seat in state.start.seats and question.who in ("both", event.seat)


def _owner(state: State, question: Question, value: Value) -> str:
    """Who carries a step: the one whose matter it is, unless the pair says otherwise."""
    if isinstance(value, str) and value in state.start.seats:
        return value
    return state.start.thinker(question)


def _says_nothing(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _change_row(state: State, event: Event, values: Mapping[str, Any]) -> State:
    rows = state.rows.get(event.q, ())
    row = next((row for row in rows if row.id == event.row), None)
    if row is None or row.removed:
        return state
    fields = {name: value for name, value in {**row.fields, **values}.items() if not _says_nothing(value)}
    after = tuple(replace(r, fields=fields) if r.id == event.row else r for r in rows)
    return replace(state, rows={**state.rows, event.q: after})


def _with(
    answers: Mapping[tuple[str, str], Answer], key: tuple[str, str], answer: Answer
) -> Mapping[tuple[str, str], Answer]:
    if answer != NO_ANSWER:
        return {**answers, key: answer}
    return {kept: value for kept, value in answers.items() if kept != key}
