"""The question banks in reach: what is in the folders, and which one a name means."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.banks.kept import KeptBanks, bytes_of
from checkin.banks.sniffing import id_in, id_of, is_checkable, is_file
from checkin.banks.unusable import unusable
from checkin.ground.errors import CheckinError, NotFound, WrongInput
from checkin.ground.text import clean_line, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from checkin.banks.folders import Folder, Origin
    from checkin.banks.model import Bank
    from checkin.banks.reading.reader import Reading
    from checkin.banks.translations.translations import Translations


@dataclass(frozen=True, slots=True)
class Entry:
    """A bank in reach. `problems` counts its errors and warnings, `broken` says that it can't be used.

    `untranslated` counts the texts that are not there yet in the translations made for it, which are no
    problems. `questions` counts them all, those in pools included. `shadows` is the origin of the bank that
    this one stands before because it has the same id, or empty. `languages` are those it can be held in, its
    own first; none for a broken one.
    """

    id: str
    title: str
    origin: Origin
    path: Path
    questions: int
    problems: int
    shadows: str = ""
    broken: bool = False
    languages: tuple[str, ...] = ()
    untranslated: int = 0


class Library:
    """The banks of some folders; of two with the same id the one found first is meant.

    Every file is read once: a library is a look at one moment. `kept` is where banks are kept as they were
    read, None for nowhere; only `bank` takes them from there, only `keep_banks` puts them there.
    """

    def __init__(self, folders: Sequence[Folder], kept: Path | None = None) -> None:
        self.folders = tuple(folders)
        self._kept = KeptBanks(kept) if kept else None
        self._readings: dict[Path, Reading] = {}
        self._read_anew: list[Path] = []
        self._translated: dict[Path, Translations] = {}

    def files(self) -> Iterator[tuple[Path, Origin]]:
        """The files that may be banks, in order of search: no translations, no shared or hidden ones."""
        for folder in self.folders:
            try:
                paths = sorted(folder.path.iterdir())
            except OSError:
                continue
            for path in paths:
                if path.suffix in (".yaml", ".yml") and "." not in path.stem and is_file(path):
                    yield path, folder.origin

    def reach(self) -> Iterator[Path]:
        """Every file in reach that can be checked: banks, translations, shared questions, no hidden ones."""
        yield from (path for path, _ in self.files())
        for folder in self.folders:
            for pattern in ("*.y*ml", "*/*.y*ml"):
                try:
                    paths = sorted(folder.path.glob(pattern))
                except OSError:
                    continue
                beside = pattern == "*.y*ml"
                yield from (path for path in paths if is_checkable(path, folder.path, beside_banks=beside))

    def entries(self) -> list[Entry]:
        """Every bank in reach by its id, broken ones too; never raises."""
        found: dict[str, Entry] = {}
        for path, origin in self.files():
            reading = self.reading(path)
            bank = reading.bank
            name = _name(reading, "" if bank else id_of(path))
            if not name:
                continue
            if name in found:
                if not found[name].shadows:
                    found[name] = dataclasses.replace(found[name], shadows=origin)
                continue
            translations = self._translations(reading) if bank else None
            whole = self.with_translations(reading)
            found[name] = Entry(
                id=name,
                title=bank.title if bank else name,
                origin=origin,
                path=path,
                questions=sum(1 for _ in bank.all_questions()) if bank else 0,
                problems=len(whole.problems),
                broken=bank is None,
                languages=translations.languages() if translations else (),
                untranslated=whole.untranslated,
            )
        return [found[name] for name in sorted(found)]

    def where(self, name: str) -> Path | None:
        """The file of the bank with the id `name`, broken or not, None when there is none; never raises.

        Only files that may be meant are read, however many there are.
        """
        passed_over = []
        for path, _ in self.files():
            sniffed = id_of(path)
            if sniffed and sniffed != name:
                passed_over.append(path)
            elif _name(self.reading(path), sniffed) == name:
                return path
        # A bank whose lines seem to say another id may have this one all the same.
        banks = ((path, self.reading(path).bank) for path in passed_over)
        return next((path for path, bank in banks if bank is not None and bank.id == name), None)

    def file(self, name: str) -> Path | None:
        """A file by its name as people say it, `coffee.fi` or `shared/openers.yaml`: the first in reach."""
        names = [name] if name.endswith((".yaml", ".yml")) else [f"{name}.yaml", f"{name}.yml"]
        paths = (folder.path / each for folder in self.folders for each in names)
        return next((path for path in paths if is_file(path)), None)

    def translations_of(self, path: Path) -> tuple[Path, ...]:
        """The files that translate the bank in this file, and were made for it; none for a broken bank."""
        reading = self.reading(path)
        if reading.bank is None:
            return ()
        translations = self._translations(reading)
        return tuple(translations.files[each] for each in translations.own())

    def languages(self, name: str) -> tuple[str, ...]:
        """The languages that the bank with the id `name` can be held in, its own first.

        Raises what `find` raises.
        """
        return self._translations(self.find(name)).languages()

    def bank(self, name: str, language: str = "") -> Bank:
        """The bank that `find` finds. In its own language it is read anew only if it is not kept.

        Nothing is written: `keep_banks` does that. Raises as `find` does.
        """
        kept = self._as_kept(name)
        if kept is not None and language in ("", kept.language):
            return kept
        found = self.find(name, language)
        if found.bank is None:  # pragma: no cover - `find` raises for a broken bank
            raise NotFound(f"The question bank {name} can't be used.")
        if kept is None:
            self._read_anew.append(found.path)
        return found.bank

    def keep_banks(self) -> None:
        """Keep the banks that were read anew, for the next time. Never raises."""
        while self._read_anew:
            self._keep(self.reading(self._read_anew.pop()))

    def _as_kept(self, name: str) -> Bank | None:
        """The bank that is meant, in its own language, if that can be told without reading any."""
        search = [folder.path for folder in self.folders]
        for path, _ in self.files() if self._kept else ():
            data = bytes_of(path)
            if id_in(data) in ("", name):
                found = self._kept.find(path, data, search) if self._kept else None
                if found is None or found.id == name:
                    return found
        return None

    def _keep(self, reading: Reading) -> None:
        from checkin.banks.translations.overlay import hash_of

        included, data = reading.included, bytes_of(reading.path)
        # The file may have changed since it was read.
        if self._kept and reading.bank and reading.bank.version == hash_of(data, *included.contents):
            includes = [f"{name}{path.suffix}" for name, path in included.files.values()]
            self._kept.keep(reading.bank, reading.path, data, includes, included.contents)

    def title(self, name: str) -> str:
        """What the bank with this id is called, on one line; empty if there is none that can be used."""
        try:
            return clean_line(self.bank(name).title) if name else ""
        except CheckinError:
            return ""

    def find(self, name: str, language: str = "") -> Reading:
        """The bank with the id `name`, in its own language unless one is said; its reading always has one.

        Raises NotFound with the nearest id, or with the languages there are when it isn't in this one, and
        WrongInput when the bank or the translation that is meant can't be used: a broken bank of the
        user's is said, never passed over for the shipped one behind it.
        """
        return self._in(language, self._meant(name))

    def _meant(self, name: str) -> Reading:
        """The reading of the bank with this id, in its own language. Raises as `find` does."""
        names: dict[Path, str] = {}
        broken: Reading | None = None
        behind = ""
        for path, origin in self.files():
            sniffed = id_of(path)
            if sniffed and sniffed != name:
                continue
            if broken is not None:
                behind = origin if name in (sniffed, path.stem) else behind
                continue
            # An id that the lines do not show may still be there, in brackets or quotation marks.
            reading = self.reading(path)
            names[path] = _name(reading, sniffed)
            if names[path] == name:
                if reading.bank is not None:
                    return reading
                broken = reading
        if broken is not None:
            raise self._unusable(name, broken, behind=behind)
        for path, _ in self.files():
            if path not in names:
                reading = self.reading(path)
                names[path] = _name(reading, id_of(path))
                if reading.bank is not None and names[path] == name:
                    return reading
        near = nearest(name, [each for each in names.values() if each])
        raise NotFound(
            f"There is no question bank called {name}.",
            f"Did you mean {near}?" if near else "`checkin banks list` shows the ones there are.",
        )

    def _in(self, language: str, reading: Reading) -> Reading:
        """The reading of a bank, in this language."""
        bank = reading.bank
        if bank is None or language in ("", bank.language):
            return reading
        translations = self._translations(reading)
        if language not in translations.files:
            there = translations.languages()
            only = f"It is there in {there[0]} only; `checkin help banks` tells how to translate it."
            raise NotFound(
                f"The question bank {bank.id} is not there in “{clean_line(language)[:40]}”.",
                f"It is there in {' and '.join(there)}." if len(there) > 1 else only,
            )
        found = translations.reading(language)
        if found.overlay is None:
            raise self._unusable(f"{bank.id} in {language}", found)
        return dataclasses.replace(
            reading,
            bank=translations.into(found.overlay),
            diagnostics=(*reading.diagnostics, *found.diagnostics),
            sources=reading.sources | found.sources,
        )

    def _translations(self, reading: Reading) -> Translations:
        from checkin.banks.translations.translations import (
            Translations,  # most banks are held in their own language
        )

        if reading.path not in self._translated:
            self._translated[reading.path] = Translations(reading, [folder.path for folder in self.folders])
        return self._translated[reading.path]

    def with_translations(self, reading: Reading) -> Reading:
        """The reading of a bank with what is wrong in its translations as well; a broken one as it is."""
        return reading if reading.bank is None else self._translations(reading).with_problems()

    def reading(self, path: Path) -> Reading:
        """What came of reading a bank's file; never raises."""
        from checkin.banks.reading.reader import read_bank  # slow to import

        if path not in self._readings:
            self._readings[path] = read_bank(path, [folder.path for folder in self.folders])
        return self._readings[path]

    def _unusable(self, name: str, reading: Reading, *, behind: str = "") -> WrongInput:
        """What is wrong with a bank; `behind` is the origin of the last of its name behind it, or empty."""
        in_reach = any(each.path == reading.path.parent for each in self.folders if each.origin != "given")
        return unusable(name, reading, behind=behind, in_reach=in_reach)


def _name(reading: Reading, sniffed: str) -> str:
    """The id by which a bank is listed and found; of a broken one what its lines or its file say.

    Empty for a file of shared questions.
    """
    if any(each.code == "not-a-bank" for each in reading.diagnostics):
        return ""
    return reading.bank.id if reading.bank else sniffed or reading.path.stem
