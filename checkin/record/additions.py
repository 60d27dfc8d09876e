"""What is put on record between meetings: each is one new fact, and the latest one of its kind holds.

Every function takes the desk and the pair's id and returns the new fact's id. Each raises `WrongInput` for
words that say nothing or are too long and for values that can't be, `NotFound` when what it is about is not
on record, `HeldByOther` or `CannotDo` when the record can't be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.errors import CannotDo, NotFound, WrongInput
from checkin.ground.text import MAX_LINE, MAX_TEXT, clean, clean_line
from checkin.meeting.cards import DOOR_MODES, SOURCES
from checkin.meeting.ledgers import DOOR_MOVES, Clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checkin.record.desk import Desk

SEATS = ("mentee", "mentor")
ORIGINS = ("prep", "solo", "jot")
"""Where something that is brought to the next meeting comes from, besides a meeting that parked it."""

SWITCHED = ("moment:", "signal:", "offer:")
"""How the ids begin of what can be switched off: prompts, signals, and what is offered once."""


def bring(desk: Desk, pair: str, *, seat: str, text: str, approach: str = "", origin: str = "prep") -> str:
    """Let something wait for the next joint meeting, with a first approach maybe."""
    fact = {
        "date": desk.today().isoformat(),
        "seat": _one_of(seat, SEATS),
        "text": _line(text),
        "approach": _line(approach, may_be_empty=True),
        "origin": _one_of(origin, ORIGINS),
    }
    return _put(desk, pair, "brought", fact)


def add_agreement(
    desk: Desk, pair: str, clauses: Iterable[Clause], agreed: Iterable[str] = (), trial: int = 0
) -> str:
    """Put a version of the working agreement on record, whole, and who agrees to it so far.

    `trial` is how many meetings it is tried for, 0 for one that stands until it is changed. Clauses without
    words are left out.
    """
    kept = [
        {"id": one.id, "label": clean_line(one.label), "text": _words(one.text)}
        for one in clauses
        if clean(one.text).strip()
    ]
    if not kept:
        raise WrongInput("An agreement needs at least one sentence.")
    seats = [_one_of(seat, SEATS) for seat in agreed]
    fact = {"meeting": "", "date": desk.today().isoformat(), "clauses": kept, "trial": max(0, trial)}
    made = _put(desk, pair, "agreements", fact)
    for seat in seats:
        agree_to_agreement(desk, pair, seat, made)
    return made


def agree_to_agreement(desk: Desk, pair: str, seat: str, version: str) -> str:
    """Put on record that somebody says of the agreement that holds that it looks right.

    `version` is the id of the one they read: raises `CannotDo` where another holds by now.
    """
    agreement = desk.ledger(pair).ledgers.agreement
    if agreement is None:
        raise NotFound("There is no agreement yet.", "Make one in a first meeting.")
    if agreement.id != version:
        raise CannotDo("There is a newer version of the agreement by now.", "Read that one first.")
    fact = {"agreement": agreement.id, "seat": _one_of(seat, SEATS), "at": stamp(desk.clock.now())}
    return _put(desk, pair, "agreement_agreed", fact, "agreements", agreement.id)


def add_door(
    desk: Desk, pair: str, text: str, *, mode: str = "mentee", message: str = "", consent: bool = False
) -> str:
    """Put a door on record: an introduction, who makes the first contact, the mentee's message and yes."""
    fact = {
        "meeting": "",
        "date": desk.today().isoformat(),
        "text": _line(text),
        "mode": _one_of(mode, DOOR_MODES),
        "message": _words(message, may_be_empty=True),
        "consent": consent,
    }
    return _put(desk, pair, "doors", fact)


def move_door(desk: Desk, pair: str, door: str, what: str, note: str = "") -> str:
    """Put on record what happened with a door: one of `DOOR_MOVES`, with words about it maybe.

    Raises `CannotDo` as well when that can't be next: nobody is contacted before the mentee says yes.
    """
    from checkin.meeting.doors import next_moves

    ledger = desk.ledger(pair)
    found = next((one for one in ledger.ledgers.doors if one.id == door), None)
    if found is None:
        raise NotFound("There is no such door in this record.")
    if _one_of(what, DOOR_MOVES) not in next_moves(found):
        if what == "contacted" and not found.consent:
            mentee = ledger.person("mentee")
            raise CannotDo(f"Nothing goes ahead before {mentee.name if mentee else 'the mentee'} wants it.")
        raise CannotDo("That can't be next with this door.", "See where it stands.")
    fact = {
        "door": door,
        "date": desk.today().isoformat(),
        "what": what,
        "note": _words(note, may_be_empty=True),
    }
    return _put(desk, pair, "door_moves", fact, "doors", door)


def add_own_strength(desk: Desk, pair: str, text: str) -> str:
    """Put on record what the mentee now does without asking: a strength, in their own words."""
    words = _line(text)
    fact = {"meeting": "", "date": desk.today().isoformat(), "text": words, "own": words}
    return _put(desk, pair, "strengths", fact)


def put_in_own_words(desk: Desk, pair: str, strength: str, text: str) -> str:
    """Put on record how the mentee says a strength of theirs in the first person; empty takes it back."""
    fact = {"strength": strength, "text": _words(text, may_be_empty=True), "at": stamp(desk.clock.now())}
    return _put(desk, pair, "strength_words", fact, "strengths", strength)


def add_resource(desk: Desk, pair: str, text: str, source: str = "", step: str = "") -> str:
    """Put something on the shelf: one of `SOURCES`, or of no kind; `step` is the step it belongs to."""
    if step and desk.ledger(pair).step(step) is None:
        raise NotFound("There is no such step in this record.", "See the steps with: checkin steps")
    fact = {
        "meeting": "",
        "date": desk.today().isoformat(),
        "text": _line(text),
        "source": _one_of(source, ("", *SOURCES)),
        "step": step,
    }
    return _put(desk, pair, "resources", fact)


def attach_resource(desk: Desk, pair: str, resource: str, step: str) -> str:
    """Put on record that something on the shelf belongs to a step; an empty step takes it off again."""
    if step and desk.ledger(pair).step(step) is None:
        raise NotFound("There is no such step in this record.", "See the steps with: checkin steps")
    return _put(desk, pair, "resource_steps", {"resource": resource, "step": step}, "resources", resource)


def set_card(desk: Desk, pair: str, text: str) -> str:
    """Keep the mentee's own card, "know this about me", in its new words; empty clears it."""
    fact = {"text": _words(text, may_be_empty=True), "date": desk.today().isoformat(), "meeting": ""}
    return _put(desk, pair, "cards", fact)


def switch(desk: Desk, pair: str, id: str, on: bool) -> str:
    """Switch a right-moment prompt (`moment:…`), a signal (`signal:…`) or an offer (`offer:…`) on or off."""
    if not id.startswith(SWITCHED) or id in SWITCHED:
        raise WrongInput(f"There is nothing to switch called “{clean_line(id)}”.")
    return _put(desk, pair, "switches", {"what": id, "on": on, "at": stamp(desk.clock.now())})


def _put(desk: Desk, pair: str, table: str, fact: Mapping[str, object], *to: str) -> str:
    with desk.changing(pair) as ledger:
        return ledger.add(table, {**fact}, desk.ids, to=to)


def _one_of(value: str, values: tuple[str, ...]) -> str:
    if value not in values:
        raise WrongInput(f"“{clean_line(value)}” can't be taken here.", f"One of: {', '.join(values)}.")
    return value


def _line(text: str, *, may_be_empty: bool = False) -> str:
    return _fit(clean_line(text), MAX_LINE, may_be_empty=may_be_empty)


def _words(text: str, *, may_be_empty: bool = False) -> str:
    return _fit(clean(text).strip(), MAX_TEXT, may_be_empty=may_be_empty)


def _fit(text: str, most: int, *, may_be_empty: bool) -> str:
    if not text and not may_be_empty:
        raise WrongInput("There are no words in this.", "Say it in a few.")
    if len(text) > most:
        raise WrongInput(f"This is too long: {len(text):,} characters.", f"There is room for {most:,}.")
    return text
