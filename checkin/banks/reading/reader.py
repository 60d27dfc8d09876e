"""Reading a question bank: from a file to a `Bank`, with everything that is wrong with it at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import WIDTH, Diagnostic, in_order, render_all
from checkin.banks.format import BANK
from checkin.banks.reading.bank_reader import BankReader
from checkin.banks.reading.include import Included, read_shared
from checkin.banks.reading.nodes import LoaderClass, Node, parse
from checkin.banks.reading.source import NO_FILE, lines_of, read_file
from checkin.banks.reading.values import Sheet
from checkin.banks.reading.wording import similar
from checkin.banks.translations.overlay_reader import is_overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Bank
    from checkin.banks.reading.checker import Checker
    from checkin.banks.translations.overlay import Overlay


NOT_YET = "overlay-missing"
"""The code of what a translation leaves out: work that is left to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the bank, or None when there are errors, and every problem.

    `sources` are the lines of each file that took part, by the path that its problems name. Of a bank that
    could be gone through, `checker` has its questions where they stand, and `included` what it took from
    other files. `overlay` is what a translation says when there are no errors in it.
    """

    bank: Bank | None
    diagnostics: tuple[Diagnostic, ...]
    path: Path
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    checker: Checker | None = field(default=None, repr=False, compare=False)
    included: Included = field(default_factory=Included, repr=False, compare=False)
    overlay: Overlay | None = None
    untranslated: int = 0
    """Of a bank read with its translations: how many of its texts are not there yet, in all of them."""

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong; that something is not translated yet is not."""
        return tuple(each for each in self.diagnostics if each.code != NOT_YET)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems because of which there is no bank."""
        return tuple(each for each in self.diagnostics if each.severity == "error")

    def told(self, colour: bool = False, width: int = WIDTH) -> str:
        """Every problem for people, each with its line; empty if there is none. Remedies keep to `width`."""
        return render_all(self.diagnostics, self.sources, colour, width=width)


def read_bank(
    path: Path | str, search: Sequence[Path] | None = None, loader: LoaderClass | None = None
) -> Reading:
    """Read the bank in the file `path`; never raises, whatever stands there.

    `search` are the folders in which included files are looked for after the bank's own (the shipped
    banks unless said). `loader` is PyYAML's loader class, the best there is unless said.
    """
    return _read(Path(path), search, loader, banks_only=True)


def check_file(
    path: Path | str, search: Sequence[Path] | None = None, loader: LoaderClass | None = None
) -> Reading:
    """Like `read_bank`, but a file of shared questions is right too, and so is a translation: there is
    no bank, and no error because of that.
    """
    return _read(Path(path), search, loader, banks_only=False)


def check_text(data: bytes, search: Sequence[Path] | None = None, path: Path = Path(NO_FILE)) -> Reading:
    """Like `check_file`, of what the file `path` would hold; unless said, of what came on standard input.

    What it includes is looked for in the folder of `path` first. More than the most that a file may have
    need not be read to the end.
    """
    return _read(path, search, None, banks_only=False, data=data)


def check_translation(path: Path, original: Reading, search: Sequence[Path]) -> Reading:
    """Read the translation in the file `path` of a bank whose reading is `original`; never raises."""
    return _read(path, search, None, banks_only=False, original=original)


def _read(
    path: Path,
    search: Sequence[Path] | None,
    loader: LoaderClass | None,
    *,
    banks_only: bool,
    original: Reading | None = None,
    data: bytes | Diagnostic | None = None,
) -> Reading:
    name = str(path)
    data = read_file(path) if data is None else data
    if isinstance(data, Diagnostic):
        return Reading(None, (data,), path)
    top, problems = parse(data, name, loader)
    sheet = Sheet(name, lines_of(data), problems)
    sources = {name: sheet.lines}
    bank: Bank | None = None
    overlay: Overlay | None = None
    reader = BankReader(sheet, path, _folders(search), sources)
    if top is not None:
        translates = is_overlay(top, path.stem)
        if banks_only and (translates or is_shared(top)):
            _no_bank(sheet, top, translates=translates)
        elif translates:
            from checkin.banks.translations.overlay_file import (
                overlay_of,  # it reads the bank that is translated
            )

            overlay = overlay_of(sheet, top, data, path, reader.search, original)
        elif is_shared(top):
            read_shared(sheet, top)
        else:
            bank = reader.bank(top, data)
    found = in_order(problems)
    if any(each.severity == "error" for each in found):
        bank, overlay = None, None
    return Reading(bank, found, path, sources, reader.checker, reader.included, overlay)


def _no_bank(sheet: Sheet, top: Node, *, translates: bool) -> None:
    """Note that a file is right as it is, but no bank."""
    at = top.pairs[0][0] if top.kind == "map" and top.pairs else (top.line, top.column, top.column + 1)
    if translates:
        sheet.note(
            at,
            "not-a-bank",
            "this file translates a bank, and is none by itself",
            "name the bank, and its language with `--language`",
        )
    else:
        sheet.note(
            at,
            "not-a-bank",
            "this file holds shared questions, and is no bank by itself",
            "name it under `include:` in a bank, and take its questions with `use:`",
        )


def is_shared(top: Node) -> bool:
    """Whether this is the top of a file of shared questions, not of a bank, `questions` mistyped or not."""
    names = {key.value for key, _ in top.pairs} if top.kind == "map" else set()
    if names & {"stages", "id"}:
        return False
    return "questions" in names or any(similar(name, ["questions"]) for name in names - set(BANK))


def _folders(search: Sequence[Path] | None) -> Sequence[Path]:
    if search is not None:
        return search
    from checkin.banks.folders import shipped_folder  # has no part in what a bank says

    return (shipped_folder(),)
