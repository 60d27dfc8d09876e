"""Who sits at this account: asked once, where something private is about to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.cli import streams
from checkin.cli.asking import ask, at_terminal

if TYPE_CHECKING:
    from checkin.record.desk import Desk

BOTH = ("mentee", "mentor")


def settle(desk: Desk, pair: str) -> tuple[str, ...]:
    """The seats this account is for. Where nobody said so yet and somebody is there to ask, they are asked.

    Empty when it stays unsaid. Raises `CannotDo`.
    """
    from checkin.record.own.whose import ASKED_WHY, changed_by, claim, seats_here

    here = seats_here(desk, pair)
    if here:
        return here
    names = {person.seat: person.name for person in desk.ledger(pair).people}
    if set(names) != set(BOTH):
        return ()
    if at_terminal():
        streams.tell(f"{ASKED_WHY}\n{changed_by(pair)}")
    question = f"Who uses this account? 1 {names['mentee']}, 2 {names['mentor']}, 3 both of you: "
    wanted = ask(question, "123", "", again="Please type 1, 2 or 3.")
    seats = {"1": BOTH[:1], "2": BOTH[1:], "3": BOTH}.get(wanted, ())
    if seats:
        claim(desk, pair, seats)
        streams.tell(f"Noted in {desk.places.settings}")
    return seats


def seat_of(here: tuple[str, ...], wanted: str | None, otherwise: str) -> str:
    """The seat somebody acts for: the one they name, the only one this account has, else `otherwise`."""
    return wanted or (here[0] if len(here) == 1 else otherwise)
