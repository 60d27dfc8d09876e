"""Looking back over all meetings as plain lines: pictures that read well aloud, their facts, their events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError
from checkin.meeting.trends.every import trends_of
from checkin.meeting.trends.picture import page
from checkin.meeting.trends.signals import SWITCH, events_told, for_whom, signals_of, told
from checkin.meeting.trends.thresholds import THRESHOLDS
from checkin.meeting.trends.trend import TOO_FEW
from checkin.plain.words import chosen
from checkin.record.looking_back import past_of

if TYPE_CHECKING:
    from checkin.meeting.trends.past import Past
    from checkin.meeting.trends.signals import Signal
    from checkin.meeting.trends.trend import Trend
    from checkin.plain.console import Console
    from checkin.record.desk import Desk

_WIDTH, _ROWS = 76, 16
_LOOK = "t"
_SWITCHES = "w"
_EVENTS = "e"
_BRING = "r"


def tell_trends(desk: Desk, console: Console, pair: str) -> None:
    """Let people look at one picture after the other until an empty line, or the end of the input.

    Raises `CannotDo` when the record can't be read.
    """
    past = past_of(desk, pair)
    trends = trends_of(past)
    for line in past.missing:
        console.say(line)
    console.say("What moved over time:")
    for number, trend in enumerate(trends, 1):
        console.say(f"{number}. {trend.title}{f' ({TOO_FEW[:-1].lower()})' if trend.few else ''}")
    while line := (console.ask(f"A number, {_LOOK} for things to look at, Enter to go back: ") or "").strip():
        if line.casefold() == _LOOK:
            past = _things(desk, console, pair, past)
            continue
        at = chosen(line, [trend.title for trend in trends])
        if at is None:
            console.say(f"Please give a number from 1 to {len(trends)}.")
        else:
            _tell(console, trends[at])


def _tell(console: Console, trend: Trend) -> None:
    """One picture with its words, and the events on request."""
    console.say(trend.title)
    console.say(page(trend, _WIDTH, _ROWS))
    if trend.few or not trend.because:
        return
    line = console.ask(f"{_EVENTS} for the events behind it, Enter to go on: ")
    if (line or "").strip().casefold() == _EVENTS:
        for event in events_told(trend.because):
            console.say(event)


def _things(desk: Desk, console: Console, pair: str, past: Past) -> Past:
    """For whom there is something to look at, and what, once asked for. Returns the past as it is then."""
    while True:
        signals = signals_of(past)
        groups = for_whom(signals, past)
        for number, (_, words) in enumerate(groups, 1):
            console.say(f"{number}. {words}")
        if not groups:
            console.say("There is nothing to look at.")
        asked = f"A number opens it; {_SWITCHES} for what is looked for, Enter to go back: "
        line = (console.ask(asked) or "").strip()
        if not line:
            return past
        if line.casefold() == _SWITCHES:
            past = _switches(desk, console, pair, past)
            continue
        at = chosen(line, [words for _, words in groups])
        if at is None:
            console.say("That is none of them.")
            continue
        about = groups[at][0]
        for signal in signals:
            if signal.threshold.about == about:
                _tell_signal(desk, console, pair, past, signal)


def _tell_signal(desk: Desk, console: Console, pair: str, past: Past, signal: Signal) -> None:
    console.say(signal.threshold.title)
    console.say(told(signal))
    line = console.ask(f"{_BRING} lets the question wait for your next meeting, Enter to go on: ")
    if (line or "").strip().casefold() != _BRING:
        return
    about: str | None = signal.threshold.about
    if about == "both":
        about = _who(console, past)
    if about is not None:
        from checkin.record.bringing import QUESTION_WAITS, bring_once

        bring_once(desk, pair, signal.threshold.question, "", "jot", about)
        console.say(QUESTION_WAITS)


def _who(console: Console, past: Past) -> str | None:
    """Which of the two brings it, None for neither."""
    names = (past.mentee, past.mentor)
    at = chosen(
        console.ask(f"Who brings it? 1 for {names[0]}, 2 for {names[1]}, Enter for nobody: ") or "", names
    )
    return None if at is None else ("mentee", "mentor")[at]


def _switches(desk: Desk, console: Console, pair: str, past: Past) -> Past:
    """What is looked for, each switched on or off by its number. Returns the past as it is then."""
    from checkin.record.additions import switch

    while True:
        off = past.ledgers.off
        for number, one in enumerate(THRESHOLDS, 1):
            console.say(f"{number}. {'off' if SWITCH + one.id in off else 'on'}: {one.title}. {one.when}")
        line = (console.ask("A number switches it, Enter to go back: ") or "").strip()
        if not line:
            return past
        at = chosen(line, [one.title for one in THRESHOLDS])
        if at is None:
            console.say("That is none of them.")
            continue
        id = SWITCH + THRESHOLDS[at].id
        try:
            switch(desk, pair, id, id in off)
        except CheckinError as trouble:
            console.say(str(trouble))
            continue
        past = replace(past, ledgers=replace(past.ledgers, off=off ^ {id}))
