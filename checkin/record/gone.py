"""What is on its way out: folders put aside to be deleted, and lines that are being taken back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.ground.places import Places

GONE = ".gone-"
"""How the name of a folder begins that is being deleted. Nobody lists it any more."""


MARK = "taking-back"
"""The file in a pair's folder that says that taking a line back was begun and not finished."""


def still_going(places: Places, pair: str) -> bool:
    """Whether a line that was taken back may still be in some file of a pair."""
    try:
        return (places.joint.pair(pair) / MARK).exists()
    except OSError:
        return False


def sweep_deleted(places: Places) -> None:
    """Remove what is left of pairs whose deleting was stopped on the way, by a power cut. Never raises."""
    with suppress(OSError):
        for left in places.pairs.glob(f"{GONE}*"):
            import shutil

            shutil.rmtree(left, ignore_errors=True)
