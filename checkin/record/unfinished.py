"""Which meetings were broken off. Read at every start of the app, so it imports little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.record.journal_lines import read_journal

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.ground.places import Places
    from checkin.record.facts import LedgerData


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A meeting that was broken off. `began` is a stamp."""

    id: str
    pair: str
    title: str
    began: str


def unfinished(places: Places, pair: str, ledger: LedgerData) -> tuple[Unfinished, ...]:
    """The meetings of a pair that were broken off, the latest first. Unreadable journals are passed over.

    A journal whose meeting is on record already, word for word, is what a process left that was killed
    right after saving: it is removed.
    """
    folder = places.open(pair)
    on_record = {meeting.id for meeting in ledger.meetings}
    found: list[Unfinished] = []
    for name in sorted((entry.name for entry in folder.iterdir()), reverse=True) if folder.is_dir() else ():
        path = places.journal(pair, name)
        if not path.is_file():
            continue
        if name in on_record and _is_saved(path, places.meetings(pair) / f"{name}.json"):
            from shutil import rmtree

            rmtree(path.parent, ignore_errors=True)
            continue
        try:
            header = read_journal(path, header_only=True).header or {}
            found.append(Unfinished(name, pair, str(header["bank"]["title"]), str(header["at"])))
        except (CannotDo, KeyError, TypeError):
            continue
    return tuple(found)


def _is_saved(journal: Path, saved: Path) -> bool:
    """Whether all of a journal is in the saved meeting. What can't be read is not taken for saved."""
    from checkin.meeting.compaction import same_but_for_places
    from checkin.meeting.state import fold
    from checkin.record.saved import read_saved
    from checkin.record.starting import read_meeting

    try:
        start, events, damage = read_meeting(journal)
        return not damage and same_but_for_places(fold(start, events), read_saved(saved).state)
    except CannotDo:
        return False
