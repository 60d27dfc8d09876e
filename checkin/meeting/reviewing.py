"""What a review brings back: goals that hang on the mentor alone, how each wanted to be and how that went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from checkin.banks.model import Question
from checkin.ground.dates import show_iso
from checkin.ground.text import clean_line, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from checkin.banks.model import Pool
    from checkin.meeting.ledgers import Intention, Topic
    from checkin.meeting.start import Start

ONE_OF_MANY, SHOWING_UP = 31, 33
"""Practices, by their numbers in `banks.practices`: being one help among others, and saying how one wants to
be here. Questions in words that serve them are those with something said under them.
"""

RATING = "showed_up"
"""The id and the tag of the question how it went, asked where somebody has said how they want to be."""

MOST = 3
"""Goals that are named, the newest."""

RATED_TO = 10
"""The highest number that can be given; the lowest is 0."""

_LONGEST = 50
_WORDED = ("text", "line", "list")


def as_review(start: Start, topics: Iterable[Topic], intentions: Sequence[Intention]) -> Start:
    """The start of a review that says what is on record where it asks about it.

    `topics` and `intentions` are those of the record, oldest first. Where there is nothing to say, the start
    stays as it is.
    """
    latest = {one.seat: one for one in intentions if clean_line(one.text)}
    leaning, meant = _leaning(start, topics), _meant(start, latest)
    told = {number: words for number, words in ((ONE_OF_MANY, leaning), (SHOWING_UP, meant)) if words}
    start = _with_hints(start, lambda question: [told[n] for n in question.practices if n in told])
    return _with_rating(start, {seat: one for seat, one in latest.items() if seat in start.seats})


def rated_words(one: Intention, day: str) -> str:
    """How it went by their own view, `7 of 10 (Fri 13 Nov)`; empty where it is not said. `day`: in words."""
    told = "" if one.rated is None else f"{one.rated} of {RATED_TO}"
    return f"{told} ({day})" if told and day else told


def hangs_on(depends: str, mentor: str) -> bool:
    """Whether what a goal depends on is the mentor and nothing else."""
    plain = clean_line(depends).casefold()
    for join in (" and ", ";", "/", "+", "&"):
        plain = plain.replace(join, ",")
    parts = [part.strip(" .!") for part in plain.split(",") if part.strip(" .!")]
    called = mentor.casefold()
    own = {called, called.partition(" ")[0], "mentor", "my mentor", "the mentor"}
    return bool(parts) and all(part in own for part in parts)


def _leaning(start: Start, topics: Iterable[Topic]) -> str:
    mentor = start.name(start.mentor)
    goals = [one.text for one in topics if hangs_on(one.depends, mentor)]
    newest = list(dict.fromkeys(map(quoted, reversed(goals))))[:MOST]
    return f"On {mentor} alone, as you said: {', '.join(newest)}." if newest else ""


def _meant(start: Start, latest: Mapping[str, Intention]) -> str:
    """Each one's own words of last time, and what they said of them at an earlier review."""
    said = []
    for seat in start.seats:
        if seat in latest:
            one = latest[seat]
            went = rated_words(one, show_iso(one.rated_on))
            said.append(f"{start.name(seat)}, last time: {quoted(one.text)}{f', {went}' if went else ''}")
    return f"{'. '.join(said)}." if said else ""


def _with_rating(start: Start, latest: Mapping[str, Intention]) -> Start:
    """The start with one more question before that of how each wants to be: how it went since, by their own
    view. It is for those who had said so, about nobody else, and is compared with nothing.
    """
    taken = {question.id for question in start.bank.all_questions()}
    stages, asked = [], False
    for stage in start.bank.stages:
        items: list[Question | Pool] = []
        for item in stage.items:
            wants = isinstance(item, Question) and item.type in _WORDED and SHOWING_UP in item.practices
            if wants and latest and not asked and RATING not in taken:
                items.append(_rating(cast("Question", item), latest, _meant(start, latest)))
                asked = True
            items.append(item)
        stages.append(replace(stage, items=tuple(items)))
    if not asked:
        return start
    known = replace(start.known, intentions=tuple(latest.values()))
    return replace(start, bank=replace(start.bank, stages=tuple(stages)), known=known)


def _rating(before: Question, latest: Mapping[str, Intention], meant: str) -> Question:
    return Question(
        RATING,
        "How did it go with how you wanted to be here?",
        type="scale",
        who=next(iter(latest)) if len(latest) == 1 else "both",
        quick=before.quick,
        min=0,
        max=RATED_TO,
        label="As they meant to be here",
        # No answer is to be put into people's own words.
        hint=f"{meant}\nFrom 0, not at all, to {RATED_TO}, just so. Each about themselves.".replace(
            "${", "$ {"
        ),
        tags=(RATING,),
        practices=(SHOWING_UP,),
    )


def quoted(text: str) -> str:
    """Somebody's words as they are quoted: on one line, cut where they are long."""
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
