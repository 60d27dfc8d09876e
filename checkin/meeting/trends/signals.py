"""Signals: facts about how a pair works, each with its events, for the one it concerns to look at alone.

Only in the look-back, never in a meeting or a summary. Nothing is graded or compared with others, and no
words are read or counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.ground.text import clean_line, counted
from checkin.meeting.trends.around import came_back
from checkin.meeting.trends.doing import DONE_FOR
from checkin.meeting.trends.thinking import event
from checkin.meeting.trends.thresholds import THRESHOLDS, WINDOW, Threshold, reached
from checkin.meeting.trends.trend import LEAST, Because
from checkin.meeting.words import REASON_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.meeting.trends.counted import Counted
    from checkin.meeting.trends.past import Past, PastAccount, PastMeeting

SWITCH = "signal:"
"""What stands before a signal's id where it is switched on and off (`Ledgers.off`)."""

ELSEWHERE = ("resource", "door")
"""Kinds of offers that point away from the mentor."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A fact that has reached its threshold: what it says in one sentence, and because of which events."""

    threshold: Threshold
    says: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What signals look at: the latest meetings, the quiet ones left out, and the whole past behind them."""

    past: Past
    meetings: tuple[tuple[PastMeeting, Counted], ...]

    def has(self, meeting: str) -> bool:
        """Whether a meeting is among them."""
        return any(held.id == meeting for held, _ in self.meetings)

    def holds(self, account: PastAccount) -> bool:
        """Whether an account was given in one of them, or between them."""
        between = not account.meeting and account.date >= self.meetings[0][0].date
        return between or self.has(account.meeting)

    @property
    def span(self) -> str:
        """Since when, in words."""
        return f"Since {show_date(self.meetings[0][0].date)}"


_Found = tuple[list[Because], int, str]
"""The events, of how many things in all, and the sentence."""


def signals_of(past: Past, about: str = "") -> tuple[Signal, ...]:
    """The signals that have something to say, in the table's order; `about` only those that concern
    `mentee`, `mentor` or `both`.

    None below three meetings that count, and none that the pair switched off.
    """
    counting = tuple((held, seen) for held, seen in past.usual if not seen.quiet)[-WINDOW:]
    if len(counting) < LEAST:
        return ()
    seen = _Seen(past, counting)
    found = []
    for threshold in THRESHOLDS:
        if SWITCH + threshold.id in past.ledgers.off or (about and threshold.about != about):
            continue
        because, out_of, says = _LOOKS[threshold.id](seen)
        if reached(threshold, len(because), out_of):
            found.append(Signal(threshold, clean_line(says), tuple(because)))
    return tuple(found)


def _early(seen: _Seen) -> _Found:
    mentor = seen.past.mentor
    because = [
        event(held, f"{mentor} went first: {REASON_WORDS[figures.early[0]]}")
        for held, figures in seen.meetings
        if figures.early
    ]
    turns = sum(bool(figures.openings) for _, figures in seen.meetings)
    return because, turns, f"{seen.span}, {mentor} went first in {len(because)} of {turns} meetings."


def _picked(seen: _Seen) -> _Found:
    picks = [(held, role, text) for held, figures in seen.meetings for role, text in figures.picks]
    because = [event(held, f"picked: {text}") for held, role, text in picks if role == "mentor"]
    says = f"{seen.span}, {len(because)} of {len(picks)} ideas that were picked came from {seen.past.mentor}."
    return because, len(picks), says


def _carrying(seen: _Seen) -> _Found:
    steps = [(held, step) for held, figures in seen.meetings for step in figures.steps]
    because = [event(held, step.what) for held, step in steps if step.owner == "mentor"]
    return (
        because,
        len(steps),
        f"{seen.span}, {seen.past.mentor} carried {len(because)} of {len(steps)} steps.",
    )


def _doing(seen: _Seen) -> _Found:
    steps = [(held, step) for held, figures in seen.meetings for step in figures.steps]
    because = [event(held, step.what) for held, step in steps if step.help == DONE_FOR]
    says = f"{seen.span}, {seen.past.mentor} did {len(because)} things for {seen.past.mentee}."
    return because, 0, says


def _instructing(seen: _Seen) -> _Found:
    offers = [(held, one) for held, figures in seen.meetings for one in figures.offers]
    because = [event(held, one.text) for held, one in offers if one.kind == "instruction"]
    says = f"{seen.span}, {len(because)} of {len(offers)} thoughts that were offered were clear instructions."
    return because, len(offers), says


def _returning(seen: _Seen) -> _Found:
    topics = tuple(one for one in seen.past.ledgers.topics if seen.has(one.meeting))
    without = [same for same in came_back(topics) if not any(one.end == "step" for one in same)]
    most = max(without, key=len, default=())
    because = [event(seen.past.by_id[one.meeting], one.text) for one in most]
    said = clean_line(most[-1].text) if most else ""
    return because, 0, f"{seen.span}, “{said}” came up {len(most)} times, and no next step came of it."


def _carried(seen: _Seen) -> _Found:
    because = []
    quiet = {held.id for held, figures in seen.past.with_figures if figures.quiet}
    for step in seen.past.steps:
        if step.meeting in quiet:
            continue
        on = [one for one in step.accounts if one.what == "carried" and seen.holds(one)]
        if step.status in ("open", "partly") and len(on) >= 2:
            because.append(Because(on[-1].date, "", clean_line(f"carried on {len(on)} times: {step.what}")))
    return because, 0, f"{seen.span}, {len(because)} open steps were carried on twice or more."


def _doors(seen: _Seen) -> _Found:
    doors = [one for one in seen.past.ledgers.doors if seen.has(one.meeting)]
    because = [event(seen.past.by_id[one.meeting], one.text) for one in doors if one.mode == "mentor"]
    says = f"{seen.span}, the first contact was {seen.past.mentor}’s at {len(because)} of {len(doors)} doors."
    return because, len(doors), says


def _only_one(seen: _Seen) -> _Found:
    kept = [(held, one) for held, figs in seen.meetings for one in figs.offers if one.reaction == "keep"]
    because = [event(held, one.text) for held, one in kept if one.kind not in ELSEWHERE]
    shelf = sum(seen.has(one.meeting) for one in seen.past.ledgers.resources)
    doors = sum(seen.has(one.meeting) for one in seen.past.ledgers.doors)
    people = sum(len(figures.people) for _, figures in seen.meetings)
    says = (
        f"{seen.span}, {len(because)} thoughts of {seen.past.mentor} were kept, and none of them points to a "
        "book, a tool or another person."
    )
    return because, len(because) + shelf + doors + people + len(kept) - len(because), says


_LOOKS: dict[str, Callable[[_Seen], _Found]] = {
    "early": _early,
    "picked": _picked,
    "carrying": _carrying,
    "doing": _doing,
    "instructing": _instructing,
    "returning": _returning,
    "carried": _carried,
    "doors": _doors,
    "only-one": _only_one,
}


def for_whom(signals: tuple[Signal, ...], past: Past) -> tuple[tuple[str, str], ...]:
    """For whom there is something to look at, and a line of it: `2 things to look at, for Sam`."""
    found = []
    for about, name in (("mentee", past.mentee), ("mentor", past.mentor), ("both", "both of you")):
        number = sum(signal.threshold.about == about for signal in signals)
        if number:
            found.append((about, f"{counted(number, 'thing')} to look at, for {name}"))
    return tuple(found)


def told(signal: Signal) -> str:
    """A signal in full: what it says, something to ask oneself, and because of which events."""
    return "\n".join(
        [signal.says, "", signal.threshold.question, "", "Because of these:", *events_told(signal.because)]
    )


def events_told(because: tuple[Because, ...]) -> list[str]:
    """Events as lines, the newest first."""
    newest = sorted(because, key=lambda one: one.date, reverse=True)
    return [f"- {', '.join(filter(None, [show_date(one.date), one.where]))}: {one.words}" for one in newest]
