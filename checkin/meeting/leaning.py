"""Goals that hang on the mentor alone: which they are, and the review that names them where it asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Topic
    from checkin.meeting.start import Start

ONE_OF_MANY = 31
"""The practice, by its number in `banks.practices`, of being one help among others. In a review the questions
in words that serve it say which goals hang on the mentor alone.
"""

MOST = 3
"""Goals that are named, the newest."""

_LONGEST = 50


def hangs_on(depends: str, mentor: str) -> bool:
    """Whether what a goal depends on is the mentor and nothing else."""
    plain = clean_line(depends).casefold()
    for join in (" and ", ";", "/", "+", "&"):
        plain = plain.replace(join, ",")
    parts = [part.strip(" .!") for part in plain.split(",") if part.strip(" .!")]
    own = {mentor.casefold(), "mentor", "my mentor", "the mentor"}
    return bool(parts) and all(part in own for part in parts)


def with_leaning(start: Start, topics: Iterable[Topic]) -> Start:
    """The start of a review whose question about goals that go on says which hang on the mentor alone.

    `topics` are those of the record, oldest first. Where none does, the start stays as it is.
    """
    mentor = start.name(start.mentor)
    goals = [cut(clean_line(one.text), _LONGEST) for one in topics if hangs_on(one.depends, mentor)]
    newest = list(dict.fromkeys(reversed(goals)))[:MOST]
    if not newest:
        return start
    named = ", ".join(f"“{goal}”" for goal in newest)
    # No answer is to be put into people's own words.
    told = f"On {mentor} alone, as you said: {named}.".replace("${", "$ {")

    def said(question: Question) -> Question:
        if ONE_OF_MANY not in question.practices or question.type not in ("text", "line", "list"):
            return question
        return replace(question, hint="\n".join(filter(None, [question.hint, told])))

    stages = tuple(
        replace(stage, items=tuple(said(question) for question in stage.questions))
        for stage in start.bank.stages
    )
    return replace(start, bank=replace(start.bank, stages=stages))
