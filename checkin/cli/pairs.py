"""`checkin pairs` and `checkin pair new`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, LazyGroup, json_option, session

if TYPE_CHECKING:
    from datetime import date

    from checkin.record.pairs import PairEntry


@click.command("pairs", cls=Command)
@json_option
@click.pass_context
def pairs_command(context: click.Context, as_json: bool) -> int:
    """List the pairs, the one that met last first."""
    desk = session(context).desk()
    pairs = desk.pairs()
    for pair in pairs:
        if pair.problem:
            streams.tell(f"checkin: {pair.id}: {pair.problem}")
    if as_json:
        streams.put_json([as_row(pair) for pair in pairs])
        return 0
    if not pairs:
        streams.tell("There is no pair yet. Make one with: checkin pair new --mentor NAME --mentee NAME")
        return 0
    from checkin.cli.table import table

    rows = [_cells(pair, desk.today()) for pair in pairs]
    streams.put(table(("pair", "mentee", "mentor", "state", "open steps", "next"), rows, streams.width()))
    return 0


PAIR_COMMANDS = {
    "new": ("pairs", "Make a new pair."),
    "rename": ("pair_ends", "Give somebody another name."),
    "pause": ("pair_ends", "Pause, for as long as you like."),
    "close": ("pair_ends", "End a pair without a last meeting."),
    "reopen": ("pair_ends", "Go on with a pair that was paused or ended."),
    "takeaway": ("pair_ends", "Print the whole of it as one document for one of you."),
    "delete": ("pair_ends", "Delete a pair and all that is kept of it."),
}
"""The commands in the order of `--help`: the module of each, and what it does in one line."""


class OnePair(LazyGroup):
    """What is done with one pair as a whole."""

    LAZY = PAIR_COMMANDS


@click.group("pair", cls=OnePair)
def pair_command() -> None:
    """Make a pair, pause it, end it well, begin again. `checkin help ending` tells more."""


@click.command("new", cls=Command)
@click.option("--mentor", required=True, metavar="NAME", help="The name the mentor goes by.")
@click.option("--mentee", required=True, metavar="NAME", help="The name the mentee goes by.")
@click.option(
    "--id",
    "slug",
    metavar="SLUG",
    help="The pair's id: a-z, 0-9 and dashes (made from the names if left out).",
)
@click.pass_context
def new_command(context: click.Context, mentor: str, mentee: str, slug: str | None) -> int:
    """Make a new pair and print its id."""
    made = session(context).desk().create_pair(mentor, mentee, slug)
    streams.put(made)
    streams.tell(f"Hold your first meeting with: checkin meet {made} --bank first_meeting")
    return 0


def as_row(pair: PairEntry) -> dict[str, object]:
    """A pair as `--json` lists it. `next` is an ISO date or null."""
    return {
        "id": pair.id,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "state": pair.state,
        "open_steps": pair.open_steps,
        "next": pair.next,
    }


def _cells(pair: PairEntry, today: date) -> tuple[str, ...]:
    from checkin.ground.dates import show_iso

    return pair.id, pair.mentee, pair.mentor, pair.state, str(pair.open_steps), show_iso(pair.next, today)
