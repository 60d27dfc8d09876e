"""What may happen next with a door: the mentee's yes comes before anybody is contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.meeting.ledgers import Door

STATE_WORDS = {
    "offered": "offered",
    "accepted": "wanted",
    "declined": "not wanted now",
    "contacted": "contact is made",
    "outcome": "something came of it",
}
"""Where a door stands, in words."""

MOVE_WORDS = {
    "accepted": "{mentee} wants this",
    "declined": "{mentee} would rather not, for now",
    "contacted": "Contact is made",
    "outcome": "This is what came of it",
}
"""What can be put on record about a door, in words."""


def next_moves(door: Door) -> tuple[str, ...]:
    """What may be put on record now. Nothing goes ahead without the mentee's yes; a closed door may be
    wanted after all.
    """
    if door.state == "outcome":
        return ()
    if not door.consent:
        return ("accepted",) if door.state == "declined" else ("accepted", "declined")
    return ("outcome",) if door.state == "contacted" else ("contacted", "declined")
