"""The prompts that come at the right moment, as plain lines: which are on, and switching them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.meeting.moments.listed import HEAD, asks, switches
from checkin.plain.replies import choose_one
from checkin.record.additions import switch

if TYPE_CHECKING:
    from datetime import date

    from checkin.meeting.moments.listed import Switch
    from checkin.plain.console import Console
    from checkin.record.desk import Desk


def tell_moments(desk: Desk, console: Console, pair: str) -> None:
    """Say which prompts there are and when each comes; a number switches one on or off.

    Raises `CheckinError`.
    """
    console.say(HEAD)
    while True:
        ledger = desk.ledger(pair)
        found = switches(ledger.ledgers, ledger.meetings)
        lines = [_line(one, desk.today()) for one in found]
        at = choose_one(console, lines, "Number, to switch it on or off (Enter: back): ")
        if at is None:
            return
        switch(desk, pair, found[at].id, on=not found[at].on)
        console.say(f"“{found[at].moment.title}” is {'off' if found[at].on else 'on'}.")


def _line(one: Switch, today: date) -> str:
    last = f"last on {show_iso(one.last, today)}" if one.last else "not asked yet"
    head = f"{one.moment.title}: {'on' if one.on else 'off'}, {last}."
    return f"{head}\n   {one.moment.comes} It asks: {asks(one.moment)}"
