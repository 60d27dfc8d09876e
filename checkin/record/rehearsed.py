"""A meeting that is only rehearsed: two made-up people in a folder that is thrown away afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.places import Places
from checkin.meeting.start import OpenStep
from checkin.record.desk import Desk
from checkin.record.journal import Journal
from checkin.record.lock import Lock
from checkin.record.open_meeting import OpenMeeting, journal_header
from checkin.record.starting import new_start

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkin.banks.model import Bank, Depth

MENTEE, MENTOR = "Sam", "Robin"
"""Who meets in a rehearsal."""

GUESTS = ("Kim", "Lee", "Jo", "Max")
"""Who else does, where a bank has seats for guests."""

OPEN_STEP = "Ask somebody how they began"
"""What Sam is taken to have left open, so that there is something to give an account of."""


def begin_rehearsal(
    folder: Path, environ: Mapping[str, str], bank: Bank, depth: Depth
) -> tuple[Desk, OpenMeeting]:
    """A desk over an empty `folder`, and a meeting of Sam with Robin there. Raises `CannotDo`."""
    desk = Desk(Places(folder, folder, folder / "question_banks"), environ, thrown_away=True)
    pair = desk.create_pair(MENTOR, MENTEE)
    lock = Lock(desk.places.pair(pair) / "meeting.lock", "a meeting of this pair")
    lock.acquire()
    people = {seat.id: name for seat, name in zip(bank.guest_seats, GUESTS, strict=False)}
    ledger = desk.ledger(pair)
    start = new_start(desk.places, pair, ledger, bank, depth, desk.ids, desk.clock, people=people)
    step = OpenStep(desk.ids.new(), OPEN_STEP, start.mentee, due=desk.today().isoformat())
    start = replace(start, open_steps=(step,))
    journal = Journal.create(desk.places.open_meeting(pair, start.id), journal_header(start))
    return desk, OpenMeeting(start, journal, lock, desk.ids, desk.clock)
