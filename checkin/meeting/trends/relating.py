"""Trends of meeting at all: planned or not, how often, challenge and support, who takes part in what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import counted
from checkin.meeting.trends.matters import MATTERS, matters_of
from checkin.meeting.trends.thinking import event, point, totals
from checkin.meeting.trends.trend import Point, Trend

if TYPE_CHECKING:
    from checkin.meeting.trends.counted import Pulse
    from checkin.meeting.trends.past import Past

_PULSES = 6
"""Kinds of numbers shown at most, the ones given most often."""


def planned(past: Past) -> Trend:
    """Whether meetings were planned, or something had come up."""
    points, because = [], []
    for held, seen in past.with_figures:
        points.append(point(held, (int(not seen.came_up), int(seen.came_up))))
        because.append(event(held, "something had come up" if seen.came_up else "planned"))
    as_planned, came_up = totals(points, 2)
    told = f"{counted(as_planned, 'meeting')} went as planned"
    words = (f"{told}; in {came_up} something had come up." if came_up else f"{told}, every one of them.",)
    series = ("planned", "something came up")
    return Trend(
        "planned",
        "Planned, or something came up",
        series,
        tuple(points),
        words,
        len(points),
        (23,),
        tuple(because),
    )


def kinds(past: Past) -> Trend:
    """What meetings were about: what comes up week by week, a setback, something thought through, what lies
    ahead, or one another. A meeting may be about several.
    """
    points, because = [], []
    ends: dict[str, list[str]] = {}
    for topic in past.ledgers.topics:
        ends.setdefault(topic.meeting, []).append(topic.end)
    for held, seen in past.with_figures:
        about = matters_of(held.state, ends.get(held.id, ()), setback=seen.setback)
        points.append(point(held, tuple(int(at in about) for at in range(len(MATTERS)))))
        because.append(event(held, f"{held.title}: {', '.join(MATTERS[at] for at in about)}"))
    counts = zip(MATTERS, totals(points, len(MATTERS)), strict=True)
    told = ", ".join(f"{name} in {number}" for name, number in counts if number)
    words = (f"{counted(len(points), 'meeting')}: {told}.",)
    return Trend(
        "kinds", "What meetings were about", MATTERS, tuple(points), words, len(points), (7,), tuple(because)
    )


def rhythm(past: Past) -> Trend:
    """How many days lay between one meeting and the next, and what had been agreed."""
    points = [point(held, (1,)) for held in past.meetings]
    because, days = [], []
    for before, held in zip(past.meetings, past.meetings[1:], strict=False):
        days.append((held.date - before.date).days)
        agreed = f", agreed was {show_iso(before.next)}" if before.next else ""
        because.append(event(held, f"{counted(days[-1], 'day')} after the meeting before{agreed}"))
    told = f"You met {counted(len(points), 'time')}."
    if days:
        least = f"{min(days)} to " if min(days) < max(days) else ""
        told = f"You met {counted(len(points), 'time')}, {least}{counted(max(days), 'day')} apart."
    return Trend(
        "rhythm",
        "How often you meet",
        ("meetings",),
        tuple(points),
        (told,),
        len(points),
        (27,),
        tuple(because),
    )


def pulses(past: Past) -> tuple[Trend, ...]:
    """The numbers that both gave, as they gave them: challenge, support, and whatever else a review asks."""
    labels: Counter[str] = Counter(pulse.label for _, seen in past.with_figures for pulse in seen.pulses)
    kept = [label for label, _ in labels.most_common(_PULSES)]
    return tuple(_pulse(past, label, number) for number, label in enumerate(kept, 1))


def _pulse(past: Past, label: str, number: int) -> Trend:
    points, because = [], []
    low, high = 0, 10
    for held, seen in past.with_figures:
        given: dict[str, Pulse] = {pulse.role: pulse for pulse in seen.pulses if pulse.label == label}
        if not given:
            continue
        low = min(pulse.low for pulse in given.values())
        high = max(pulse.high for pulse in given.values())
        values = {role: pulse.value for role, pulse in given.items()}
        points.append(point(held, (values.get("mentee"), values.get("mentor"))))
        said = [f"{past.name(role)} {values[role]}" for role in ("mentee", "mentor") if role in values]
        because.append(event(held, ", ".join(said)))
    last = because[-1].words if because else ""
    words = (f"The numbers as you gave them, {low} to {high}. The last time: {last}.",)
    series = (past.mentee, past.mentor)
    return Trend(
        f"pulse-{number}",
        label,
        series,
        tuple(points),
        words,
        len(points),
        (14,),
        tuple(because),
        "marks",
        low,
        high,
    )


def contribution(past: Past) -> Trend:
    """How many answers and lines each of them gave, by the part of the meeting. Never how many words."""
    mentee, mentor = past.mentee, past.mentor
    count: Counter[tuple[str, str]] = Counter()
    because = []
    for held, seen in past.usual:
        count.update(seen.acts)
        own, theirs = (
            sum(n for (_, who), n in seen.acts.items() if who == role) for role in ("mentee", "mentor")
        )
        because.append(event(held, f"{mentee} {own}, {mentor} {theirs}"))
    stages = list(dict.fromkeys(stage for stage, _ in count if stage))
    points = tuple(Point(stage, (count[stage, "mentee"], count[stage, "mentor"])) for stage in stages)
    own, mentors = totals(list(points), 2)
    words = (
        f"In {counted(len(past.usual), 'meeting')} {mentee} had a say {own} times, {mentor} {mentors}.",
        "Talking counts like writing; words are not counted.",
    )
    return Trend(
        "contribution",
        "Who takes part in what",
        (mentee, mentor),
        points,
        words,
        len(past.usual),
        (27,),
        tuple(because),
    )
