"""Where banks are found: the folders in their order, what is in them, and which one a name means."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checkin.banks.reader import Reading, read_bank, read_file
from checkin.ground.errors import NotFound, WrongInput
from checkin.ground.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Origin = Literal["given", "environment", "yours", "shipped"]

_ID_LINE = re.compile(
    rb"^(?:\xef\xbb\xbf)?id:[ \t]*[\"']?([a-z][a-z0-9_]*)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_SHARED_LINE = re.compile(rb"^questions:", re.MULTILINE)
_STAGES_LINE = re.compile(rb"^(?:\xef\xbb\xbf)?(?:stages|id):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of banks and how it came to be looked in."""

    path: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entry:
    """A bank in reach. `problems` counts its errors and warnings, `broken` says that it can't be used.

    `questions` counts them all, those in pools included. `shadows` is the origin of the bank that this
    one stands before because it has the same id, or empty.
    """

    id: str
    title: str
    origin: Origin
    path: Path
    questions: int
    problems: int
    shadows: str = ""
    broken: bool = False


def shipped_folder(package: Path | None = None) -> Path:
    """The folder of the banks that come with the program: in the installed package, else in the checkout.

    `package` is the folder of the package `checkin`, this one's unless said.
    """
    package = package or Path(__file__).resolve().parent.parent
    inside = package / "question_banks"
    return inside if inside.is_dir() else package.parent / "question_banks"


def search_folders(given: Sequence[Path], environ: Mapping[str, str], yours: Path) -> tuple[Folder, ...]:
    """The folders in the order of search: `--banks`, `CHECKIN_BANKS`, the user's own, the shipped.

    Raises WrongInput when a folder that was named is not there.
    """
    named: list[tuple[Path, Origin, str]] = [(path, "given", "--banks") for path in given]
    parts = environ.get("CHECKIN_BANKS", "").split(os.pathsep)
    named += [(Path(part).expanduser(), "environment", "CHECKIN_BANKS") for part in parts if part.strip()]
    for path, _, source in named:
        if not path.is_dir():
            raise WrongInput(
                f"{source} names {path}, and there is no such folder.", "Name a folder with banks in it."
            )
    folders = [Folder(path, origin) for path, origin, _ in named]
    return (*folders, Folder(yours, "yours"), Folder(shipped_folder(), "shipped"))


class Library:
    """The banks of some folders; of two with the same id the one found first is meant."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self.folders = tuple(folders)

    def files(self) -> Iterator[tuple[Path, Origin]]:
        """The files that may be banks, in order of search: no translations, no shared or hidden ones."""
        for folder in self.folders:
            try:
                paths = sorted(folder.path.iterdir())
            except OSError:
                continue
            for path in paths:
                if path.suffix in (".yaml", ".yml") and "." not in path.stem and path.is_file():
                    yield path, folder.origin

    def entries(self) -> list[Entry]:
        """Every bank in reach by its id, broken ones too; never raises."""
        found: dict[str, Entry] = {}
        for path, origin in self.files():
            reading = self._read(path)
            bank = reading.bank
            name = _name(reading, "" if bank else _sniff(path))
            if not name:
                continue
            if name in found:
                if not found[name].shadows:
                    first = found[name]
                    found[name] = Entry(
                        first.id,
                        first.title,
                        first.origin,
                        first.path,
                        first.questions,
                        first.problems,
                        origin,
                        first.broken,
                    )
                continue
            found[name] = Entry(
                id=name,
                title=bank.title if bank else name,
                origin=origin,
                path=path,
                questions=sum(1 for _ in bank.all_questions()) if bank else 0,
                problems=len(reading.diagnostics),
                broken=bank is None,
            )
        return [found[name] for name in sorted(found)]

    def find(self, name: str) -> Reading:
        """The bank with the id `name`; its reading always has one.

        Raises NotFound with the nearest id, and WrongInput when the bank that is meant can't be used:
        a broken bank of the user's is said, never passed over for the shipped one behind it.
        """
        names: dict[Path, str] = {}
        broken: Reading | None = None
        behind = False
        for path, _ in self.files():
            sniffed = _sniff(path)
            if sniffed and sniffed != name:
                continue
            if broken is not None:
                behind = behind or name in (sniffed, path.stem)
                continue
            # An id that the lines do not show may still be there, in brackets or quotation marks.
            reading = self._read(path)
            names[path] = _name(reading, sniffed)
            if names[path] == name:
                if reading.bank is not None:
                    return reading
                broken = reading
        if broken is not None:
            raise _unusable(name, broken, behind=behind)
        for path, _ in self.files():
            if path not in names:
                reading = self._read(path)
                names[path] = _name(reading, _sniff(path))
                if reading.bank is not None and names[path] == name:
                    return reading
        near = nearest(name, [each for each in names.values() if each])
        raise NotFound(
            f"There is no question bank called {name}.",
            f"Did you mean {near}?" if near else "`checkin banks list` shows the ones there are.",
        )

    def _read(self, path: Path) -> Reading:
        return read_bank(path, [folder.path for folder in self.folders])


def _name(reading: Reading, sniffed: str) -> str:
    """The id by which a bank is listed and found; of a broken one what its lines or its file say.

    Empty for a file of shared questions.
    """
    if any(each.code == "not-a-bank" for each in reading.diagnostics):
        return ""
    return reading.bank.id if reading.bank else sniffed or reading.path.stem


def _unusable(name: str, reading: Reading, *, behind: bool) -> WrongInput:
    first = reading.errors[0]
    place = f", line {first.line}" if first.line and first.path == str(reading.path) else ""
    more = len(reading.errors) - 1
    others = f" (and {more} more)" if more else ""
    instead = " It stands before another bank of that name." if behind else ""
    return WrongInput(
        f"The question bank {name} can't be used: {reading.path}{place}: {first.message}{others}.{instead}",
        f"`checkin banks check {reading.path}` explains it.",
    )


def _sniff(path: Path) -> str:
    """The id that a file gives itself, by a look at its lines; empty when that can't be told."""
    data = read_file(path)
    if not isinstance(data, bytes):
        return ""
    match = _ID_LINE.search(data)
    return match[1].decode() if match else ""
