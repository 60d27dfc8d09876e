"""`checkin own`: one's own page, and whose this account is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session

if TYPE_CHECKING:
    from checkin.record.facts import PersonEntry


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
    from checkin.ground.errors import NotFound

    wanted = name.casefold()
    for person in people:
        whole = person.name.casefold()
        if wanted in (whole, whole.partition(" ")[0], person.seat, person.id.casefold()):
            return person.seat
    there = " and ".join(person.name for person in people)
    raise NotFound(f"There is no “{name}” in {pair}.", f"There are {there}.")
