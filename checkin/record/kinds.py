"""The kinds of meeting that a pair can hold: every bank in reach, and what this pair has had of it so far."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.ground.places import named_bank_folders
from checkin.ground.text import clean_line, counted
from checkin.record.offering import usual

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from checkin.banks.library import Entry, Library
    from checkin.banks.model import Bank
    from checkin.banks.reading.reader import Reading
    from checkin.record.desk import Desk
    from checkin.record.facts import LedgerData

_ORIGINS = {
    "given": "From the folder named with --banks",
    "environment": "From a folder in CHECKIN_BANKS",
    "yours": "Your own",
}
"""Where a bank comes from that did not come with the program."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of meeting. `bank` is in the `language` it would be held in, None when it can't be used.

    `reading` has what is wrong in the bank and in its translations.
    `held` is the local date (YYYY-MM-DD) of this pair's last meeting of the kind, or empty; `suggested` says
    that it is the one to begin with now; `after` is the title of another that is best had before it, or
    empty, and `first` the same as long as this pair has not had that one; `spare` says that the shipped one
    could be taken in its stead this time; `twin` that another one is called the same.
    """

    entry: Entry
    reading: Reading
    bank: Bank | None
    language: str = ""
    held: str = ""
    suggested: bool = False
    after: str = ""
    first: str = ""
    spare: bool = False
    twin: bool = False

    @property
    def id(self) -> str:
        """The bank's id."""
        return self.entry.id

    @property
    def title(self) -> str:
        """What it is called, on one line."""
        return clean_line(self.bank.title if self.bank else self.entry.title)

    @property
    def name(self) -> str:
        """The title, with the id where another one is called the same."""
        return f"{self.title} ({self.id})" if self.twin else self.title

    @property
    def has_short(self) -> bool:
        """Whether it can be held in the quick depth."""
        bank = self.bank
        return bank is not None and any(item.quick for stage in bank.stages for item in stage.items)

    @property
    def problems(self) -> str:
        """How many problems it has, in words; empty for none."""
        many = len(self.reading.problems)
        return counted(many, "problem") if many else ""

    @property
    def left(self) -> str:
        """What is left to translate, in words; empty for nothing."""
        many = self.reading.untranslated
        return f"{counted(many, 'line')} not translated yet" if many else ""

    @property
    def standing(self) -> str:
        """What is wrong in it or left to do, and how long it takes; beside its title."""
        if self.bank is None:
            return f"can't be used: {self.problems}"
        full, quick = self.bank.minutes.get("full"), self.bank.minutes.get("quick")
        minutes = " or ".join(str(each) for each in (full, quick if self.has_short else None) if each)
        length = f"{minutes} min" if minutes else ""
        return ", ".join(filter(None, [self.problems, self.left, length]))

    def facts(self, today: date) -> tuple[str, ...]:
        """What else there is to know of it: short sentences without a full stop, the weightiest first."""
        bank = self.bank
        told: list[str] = []
        if bank is not None:
            full, quick = bank.minutes.get("full"), bank.minutes.get("quick")
            short = f"{quick} in short" if quick and self.has_short else ""
            told.append(", ".join(filter(None, [f"About {full} minutes" if full else "", short])))
            told.append(self.left[:1].upper() + self.left[1:])
        if self.held:
            told.append(f"You had it last on {show_iso(self.held, today)}")
        elif self.first:
            told.append(f"Best after “{self.first}”")
        if len(self.entry.languages) > 1:
            told.append(self.languages)
        told.append(self.origin)
        return tuple(filter(None, told))

    @property
    def languages(self) -> str:
        """The language it would be held in, and those it could be."""
        from checkin.banks.translations.languages import language_name

        others = [language_name(each) for each in self.entry.languages if each != self.language]
        return f"In {language_name(self.language)}" + (f", also in {', '.join(others)}" if others else "")

    @property
    def origin(self) -> str:
        """Where it comes from, if it did not come with the program."""
        if self.entry.origin == "shipped":
            return ""
        before = ", in place of the shipped one" if self.entry.shadows == "shipped" else ""
        return _ORIGINS[self.entry.origin] + before


def kinds(desk: Desk, pair: str, chosen: Mapping[str, str] | None = None) -> tuple[Kind, ...]:
    """Every kind of meeting: the suggested one first, then by title; broken ones too.

    `chosen` are languages by the bank's id, in place of those this pair had last. Raises `CannotDo` when the
    pair's record can't be read, `WrongInput` when a folder of banks that was named is gone.
    """
    library, ledger = desk.library(), desk.ledger(pair)
    entries = library.entries()
    titles = {entry.id: clean_line(entry.title) for entry in entries}
    suggested = desk.suggested_bank(pair)
    found = [
        _kind(desk, library, ledger, entry, titles, suggested, (chosen or {}).get(entry.id))
        for entry in entries
    ]
    many = Counter(kind.title.casefold() for kind in found)
    found = [replace(kind, twin=many[kind.title.casefold()] > 1) for kind in found]
    return tuple(sorted(found, key=lambda kind: (not kind.suggested, kind.title.casefold(), kind.id)))


def own_folders(desk: Desk) -> tuple[Path, ...]:
    """The folders of banks besides the shipped one, whether they are there or not; no bank is read for it."""
    return (*desk.bank_folders, *named_bank_folders(desk.environ), desk.places.banks)


def own_start(desk: Desk, pair: str) -> Kind | None:
    """The bank that a pair's meeting is begun with if it is not the shipped one, else None. Never raises."""
    try:
        # Most people have none, and what reads banks is not loaded for them.
        if not any(any(folder.glob("*.y*ml")) for folder in own_folders(desk)):
            return None
        bank = desk.usual_bank(pair)
        first = next(kind for kind in kinds(desk, pair) if kind.id == bank)
    except (CheckinError, StopIteration, OSError):
        return None  # it is said when a meeting is started
    return first if first.entry.origin != "shipped" else None


def _kind(
    desk: Desk,
    library: Library,
    ledger: LedgerData,
    entry: Entry,
    titles: Mapping[str, str],
    suggested: str,
    chosen: str | None,
) -> Kind:
    reading = library.with_translations(library.reading(entry.path))
    bank = reading.bank
    if bank is None:
        return Kind(
            entry,
            reading,
            None,
            suggested=entry.id == suggested,
            spare=can_stand_in(desk, entry.id, entry.path),
        )
    last = ledger.last_meeting(bank.goes_by)
    language = bank.language
    wanted = chosen if chosen is not None else (last.language if last else language)
    if wanted != language and wanted in entry.languages:
        with suppress(CheckinError):  # its own words stand in
            bank, language = library.find(entry.id, wanted).bank, wanted
    before = bank.opens_with if bank else ""
    after = titles.get(before, "")
    had = ledger.last_meeting(before) is not None if before else True
    return Kind(
        entry,
        reading,
        bank,
        language,
        held=last.date if last else "",
        suggested=entry.id == suggested,
        after=after,
        first="" if had or entry.id in (suggested, usual(ledger)) else after,
    )


def can_stand_in(desk: Desk, bank: str, instead_of: Path) -> bool:
    """Whether the shipped bank of this id can be used, and is another file than the one that can't be."""
    try:
        found = desk.library(shipped=True).find(bank)
    except CheckinError:
        return False
    return found.path != instead_of
