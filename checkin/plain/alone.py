"""A meeting that the mentee holds alone, as plain lines, and the one question after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, counted
from checkin.plain.console import aside
from checkin.plain.replies import ask_yes
from checkin.plain.words import yes_or_no

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.banks.model import Depth
    from checkin.meeting.start import Start
    from checkin.plain.console import Console
    from checkin.record.desk import Desk


def hold_alone(
    desk: Desk, pair: str, bank: str, depth: Depth, console: Console, language: str | None = None
) -> int:
    """Hold a new meeting alone; one that was broken off is offered first. Returns the exit code.

    Raises what `Desk.begin` and `Desk.resume` raise.
    """
    from checkin.plain.meeting import INTERRUPTED, hold
    from checkin.record.alone import own_desk, unfinished_alone

    for waiting in unfinished_alone(desk, pair)[:1]:
        go_on = ask_yes(console, f"{clean_line(waiting.title)} was not finished. Go on with it? yes or no: ")
        if go_on is None:
            aside("Nothing was started; what is not finished is as it was.")
            return INTERRUPTED
        if go_on:
            return hold(desk, own_desk(desk, pair).resume(pair, waiting.id), console, resumed=True)
    return hold(desk, desk.begin(pair, bank, depth, language), console)


def after_alone(desk: Desk, start: Start, summary: Path, console: Console) -> None:
    """Say where it is kept, by its `summary`; of each thing that came out of it ask whether to bring it."""
    from checkin.meeting.start import PREPARE
    from checkin.record.alone import kept_where

    pair = start.pair
    if start.bank.goes_by == PREPARE:
        many = sum(one.origin == "prep" for one in desk.joint().ledger(pair).ledgers.waiting)
        if many:
            console.say(f"{counted(many, 'thing')} will be at hand when you meet.")
        console.say(f"Print it or mail it: checkin prep {pair} --show")
        return
    console.say(kept_where(desk, summary))
    ask_to_bring(desk, pair, console)


def ask_to_bring(desk: Desk, pair: str, console: Console) -> None:
    """Ask of each thing that came out of time alone: yes, no, or other words. Enter leaves it for later."""
    from checkin.record.bringing import (
        BRING,
        BROUGHT,
        NOT_BROUGHT,
        bring_outcome,
        leave_outcome,
        outcome_words,
    )
    from checkin.record.private import outcomes

    for outcome in outcomes(desk, pair):
        console.say(outcome_words(outcome))
        line = console.ask(f"{BRING} yes, no, or say it in other words (Enter: later): ")
        if line is None:
            return
        answer = yes_or_no(line)
        if not line.strip():
            console.say(f"It waits, for you alone: checkin own {pair}")
        elif answer is False:
            leave_outcome(desk, pair, outcome)
            console.say(NOT_BROUGHT)
        else:
            bring_outcome(desk, pair, outcome, "" if answer else clean_line(line))
            console.say(BROUGHT)
