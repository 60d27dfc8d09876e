"""From the app into a seat of a shared meeting: which seats it has, sharing it, coming in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import NotFound

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting
    from checkin.live.wire import Wire
    from checkin.meeting.start import Start
    from checkin.record.desk import Desk


def meeting_to_share(desk: Desk, pair: str) -> str:
    """The unfinished meeting to share, the latest. Raises `NotFound`, `CannotDo` for a group's."""
    found = next((one.id for one in desk.unfinished(pair) if not one.problem), None)
    if found is None:
        raise NotFound("There is no unfinished meeting to share.", f"Start one with: checkin meet {pair}")
    from checkin.live.entering import check_for_two

    check_for_two(start_of(desk, pair, found))
    return found


def shared_meeting(desk: Desk, pair: str) -> str:
    """The pair's shared meeting, empty when there is none."""
    from checkin.live.where import read_note

    note = read_note(desk.places, pair)
    return note.meeting if note is not None else ""


def start_of(desk: Desk, pair: str, meeting: str) -> Start:
    """What an unfinished meeting started from: who sits where. Raises `CannotDo`."""
    from checkin.record.starting import read_meeting

    return read_meeting(desk.places.journal(pair, meeting))[0]


def come_in(desk: Desk, pair: str, meeting: str, seat: str) -> tuple[SeatMeeting, Wire]:
    """Take a seat in a meeting, which is shared from now on if it was not. May take a second.

    `seat` is the seat's id, or whom it plays: `mentee` or `mentor`. Raises `CheckinError`.
    """
    from checkin.live.link import enter

    start = start_of(desk, pair, meeting)
    own = seat if seat in start.seats else start.bank.seat("mentee" if seat == "mentee" else "mentor")
    return enter(desk, pair, own, meeting=meeting)
