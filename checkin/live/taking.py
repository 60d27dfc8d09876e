"""Taking a meeting for a room: of several started at the same moment, one gets it and the others end."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, HeldByOther
from checkin.live import where

if TYPE_CHECKING:
    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting

LOOKS = 40
"""How often to look for a meeting that another room is about to open, or to leave: for two seconds, and for
longer on a busy machine, where that room takes longer too."""
_LOOK_EVERY = 0.05


def take(desk: Desk, pair: str, meeting: str) -> OpenMeeting | None:
    """The meeting, ours from now on; None when another room has it and listens.

    Raises what `Desk.resume` does; HeldByOther once nothing changed for so many `LOOKS`.
    """
    looks = 0
    asked = False
    while True:
        try:
            return desk.resume(pair, meeting)
        except HeldByOther:
            if _another_listens(desk, pair, meeting):
                return None
            if looks >= LOOKS:
                raise
            looks += 1
            asked = asked or _ask_to_listen_anew(desk, pair)
            # It opens, or ends, at this moment; there is nothing to wait on but time.
            time.sleep(_LOOK_EVERY)


def _another_listens(desk: Desk, pair: str, meeting: str) -> bool:
    shared = where.read_note(desk.places, pair)
    if shared is None or shared.meeting != meeting:
        return False
    try:
        where.connect_to(shared.socket).close()
    except (ConnectionError, CannotDo):
        return False
    return True


def _ask_to_listen_anew(desk: Desk, pair: str) -> bool:
    """Ask a room whose socket was removed under it (a session's runtime folder is, with its last login)."""
    shared = where.read_note(desk.places, pair)
    if shared is None or shared.host != os.uname().nodename or os.path.lexists(shared.socket):
        return False
    # The number in the note could be anybody's by now; the one beside the lock is of who holds it.
    if shared.pid != where.holder(desk.places, pair):
        return False
    with suppress(OSError):
        os.kill(shared.pid, signal.SIGUSR1)
    return True
