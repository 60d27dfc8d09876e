"""Running the app: what stands in the way is said before the screen changes, what was held is let go of."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.errors import HeldByOther, NotFound
from checkin.tui.app import ENDING, CheckinApp
from checkin.tui.opening import Outcome

if TYPE_CHECKING:
    from checkin.live.seat import SeatMeeting
    from checkin.live.wire import Wire
    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting
    from checkin.tui.opening import Opening


def run(desk: Desk, opening: Opening) -> Outcome:
    """Run the app and return how it ended.

    A meeting to begin or go on with is opened first, so that what stands in the way is said as one
    line before the screen changes. Raises `CheckinError`.
    """
    from checkin.live.shared import shared_meeting

    meeting: OpenMeeting | None = None
    seat: tuple[SeatMeeting, Wire] | None = None
    if opening.kind == "meet" and any(not one.problem for one in desk.unfinished(opening.pair)):
        # Go on, or begin another? The pair's page asks.
        desk.make_sure_free(opening.pair)
        opening = replace(opening, kind="pair")
    elif opening.kind == "meet":
        opening, meeting = begun(desk, opening)
    elif opening.kind == "alone":
        opening, meeting = _alone(desk, opening)
    elif opening.kind == "resume":
        try:
            meeting = desk.resume(opening.pair, opening.meeting)
        except HeldByOther:
            if not shared_meeting(desk, opening.pair):
                raise
            opening, seat = _at_the_door(desk, replace(opening, kind="join"))
    elif opening.kind in ("join", "share"):
        opening, seat = _at_the_door(desk, opening)
    return to_its_end(CheckinApp(desk, opening, meeting, seat))


def begun(desk: Desk, opening: Opening) -> tuple[Opening, OpenMeeting | None]:
    """The meeting that is asked for; where nobody said who is there, the pair's page, which asks."""
    from checkin.record.seating import WhoIsThere

    try:
        meeting = desk.begin(
            opening.pair, opening.bank, opening.depth, opening.language, people=opening.people
        )
    except WhoIsThere:
        if opening.people is not None:
            raise
        return replace(opening, kind="pair", at_once=True), None
    return opening, meeting


def _alone(desk: Desk, opening: Opening) -> tuple[Opening, OpenMeeting | None]:
    """A meeting to hold alone; where one was broken off, one's own page instead, which offers both."""
    from checkin.record.alone import unfinished_alone

    if unfinished_alone(desk, opening.pair):
        return replace(opening, kind="own", seat="mentee"), None
    return opening, desk.begin(opening.pair, opening.bank, opening.depth, opening.language)


def to_its_end(app: CheckinApp) -> Outcome:
    """Run an app and return how it ended, with what it held let go of and the signals as they were."""
    before = {number: signal.getsignal(number) for number in ENDING}
    try:
        outcome: Outcome | None = app.run()
    finally:
        message = app.keep_meeting()
        for number, handler in before.items():
            signal.signal(number, handler)
    if app.defect is not None:
        return Outcome(1, message, app.defect)
    outcome = outcome or Outcome(app.return_code or 0)
    return replace(outcome, message=message or outcome.message)


def _at_the_door(desk: Desk, opening: Opening) -> tuple[Opening, tuple[SeatMeeting, Wire] | None]:
    """The opening with the meeting it means, and the seat in it if it names one. Raises `CheckinError`."""
    from checkin.live.entering import come_in
    from checkin.live.shared import meeting_to_share, shared_meeting

    if opening.kind == "share":
        meeting = opening.meeting or meeting_to_share(desk, opening.pair)
        desk.make_sure_free(opening.pair)
    else:
        meeting = shared_meeting(desk, opening.pair)
        if not meeting:
            raise NotFound(
                "Nobody shares a meeting of this pair at the moment.",
                "Ask the other one to share theirs: Esc, then Share.",
            )
    seat = come_in(desk, opening.pair, meeting, opening.seat) if opening.seat else None
    return replace(opening, meeting=meeting), seat
