"""Trends of thinking aloud: whose ideas, which were picked, how the gate opened, what was offered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.ground.text import clean_line, counted
from checkin.meeting.cards import SOURCES
from checkin.meeting.events import ASKED, MENTOR_REASONS, THOUGHT
from checkin.meeting.trends.trend import Because, Point, Trend, halves
from checkin.meeting.values import OFFER_KINDS
from checkin.meeting.words import OFFER_WORDS, REASON_WORDS

if TYPE_CHECKING:
    from checkin.meeting.trends.past import Past, PastMeeting

SOURCE_WORDS = {
    "book": "books",
    "course": "courses",
    "template": "templates",
    "tool": "tools",
    "article": "articles",
    "person": "people",
    "": "others",
}
"""Kinds of resources as people read them, several of each."""


def ideas(past: Past) -> Trend:
    """Whose ideas there were, and how many of the mentee's own came before anything of the mentor's."""
    mentee, mentor = past.mentee, past.mentor
    points, because, numbers = [], [], []
    for held, seen in past.usual:
        figures = (len(seen.own_before), len(seen.own_later), len(seen.mentors))
        if not any(figures):
            continue
        points.append(point(held, figures))
        numbers.append((figures[0] + figures[1], figures[2]))
        because += [event(held, f"{mentee}, first: {text}") for text in seen.own_before]
        because += [event(held, f"{mentee}, later: {text}") for text in seen.own_later]
        because += [event(held, f"{mentor}: {text}") for text in seen.mentors]
    before, later, added = totals(points, 3)
    told = (
        f"Of {counted(before + later + added, 'idea')}, {before + later} came from {mentee} and {added} from "
        f"{mentor}; {before} of {mentee}’s came before {mentor} offered anything."
    )
    words = [told]
    if (parts := halves(numbers)) is not None:
        (own, all_first), (own_then, all_then) = ((a, a + b) for a, b in parts)
        words.append(
            f"In the first half of these meetings {own} of {all_first} were {mentee}’s, in the second half "
            f"{own_then} of {all_then}."
        )
    series = (f"{mentee}’s at first", f"{mentee}’s later", f"{mentor}’s")
    return Trend(
        "ideas", "Whose ideas", series, tuple(points), tuple(words), len(points), (7, 37), tuple(because)
    )


def picks(past: Past) -> Trend:
    """Whose idea was picked."""
    mentee, mentor = past.mentee, past.mentor
    points, because = [], []
    for held, seen in past.usual:
        if seen.picks:
            whose = Counter(role for role, _ in seen.picks)
            points.append(point(held, (whose["mentee"], whose["mentor"])))
            because += [event(held, f"picked, {past.name(role)}’s idea: {text}") for role, text in seen.picks]
    own, mentors = totals(points, 2)
    words = (f"{mentee} picked {counted(own + mentors, 'idea')}: {own} own, {mentors} of {mentor}’s.",)
    series = (f"{mentee}’s own", f"{mentor}’s")
    return Trend(
        "picks", "Which ideas were picked", series, tuple(points), words, len(points), (4, 7), tuple(because)
    )


def gate(past: Past) -> Trend:
    """How the mentor's turn came: after thinking aloud, asked for, or early and why."""
    mentee, mentor = past.mentee, past.mentor
    points, because = [], []
    reasons: Counter[str] = Counter()
    for held, seen in past.usual:
        if not seen.openings:
            continue
        count = Counter(seen.openings)
        points.append(point(held, (count[THOUGHT], count[ASKED], len(seen.early))))
        reasons.update(seen.early)
        if count[THOUGHT]:
            because.append(event(held, f"{mentee} had thought aloud"))
        if count[ASKED]:
            because.append(event(held, f"{mentee} asked for {mentor}’s turn"))
        because += [event(held, f"{mentor} went first: {REASON_WORDS[why]}") for why in seen.early]
    thought, asked, early = totals(points, 3)
    told = (
        f"{mentor}’s turn came {times(thought)} after {mentee} had thought aloud, and {times(asked)} because "
        f"{mentee} asked for it."
    )
    words = [told]
    if early:
        why = ", ".join(f"{REASON_WORDS[one]} {reasons[one]}" for one in MENTOR_REASONS if reasons[one])
        words.append(f"{mentor} went first {times(early)} ({why}).")
    else:
        words.append(f"{mentor} never went first.")
    series = (f"after {mentee} thought aloud", f"{mentee} asked", f"{mentor} went first")
    return Trend(
        "gate",
        "How the mentor’s turn came",
        series,
        tuple(points),
        tuple(words),
        len(points),
        (1,),
        tuple(because),
    )


def offers(past: Past) -> Trend:
    """What kinds of thoughts the mentor offered, and how many of them were instructions."""
    mentor = past.mentor
    points, because, kept = [], [], 0
    for held, seen in past.usual:
        if seen.offers:
            kinds = Counter(one.kind for one in seen.offers)
            points.append(point(held, tuple(kinds[kind] for kind in (*OFFER_KINDS, ""))))
            kept += sum(one.reaction == "keep" for one in seen.offers)
            because += [
                event(held, f"{OFFER_WORDS.get(one.kind, 'a thought')}: {one.text}") for one in seen.offers
            ]
    all_kinds = totals(points, len(OFFER_KINDS) + 1)
    number = sum(all_kinds)
    told = all_kinds[OFFER_KINDS.index("instruction")]
    words = (
        f"{mentor} offered {counted(number, 'thought')}; {past.mentee} kept {kept} of them.",
        f"Clear instructions among them: {told}.",
    )
    series = ("stories", "to weigh", "to use", "doors", "instructions", "others")
    return Trend(
        "offers", "What was offered", series, tuple(points), words, len(points), (2, 20), tuple(because)
    )


def sources(past: Past) -> Trend:
    """What there was to use besides the mentor, by its kind."""
    shelf = past.ledgers.resources
    count = Counter(one.source if one.source in SOURCES else "" for one in shelf)
    points = tuple(Point(SOURCE_WORDS[kind], (count[kind],)) for kind in (*SOURCES, "") if count[kind])
    kinds = sum(bool(count[kind]) for kind in SOURCES)
    words = (f"{counted(len(shelf), 'thing')} to use came to the shelf, of {counted(kinds, 'kind')}.",)
    because = tuple(
        Because(held.date, held.title, clean_line(one.text))
        for one in shelf
        if (held := past.by_id.get(one.meeting))
    )
    met = len(past.meetings) if shelf else 0
    return Trend("sources", "What there was to use", ("on the shelf",), points, words, met, (9,), because)


def point(held: PastMeeting, figures: tuple[int | None, ...]) -> Point:
    """The figures of one meeting."""
    return Point(show_date(held.date), figures, held.date)


def event(held: PastMeeting, words: str) -> Because:
    """Something that happened in a meeting."""
    return Because(held.date, held.title, clean_line(words))


def totals(points: list[Point], columns: int) -> tuple[int, ...]:
    """Each series added up."""
    return tuple(sum(one.figures[at] or 0 for one in points) for at in range(columns))


def times(number: int) -> str:
    """How often: `once`, `twice`, `5 times`, `never`."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
