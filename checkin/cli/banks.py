"""`checkin banks list`, `show` and `check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Group, json_option, session
from checkin.ground.errors import WrongInput

if TYPE_CHECKING:
    from checkin.banks.library import Entry, Library
    from checkin.banks.reader import Reading

_ORIGINS = {
    "given": "from --banks",
    "environment": "from CHECKIN_BANKS",
    "yours": "yours",
    "shipped": "shipped",
}


@click.group("banks", cls=Group)
def banks_command() -> None:
    """List, show and check question banks. `checkin help banks` tells how to write one."""


@banks_command.command("list")
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


@banks_command.command("show")
@click.argument("bank", metavar="ID")
@click.option("--markdown", is_flag=True, help="As a handout in Markdown.")
@click.pass_context
def show_command(context: click.Context, bank: str, markdown: bool) -> int:
    """Show the agenda of a bank as people will meet it."""
    from checkin.banks.agenda import agenda, agenda_markdown

    found = session(context).desk().bank(bank)
    streams.put(agenda_markdown(found) if markdown else agenda(found))
    return 0


@banks_command.command("check")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for tools.",
)
@click.option("--explain", metavar="CODE", help="Explain one kind of problem, with examples.")
@click.pass_context
def check_command(
    context: click.Context, files: tuple[str, ...], strict: bool, form: str, explain: str | None
) -> int:
    """Say everything that is wrong in the files, or in every bank in reach.

    Exits with 2 when there is an error (with --strict, a warning), else with 0.
    """
    if explain is not None:
        streams.put(explained(explain))
        return 0
    library = session(context).desk().library()
    readings = _readings(files, library)
    found = list(dict.fromkeys(each for reading in readings for each in reading.diagnostics))
    if form == "json":
        from checkin.banks.diagnostics import to_json

        streams.put_json([to_json(each) for each in found])
    elif found:
        from checkin.banks.diagnostics import render_all

        sources = {path: lines for reading in readings for path, lines in reading.sources.items()}
        coloured = streams.colours(session(context).environ)
        streams.put(render_all(found, sources, coloured), coloured=coloured)
    errors = sum(each.severity == "error" for each in found)
    warnings = len(found) - errors
    streams.tell(
        f"{_count(len(readings), 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}."
    )
    return WrongInput.exit_code if errors or (strict and warnings) else 0


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


def catalogue() -> str:
    """Every code with its title."""
    from checkin.banks.codes import CATALOGUE

    width = max(len(name) for name in CATALOGUE)
    lines = [f"  {name:<{width}}  {code.title}" for name, code in CATALOGUE.items()]
    return "\n".join(["Explained by `checkin banks check --explain CODE`:", "", *lines])


def explained(name: str) -> str:
    """What a code means, with a bad and a good example. Raises `WrongInput` for an unknown one."""
    from checkin.banks.codes import CATALOGUE, explain_code
    from checkin.ground.text import clean_line, cut, nearest

    if name not in CATALOGUE:
        near = nearest(name, CATALOGUE)
        raise WrongInput(
            f"There is no code “{cut(clean_line(name), 40)}”.",
            f"Did you mean {near}?" if near else "See them with: checkin help codes",
        )
    return explain_code(CATALOGUE[name])


def _readings(files: tuple[str, ...], library: Library) -> list[Reading]:
    from checkin.banks.reader import check_file

    search = [folder.path for folder in library.folders]
    paths = [_path_of(name, library) for name in files] if files else [path for path, _ in library.files()]
    return [check_file(path, search) for path in paths]


def _path_of(name: str, library: Library) -> Path:
    """The file a person means: a path, or the id of a bank in reach."""
    path = Path(name)
    if name.isidentifier() and not path.exists():
        return next((entry.path for entry in library.entries() if entry.id == name), path)
    return path


def _cells(entry: Entry) -> tuple[str, ...]:
    origin = _ORIGINS[entry.origin]
    if entry.shadows:
        origin += f", before {entry.shadows}"
    problems = f"{entry.problems}, not usable" if entry.broken else str(entry.problems or "")
    return entry.id, entry.title, origin, str(entry.questions), problems


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
