"""What the other one still has to say on a page that both are at: being done first rushes nobody."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from checkin.banks.model import ROW_TYPES, TEXT_TYPES
from checkin.meeting.answered import is_answered
from checkin.meeting.flow import BOTH
from checkin.meeting.picks import said
from checkin.meeting.state import is_blind
from checkin.meeting.turning import place_of
from checkin.tui.pages.moving import Said

if TYPE_CHECKING:
    from textual.widget import Widget as _Base

    from checkin.banks.model import Question
    from checkin.live.seat import SeatMeeting
    from checkin.meeting.flow import Prompt
    from checkin.meeting.state import Place
    from checkin.record.held import Held
else:
    _Base = object  # not a widget itself: see `Moving`

STILL = 0.3
"""Seconds in which Enter is not taken again after it said that the other one is still at it."""


class Unhurried(_Base):
    """Mixed into pages: the first Enter past the end says what is still missing, the second goes on."""

    meeting: Held
    prompt: Prompt
    place: Place
    _asked_at = 0.0
    """When it was said that the other one is still at it; 0 while it was not."""

    def goes_on(self) -> bool:
        """Whether Enter may go on now; says why not."""
        if self._asked_at:
            # The second Enter is pressed, not the first one held.
            return time.monotonic() - self._asked_at >= STILL
        waits = still_theirs(self.meeting, self.prompt, self.place)
        if waits:
            self._asked_at = time.monotonic()
            self.post_message(Said(f"{waits} Enter again goes on."))
        return not waits


def still_theirs(held: Held, prompt: Prompt, place: Place) -> str:
    """A sentence about what the other one has not said yet on the page in hand, empty when nothing waits.

    Nothing waits at one keyboard, for somebody who is elsewhere, or when turning is for oneself.
    """
    if not held.shared or prompt.is_card:
        return ""
    meeting = cast("SeatMeeting", held)
    if meeting.apart:
        return ""
    for seat in meeting.others:
        there = place_of(meeting.state, seat)
        with_me = meeting.here.get(seat) and (there.prompt, there.row) == (place.prompt, place.row)
        if with_me and (words := _missing(meeting, prompt.question, seat)):
            return f"{meeting.start.name(seat)} {words}"
    return ""


def _missing(meeting: SeatMeeting, question: Question, seat: str) -> str:
    state, start = meeting.state, meeting.start
    if question.type == "offer":
        offers = [row for row in state.live_rows(question.id) if said(row).strip()]
        if start.gives(seat, question):
            waits = state.gate_open(question.id) and not offers and not state.answer(question.id, seat).talked
            return "has not written anything yet." if waits else ""
        waits = any(not row.text("reaction") for row in offers)
        return "has not said what they make of it yet." if waits else ""
    ours = question.type == "follow_through" or (question.type in ROW_TYPES and question.type != "list")
    if question.who != BOTH or ours or question.type == "say" or is_blind(question):
        return ""
    if is_answered(state, question, seat) or state.answer(question.id, seat).talked:
        return ""
    written = question.type in (*TEXT_TYPES, "list", "date")
    return "has not written anything yet." if written else "has not chosen yet."
