"""What a review says under its questions: goals that hang on the mentor alone, and how each wanted to be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Intention, Topic
    from checkin.meeting.start import Start

ONE_OF_MANY, SHOWING_UP = 31, 33
"""Practices, by their numbers in `banks.practices`: being one help among others, and saying how one wants to
be here. Questions in words that serve them are those with something said under them.
"""

MOST = 3
"""Goals that are named, the newest."""

_LONGEST = 50
_WORDED = ("text", "line", "list")


def as_review(start: Start, topics: Iterable[Topic], intentions: Sequence[Intention]) -> Start:
    """The start of a review that says what is on record where it asks about it.

    `topics` and `intentions` are those of the record, oldest first. Where there is nothing to say, the start
    stays as it is.
    """
    leaning, meant = _leaning(start, topics), _meant(start, intentions)
    told = {number: words for number, words in ((ONE_OF_MANY, leaning), (SHOWING_UP, meant)) if words}
    return _with_hints(start, lambda question: [told[n] for n in question.practices if n in told])


def hangs_on(depends: str, mentor: str) -> bool:
    """Whether what a goal depends on is the mentor and nothing else."""
    plain = clean_line(depends).casefold()
    for join in (" and ", ";", "/", "+", "&"):
        plain = plain.replace(join, ",")
    parts = [part.strip(" .!") for part in plain.split(",") if part.strip(" .!")]
    own = {mentor.casefold(), "mentor", "my mentor", "the mentor"}
    return bool(parts) and all(part in own for part in parts)


def _leaning(start: Start, topics: Iterable[Topic]) -> str:
    mentor = start.name(start.mentor)
    goals = [one.text for one in topics if hangs_on(one.depends, mentor)]
    newest = list(dict.fromkeys(map(_quoted, reversed(goals))))[:MOST]
    return f"On {mentor} alone, as you said: {', '.join(newest)}." if newest else ""


def _meant(start: Start, intentions: Sequence[Intention]) -> str:
    """Each one's own words of last time, to be rated by themselves, aloud."""
    latest = {one.seat: one.text for one in intentions if clean_line(one.text)}
    said = [
        f"{start.name(seat)}, last time: {_quoted(latest[seat])}" for seat in start.seats if seat in latest
    ]
    return f"{'. '.join(said)}. Each says for themselves how that went, 0 to 10." if said else ""


def _quoted(text: str) -> str:
    return f"“{cut(clean_line(text), _LONGEST)}”"


def _with_hints(start: Start, more: Callable[[Question], list[str]]) -> Start:
    """The start with more lines under the questions in words."""

    def said(question: Question) -> Question:
        if question.type not in _WORDED or not (lines := more(question)):
            return question
        # No answer is to be put into people's own words.
        told = "\n".join(lines).replace("${", "$ {")
        return replace(question, hint="\n".join(filter(None, [question.hint, told])))

    stages = tuple(
        replace(stage, items=tuple(said(question) for question in stage.questions))
        for stage in start.bank.stages
    )
    return replace(start, bank=replace(start.bank, stages=stages))
