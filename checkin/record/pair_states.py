"""Pausing a pair, ending it, opening it again, giving its people other names: facts, and nothing goes.

What is paused or ended keeps its history, its unfinished meetings and its open steps.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from checkin.ground.clock import stamp
from checkin.ground.dates import show_iso
from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.text import MAX_LINE, clean_line
from checkin.meeting.words import who_with_whom
from checkin.record.pairs import check_names, name_for

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        # A clock that was ahead once makes no meeting before this a later one.
        "at": max(stamp(desk.clock.now()), *(one.ended for one in desk.ledger(pair).meetings), ""),
        "date": desk.today().isoformat(),
        "note": words,
        "meeting": "",
    }
    free = desk.keeping_free(pair) if state == "closed" else nullcontext()
    with free, desk.changing(pair) as ledger:
        return ledger.add("states", fact, desk.ids)


def rename_people(desk: Desk, pair: str, names: Mapping[str, str]) -> None:
    """Give the mentor, the mentee or both other names from now on, by their seats: all of it or nothing.

    Saved meetings keep the old ones.

    Raises `WrongInput` for a name that can't be, `CannotDo` or `HeldByOther`.
    """
    ledger = desk.ledger(pair)
    called = {person.seat: person.name for person in ledger.people}
    for seat, name in names.items():
        if seat not in called:
            raise WrongInput(f"There is no {clean_line(seat)} in this pair.", "It has a mentor and a mentee.")
        called[seat] = name_for(name, seat)
    if {"mentee", "mentor"} <= set(called):
        check_names(called["mentee"], called["mentor"])
    from checkin.record.whose import claim, seats_here

    mine = seats_here(desk, pair)
    with desk.changing(pair) as record:
        record.add_all(
            "names",
            [
                {"person": one.id, "name": called[one.seat]}
                for one in ledger.people
                if called[one.seat] != one.name
            ],
            desk.ids,
        )
    if mine:
        # The settings call people by name: whose private notes this account may open stays as it was.
        claim(desk, pair, mine)


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


def waits_words(ledger: LedgerData, whose: str = "") -> str:
    """Where something waits that was jotted down, with `whose` it is: for the next meeting; where the pair
    ended, until they begin again.
    """
    named = f", as {whose}'s" if whose else ""
    if ledger.state == "closed":
        how = f"checkin pair reopen {ledger.pair}"
        return f"{ended_words(ledger)} It is kept{named}, should you begin again: {how}"
    return f"It waits for your next meeting{named}. You will both see it there."
