"""Who sits where: a bank's seats bound to the two of a pair, and in a group to the guests who are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import WrongInput
from checkin.ground.text import MAX_LINE, clean_line, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Bank
    from checkin.ground.ids import Ids
    from checkin.meeting.start import Person
    from checkin.record.facts import LedgerData

FEWEST = 3
"""People in all without whom a bank with seats for guests is not held."""


class WhoIsThere(WrongInput):
    """Guests who were not named, or not in a way that can be: the message says what is missing."""


def seated(ledger: LedgerData, bank: Bank, people: Mapping[str, str] | None, ids: Ids) -> dict[str, Person]:
    """Each seat of a bank that somebody has, in the bank's order, with who it is.

    A seat called `mentee` or `mentor` is that person's of the pair, whatever it plays; any other goes by
    what it plays, first come first. `people` names guests by the seats that are left; whoever was there
    before, by name, is the same person. A seat nobody has is left out. Raises as `check_guests`.
    """
    from checkin.meeting.start import Person  # the pair's page has no need of the engine

    names = check_guests(ledger, bank, people)
    two = {person.seat: Person(person.id, person.name) for person in ledger.people}
    before = {clean_line(guest.name).casefold(): Person(guest.id, guest.name) for guest in ledger.guests}
    roles = bank.roles()
    found: dict[str, Person] = {}
    for seat in bank.seats:
        if seat.id in roles:
            if roles[seat.id] in two:
                found[seat.id] = two[roles[seat.id]]
        elif name := names.get(seat.id):
            found[seat.id] = before.get(name.casefold()) or Person(ids.new(), name)
    return found


def check_guests(ledger: LedgerData, bank: Bank, people: Mapping[str, str] | None) -> dict[str, str]:
    """The guests' names by their seats, cleaned; those that are empty are left out.

    Raises `WhoIsThere` for a seat that is not a guest's, a name that is too long or there twice, and when
    there are fewer than `FEWEST` people where the bank has seats for guests.
    """
    free = [seat.id for seat in bank.guest_seats]
    names: dict[str, str] = {}
    taken = {person.name.casefold() for person in ledger.people}
    for seat, given in (people or {}).items():
        name = clean_line(given)
        if seat not in free:
            raise _no_seat(bank, seat, free)
        if not name:
            continue
        if len(name) > MAX_LINE:
            raise WhoIsThere("That name is too long.", f"It may have {MAX_LINE} characters.")
        if name.casefold() in taken:
            raise WhoIsThere(f"Two people are called {name}.", "Add an initial to tell them apart.")
        taken.add(name.casefold())
        names[seat] = name
    if free and len(bank.roles()) + len(names) < FEWEST:
        raise WhoIsThere(
            f"“{clean_line(bank.title)}” is for three people or more.",
            f"Say who else is there: --seat {free[0]}=NAME",
        )
    return names


def last_guests(ledger: LedgerData, bank: Bank) -> dict[str, str]:
    """Who had the seats for guests before, by seat: names to begin with when a group meets again."""
    left = list(ledger.guests)
    found: dict[str, str] = {}
    for seat in bank.guest_seats:
        same = next((guest for guest in left if guest.seat == seat.id), None)
        if same is not None:
            left.remove(same)
            found[seat.id] = same.name
    for seat in bank.guest_seats:
        if seat.id not in found and left:
            found[seat.id] = left.pop(0).name
    return found


def _no_seat(bank: Bank, seat: str, free: list[str]) -> WhoIsThere:
    told = clean_line(seat)
    if not free:
        return WhoIsThere(f"“{clean_line(bank.title)}” has no seats for guests.", "Leave out --seat.")
    if seat in bank.roles():
        return WhoIsThere(f"The seat {told} is the pair's own.", f"Guests can have: {', '.join(free)}.")
    near = nearest(told, free)
    remedy = f"Did you mean {near}?" if near else f"Guests can have: {', '.join(free)}."
    return WhoIsThere(f"There is no seat called “{told}”.", remedy)
