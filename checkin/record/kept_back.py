"""What a meeting could not take any more: kept with the own notes of whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.record.private import entries, note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.meeting.start import Start
    from checkin.record.desk import Desk

KEPT_BACK = "It is kept with your own notes: checkin own"
NOT_KEPT = "It is kept nowhere else: take it along from here if you want it."


def keep_back(desk: Desk, start: Start, seat: str, lines: Iterable[str], *, guest: bool) -> str:
    """Keep these lines, each once, with the notes of the person in a seat; where they are, in a sentence.

    A guest's are kept nowhere, nor where this account is somebody else's. Empty for no lines.
    """
    told = tuple(lines)
    if not told:
        return ""
    if guest:
        return NOT_KEPT
    try:
        there = {one.text for one in entries(desk, start.pair, start.role(seat), "note")}
        for line in told:
            if line not in there:
                note(desk, start.pair, start.role(seat), line)
    except CheckinError:
        return NOT_KEPT
    return KEPT_BACK
