"""Which meetings were broken off. Read at every start of the app, so it imports little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.record.journal_lines import read_journal

if TYPE_CHECKING:
    from checkin.ground.places import Places


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A meeting that was broken off. `began` is a stamp."""

    id: str
    pair: str
    title: str
    began: str


def unfinished(places: Places, pair: str) -> tuple[Unfinished, ...]:
    """Every meeting of a pair that has a journal, the latest first. Unreadable journals are passed over."""
    folder = places.open(pair)
    found: list[Unfinished] = []
    for name in sorted((entry.name for entry in folder.iterdir()), reverse=True) if folder.is_dir() else ():
        try:
            header = read_journal(places.journal(pair, name), header_only=True).header or {}
            found.append(Unfinished(name, pair, str(header["bank"]["title"]), str(header["at"])))
        except (CannotDo, KeyError, TypeError):
            continue
    return tuple(found)
