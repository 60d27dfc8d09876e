"""Taking back a line of a saved meeting, as plain lines: which one, and whether it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import cut
from checkin.meeting.said_lines import said_lines
from checkin.plain.paper import render
from checkin.plain.replies import ask_yes, choose_one
from checkin.record.taking_back import WARNING, take_back

if TYPE_CHECKING:
    from checkin.plain.console import Console
    from checkin.record.desk import Desk

_LONGEST = 60


def ask_back(desk: Desk, console: Console, pair: str, which: str) -> None:
    """Ask for a line of a saved meeting, and take it back if it is meant. Raises `CheckinError`."""
    saved = desk.saved(pair, which)
    lines = said_lines(saved.state)
    if not lines:
        console.say("Nothing was written down in this meeting.")
        return
    told = [f"{one.asked} ({one.who}): {cut(one.words, _LONGEST)}" for one in lines]
    at = choose_one(console, told, "Which line? Number (Enter: none): ")
    if at is None:
        return
    console.say(f"“{cut(lines[at].words, _LONGEST)}”. {WARNING}")
    if not ask_yes(console, "Take it back? yes or no: "):
        console.say("It stays.")
        return
    again = take_back(desk, pair, saved.start.id, lines[at], render)
    console.say(" ".join(["Taken back.", *again]))
