"""A pair's files to oneself: meanwhile nobody holds a meeting of theirs, and nobody writes the record."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from checkin.ground.errors import NotFound
from checkin.record.ledger import PATIENCE
from checkin.record.lock import Lock
from checkin.record.record_file import lock_of

if TYPE_CHECKING:
    from checkin.record.desk import Desk


def undisturbed(desk: Desk, pair: str) -> ExitStack:
    """Take both locks of a pair; what is returned lets go of them when it is left.

    Raises `NotFound` when there is no such pair, `HeldByOther` while a meeting of theirs is held or the
    record is written for longer than `PATIENCE`, `CannotDo` when there can be no lock.
    """
    folder = desk.places.pair(pair)
    if not folder.is_dir():
        raise NotFound(f"There is no pair “{pair}”.", "See what there is with: checkin pairs")
    with ExitStack() as held:
        for lock, patience in (
            (Lock(folder / "meeting.lock", "a meeting of this pair"), 0.0),
            (lock_of(desk.places.record(pair)), PATIENCE),
        ):
            lock.acquire(patience)
            held.callback(lock.release)
        return held.pop_all()
