"""Who else is there: asked before a group meets, with last time's names in the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.record.seating import last_guests
from checkin.tui.screens.write import Asked, WriteScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.banks.model import Bank
    from checkin.record.seating import WhoIsThere
    from checkin.tui.screens.pair_meetings import PairMeetings


def ask_people(
    screen: PairMeetings,
    bank: Bank,
    begin: Callable[[dict[str, str]], None],
    given: Mapping[str, str] | None,
    missing: WhoIsThere,
) -> None:
    """Ask for the guests of a meeting, then `begin` it with their names by seat.

    `given` are names that were typed already and are not enough, as `missing` says; None at first.
    """
    ledger = screen.checkin.desk.ledger(screen.pair)
    names = given if given is not None else last_guests(ledger, bank)
    seats = [seat.id for seat in bank.guest_seats]
    two = " and ".join(clean_line(person.name) for person in sorted(ledger.people, key=lambda one: one.seat))
    about = f"Three to {len(bank.seats)} people meet at this one screen. Leave the rest empty."
    first = len(bank.seats) - len(seats) + 1
    asked = [Asked(f"Person {at}", names.get(seat, "")) for at, seat in enumerate(seats, first)]

    def then(texts: tuple[str, ...]) -> None:
        named = {seat: text for seat, text in zip(seats, texts, strict=True) if text}
        screen.call_after_refresh(begin, named)

    write = WriteScreen(f"Who is there besides {two}?", about, asked, then)
    screen.app.push_screen(write)
    if given is not None:
        write.call_after_refresh(write.notify_line, missing.message)
