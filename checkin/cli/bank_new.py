"""`checkin banks new`: a bank of one's own, from scratch, as a copy, or a translation to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.bank_meant import file_meant, is_shipped
from checkin.cli.session import Command, session
from checkin.ground.errors import WrongInput

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


@click.command("new", cls=Command)
@click.argument("bank_id", metavar="ID")
@click.option("--from", "source", metavar="ID|FILE", help="Copy this bank, comments and all.")
@click.option(
    "--title", default="", metavar="TEXT", help="What people will call it; unless said, ID in words."
)
@click.option("--translate", "language", metavar="LANGUAGE", help="Begin a translation of ID, into fi, de, …")
@click.pass_context
def new_command(
    context: click.Context, bank_id: str, source: str | None, title: str, language: str | None
) -> int:
    """Make a question bank called ID, among your own, and print its file.

    Without --from it is a small bank in which every line is explained. With --translate, ID is a bank
    there is, and the file holds its words to be put into another language.
    """
    desk = session(context).desk()
    if language is not None:
        if source is not None:
            raise click.UsageError("--from and --translate do not go together", context)
        streams.put(str(_translation(desk, bank_id, language, title)))
        streams.tell("Take the # from a line and put its words into the other language; the rest can wait.")
        streams.tell(f"Fill it in with:       checkin banks edit {bank_id}.{language}")
        streams.tell(f"See what is left:      checkin banks check {bank_id}.{language}")
        streams.tell(f"Read it as it will be: checkin banks show {bank_id} --language {language}")
        return 0
    path = make(desk, bank_id, source, title)
    streams.put(str(path))
    if bank_id in _shipped_ids():
        streams.tell(f"From now on it is used in place of the shipped bank {bank_id}. Delete it to go back.")
    streams.tell(f"Change it with:        checkin banks edit {bank_id}")
    streams.tell(f"Hold a meeting with:   checkin meet --bank {bank_id}")
    return 0


def make(desk: Desk, bank_id: str, source: str | None, title: str) -> Path:
    """Write a new bank among one's own and return its file.

    Raises WrongInput for an id that can't be, a bank that is there already, or a broken one to copy;
    NotFound when there is none to copy; CannotDo.
    """
    from checkin.banks.workbench.naming import check_id, title_of

    check_id(bank_id)
    called = _one_line(title) or title_of(bank_id)
    if source is not None:
        from checkin.banks.workbench.copying import copied

        library = desk.library()
        search = [folder.path for folder in library.folders]
        path = file_meant(source, library)
        # One that is to stand before another goes on being called as that one is.
        words = _one_line(title) if path.stem == bank_id else called
        data = copied(path, bank_id, words, search)
    else:
        from checkin.banks.workbench.starter import starter

        data = starter(bank_id, called).encode()
    return _written(desk, f"{bank_id}.yaml", data)


def _translation(desk: Desk, bank_id: str, language: str, title: str) -> Path:
    """Write a translation to fill in among one's own banks and return its file.

    Raises WrongInput when there is one already, or the bank can't be used; NotFound; CannotDo.
    """
    from checkin.banks.translations.overlay import Overlay
    from checkin.banks.translations.translations import Translations
    from checkin.banks.workbench.skeleton import check_language, skeleton

    code = check_language(language)
    library = desk.library()
    translations = Translations(library.find(bank_id), [folder.path for folder in library.folders])
    bank = translations.bank
    if code == bank.language:
        raise WrongInput(f"{bank_id} is written in {code} itself.", "Name the language to put it into.")
    there = translations.files.get(code) or library.file(f"{bank_id}.{code}")
    if there is not None:
        raise WrongInput(f"{bank_id} is there in {code} already: {there}.", _to_change(there))
    # Shared questions may have been put into this language for every bank.
    so_far = {each.id: each for each in translations.into(Overlay(bank_id, code)).all_questions()}
    done = {each.id for each in bank.all_questions() if so_far[each.id] != each}
    text = skeleton(bank, code, _one_line(title), done)
    return _written(desk, f"{bank_id}.{code}.yaml", text.encode())


def _to_change(path: Path) -> str:
    """What to do to change a translation that is there."""
    if is_shipped(path):
        return "Copy that file into a folder of your own to change it."
    return f"Go on with it: checkin banks edit {path.stem}"


def _written(desk: Desk, name: str, data: bytes) -> Path:
    """A new file among one's own banks, and the schema beside it. Never writes over one that is there."""
    from checkin.banks.schema.schemas import write_schemas
    from checkin.banks.workbench.replacing import create
    from checkin.ground.errors import CheckinError
    from checkin.ground.places import ensure

    folder = ensure(desk.places.banks)
    path = create(folder / name, data)
    try:
        write_schemas(folder)
    except (CheckinError, OSError) as error:
        streams.tell(f"checkin: the schema for editors could not be written: {error}")
    return path


def _shipped_ids() -> set[str]:
    from checkin.banks.folders import Folder, shipped_folder
    from checkin.banks.library import Library

    return {entry.id for entry in Library([Folder(shipped_folder(), "shipped")]).entries()}


def _one_line(text: str) -> str:
    from checkin.ground.text import MAX_LINE, clean_line

    return clean_line(text)[:MAX_LINE]
