"""What somebody alone sees first: the mentor's note for a hard day, the plan for the wait, own lessons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.banks.model import Question
from checkin.ground.text import clean, clean_line, cut
from checkin.meeting.returning import easier_words

if TYPE_CHECKING:
    from checkin.meeting.ledgers import Agreement, Lesson, Strength
    from checkin.meeting.start import Start

OPENING = "before_you_begin"
"""The id of the page that stands before a meeting's own first question."""

_LINE = 150
"""Cells of a line of it; the note for a hard day alone is never cut."""
_NEWEST = 2


def with_opening(start: Start, waiting: tuple[str, ...] | None = None, meant: str = "") -> Start:
    """The start with a page before its first question, read and not answered, if there is anything to say.

    `waiting` is what waits for the next meeting already, when this one prepares it; None for time alone.
    `meant` is how the mentee wanted to be there, said to them when they prepare.
    """
    words = for_a_hard_day(start) if waiting is None else before_preparing(waiting, meant)
    stages = start.bank.stages
    taken = {question.id for question in start.bank.all_questions()}
    if not words or not stages or OPENING in taken:
        return start
    ask = "Before you begin, what you have already." if not waiting else "This waits for the meeting already."
    # No answer is to be put into people's own words.
    page = Question(OPENING, ask, type="say", quick=True, hint=words.replace("${", "$ {"))
    first = replace(stages[0], items=(page, *stages[0].items))
    return replace(start, bank=replace(start.bank, stages=(first, *stages[1:])))


def for_a_hard_day(start: Start) -> str:
    """The mentor's note for a hard day with its evidence, when they answer, the plan until then, own lessons
    and strengths; in this order, a paragraph each. Empty when there is nothing of it.
    """
    known = start.known
    mentor = start.name(start.mentor)
    return told(mentor, known.strengths, known.agreement, known.lessons, short=True)


def told(
    mentor: str,
    strengths: tuple[Strength, ...],
    agreement: Agreement | None,
    lessons: tuple[Lesson, ...],
    *,
    short: bool = False,
) -> str:
    """The same from its parts; whole, or with the newest of each if it is to be `short`."""
    most = _NEWEST if short else 1000
    with_note = [one for one in strengths if one.hard_day.strip()][-1 if short else 0 :]
    paragraphs = [_note(mentor, one) for one in reversed(with_note)]
    if agreement is not None:
        reply, bridge = agreement.clause("reply_time"), agreement.clause("bridge")
        paragraphs += [f"When {mentor} answers: {_line(reply, short=short)}"] if reply.strip() else []
        paragraphs += [f"Until then: {_line(bridge, short=short)}"] if bridge.strip() else []
    easier = [one for one in lessons if one.easier.strip()]
    paragraphs += [
        f"Next time I can: {_line(easier_words(one.easier), short=short)}" for one in easier[::-1][:most]
    ]
    plain = [one for one in lessons if not one.easier.strip()]
    paragraphs += [
        f"Learned: {_line(one.text, short=short)}" for one in plain[::-1][: max(0, most - len(easier))]
    ]
    others = [one for one in strengths if one not in with_note or one.own.strip()]
    paragraphs += [_strength(mentor, one, short=short) for one in others[::-1][:most]]
    return ("\n" if short else "\n\n").join(paragraphs)


def before_preparing(waiting: tuple[str, ...], meant: str) -> str:
    """What waits already, and how the mentee wanted to be there; empty for neither."""
    told = f"How you wanted to be here: “{cut(clean_line(meant), _LINE)}”" if meant.strip() else ""
    return "\n".join(filter(None, [waiting_words(waiting), told]))


def waiting_words(waiting: tuple[str, ...]) -> str:
    """What waits already, a line each; empty for nothing."""
    return "\n".join(f"- {cut(clean_line(text), _LINE)}" for text in waiting)


def _note(mentor: str, strength: Strength) -> str:
    seen = f" {mentor} saw it: {clean_line(strength.evidence)}" if strength.evidence.strip() else ""
    return f"{mentor}, for a hard day: {clean(strength.hard_day).strip()}\n{clean_line(strength.text)}.{seen}"


def _strength(mentor: str, strength: Strength, *, short: bool) -> str:
    if strength.own.strip():
        return f"In my own words: {_line(strength.own, short=short)}"
    seen = f", seen when {_line(strength.evidence, short=short)}" if strength.evidence.strip() else ""
    return f"{mentor} sees in me: {_line(strength.text, short=short)}{seen}"


def _line(text: str, *, short: bool) -> str:
    return cut(clean_line(text), _LINE) if short else clean_line(text)
