"""What is said of the other seat and of the line to the room, in every interface alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting

LOST = "The room went away. What you type is kept; it is being started again."
BACK = "The room is back."


def is_here(name: str) -> str:
    """That somebody is in the meeting now."""
    return f"{name} is here."


def not_here_yet(name: str) -> str:
    """That somebody has not come."""
    return f"{name} is not here yet."


def has_left(name: str) -> str:
    """That somebody went away, and what it means for the meeting."""
    return f"{name} left. Everything is kept; go on or wait."


def line_is_down(name: str) -> str:
    """That somebody went without leaving, said to who is about to save."""
    return f"{name}'s line is down: what they type there now would come too late."


def is_called(name: str) -> str:
    """That somebody was asked to the page in hand."""
    return f"{name} is called to this page."


def way_back(meeting: SeatMeeting, *, guest: bool) -> str:
    """How somebody who gets up comes back: to the others who stay, or to the meeting as it was left.

    Over a line that was down nobody can tell who stays: it is taken for shared.
    """
    pair = clean_line(meeting.start.pair)
    if guest:
        return "Come back with the same command."
    if not meeting.connected or any(meeting.here.get(seat) for seat in meeting.others):
        return f"Come back with: checkin join {pair}"
    return f"Go on with: checkin resume {pair}"
