"""`checkin banks edit`: a draft in one's own editor, put in the bank's place once it checks clean."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.asking import ask, at_terminal
from checkin.cli.bank_meant import file_meant, is_shipped
from checkin.cli.editing import Editing
from checkin.cli.editors import Leaving, find_editor, leaving_told
from checkin.cli.session import Command, session
from checkin.ground.errors import CannotDo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.lock import Lock


@click.command("edit", cls=Command)
@click.argument("bank", metavar="ID|FILE")
@click.option("--copy", is_flag=True, help="Of a shipped bank, edit a copy of your own without asking.")
@click.option("--line", type=click.IntRange(1), metavar="N", help="Open it at this line first.")
@click.pass_context
def edit_command(context: click.Context, bank: str, copy: bool, line: int | None) -> int:
    """Open a bank in your editor ($VISUAL, $EDITOR), at its first problem.

    You work on a draft beside the file. It takes the file's place once it has no errors; until then
    meetings go on with the last good version. What you typed is never thrown away.
    """
    desk = session(context).desk()
    library = desk.library()
    search = [folder.path for folder in library.folders]
    path = file_meant(bank, library)
    start: bytes | None = None
    if is_shipped(path):
        found = _copy_wanted(desk, bank, path, search, sure=copy)
        if found is None:
            return 0
        path, start = found
    editor = find_editor(session(context).environ)
    unusable = {entry.id for entry in library.entries() if entry.broken}
    with _alone(desk, path), leaving_told():
        editing = Editing(path.absolute(), bank, start, search, editor, line or 0)
        try:
            code = editing.run()
            _tell_broken(desk, unusable)
            return code
        except Leaving as leaving:
            editing.tell_kept()
            raise SystemExit(128 + leaving.number) from None
        except KeyboardInterrupt:
            streams.tell("")
            editing.tell_kept()
            raise
        finally:
            editing.tidy()


def _copy_wanted(
    desk: Desk, name: str, path: Path, search: Sequence[Path], *, sure: bool
) -> tuple[Path, bytes] | None:
    """Where a copy of a shipped bank is to stand and what is in it; None when no copy is wanted."""
    from checkin.banks.workbench.copying import copied
    from checkin.ground.places import ensure

    said = f"{path.name} comes with the program, and is not changed."
    if path.parent.name == "shared" or "." in path.stem:
        raise CannotDo(said, "Copy the file into a folder of your own and edit it there.")
    target = desk.places.banks / path.name
    if target.exists():
        raise CannotDo(said, f"Yours is edited with: checkin banks edit {target}")
    data = copied(path, path.stem, "", search)
    if not sure:
        if not at_terminal():
            raise CannotDo(said, f"Edit a copy of your own with: checkin banks edit {name} --copy")
        streams.tell(said)
        streams.tell(f"A copy of your own would be used in its place: {target}")
        if ask("Make one? [y/N] ", "yn", "n", on_enter="n") != "y":
            streams.tell("Nothing was changed.")
            return None
    from checkin.banks.schema.schemas import write_schemas

    write_schemas(ensure(target.parent))
    return target, data


def _tell_broken(desk: Desk, before: set[str]) -> None:
    """Say which banks can't be used since: they take questions of a shared file that was edited."""
    broken = {entry.id for entry in desk.library().entries() if entry.broken} - before
    if broken:
        streams.tell(f"Not usable since, as they take questions of it: {', '.join(sorted(broken))}")
        streams.tell("What is wrong is explained by: checkin banks check")


def _alone(desk: Desk, path: Path) -> Lock:
    """The lock that holds off a second `edit` of the same file on this account."""
    from checkin.ground.places import ensure
    from checkin.record.lock import Lock

    mark = hashlib.sha256(str(path.resolve()).encode(errors="surrogateescape")).hexdigest()[:8]
    return Lock(ensure(desk.places.home / "editing") / f"{mark}.lock", f"editing {path.name}")
