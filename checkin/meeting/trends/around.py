"""Trends of what it was about and who else is there: topics, goals, people, doors."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.ground.text import clean_line, counted, cut
from checkin.meeting.cards import DOOR_MODES, first_contact
from checkin.meeting.ledgers import TOPIC_ENDS
from checkin.meeting.reviewing import hangs_on
from checkin.meeting.topics import same_topics
from checkin.meeting.trends.thinking import event, point, times, totals
from checkin.meeting.trends.trend import Because, Point, Trend
from checkin.meeting.words import TOPIC_WORDS

if TYPE_CHECKING:
    from checkin.meeting.ledgers import Door, Topic
    from checkin.meeting.trends.past import Past, PastMeeting

END_WORDS = {**TOPIC_WORDS, "": "nothing said"}
"""How a topic was left, in words."""


def topics(past: Past) -> Trend:
    """How topics were left, and which of them came back."""
    points, because = [], []
    for held, one in _topics(past):
        points.append(point(held, tuple(int(one.end == end) for end in TOPIC_ENDS)))
        because.append(event(held, f"{END_WORDS.get(one.end, one.end)}: {one.text}"))
    ends = dict(zip(TOPIC_ENDS, totals(points, len(TOPIC_ENDS)), strict=True))
    left = [f"{END_WORDS[end]} {number}" for end, number in ends.items() if number]
    words = [f"{counted(len(points), 'topic')}: {', '.join(left) or 'none'}."]
    words += [
        f"“{cut(clean_line(same[-1].text), 50)}” came up {len(same)} times."
        for same in came_back(past.ledgers.topics)
    ]
    series = tuple(END_WORDS[end] for end in TOPIC_ENDS)
    return Trend(
        "topics",
        "How topics were left",
        series,
        tuple(points),
        tuple(words[:3]),
        len(points),
        (13, 29),
        tuple(because),
    )


def came_back(topics: tuple[Topic, ...]) -> list[tuple[Topic, ...]]:
    """Topics that came up more than once, oldest first within each, the most frequent first."""
    groups = same_topics(one.text for one in topics)
    found = (tuple(topics[at] for at in group) for group in groups if len(group) > 1)
    return sorted(found, key=len, reverse=True)


def goals(past: Past) -> Trend:
    """What else goals depend on: goals that hang on the mentor alone stand out."""
    mentor = past.mentor
    points, because = [], []
    for held, one in _topics(past):
        alone = hangs_on(one.depends, mentor)
        figures = (int(bool(one.depends) and not alone), int(alone), int(not one.depends))
        points.append(point(held, figures))
        depends = f"depends on {one.depends}" if one.depends else "left open"
        because.append(event(held, f"{one.text} ({depends})"))
    others, alone_too, open_ones = totals(points, 3)
    told = (
        f"{counted(len(points), 'goal')}: {others} with something or somebody else they depend on, "
        f"{alone_too} with {mentor} alone, {open_ones} left open."
    )
    series = ("others, or something else", f"{mentor} alone", "left open")
    return Trend(
        "goals", "What goals depend on", series, tuple(points), (told,), len(points), (31,), tuple(because)
    )


def people(past: Past) -> Trend:
    """Who had a part in how many topics: the mentor, and everybody else who was named."""
    mentor = past.mentor
    count: Counter[str] = Counter()
    because = []
    met = besides = 0
    shown: dict[str, str] = {}
    for held, named in turned_to(past):
        met += bool(named)
        besides += any(name != mentor for name in named)
        for name in named:
            # Written this way or that, it is the same person.
            count[shown.setdefault(name.casefold(), name)] += 1
        if named:
            because.append(event(held, ", ".join(named)))
    points = tuple(Point(name, (number,)) for name, number in count.most_common())
    others = sum(name != mentor for name in count)
    words = (
        f"In {besides} of {counted(met, 'meeting')} somebody besides {mentor} had a part in it.",
        "One other person came up." if others == 1 else f"{others} other people came up.",
    )
    return Trend("people", "Who had a part in it", ("meetings",), points, words, met, (32,), tuple(because))


def turned_to(past: Past) -> list[tuple[PastMeeting, tuple[str, ...]]]:
    """The people who had a part in each meeting's topic: named there, on the shelf, behind a door; and the
    mentor, where something of theirs was kept or a step is theirs.
    """
    shelf: dict[str, list[str]] = {}
    for one in past.ledgers.resources:
        if one.source == "person":
            shelf.setdefault(one.meeting, []).append(clean_line(one.text))
    doors: dict[str, list[str]] = {}
    for door in past.ledgers.doors:
        doors.setdefault(door.meeting, []).append(clean_line(door.text))
    found = []
    for held, seen in past.usual:
        kept = any(made.reaction == "keep" and made.kind not in ("resource", "door") for made in seen.offers)
        theirs = any(step.owner == "mentor" for step in seen.steps)
        named = [past.mentor] if kept or theirs else []
        named += [*seen.people, *shelf.get(held.id, ()), *doors.get(held.id, ())]
        own = (past.mentee.casefold(),)
        once = {clean_line(name).casefold(): clean_line(name) for name in reversed(named)}
        once |= {key: past.mentor for key in once if key == past.mentor.casefold()}
        found.append((held, tuple(name for key, name in reversed(once.items()) if key not in own)))
    return found


def doors(past: Past) -> Trend:
    """Who makes the first contact behind a door: the mentee, both together, the mentor."""
    mentee, mentor = past.mentee, past.mentor
    found = [(day, door) for door in past.ledgers.doors if (day := _day(door.date)) is not None]
    points = tuple(
        Point(show_date(day), tuple(int(door.mode == mode) for mode in DOOR_MODES), day)
        for day, door in found
    )
    modes = dict(zip(DOOR_MODES, totals(list(points), len(DOOR_MODES)), strict=True))
    contacted = sum(any(move.what == "contacted" for move in door.moves) for _, door in found)
    first = (
        f"{counted(len(found), 'door')}. The first contact: {mentee} {times(modes['mentee'])}, "
        f"both together {times(modes['together'])}, {mentor} {times(modes['mentor'])}."
    )
    made = (
        f"{contacted} of them led to a first contact so far."
        if contacted
        else "None led to a first contact yet."
    )
    words = (first, made)
    because = tuple(_of_door(day, door, past) for day, door in found)
    series = (mentee, "both together", mentor)
    met = len({door.meeting or door.date for _, door in found})
    return Trend("doors", "Doors, and who knocks", series, points, words, met, (35, 36), because)


def _of_door(day: date, door: Door, past: Past) -> Because:
    who = first_contact(door.mode, past.mentee, past.mentor)
    where = held.title if (held := past.by_id.get(door.meeting)) else ""
    return Because(day, where, clean_line(f"{door.text} (first contact: {who})"))


def _topics(past: Past) -> list[tuple[PastMeeting, Topic]]:
    return [(past.by_id[one.meeting], one) for one in past.ledgers.topics if one.meeting in past.by_id]


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
