"""The mentee's own card, "know this about me", beside what is offered to them: its first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut
from checkin.tui.in_a_meeting import esc

if TYPE_CHECKING:
    from checkin.meeting.state import State

_WIDTH = 61


def about(state: State) -> str:
    """`About Sam: …`, as much as fits on a line, and the key for the rest; empty where there is no card."""
    words = clean_line(state.start.known.card)
    if not words:
        return ""
    line = f"About {state.start.name(state.start.seat_of('mentee'))}: {words}"
    return f"{cut(line, _WIDTH)}   {esc('about')}"
