"""`checkin banks rename`: another id for a question, in every file that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.bank_meant import file_meant
from checkin.cli.session import Command, session
from checkin.ground.text import counted

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.banks.library import Library
    from checkin.banks.workbench.renamed_files import Reach
    from checkin.banks.workbench.replacing import Draft


_MOST = 50
"""Folders below a banks folder that are looked into for translations of shared files."""


@click.command("rename", cls=Command)
@click.argument("bank", metavar="ID|FILE")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.pass_context
def rename_command(context: click.Context, bank: str, old: str, new: str, dry_run: bool) -> int:
    """Give the question OLD the id NEW wherever it is named.

    Comments, quotation marks and layout stay as they are. OLD is kept as an alias, so that answers given
    under it are still found. A question of a shared file is renamed there, and in the banks that use it:
    checkin banks rename shared/openers.yaml OLD NEW. Prints every line that changes.
    """
    from checkin.banks.workbench.renaming import plan
    from checkin.banks.workbench.replacing import put_in_place

    library = session(context).desk().library()
    path = file_meant(bank, library)
    drafts = plan(path, old, new, reach(library, path))
    if not dry_run:
        put_in_place(drafts)
    streams.put("\n".join(_changed(drafts)))
    files = counted(len(drafts), "file")
    if dry_run:
        streams.tell(f"These lines of {files} would change. Nothing was written.")
    else:
        streams.tell(f"{old} is called {new} now, in {files}. Answers given under {old} are still found.")
    return 0


def reach(library: Library, path: Path) -> Reach:
    """Where the question of a file may be named: beside it, and in the folders of the library."""
    from checkin.banks.folders import shipped_folder
    from checkin.banks.workbench.renamed_files import Reach

    folders = [folder.path for folder in library.folders]
    near = [path.parent, *folders]
    if not any(path.resolve().is_relative_to(folder.resolve()) for folder in folders) and _is_shared(path):
        # Shared files have a folder of their own, below the banks.
        near.insert(1, path.absolute().parent.parent)
    found = {each.resolve(): each for folder in near for each in _yaml(folder)}
    banks = [each for each in found.values() if "." not in each.stem]
    shared = [each for folder in near for sub in _folders(folder) for each in _yaml(sub)]
    translations = {each.resolve(): each for each in [*found.values(), *shared] if "." in each.stem}
    return Reach(tuple(folders), tuple(banks), tuple(translations.values()), (shipped_folder(),))


def _is_shared(path: Path) -> bool:
    from checkin.banks.reading.nodes import parse
    from checkin.banks.reading.reader import is_shared
    from checkin.ground.files import read_bytes

    top, _ = parse(read_bytes(path), str(path))
    return top is not None and is_shared(top)


def _yaml(folder: Path) -> list[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        each for each in paths if each.suffix in (".yaml", ".yml") and not _hidden(each) and _is_file(each)
    ]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir() and not _hidden(each))[:_MOST]
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    """Whether an ordinary file can be reached there: no pipe, no link that leads nowhere or in a circle."""
    try:
        return path.is_file()
    except OSError:
        return False


def _hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _changed(drafts: tuple[Draft, ...]) -> list[str]:
    shown = []
    for draft in drafts:
        text = draft.after.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        shown += [f"{draft.path}:{line}: {text[line - 1].strip()}" for line in draft.lines]
    return shown
