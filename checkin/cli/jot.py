"""`checkin jot`: something to bring next time, or a note to oneself."""

from __future__ import annotations

import click

from checkin.cli import streams
from checkin.cli.session import Command, session


@click.command("jot", cls=Command)
@click.argument("text", nargs=-1, required=True)
@click.option("--private", "own", is_flag=True, help="A note to yourself; nobody else sees it.")
@click.option("--pair", metavar="PAIR", help="Which pair it is about; with one pair it can be left out.")
@click.option(
    "--as",
    "seat",
    type=click.Choice(("mentee", "mentor")),
    help="Whose it is; unless said, that of whoever uses this account.",
)
@click.pass_context
def jot_command(
    context: click.Context, text: tuple[str, ...], own: bool, pair: str | None, seat: str | None
) -> int:
    """Jot down TEXT for the next meeting. With --private it is a note to yourself."""
    from checkin.cli.who import seat_of, settle
    from checkin.ground.errors import WrongInput
    from checkin.ground.text import MAX_LINE, clean_line
    from checkin.record.bringing import bring_once
    from checkin.record.pair_states import waits_words
    from checkin.record.private import note
    from checkin.record.whose import owner, seats_here

    desk = session(context).desk()
    found = desk.find_pair(pair)
    words = clean_line(" ".join(text))
    if not words or len(words) > MAX_LINE:
        raise WrongInput(
            "There is nothing to jot down." if not words else "That is too long for a line.",
            f"Write up to {MAX_LINE} characters: checkin jot TEXT",
        )
    here = settle(desk, found) if own else seats_here(desk, found)
    whose = owner(desk, found, seat_of(here, seat, "mentee"))
    if own:
        note(desk, found, whose.seat, words)
        streams.tell(f"Kept with {whose.name}'s own notes. They are read with: checkin own {found}")
    else:
        bring_once(desk, found, words, "", "jot", whose.seat)
        streams.tell(waits_words(desk.ledger(found), whose.name))
    return 0
