"""Taking a seat in a shared meeting: the way there, a hello, and everything the room has to tell."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, CheckinError, NotFound
from checkin.ground.ids import is_ulid
from checkin.live.drafts import Drafts
from checkin.live.frames import BadFrame
from checkin.live.messages import Decoder, Encoder
from checkin.live.seat import Arrival, SeatMeeting
from checkin.live.shared import seat_meant, start_of
from checkin.live.where import read_note
from checkin.live.wire import Gone, Way, Wire, next_payloads
from checkin.meeting.start import from_json as start_from_json
from checkin.record.journal_lines import read_journal

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

WELCOME_WITHIN = 5.0
"""Seconds without a word from the room before a seat that enters gives up."""

ANSWER_WITHIN = 0.5
"""Seconds for the room to say who is here, before somebody comes in."""

_TRIES = 3


def enter(desk: Desk, pair: str, seat: str, *, meeting: str | None = None) -> tuple[SeatMeeting, Wire]:
    """Take a seat in a pair's shared meeting, starting its room where none runs. May take a second.

    With `meeting` (an unfinished one that this process does not hold itself) it is shared from now on, if
    it was not. What is returned is for `AppLink` or `LineLink`.

    Raises NotFound when nothing is shared or the meeting is over, HeldByOther when another process holds
    it alone, CannotDo when the room can't be started or says no.
    """
    if meeting is None:
        shared = read_note(desk.places, pair)
        if shared is None:
            raise NotFound("Nobody shares a meeting of this pair at the moment.")
        meeting = shared.meeting
    way = Way(desk.places, desk.environ, pair, meeting)
    for _ in range(_TRIES):
        wire = way.open()
        try:
            return _welcomed(desk, seat, wire), wire
        except Gone:
            wire.close()  # it ended at this very moment: the next one will do
        except BaseException:
            wire.close()
            raise
    raise CannotDo("The shared meeting ended while you came in.", "Try again in a moment.")


def come_in(desk: Desk, pair: str, meeting: str, seat: str) -> tuple[SeatMeeting, Wire]:
    """Take a seat in an unfinished meeting: the seat with this id, or of whom it plays, `mentee` or `mentor`.

    It is shared from now on if it was not. May take a second. Raises what `enter` raises.
    """
    return enter(desk, pair, seat_meant(start_of(desk, pair, meeting), seat), meeting=meeting)


def who_is_here(desk: Desk, pair: str) -> frozenset[str]:
    """The seats somebody sits in at this moment; nobody where nothing is shared or the room does not say."""
    shared = read_note(desk.places, pair)
    if shared is None:
        return frozenset()
    try:
        wire = Way(desk.places, desk.environ, pair, shared.meeting).connect()
    except (OSError, CheckinError):
        return frozenset()
    try:
        wire.send(Encoder().encode({"k": "who"}))
        payloads = next_payloads(wire, time.monotonic() + ANSWER_WITHIN)
        message = Decoder().decode(payloads[0]) if payloads else None
    except (Gone, BadFrame):
        return frozenset()
    finally:
        wire.close()
    here = message.get("here") if isinstance(message, dict) else None
    return (
        frozenset(seat for seat, windows in here.items() if windows)
        if isinstance(here, dict)
        else frozenset()
    )


def is_open(desk: Desk, pair: str) -> bool:
    """Whether the room of a pair's shared meeting is there at this moment."""
    shared = read_note(desk.places, pair)
    if shared is None:
        return False
    try:
        Way(desk.places, desk.environ, pair, shared.meeting).connect().close()
    except (OSError, CheckinError):
        return False
    return True


def _welcomed(desk: Desk, seat: str, wire: Wire) -> SeatMeeting:
    """Say hello and wait until the room has told everything. Raises Gone, CannotDo, NotFound."""
    arrival = Arrival(seat, desk.ids, desk.clock, Drafts(blind_file(wire.way, seat)))
    meeting: SeatMeeting | None = None
    while meeting is None:
        wire.send(arrival.take())
        payloads = next_payloads(wire, time.monotonic() + WELCOME_WITHIN)
        if not payloads:
            raise CannotDo("The shared meeting does not answer.", "Try again in a moment.")
        try:
            for payload in payloads:
                if meeting is None:
                    meeting = arrival.receive(payload)
                else:
                    meeting.receive(payload)
        except BadFrame:
            raise CannotDo("What the shared meeting says can't be understood here.") from None
    return meeting


def blind_file(way: Way, seat: str) -> Path | None:
    """The private file of whoever sits there, for blind answers; None when that can't be found out."""
    try:
        header = read_journal(way.places.journal(way.pair, way.meeting), header_only=True).header
        person = start_from_json(header or {}).seats[seat].id
    except (KeyError, ValueError, CannotDo):
        return None
    return way.places.private / f"{person}.blind.json" if is_ulid(person) else None
