"""Deleting a pair: its record and backups, its meetings and summaries, what was broken off. For good.

What was sent or copied elsewhere stays there: nobody can reach it from here.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, CheckinError, HeldByOther
from checkin.ground.files import explain_os_error, sync_folder
from checkin.ground.places import short
from checkin.record.gone import GONE
from checkin.record.undisturbed import undisturbed

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

OUT_OF_REACH = (
    "What was sent, printed or copied elsewhere is still there: summaries, backups of this computer, "
    "another machine's copy."
)
"""What deleting can't do."""


def delete_pair(desk: Desk, pair: str) -> tuple[str, ...]:
    """Delete a pair with everything that is kept of it here, and return plain lines on what was left.

    What its people keep privately about it goes first, where this account may open that; then the pair is
    put out of the way in one step and removed, so that it is there whole or not at all. Whoever is stopped
    on the way can delete again. Raises `NotFound` when there is no such pair, `HeldByOther` while a meeting
    is held, alone too, or the record is written, `CannotDo` when the disk refuses: then either the pair is
    as it was, or the message names what could not be removed.
    """
    folder = desk.places.pair(pair)
    away = folder.with_name(f"{GONE}{os.urandom(6).hex()}")
    with undisturbed(desk, pair):
        told = _forget_private(desk, pair)
        try:
            folder.rename(away)
            sync_folder(away.parent)
        except OSError as error:
            raise explain_os_error(error, folder, "delete the pair") from error
    for left in folder.parent.glob(f"{GONE}*"):
        _remove(left)
    return (*told, OUT_OF_REACH)


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


def _forget_private(desk: Desk, pair: str) -> list[str]:
    """Have private notes about the pair removed, of whom this account may open them; in words, what stayed.

    Nobody's where the record can't be read: that is no reason to keep it. Raises `HeldByOther`.
    """
    from checkin.record.private import forget_pair
    from checkin.record.whose import owner

    try:
        people = desk.ledger(pair).people
    except CheckinError:
        where = short(desk.places.private)
        return [
            f"Whose it was can't be read: private notes about it, if there are any, are still in {where}."
        ]
    told = []
    for person in people:
        try:
            owner(desk, pair, person.seat)
        except CheckinError:
            told.append(f"Private notes of {person.name}, if there are any, stay theirs.")
            continue
        try:
            forget_pair(desk.places, pair, person.id)
        except HeldByOther:
            raise
        except CheckinError as error:
            told.append(f"Private notes of {person.name} about this pair are still there: {error.message}")
    return told
