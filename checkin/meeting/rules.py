"""The rules: who may do what, now. Every act passes here before it becomes an event.

`checked` brings an act's value into its one form or raises `NotNow` with words for the screen. What follows
from an act by itself is in `consequences`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from checkin.banks.model import CARD_TYPES, ROW_TYPES, Question
from checkin.ground.errors import CheckinError
from checkin.meeting.events import ASKED, MENTOR_REASONS, SHARED, THOUGHT, Value
from checkin.meeting.flow import SUMMARY, prompts, seats_of, shown
from checkin.meeting.gate import held_by
from checkin.meeting.grid import PART as GRID
from checkin.meeting.grid import fit_grid
from checkin.meeting.parking import fit_parked
from checkin.meeting.state import NOTE, is_blind
from checkin.meeting.values import MAX_ROWS, Unfit, answer_value, row_value, text_value

if TYPE_CHECKING:
    from checkin.meeting.state import State

ANSWER_FIELDS = {"pick": ("why", GRID), "date": ("words",), "goal": ("sign", "depends")}
"""Parts an answer may have besides its value, by the question's type. Of a goal: the sign by which one would
know that it worked, and what it depends on besides oneself.
"""


class NotNow(CheckinError):
    """An act that is not allowed at this moment; the message says why, the remedy what helps."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, before it has an id, a number and a time. Parts as in `events.Event`."""

    what: str
    seat: str = SHARED
    q: str = ""
    row: str = ""
    field: str = ""
    value: Value = None
    cursor: int | None = None
    """Of a text: where the cursor stands in it after the change, in code points; None where nobody types."""


def checked(state: State, act: Act) -> Act:
    """The act with its value in its one form.

    Raises `NotNow` when the meeting, the question, the seat, the row, the gate or the value forbids it.
    """
    if act.seat != SHARED and act.seat not in state.start.seats:
        raise NotNow(f"Nobody sits in a seat called “{act.seat}”.")
    if state.stopped and act.what not in ("agreed", "resumed"):
        raise NotNow("This meeting is over.", "Start a new one to go on.")
    if act.what in ("resumed", "stopped", "agreed"):
        return _whole_meeting(act)
    if act.what == "next":
        return _next(act)
    if act.what == "turned":
        return _turned(state, act)
    if act.what == "parked" or (act.what == "between_us" and act.row and not act.q):
        return _parked(state, act)
    question = _question(state, act)
    match act.what:
        case "sealed":
            return _sealed(state, act, question)
        case "opened":
            return _opened(state, act, question)
        case "answered":
            return _answered(state, act, question)
        case "talked" | "between_us":
            return _talked(state, act, question)
        case "added" | "set" | "removed":
            return _row_act(state, act, question)
    raise NotNow(f"There is no act called “{act.what}”.")


def _whole_meeting(act: Act) -> Act:
    if act.what == "agreed" and act.seat == SHARED:
        raise NotNow("Somebody agrees: say which seat.")
    return replace(
        act, q="", row="", field="", value=act.value is not False if act.what == "agreed" else None
    )


def _next(act: Act) -> Act:
    if act.value in (None, ""):
        return replace(act, q="", row="", field="", value=None)
    try:
        day = date.fromisoformat(str(act.value)).isoformat()
        return replace(act, q="", row="", field="", value=day)
    except ValueError:
        raise NotNow("That is not a date.", "Type one like fri, in 2 weeks or 2026-12-01.") from None


def _parked(state: State, act: Act) -> Act:
    try:
        words = fit_parked(state, act.seat, act.row, act.value, back=act.what == "between_us")
        return replace(act, q="", field="", value=words)
    except Unfit as unfit:
        raise NotNow(str(unfit)) from None


def _turned(state: State, act: Act) -> Act:
    then = act.value if isinstance(act.value, str) else ""
    for name in (act.q, then):
        if name not in ("", SUMMARY) and name not in state.questions:
            raise NotNow("There is no such question.")
    asked = state.questions.get(act.q)
    if asked is not None and asked.moment and asked not in shown(state):
        # A page turned to is a prompt seen. One that may not come now has not been: on to the next page.
        order = list(state.questions)
        behind = order.index(act.q)
        onwards = (page.id for page in prompts(state) if order.index(page.id) > behind)
        return replace(act, q=next(onwards, SUMMARY), row="", value=then or None)
    return replace(act, value=then or None)


def _question(state: State, act: Act) -> Question:
    question = state.questions.get(act.q)
    if question is None:
        raise NotNow(f"There is no question called “{act.q}” in this meeting.")
    if question not in shown(state):
        raise NotNow(f"“{act.q}” is not asked in this meeting as it stands.")
    if act.seat == SHARED:
        raise NotNow("Somebody answers: say which seat.")
    return question


def _opened(state: State, act: Act, question: Question) -> Act:
    if question.type != "offer":
        raise NotNow("Only an offer has a gate.")
    if state.gate_open(question.id):
        raise NotNow("It is open already.")
    if act.value == THOUGHT:
        if held_by(state, question):
            raise NotNow("Some questions come first.")
        return act
    if not state.start.gives(act.seat, question):
        return replace(act, value=ASKED)
    if act.value not in MENTOR_REASONS:
        whose = "Who gives" if state.start.takes_turns else "The mentor gives"
        raise NotNow(f"{whose} a reason to go first.", "One of " + ", ".join(MENTOR_REASONS) + ".")
    return act


def _sealed(state: State, act: Act, question: Question) -> Act:
    _own_seat(state, act, question)
    if not is_blind(question):
        raise NotNow("Only a blind answer is made ready unseen.")
    if all((question.id, seat) in state.sealed for seat in seats_of(state, question)):
        raise NotNow("The answers have been shown.")
    return replace(act, row="", field="", value=act.value is not False)


def _answered(state: State, act: Act, question: Question) -> Act:
    _own_seat(state, act, question)
    if question.type in ROW_TYPES or question.type == "follow_through":
        raise NotNow("This answer is made of rows.")
    if act.field:
        if act.field not in ANSWER_FIELDS.get(question.type, ()):
            raise NotNow(f"An answer to “{question.id}” has no part called “{act.field}”.")
        value = fit_grid(act.value) if act.field == GRID else _fit_text(act.value)
        return replace(act, row="", value=value)
    try:
        return replace(act, row="", value=answer_value(state, question, act.value))
    except Unfit as unfit:
        raise NotNow(f"“{question.id}” takes {unfit}.") from None


def _talked(state: State, act: Act, question: Question) -> Act:
    if act.row:
        row = state.row(question.id, act.row)
        if row is None or row.removed:
            raise NotNow("That line is gone.")
        if act.what == "between_us":
            if question.type == "follow_through":
                if act.field != NOTE:
                    raise NotNow("The step is on record from an earlier meeting.", "Take back its note.")
                return replace(act, value=None)
            _may_change(state, replace(act, what="removed"), question, row.seat)
            return replace(act, field="", value=None)
        if question.type != "follow_through":
            raise NotNow("Talked about is said of the whole question here.")
        return replace(act, field="", value=None)
    if act.what == "between_us" and (question.type in ROW_TYPES or question.type == "follow_through"):
        raise NotNow("Say which line stays between you.")
    _own_seat(state, act, question)
    return replace(act, field="", value=None)


def _row_act(state: State, act: Act, question: Question) -> Act:
    if question.type not in ROW_TYPES and not (question.type == "follow_through" and act.what == "set"):
        raise NotNow(f"“{question.id}” has no rows.")
    if question.type == "offer" and not state.gate_open(question.id):
        raise _too_early(state, question)
    if act.what == "added":
        return _added(state, act, question)
    row = state.row(question.id, act.row)
    if row is None or row.removed:
        raise NotNow("That line is gone.")
    _may_change(state, act, question, row.seat)
    if act.what == "removed":
        return replace(act, field="", value=None)
    _may_say(state, act.seat, question, act.field, act.value)
    try:
        return replace(act, value=row_value(state, question, act.field, act.value))
    except Unfit as unfit:
        raise NotNow(f"“{act.field}” takes {unfit}.") from None


def _added(state: State, act: Act, question: Question) -> Act:
    start = state.start
    if question.type == "offer" and not start.gives(act.seat, question):
        raise NotNow(f"An offer is {start.name(start.giver(question))}'s to make.")
    if question.type == "options" and not state.may_add(question, act.seat):
        raise _too_early(state, question)
    if question.type in ("list", *CARD_TYPES):
        _own_seat(state, act, question)
    if not act.row or any(row.id == act.row for rows in state.rows.values() for row in rows):
        raise NotNow("A new line needs an id of its own.")
    live = state.live_rows(question.id)
    limit = question.at_most if question.at_most is not None else MAX_ROWS
    if len(live) >= limit:
        raise NotNow(f"There is room for {limit} here.", "Change or remove one first.")
    values: dict[str, Any] = {}
    if act.value is not None and not isinstance(act.value, dict):
        raise NotNow("A new line starts from named values.")
    for name, value in (act.value or {}).items():
        _may_say(state, act.seat, question, name, value)
        try:
            fit = row_value(state, question, name, value)
        except Unfit as unfit:
            raise NotNow(f"“{name}” takes {unfit}.") from None
        if fit is not None:
            values[name] = fit
    return replace(act, field="", value=values or None)


def _may_change(state: State, act: Act, question: Question, author: str) -> None:
    """The mentor adds to the mentee's options and never edits or removes one.

    An offer is the mentor's, what to make of it the mentee's. Steps and accounts are changed by either.
    """
    if question.type == "options" and act.seat != author:
        raise NotNow(f"This idea is {state.start.name(author)}'s to change.")
    if question.type == "offer":
        start = state.start
        theirs = act.what == "set" and act.field in ("reaction", "takes")
        if theirs == start.gives(act.seat, question):
            owner = start.receiver(question) if theirs else start.giver(question)
            raise NotNow(f"That is {start.name(owner)}'s to say.")


def _may_say(state: State, seat: str, question: Question, field: str, value: Any) -> None:
    """Behind a door nothing goes ahead without the mentee: a yes to it is theirs alone."""
    consents = question.type == "door" and field == "consent" and value is True
    if consents and state.start.plays(seat) != "mentee":
        raise NotNow(f"Whether this goes ahead is {state.start.name(state.start.mentee)}'s to say.")


def _too_early(state: State, question: Question) -> NotNow:
    """An offer, or an addition to the options of somebody who has not thought aloud yet."""
    start = state.start
    whose = start.thinker(question)
    offers = (q for q in state.questions.values() if q.type == "offer" and start.receiver(q) == whose)
    offer = question if question.type == "offer" else next(offers, None)
    giver = start.name(start.giver(offer) if offer is not None else start.mentor)
    return NotNow(
        f"{giver}'s turn comes after {start.name(whose)} has thought aloud.",
        f"{start.name(whose)} can ask for it at any moment.",
    )


def _own_seat(state: State, act: Act, question: Question) -> None:
    if act.seat not in seats_of(state, question):
        raise NotNow(f"This one is for {', '.join(state.start.name(s) for s in seats_of(state, question))}.")


def _fit_text(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return text_value(value, lines=True) or None
    except Unfit as unfit:
        raise NotNow(f"This takes {unfit}.") from None
