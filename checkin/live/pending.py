"""What was done at a seat and the room has not answered yet: an act, or an edit of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.live.updates import parts

if TYPE_CHECKING:
    from checkin.meeting.rules import Act


@dataclass
class Pending:
    """Something done here that the room has not answered yet: an act with what follows from it, or an edit.

    `seq` is the edit's number on the connection it was sent on, 0 while it was not.
    """

    id: str = ""
    acts: tuple[Act, ...] = ()
    key: str = ""
    generation: int = 0
    update: bytes = b""
    seq: int = 0


def letters_of(edit: Pending) -> str:
    """What an edit puts in; empty for one that only takes out, and for an act."""
    pieces = parts(edit.update).pieces.values() if edit.key else ()
    return "".join(piece.text or "" for of_one in pieces for piece in of_one)
