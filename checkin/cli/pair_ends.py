"""`checkin pair pause|close|reopen|rename|takeaway|delete`: pausing, ending well, and beginning again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.record.desk import Desk

_NOTE = click.option("--note", default="", metavar="TEXT", help="A line about it, for both of you.")


def _state(state: str, already: str, done: str) -> Callable[..., int]:
    def change(context: click.Context, pair: str | None, note: str) -> int:
        from checkin.record.pair_states import set_state

        desk = session(context).desk()
        found = desk.find_pair(pair)
        if desk.ledger(found).state == state:
            streams.tell(already.format(pair=found))
            return 0
        set_state(desk, found, state, note)
        streams.tell(done.format(pair=found))
        return 0

    return change


@click.command("pause", cls=Command)
@click.argument("pair", required=False)
@_NOTE
@click.pass_context
def pause_command(context: click.Context, pair: str | None, note: str) -> int:
    """Pause: nothing reminds you of this pair until you meet again, or reopen it."""
    return _state("paused", _PAUSED_ALREADY, _PAUSED)(context, pair, note)


@click.command("close", cls=Command)
@click.argument("pair", required=False)
@_NOTE
@click.pass_context
def close_command(context: click.Context, pair: str | None, note: str) -> int:
    """End a pair without a last meeting. Everything is kept, and it can begin again."""
    return _state("closed", _CLOSED_ALREADY, _CLOSED)(context, pair, note)


@click.command("reopen", cls=Command)
@click.argument("pair", required=False)
@_NOTE
@click.pass_context
def reopen_command(context: click.Context, pair: str | None, note: str) -> int:
    """Go on with a pair that was paused or ended. Nothing of it is lost."""
    return _state("active", _OPEN_ALREADY, _OPEN)(context, pair, note)


_PAUSED_ALREADY = "{pair} is paused already. Meeting again ends the pause."
_PAUSED = "{pair} is paused. Meeting again ends the pause, and so does: checkin pair reopen {pair}"
_CLOSED_ALREADY = "{pair} has ended already. To begin again: checkin pair reopen {pair}"
_CLOSED = "{pair} has ended. Everything is kept. A copy for each: checkin pair takeaway {pair} --for mentee"
_OPEN_ALREADY = "{pair} is open."
_OPEN = "{pair} is open again. Meet with: checkin meet {pair}"


@click.command("rename", cls=Command)
@click.argument("pair", required=False)
@click.option("--mentor", metavar="NAME", help="The name the mentor goes by from now on.")
@click.option("--mentee", metavar="NAME", help="The name the mentee goes by from now on.")
@click.pass_context
def rename_command(context: click.Context, pair: str | None, mentor: str | None, mentee: str | None) -> int:
    """Give somebody another name. What was saved before keeps the name of then, and so does the pair's id."""
    from checkin.ground.errors import WrongInput
    from checkin.record.pair_states import rename_people

    desk = session(context).desk()
    found = desk.find_pair(pair)
    told = (("mentor", mentor), ("mentee", mentee))
    wanted = {seat: name for seat, name in told if name is not None}
    if not wanted:
        raise WrongInput("Say whose name is another: --mentor NAME or --mentee NAME.")
    rename_people(desk, found, wanted)
    names = [person.name for seat in ("mentee", "mentor") if (person := desk.ledger(found).person(seat))]
    streams.tell(f"{found}: {' with '.join(names)}")
    return 0


@click.command("takeaway", cls=Command)
@click.argument("pair", required=False)
@click.option(
    "--for",
    "seat",
    type=click.Choice(["mentee", "mentor"]),
    required=True,
    help="Whose document: each has their own.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    help="Markdown (the default), or a page to print. With -o, the file's ending says it.",
)
@click.option("-o", "--output", metavar="FILE", help="Write it to this file instead of stdout.")
@click.pass_context
def takeaway_command(
    context: click.Context, pair: str | None, seat: str, form: str | None, output: str | None
) -> int:
    """Print the whole relationship as one document, for the mentee or for the mentor."""
    desk = session(context).desk()
    found = desk.find_pair(pair)
    to_file = output is not None and output != "-"
    if form is None:
        form = "html" if to_file and Path(output or "").suffix.casefold() in (".html", ".htm") else "md"
    text = _document(desk, found, seat, form)
    if output is not None and to_file:
        from checkin.cli.output import write_out

        streams.tell(f"Written to {write_out(Path(output), text, 'the document')}")
    else:
        streams.put(text)
    return 0


def _document(desk: Desk, pair: str, seat: str, form: str) -> str:
    from checkin.record.saved import every_saved
    from checkin.summary.takeaway import html, markdown, takeaway_of

    whole = takeaway_of(desk.ledger(pair), every_saved(desk, pair), seat)
    return html(whole) if form == "html" else markdown(whole)


@click.command("delete", cls=Command)
@click.argument("pair", required=False)
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_context
def delete_command(context: click.Context, pair: str | None, yes: bool) -> int:
    """Delete a pair: record, backups, meetings, summaries, what was broken off. For good.

    Take a copy first: `checkin pair takeaway`. Private notes about the pair that may be opened here go too.
    """
    from checkin.record.deleting import delete_pair

    desk = session(context).desk()
    found = desk.find_pair(pair)
    if not yes and not _meant(desk, found):
        streams.tell("Nothing was deleted.")
        return 1
    told = delete_pair(desk, found)
    streams.tell(f"{found} is deleted.")
    for line in told:
        streams.tell(line)
    return 0


def _meant(desk: Desk, pair: str) -> bool:
    """Whether somebody types the pair's id. Raises `WrongInput` when there is nobody to ask."""
    import sys

    from checkin.cli.asking import at_terminal
    from checkin.ground.errors import CheckinError, WrongInput
    from checkin.ground.text import counted
    from checkin.plain.console import StandardConsole

    if not at_terminal():
        raise WrongInput("Deleting is for good, and there is nobody to ask here.", "If it is meant: --yes")
    try:
        many = counted(len(desk.ledger(pair).meetings), "meeting")
        streams.tell(f"This deletes {pair} with {many}, summaries, steps and backups, for good.")
    except CheckinError as error:
        streams.tell(f"This deletes {pair}, for good. {error.message}")
    line = StandardConsole(target=sys.stderr).ask(f"Type {pair} to delete it: ")
    return line is not None and line.strip().casefold() == pair
