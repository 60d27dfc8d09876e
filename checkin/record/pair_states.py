"""Pausing a pair, ending it, opening it again, giving its people other names: facts, and nothing goes.

What is paused or ended keeps its history, its unfinished meetings and its open steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.dates import show_iso
from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.text import MAX_LINE, clean_line
from checkin.meeting.words import who_with_whom

if TYPE_CHECKING:
    from checkin.record.desk import Desk
    from checkin.record.facts import LedgerData

STATES = ("active", "paused", "closed")


def set_state(desk: Desk, pair: str, state: str, note: str = "") -> str:
    """Put on record that a pair is paused, closed or active again, and return the new fact's id.

    `note` is a line about it, or empty. Raises `WrongInput` for another state or a line that is too long,
    `HeldByOther` or `CannotDo` when the record can't be written. A pair is not ended while a meeting of
    theirs is being held: `HeldByOther`.
    """
    if state not in STATES:
        raise WrongInput(f"A pair can't be “{clean_line(state)}”.", f"It can be: {', '.join(STATES)}.")
    words = clean_line(note)
    if len(words) > MAX_LINE:
        raise WrongInput("This note is too long.", f"It may have {MAX_LINE} characters.")
    fact = {
        "state": state,
        "at": stamp(desk.clock.now()),
        "date": desk.today().isoformat(),
        "note": words,
        "meeting": "",
    }
    if state == "closed":
        desk.make_sure_free(pair)
    with desk.changing(pair) as ledger:
        return ledger.add("states", fact, desk.ids)


def rename_person(desk: Desk, pair: str, seat: str, name: str) -> str:
    """Give the mentor or the mentee (`seat`) another name from now on; saved meetings keep the old one.

    Returns the new fact's id. Raises `WrongInput` for a name that can't be, `CannotDo` or `HeldByOther`.
    """
    new = clean_line(name)
    ledger = desk.ledger(pair)
    person = ledger.person(seat)
    if person is None:
        raise WrongInput(f"There is no {clean_line(seat)} in this pair.", "It has a mentor and a mentee.")
    if not new:
        raise WrongInput(f"The {seat} needs a name.")
    if len(new) > MAX_LINE:
        raise WrongInput(f"The {seat}'s name is too long.", f"It may have {MAX_LINE} characters.")
    if any(one.seat != seat and one.name.casefold() == new.casefold() for one in ledger.people):
        raise WrongInput("Mentor and mentee have the same name.", "Add an initial to tell them apart.")
    from checkin.record.whose import claim, seats_here

    mine = seats_here(desk, pair)
    with desk.changing(pair) as record:
        made = record.add("names", {"person": person.id, "name": new}, desk.ids, to=("people", person.id))
    if mine:
        # The settings call people by name: whose private notes this account may open stays as it was.
        claim(desk, pair, mine)
    return made


def make_sure_open(ledger: LedgerData) -> None:
    """Raise `CannotDo` when this pair was closed: it says since when, and how to reopen it."""
    if ledger.state == "closed":
        raise CannotDo(ended_words(ledger), f"Reopen with: checkin pair reopen {ledger.pair}")


def ended_words(ledger: LedgerData) -> str:
    """That a pair ended, or pauses, and since when: `Sam with Robin ended on Fri 27 Nov 2026.`"""
    mentee, mentor = ledger.person("mentee"), ledger.person("mentor")
    who = who_with_whom(mentee.name if mentee else "", mentor.name if mentor else "")
    since = f" on {show_iso(ledger.state_date)}" if ledger.state_date else ""
    return f"{who} {'paused' if ledger.state == 'paused' else 'ended'}{since}."
