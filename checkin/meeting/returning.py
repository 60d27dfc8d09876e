"""Lessons that come back when their situation does: by the tags of what is asked, or by words of the goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Lesson
    from checkin.meeting.state import State

MOST = 2
"""Lessons that come back at one time."""

_OWN_WORDS = re.compile(r"^next time,?\s+i(?: can| could| will|['’]ll)?\s+", re.IGNORECASE)


def returning(state: State, goal: str = "") -> tuple[Lesson, ...]:
    """The lessons whose situation is here again, the newest first, at most `MOST`.

    A lesson's tag is one of a question that is asked in this meeting, or a word of the `goal` as far as it
    is typed. The questions that ask for lessons don't count: they have those tags in every meeting.
    """
    from checkin.meeting.flow import shown  # a pair's page has no need of the engine

    here = {tag.casefold() for question in shown(state) if question.type != "lesson" for tag in question.tags}
    here |= set(re.findall(r"\w+", goal.casefold()))
    found = [one for one in state.start.known.lessons if here.intersection(map(str.casefold, one.tags))]
    return tuple(sorted(found, key=lambda one: (one.date, one.id), reverse=True)[:MOST])


def returning_at(state: State, question: Question) -> tuple[Lesson, ...]:
    """The lessons that come back at the first options, in a meeting that asks for no goal (a setback)."""
    from checkin.meeting.flow import shown

    types = [one.type for one in shown(state)]
    first = next((one.id for one in shown(state) if one.type == "options"), "")
    return returning(state) if question.id == first and "goal" not in types else ()


def easier_words(easier: str) -> str:
    """What will be easier, on one line, to stand behind "next time I can": without these words, where people
    typed them too.
    """
    return _OWN_WORDS.sub("", clean_line(easier))


def next_time(lessons: Iterable[Lesson]) -> str:
    """The newest that somebody wanted to be easier: `Next time I can say no on the spot`; empty for none."""
    easier = [words for one in lessons if (words := easier_words(one.easier))]
    return f"Next time I can {easier[-1]}" if easier else ""


def remembered(state: State) -> str:
    """What the mentee wanted remembered, for the first page. Nothing alone, where it is read before, and
    nothing where a lesson comes back later in this meeting anyhow.
    """
    return "" if state.start.alone or returning(state) else next_time(state.start.known.lessons)


def lesson_words(lesson: Lesson, today: date | None = None) -> str:
    """A lesson as it is read again: `From Tue 3 Mar: next time I can say no on the spot`."""
    easier = easier_words(lesson.easier)
    words = f"next time I can {easier}" if easier else clean_line(lesson.text)
    day = show_iso(lesson.date, today)
    return f"From {day}: {words}" if day else words[:1].upper() + words[1:]
