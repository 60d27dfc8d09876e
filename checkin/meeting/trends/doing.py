"""Trends of doing: whose steps, what became of them, how much help, how ready, how soon after a setback."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, counted
from checkin.meeting.cards import HELP_WORDS
from checkin.meeting.trends.thinking import event, point, times, totals
from checkin.meeting.trends.trend import Because, Trend, halves
from checkin.meeting.words import BECAME_WORDS

if TYPE_CHECKING:
    from datetime import date

    from checkin.meeting.trends.past import Past, PastMeeting, PastStep

LIGHT = ("listen", "question")
"""Rungs of help that leave everything with the one who does it."""

DONE_FOR = "do"
"""The rung at which somebody else does it."""

ENDS = ("done", "partly", "changed", "dropped", "open")
"""What may have become of a step."""


def steps(past: Past) -> Trend:
    """Whose steps they were, by the meeting that made them."""
    mentee, mentor = past.mentee, past.mentor
    points, because, numbers = [], [], []
    for held, seen in past.with_figures:
        if not seen.steps:
            continue
        whose = Counter(step.owner for step in seen.steps)
        points.append(point(held, (whose["mentee"], whose["mentor"], whose["other"])))
        numbers.append((whose["mentee"], whose["mentor"]))
        because += [event(held, f"{past.name(step.owner)}: {step.what}") for step in seen.steps]
    own, mentors, others = totals(points, 3)
    words = [f"{mentee} carried {counted(own, 'step')}, {mentor} {mentors}."]
    if (parts := halves(numbers)) is not None:
        (own, first), (own_then, then) = ((a, a + b) for a, b in parts)
        words.append(
            f"In the first half of these meetings {own} of {first} were {mentee}’s, in the second half "
            f"{own_then} of {then}."
        )
    series = (mentee, mentor, *(["others"] if others else []))
    kept = tuple(points) if others else tuple(replace(one, figures=one.figures[:2]) for one in points)
    return Trend("steps", "Whose steps", series, kept, tuple(words), len(points), (4, 7), tuple(because))


def outcomes(past: Past) -> Trend:
    """What became of the steps, by the meeting that made them. Every end is as good as another."""
    points, because = [], []
    for held, made in _by_meeting(past):
        ends = Counter(step.status for step in made)
        points.append(point(held, tuple(ends[end] for end in ENDS)))
        because += [
            event(held, f"{BECAME_WORDS.get(step.status, step.status)}: {step.what}") for step in made
        ]
    numbers = dict(zip(ENDS, totals(points, len(ENDS)), strict=True))
    ends_told = [f"{number} {BECAME_WORDS[end]}" for end, number in numbers.items() if number]
    told = f"{counted(sum(numbers.values()), 'step')}: {', '.join(ends_told)}."
    series = tuple(BECAME_WORDS[end] for end in ENDS)
    return Trend(
        "outcomes",
        "What became of steps",
        series,
        tuple(points),
        (told,),
        len(points),
        (7, 15),
        tuple(because),
    )


def helped(past: Past) -> Trend:
    """How much help there was with steps, by the rung that was chosen, and how many were done without any."""
    status = {step.id: step.status for step in past.steps}
    mentor = past.mentor
    points, because, unaided, done = [], [], 0, 0
    for held, seen in past.usual:
        own = [step for step in seen.steps if step.owner == "mentee"]
        if not own:
            continue
        none = sum(not step.help for step in own)
        light = sum(step.help in LIGHT for step in own)
        heavy = sum(step.help == DONE_FOR for step in own)
        points.append(point(held, (none, light, len(own) - none - light - heavy, heavy)))
        ended = [step for step in own if status.get(step.id) == "done"]
        done += len(ended)
        unaided += sum(not step.help for step in ended)
        because += [event(held, f"{HELP_WORDS.get(step.help, 'no help')}: {step.what}") for step in own]
    _, _, _, heavy = totals(points, 4)
    words = (
        f"{past.mentee} did {counted(done, 'step')}, {unaided} of them without help.",
        f"{mentor} did {counted(heavy, 'thing')} for {past.mentee}."
        if heavy
        else f"{mentor} did none of it.",
    )
    series = ("no help", "listening, questions", "pointing, rehearsing, looking over", "doing it")
    return Trend(
        "help", "How much help with steps", series, tuple(points), words, len(points), (3, 7), tuple(because)
    )


def readiness(past: Past) -> Trend:
    """How ready somebody felt for the first step, 0 to 10, as they said it."""
    status = {step.id: step.status for step in past.steps}
    points, because, below, begun = [], [], 0, 0
    for held, seen in past.with_figures:
        first = next((step for step in seen.steps if step.priority and step.readiness is not None), None)
        if first is None or first.readiness is None:
            continue
        points.append(point(held, (first.readiness,)))
        end = status.get(first.id, "open")
        because.append(event(held, f"{first.readiness}: {first.what} ({BECAME_WORDS.get(end, end)})"))
        if first.readiness < 7:
            below += 1
            begun += end in ("done", "partly")
    numbers = sorted(one.figures[0] or 0 for one in points) or [0]
    words = (
        f"It was said {times(len(points))}, from {numbers[0]} to {numbers[-1]}.",
        f"{counted(below, 'step')} began below 7; {begun} of them got done, or partly." if below else "",
    )
    told = tuple(filter(None, words))
    return Trend(
        "readiness",
        "How ready for the step",
        ("ready",),
        tuple(points),
        told,
        len(points),
        (16,),
        tuple(because),
        "marks",
    )


def setbacks(past: Past) -> Trend:
    """How many days passed from a setback to the next step that was done."""
    done = sorted(
        (account.date, account.meeting, step.what)
        for step in past.steps
        for account in step.accounts
        if account.what == "done"
    )
    points, because = [], []
    for held, seen in past.with_figures:
        if not seen.setback:
            continue
        after = next(((day, what) for day, where, what in done if _after(held, day, where)), None)
        points.append(point(held, ((after[0] - held.date).days if after else None,)))
        because.append(event(held, "a setback"))
        if after:
            because.append(Because(after[0], "", clean_line(f"done: {after[1]}")))
    days = [one.figures[0] for one in points if one.figures[0] is not None]
    words = [f"After {counted(len(points), 'setback')}, a next step was done {times(len(days))}."]
    if days:
        words.append(
            f"It took {min(days)} to {counted(max(days), 'day')}."
            if len(set(days)) > 1
            else f"It took {counted(days[0], 'day')}."
        )
    return Trend(
        "setbacks",
        "From a setback to the next step done",
        ("days",),
        tuple(points),
        tuple(words),
        len(points),
        (11,),
        tuple(because),
        adds=False,
    )


def _after(held: PastMeeting, day: date, where: str) -> bool:
    return day >= held.date and where != held.id


def _by_meeting(past: Past) -> list[tuple[PastMeeting, list[PastStep]]]:
    made: dict[str, list[PastStep]] = {}
    for step in past.steps:
        made.setdefault(step.meeting, []).append(step)
    return [(held, made[held.id]) for held in past.meetings if held.id in made]
