"""`checkin banks list` and `show`: which banks there are, and one of them as an agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session

if TYPE_CHECKING:
    from checkin.banks.library import Entry

_ORIGINS = {
    "given": "from --banks",
    "environment": "from CHECKIN_BANKS",
    "yours": "yours",
    "shipped": "shipped",
}


@click.command("list", cls=Command)
@json_option
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> int:
    """List the banks in reach; of two with the same id, the one that is used."""
    entries = session(context).desk().library().entries()
    if as_json:
        streams.put_json([as_row(entry) for entry in entries])
    elif entries:
        from checkin.cli.table import table

        headings = ("id", "title", "origin", "questions", "problems")
        streams.put(table(headings, [_cells(entry) for entry in entries], streams.width()))
    if any(entry.broken for entry in entries):
        streams.tell("A bank with problems is explained by: checkin banks check")
    return 0


@click.command("show", cls=Command)
@click.argument("bank", metavar="ID")
@click.option("--markdown", is_flag=True, help="As a handout in Markdown.")
@click.pass_context
def show_command(context: click.Context, bank: str, markdown: bool) -> int:
    """Show the agenda of a bank as people will meet it."""
    from checkin.banks.agenda import agenda, agenda_markdown

    found = session(context).desk().bank(bank)
    streams.put(agenda_markdown(found) if markdown else agenda(found))
    return 0


def as_row(entry: Entry) -> dict[str, object]:
    """A bank as `--json` lists it. `problems` counts errors and warnings."""
    return {
        "id": entry.id,
        "title": entry.title,
        "origin": entry.origin,
        "path": str(entry.path),
        "questions": entry.questions,
        "problems": entry.problems,
        "shadows": entry.shadows,
        "broken": entry.broken,
    }


def _cells(entry: Entry) -> tuple[str, ...]:
    origin = _ORIGINS[entry.origin]
    if entry.shadows:
        origin += f", before {entry.shadows}"
    problems = f"{entry.problems}, not usable" if entry.broken else str(entry.problems or "")
    return entry.id, entry.title, origin, str(entry.questions), problems
