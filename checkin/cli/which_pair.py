"""Which pair is meant, found without reading the record of any where the folders tell enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.ground.text import slug

if TYPE_CHECKING:
    from checkin.record.desk import Desk


def pair_ids(desk: Desk) -> list[str]:
    """The ids of all pairs, in the order of the alphabet. Reading a record costs more than all else."""
    try:
        names = sorted(folder.name for folder in desk.places.pairs.iterdir())
    except OSError:
        return [pair.id for pair in desk.pairs()]  # which says what is wrong, or that there is none
    return [name for name in names if slug(name) == name and _is_there(desk, name)]


def find_pair(desk: Desk, name: str | None) -> str:
    """The pair a person means: `Desk.find_pair`, quicker when there is one pair and none is named."""
    ids = pair_ids(desk) if name is None else []
    return ids[0] if len(ids) == 1 else desk.find_pair(name)


def _is_there(desk: Desk, name: str) -> bool:
    try:
        return desk.find_pair(name) == name
    except CheckinError:
        return False
