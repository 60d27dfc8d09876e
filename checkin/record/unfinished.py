"""Which meetings were broken off. Read at every start of the app, so it imports little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.clock import from_stamp
from checkin.ground.dates import show_date
from checkin.ground.errors import CannotDo, NotFound
from checkin.ground.ids import match_ending
from checkin.ground.text import clean_line
from checkin.record.journal_lines import NAME, read_journal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from checkin.ground.places import Places
    from checkin.record.desk import Desk

_BROKEN = "The journal of an unfinished meeting is damaged at its beginning ({}). It was left as it is."


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A meeting that was broken off. `began` is a stamp.

    `id` is its folder's name, `meeting` the id it has by now (another one, when a meeting had been saved
    under the first). One whose journal can't be read has a `problem`, one plain line, and neither title
    nor beginning; its files are left as they are.
    """

    id: str
    pair: str
    title: str
    began: str
    problem: str = ""
    meeting: str = ""


def unfinished(folder: Path) -> tuple[Unfinished, ...]:
    """Every meeting that has a journal in a pair's folder: the latest first, then those with a problem."""
    place = folder / "open"
    try:
        names = sorted((path.name for path in place.iterdir()), reverse=True)
    except OSError:
        return ()
    found = [_read(folder.name, place / name / NAME) for name in names]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: bool(one.problem)))


def to_go_on_with(desk: Desk, pair: str) -> tuple[Unfinished, ...]:
    """The pair's meetings that were broken off: the latest first, then those with a problem.

    The journal of one that was saved all the same is removed, if nothing in it is missing from the record.
    Raises `CannotDo` when the record can't be read.
    """
    found = unfinished(desk.places.pair(pair))
    on_record = {meeting.id for meeting in desk.ledger(pair).meetings} if found else set()
    return tuple(one for one in found if one.meeting not in on_record or not _swept(desk.places, one))


def meant(desk: Desk, pair: str, which: str | None) -> str:
    """The id of the unfinished meeting that is meant: by the ending of its id, or the latest for None.

    Raises `NotFound` when there is none, `CannotDo` when its journal can't be read.
    """
    waiting = to_go_on_with(desk, pair)
    if not waiting:
        raise NotFound("There is no unfinished meeting.", "Start one with: checkin meet")
    chosen = waiting[0].id if which is None else match_ending(which, [one.id for one in waiting])
    problem = next((one.problem for one in waiting if one.id == chosen), "")
    if problem:
        desk.notices.said(problem)
        raise CannotDo(problem)
    if chosen is None:
        raise NotFound(
            f"There is no unfinished meeting “{clean_line(which or '')}”.",
            "checkin resume goes on with the latest.",
        )
    return chosen


def _swept(places: Places, one: Unfinished) -> bool:
    """Remove the journal of a meeting that was saved, if nothing in it is missing from the record."""
    from shutil import rmtree

    from checkin.record.starting import leftover

    if not leftover(places, one.pair, one.id):
        return False
    rmtree(places.open_meeting(one.pair, one.id), ignore_errors=True)
    return True


def _read(pair: str, journal: Path) -> Unfinished | None:
    name = journal.parent.name
    try:
        if not (journal.exists() or journal.is_symlink()):
            return None
        header = read_journal(journal, header_only=True).header
        if header is None and not journal.stat().st_size:
            return None  # killed before the header was on the disk, and so before anything was said
        if header is None:
            return Unfinished(name, pair, "", "", _BROKEN.format(journal))
        title, began, meeting = header["bank"]["title"], header["at"], header.get("id", name)
        return Unfinished(name, pair, str(title), str(began), meeting=str(meeting))
    except CannotDo as error:
        return Unfinished(name, pair, "", "", str(error))
    except (KeyError, TypeError):
        return Unfinished(name, pair, "", "", _BROKEN.format(journal))
    except OSError:
        return None


def began_words(meeting: Unfinished, today: date) -> str:
    """The day on which a meeting that was broken off began, in words."""
    try:
        return show_date(from_stamp(meeting.began).astimezone().date(), today)
    except ValueError:
        return "an unknown day"
