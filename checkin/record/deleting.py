"""Deleting a pair: its record and backups, its meetings and summaries, what was broken off. For good.

What was sent or copied elsewhere stays there: nobody can reach it from here.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, CheckinError, NotFound
from checkin.ground.files import explain_os_error, sync_folder
from checkin.ground.places import short
from checkin.record.ledger import PATIENCE
from checkin.record.lock import Lock
from checkin.record.record_file import lock_of

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.facts import PersonEntry

GONE = ".gone-"
"""How the name of a folder begins that is being deleted. Nobody lists it any more."""

OUT_OF_REACH = (
    "What was sent, printed or copied elsewhere is still there: summaries, backups of this computer, "
    "another machine's copy."
)
"""What deleting can't do."""


def delete_pair(desk: Desk, pair: str) -> tuple[str, ...]:
    """Delete a pair with everything that is kept of it here, and return plain lines on what was left.

    It is put out of the way in one step and then removed, so that it is there whole or not at all. What its
    people keep privately about it goes too, where this account may open that. Raises `NotFound` when there
    is no such pair, `HeldByOther` while a meeting is held or the record is written, `CannotDo` when the disk
    refuses: then either the pair is as it was, or the message names what could not be removed.
    """
    folder = desk.places.pair(pair)
    if not folder.is_dir():
        raise NotFound(f"There is no pair “{pair}”.", "See what there is with: checkin pairs")
    mine, others = _private_owners(desk, pair)
    away = folder.with_name(f"{GONE}{os.urandom(6).hex()}")
    with ExitStack() as held:
        for lock, patience in (
            (Lock(folder / "meeting.lock", "a meeting of this pair"), 0.0),
            (lock_of(desk.places.record(pair)), PATIENCE),
        ):
            lock.acquire(patience)
            held.callback(lock.release)
        try:
            folder.rename(away)
            sync_folder(away.parent)
        except OSError as error:
            raise explain_os_error(error, folder, "delete the pair") from error
    told = [line for person in mine if (line := _forget_private(desk, pair, person))]
    told += [f"Private notes of {person.name}, if there are any, stay theirs." for person in others]
    for left in folder.parent.glob(f"{GONE}*"):
        _remove(left)
    return (*told, OUT_OF_REACH)


def _private_owners(desk: Desk, pair: str) -> tuple[list[PersonEntry], list[PersonEntry]]:
    """Whose private notes this account may open, and whose it may not.

    Nobody's when the record can't be read: that is no reason to keep it.
    """
    from checkin.record.whose import owner

    mine: list[PersonEntry] = []
    others: list[PersonEntry] = []
    try:
        people = desk.ledger(pair).people
    except CheckinError:
        return [], []
    for person in people:
        try:
            mine.append(owner(desk, pair, person.seat))
        except CheckinError:
            others.append(person)
    return mine, others


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotDo(
            f"The pair is gone from every list, but not all of its files could be removed ({short(folder)}).",
            "Remove that folder yourself.",
        ) from error
    with suppress(OSError):
        sync_folder(folder.parent)


def _forget_private(desk: Desk, pair: str, person: PersonEntry) -> str:
    """Have somebody's private notes about the pair removed; in words, what stood in the way, or nothing."""
    from checkin.record.private import forget_pair

    try:
        forget_pair(desk.places, pair, person.id)
    except CheckinError as error:
        return f"Private notes of {person.name} about this pair are still there: {error.message}"
    return ""
