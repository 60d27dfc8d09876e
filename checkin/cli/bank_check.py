"""`checkin banks check`: everything that is wrong with banks, and what each kind of problem means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, session
from checkin.ground.errors import WrongInput
from checkin.ground.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.library import Library
    from checkin.banks.reading.reader import Reading

_STDIN = "-"
"""Stands for what comes on standard input."""


@click.command("check", cls=Command)
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
    """Say everything that is wrong in the files, in those of a folder, or in every bank in reach.

    FILE may be the id of a bank, which is checked with its translations, or - for what comes on stdin.

    Exits with 2 when there is an error (with --strict, a warning), else with 0.
    """
    if explain is not None:
        streams.put(explained(explain))
        return 0
    library = session(context).desk().library()
    readings = _readings(files, library)
    from checkin.banks.diagnostics import in_order

    found = in_order([each for reading in readings for each in reading.diagnostics])
    if form == "json":
        from checkin.banks.diagnostics import to_json

        streams.put_json([to_json(each) for each in found])
    elif found:
        from checkin.banks.diagnostics import render_all

        sources = {path: lines for reading in readings for path, lines in reading.sources.items()}
        coloured = streams.colours(session(context).environ)
        streams.put(render_all(found, sources, coloured, width=streams.width()), coloured=coloured)
    errors = sum(each.severity == "error" for each in found)
    warnings = len(found) - errors
    found_out = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    streams.tell(f"{counted(len(readings), 'file')} checked: {found_out}.")
    return WrongInput.exit_code if errors or (strict and warnings) else 0


def catalogue() -> str:
    """Every code with its title."""
    from checkin.banks.codes.catalogue import CATALOGUE

    width = max(len(name) for name in CATALOGUE)
    lines = [f"  {name:<{width}}  {code.title}" for name, code in CATALOGUE.items()]
    return "\n".join(["Explained by `checkin banks check --explain CODE`:", "", *lines])


def explained(name: str) -> str:
    """What a code means, with a bad and a good example. Raises `WrongInput` for an unknown one."""
    from checkin.banks.codes.catalogue import CATALOGUE, explain_code
    from checkin.ground.text import clean_line, cut, nearest

    if name not in CATALOGUE:
        near = nearest(name, CATALOGUE)
        raise WrongInput(
            f"There is no code “{cut(clean_line(name), 40)}”.",
            f"Did you mean {near}?" if near else "See them with: checkin help codes",
        )
    return explain_code(CATALOGUE[name], streams.width())


def _readings(files: tuple[str, ...], library: Library) -> list[Reading]:
    from checkin.banks.reading.reader import check_file

    search = [folder.path for folder in library.folders]
    names = [name for name in files if name != _STDIN]
    paths = [path for name in names for path in _paths_of(name, library)] if files else list(library.reach())
    found = [check_file(path, search) for path in dict.fromkeys(map(_from_here, paths))]
    return [*found, _on_stdin(search)] if _STDIN in files else found


def _on_stdin(search: Sequence[Path]) -> Reading:
    """What came on standard input, read as a file."""
    from checkin.banks.reading.reader import check_text
    from checkin.banks.reading.source import MAX_BYTES

    stream = getattr(sys.stdin, "buffer", None)
    try:
        data = b"" if stream is None or stream.closed else stream.read(MAX_BYTES + 1)
    except OSError as error:
        from checkin.ground.errors import CannotDo

        raise CannotDo(f"What comes on stdin can't be read: {error.strerror}.") from error
    return check_text(data, search)


def _paths_of(name: str, library: Library) -> list[Path]:
    """The files a person means: those of a folder, if there are any in it, a bank with its translations, or
    a single one.
    """
    path = Path(name)
    if not _is_there(path):
        bank = library.where(name) if name.isidentifier() else None
        if bank is not None:
            return [bank, *library.translations_of(bank)]
        return [library.file(name) or path]
    if not path.is_dir():
        return [path]
    from checkin.banks.folders import Folder
    from checkin.banks.library import Library

    return list(dict.fromkeys(Library([Folder(path, "given")]).reach())) or [path]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _from_here(path: Path) -> Path:
    """The path as it is shortest to read: from the current folder on, when the file is below it."""
    try:
        here = Path.cwd()
    except OSError:
        return path
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path
