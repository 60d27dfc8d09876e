"""From when on a signal says something: one table, and nothing else decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WINDOW = 8
"""The latest meetings that signals look at; those that were urgent, too much or unsafe are passed over."""

Concerns = Literal["mentee", "mentor", "both"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """From when on one signal says something.

    `events` are how many of its events there must be at least. `parts` and `of`, where given, say what part
    of all such things they must also be: 3 of 4 picks. `about` says whom it concerns, `title` is its name in
    the list, `when` says in words when it comes, `question` is what one may ask oneself.
    """

    id: str
    about: Concerns
    title: str
    when: str
    question: str
    events: int
    parts: int = 0
    of: int = 1


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        "early",
        "mentor",
        "Going first",
        "The mentor went first in 3 meetings or more, and in at least half of those with a mentor’s turn.",
        "What would have come if there had been another minute?",
        events=3,
        parts=1,
        of=2,
    ),
    Threshold(
        "picked",
        "both",
        "Whose ideas are picked",
        "4 ideas of the mentor or more were picked, and at least 3 of every 4 picks are the mentor’s.",
        "Which of your own ideas would you like to try next?",
        events=4,
        parts=3,
        of=4,
    ),
    Threshold(
        "carrying",
        "both",
        "Who carries the steps",
        "4 steps or more are the mentor’s, and at least half of all.",
        "Which of these could change hands, wholly or in part?",
        events=4,
        parts=1,
        of=2,
    ),
    Threshold(
        "doing",
        "mentor",
        "Help by doing it",
        "The mentor did it for the mentee 3 times or more.",
        "Which lighter help would be enough next time?",
        events=3,
    ),
    Threshold(
        "instructing",
        "mentor",
        "Clear instructions",
        "4 offers or more were clear instructions, and at least half of all.",
        "Which of these could have been a story, or a question?",
        events=4,
        parts=1,
        of=2,
    ),
    Threshold(
        "returning",
        "both",
        "A topic that comes back",
        "One topic came up 3 times or more and no next step came of it.",
        "Is there a step in it, is it better parked, or is it somebody else’s to hear?",
        events=3,
    ),
    Threshold(
        "carried",
        "mentee",
        "Steps that go along",
        "3 open steps or more have been carried on twice or more.",
        "Are they still worth it: smaller, different, let go, or just as they are?",
        events=3,
    ),
    Threshold(
        "doors",
        "both",
        "Who knocks",
        "3 doors or more, and the first contact is the mentor’s at every one.",
        "At which door could the first words be the mentee’s?",
        events=3,
        parts=1,
        of=1,
    ),
    Threshold(
        "only-one",
        "both",
        "One source",
        "5 thoughts or more were kept, and none points to a book, a tool or another person.",
        "Who or what else knows something about this?",
        events=5,
        parts=1,
        of=1,
    ),
)
"""All of them, in the order in which they are shown."""


def reached(threshold: Threshold, events: int, out_of: int = 0) -> bool:
    """Whether so many events, of so many things in all, are enough."""
    return events >= threshold.events and events * threshold.of >= threshold.parts * out_of
