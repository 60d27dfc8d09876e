"""Which meeting of a pair is shared, or can be, and which of its seats is meant. Imports little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, NotFound

if TYPE_CHECKING:
    from checkin.meeting.start import Start
    from checkin.record.desk import Desk


def shared_meeting(desk: Desk, pair: str) -> str:
    """The id of the pair's shared meeting, empty when there is none."""
    from checkin.live.where import read_note

    note = read_note(desk.places, pair)
    return note.meeting if note is not None else ""


def meeting_to_share(desk: Desk, pair: str) -> str:
    """The id of the unfinished meeting to share, the latest. Raises `NotFound`, `CannotDo` for a group's."""
    found = next((one.id for one in desk.unfinished(pair) if not one.problem), None)
    if found is None:
        raise NotFound("There is no unfinished meeting to share.", f"Start one with: checkin meet {pair}")
    check_for_two(start_of(desk, pair, found))
    return found


def start_of(desk: Desk, pair: str, meeting: str) -> Start:
    """What an unfinished meeting started from: who sits where. Raises `CannotDo`."""
    from checkin.record.starting import read_meeting

    return read_meeting(desk.places.journal(pair, meeting))[0]


def check_for_two(start: Start) -> None:
    """Raise `CannotDo` for the meeting of a group, which shares one screen."""
    if start.guests:
        raise CannotDo(
            "A group meets at one screen, so this meeting is not shared.",
            f"Go on with it here: checkin resume {start.pair}",
        )


def seat_meant(start: Start, seat: str) -> str:
    """The seat that is meant by its id or by whom it plays: `mentee`, or else the mentor."""
    return seat if seat in start.seats else start.bank.seat("mentee" if seat == "mentee" else "mentor")
