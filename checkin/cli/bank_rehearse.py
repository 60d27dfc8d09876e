"""`checkin banks rehearse`: every path through a bank, or one walk through it with nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session
from checkin.ground.errors import WrongInput

if TYPE_CHECKING:
    from checkin.banks.model import Depth
    from checkin.banks.reading.reader import Reading


@click.command("rehearse", cls=Command)
@click.argument("bank", metavar="ID|FILE")
@click.option("--quick", is_flag=True, help="Only the short depth.")
@click.option("--walk", is_flag=True, help="Go through it with two made-up people; nothing is kept.")
@click.option("--plain", is_flag=True, help="The walk as plain lines.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_context
def rehearse_command(
    context: click.Context, bank: str, quick: bool, walk: bool, plain: bool, as_json: bool
) -> int:
    """Say what a bank asks of two people: pages, typed lines, keys and minutes, over every path through it.

    Exits with 2 when there is an error in the bank.
    """
    from checkin.banks.reading.reader import read_bank
    from checkin.cli.bank_meant import file_meant

    if walk and as_json:
        raise WrongInput("A walk has no figures to print.", "Leave out --walk or --json.")
    library = session(context).desk().library()
    reading = read_bank(file_meant(bank, library), [folder.path for folder in library.folders])
    if reading.bank is None:
        return _told_broken(context, reading, aside=walk or as_json)
    if walk:
        from checkin.cli.bank_walk import walk_through

        return walk_through(session(context), reading.bank, "quick" if quick else "full", plain=plain)
    from checkin.banks.rehearsal.rehearsing import rehearse, to_json

    rehearsal = rehearse(reading.bank)
    if as_json:
        streams.put_json(to_json(rehearsal))
        return 0
    from checkin.banks.rehearsal.report import report

    # Its translations are listed where their words do not fit.
    reading = library.with_translations(reading)
    depths: tuple[Depth, ...] = ("quick",) if quick else ("quick", "full")
    streams.put(report(rehearsal, reading.diagnostics, depths, streams.width()))
    return 0


def _told_broken(context: click.Context, reading: Reading, *, aside: bool) -> int:
    """Say what is wrong as `checkin banks check` does, `aside` where stdout is for something else."""
    if aside:
        streams.tell(reading.told(width=streams.width()))
    else:
        coloured = streams.colours(session(context).environ)
        streams.put(reading.told(coloured, streams.width()), coloured=coloured)
    streams.tell("It can be rehearsed once the errors are mended.")
    return WrongInput.exit_code
