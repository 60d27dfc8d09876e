"""`checkin own`: one's own page, and whose this account is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session

if TYPE_CHECKING:
    from checkin.record.entries import PersonEntry


@click.command("own", cls=Command)
@click.argument("pair", required=False)
@click.option(
    "--as",
    "seat",
    type=click.Choice(("mentee", "mentor")),
    help="Whose page; unless said, that of whoever uses this account.",
)
@click.option(
    "--me",
    multiple=True,
    metavar="NAME",
    help="Say who uses this account, by name; twice where both of you do.",
)
@click.option("--plain", is_flag=True, help="As plain lines on stdin and stdout.")
@click.pass_context
def own_command(
    context: click.Context, pair: str | None, seat: str | None, me: tuple[str, ...], plain: bool
) -> int:
    """Open your own page in PAIR: preparing, time alone, your notes.

    Only you open it. What is on the screen can be seen by whoever looks at the screen.
    """
    from checkin.cli import interface
    from checkin.cli.who import settle

    shared = session(context)
    desk = shared.desk()
    found = desk.find_pair(pair)
    if me:
        from checkin.ground.text import clean_line
        from checkin.record.whose import claim

        names = claim(desk, found, [_seat(found, clean_line(name), desk.ledger(found).people) for name in me])
        streams.tell(f"This account is {' and '.join(names)}'s now. That is noted in {desk.places.settings}")
        return 0
    settle(desk, found)
    return interface.own(shared, found, seat, plain)


def _seat(pair: str, name: str, people: tuple[PersonEntry, ...]) -> str:
    """The seat of whoever goes by a name: whole, by seat or id, or by a first name only one of them has.

    Raises `NotFound`, or `WrongInput` where it could be both: nobody's page opens by a guess.
    """
    from checkin.ground.errors import NotFound, WrongInput

    wanted = name.casefold()
    whole = [one for one in people if wanted in (one.name.casefold(), one.id.casefold())]
    seat = [one for one in people if wanted == one.seat]
    first = [one for one in people if wanted == one.name.casefold().partition(" ")[0]]
    found = whole or seat or first
    there = " and ".join(person.name for person in people)
    if not found:
        raise NotFound(f"There is no “{name}” in {pair}.", f"There are {there}.")
    if len(found) > 1:
        raise WrongInput(f"“{name}” could be both.", f"Say the whole name: there are {there}.")
    return found[0].seat
