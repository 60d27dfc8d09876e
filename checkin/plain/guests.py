"""Who else is there, asked by lines before a group meets; last time's names stand ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.record.seating import WhoIsThere, check_guests, last_guests

if TYPE_CHECKING:
    from checkin.banks.model import Bank
    from checkin.plain.console import Console
    from checkin.record.desk import Desk

NOBODY = ("nobody", "none", "-")
"""What is said of somebody who is not there this time."""


def ask_guests(desk: Desk, console: Console, pair: str, bank: Bank) -> dict[str, str] | None:
    """The names of those who are there besides the pair, by seat; none for a bank for two.

    None when the input ends, or nobody else is named and they would rather not.
    """
    if not bank.guest_seats:
        return {}
    ledger = desk.ledger(pair)
    before = last_guests(ledger, bank)
    two = " and ".join(person.name for person in sorted(ledger.people, key=lambda one: one.seat))
    console.say(f"“{clean_line(bank.title)}” is for three people or more. {two} are here. Who else?")
    while True:
        named: dict[str, str] = {}
        for number, seat in enumerate(bank.guest_seats, len(bank.seats) - len(bank.guest_seats) + 1):
            known = before.get(seat.id, "")
            enter = f"Enter: {known}; nobody: not today" if known else "Enter: nobody else"
            line = console.ask(f"Person {number} ({enter}): ")
            if line is None:
                return None
            name = clean_line(line) or known
            if name and name.casefold() not in NOBODY:
                named[seat.id] = name
            elif not known:
                break
        try:
            return check_guests(ledger, bank, named)
        except WhoIsThere as missing:
            console.say(missing.message)
            if not named:
                return None
