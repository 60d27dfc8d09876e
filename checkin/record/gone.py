"""Folders put out of the way to be deleted: how their names begin, and removing what was left of them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.ground.places import Places

GONE = ".gone-"
"""How the name of a folder begins that is being deleted. Nobody lists it any more."""


def sweep_deleted(places: Places) -> None:
    """Remove what is left of pairs whose deleting was stopped on the way, by a power cut. Never raises."""
    with suppress(OSError):
        for left in places.pairs.glob(f"{GONE}*"):
            import shutil

            shutil.rmtree(left, ignore_errors=True)
