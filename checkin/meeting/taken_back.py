"""Lines taken back from saved meetings: what is left of a meeting without them. The words are nowhere in it.

Applied twice, or in any order with others, a redaction comes to the same: `content_without` for the meeting
it is of, `start_without` for what that and other meetings brought back of what was said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from checkin.ground.text import clean_line
from checkin.meeting.moments.facts import LONGEST, NAMED
from checkin.meeting.redaction import TAKEN_BACK
from checkin.meeting.reviewing import quoted
from checkin.meeting.taken_words import AGREEMENT, CARD, INTENTION, TAKEAWAY, texts_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from checkin.banks.model import Bank, Question
    from checkin.meeting.events import Event
    from checkin.meeting.known import Known
    from checkin.meeting.redaction import Redaction
    from checkin.meeting.start import OpenStep, Start
    from checkin.meeting.taken_words import Words


_TELLING = 8
"""Letters from which words are known again as a part of a line."""

_APART = re.compile(r"[.!?:;,—–·|()\[\]“”\"]")
"""What stands between the parts of a line."""


def content_without(
    bank: Bank, events: Iterable[Event], redactions: Iterable[Redaction]
) -> tuple[Event, ...]:
    """A meeting's events without the lines that these redactions of it name.

    An answer that is gone was talked about, as if it had been taken back in the meeting; a row is not there.
    What was chosen from among such rows by their words goes as well.
    """
    kept = tuple(events)
    for one in sorted(redactions, key=lambda redaction: redaction.id):
        if one.row and not one.field:
            said = _said_in([event for event in kept if _is_of_row(event, one)])
            kept = tuple(event for event in kept if not _is_of_row(event, one))
            gone = said and one.q and not _is_said(kept, one.q, said)
            chosen = {q.id for q in bank.all_questions() if gone and q.choices_from == one.q}
            kept = tuple(_unchosen(event, said) if event.q in chosen else event for event in kept)
        elif one.row:
            kept = tuple(event for event in kept if not (_is_of_row(event, one) and event.field == one.field))
        else:
            kept = _unanswered(kept, one.q, one.seat)
    return kept


def start_without(
    start: Start,
    redactions: Iterable[Redaction],
    words: Words,
    brought: Collection[str] = (),
    accounted: Collection[str] = (),
    lost: Collection[str] = (),
) -> Start:
    """The start of a meeting without what it brought back of these lines, whichever meetings they are of.

    `words` are those that stood in them, `brought` the ids of what was brought to become one of them,
    `accounted` the earlier steps that this meeting said something of: of those the place stays. `lost` are
    the questions whose answers are gone from the meeting that `last` is of.
    """
    rows = {one.row for one in redactions if one.row and not one.field}
    answers = {one.meeting for one in redactions if one.q and not one.row}
    return replace(
        start,
        bank=_bank_without(start.bank, texts_of(words, "goal", INTENTION)),
        last=_last_without(start, texts_of(words), lost),
        open_steps=tuple(
            _wordless(step)
            if step.id in rows
            else _as_it_is(step, words)
            if step.meeting in answers
            else step
            for step in start.open_steps
            if step.id not in rows or step.id in accounted
        ),
        takeaways={
            seat: text
            for seat, text in start.takeaways.items()
            if text.strip() not in texts_of(words, words_of(TAKEAWAY, start.role(seat)))
        },
        known=_known_without(start.known, rows | set(brought), words),
    )


def is_one_of(line: str, words: Words) -> bool:
    """Whether a line is an answer that was taken back, on one line."""
    return bool(line) and any(clean_line(text) == line for text in texts_of(words))


def page_without(page: str, words: Words) -> str:
    """A page in Markdown without the lines that say any of this, however it was escaped: as all they say, or,
    where it is long enough to tell, as a part of its own, after a colon say.
    """
    gone = {plain for _, text in words for line in text.splitlines() if (plain := _letters(line))}

    def says(line: str) -> bool:
        parts = [_letters(part) for part in _APART.split(unescape(line))]
        ends = set(accumulate(map(len, parts), initial=0))
        plain = "".join(parts)
        return plain in gone or any(len(one) >= _TELLING and _stands(one, plain, ends) for one in gone)

    lines = page.split("\n")
    return "\n".join(line for line in lines if not says(line)) if gone else page


def _stands(text: str, plain: str, ends: Collection[int]) -> bool:
    """Whether a text is in a line, and a part of it begins and ends where the text does."""
    at = plain.find(text)
    while at >= 0 and not (at in ends and at + len(text) in ends):
        at = plain.find(text, at + 1)
    return at >= 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def lines_without(text: str, words: Iterable[str]) -> str:
    """A text put together of several people's lines, or over time, without the lines that are in `words`."""
    gone = {line.strip() for one in words for line in one.splitlines()} - {""}
    kept = [line for line in text.splitlines() if line.strip() not in gone]
    return text if len(kept) == len(text.splitlines()) else "\n".join(kept).strip()


# A meeting's own events


def _is_of_row(event: Event, redaction: Redaction) -> bool:
    return (
        event.q == redaction.q
        and event.row == redaction.row
        and event.what in ("added", "set", "talked", "parked")
    )


def _unanswered(events: tuple[Event, ...], q: str, seat: str) -> tuple[Event, ...]:
    """The events as if this answer had stayed between the two: one that says so, where its first one was."""
    mine = [
        event
        for event in events
        if event.q == q
        and event.seat == seat
        and not event.row
        and event.what in ("answered", "talked", "between_us")
    ]
    if not mine:
        return events
    instead = replace(mine[0], what="between_us", field="", value=None)
    gone = {id(event) for event in mine[1:]}
    return tuple(instead if event is mine[0] else event for event in events if id(event) not in gone)


def _unchosen(event: Event, said: str) -> Event:
    """An answer without the choice of these words; others that were chosen beside it stay."""
    if event.what != "answered" or event.field:
        return event
    if event.value == said or event.value == [said]:
        return replace(event, what="between_us", value=None)
    if isinstance(event.value, list):
        return replace(event, value=[one for one in event.value if one != said])
    return event


def _is_said(events: Collection[Event], q: str, text: str) -> bool:
    """Whether a row of a question says this."""
    rows = {event.row for event in events if event.q == q and event.row}
    return any(
        _said_in(event for event in events if event.q == q and event.row == row) == text for row in rows
    )


def _said_in(events: Iterable[Event]) -> str:
    """What a row says in the end, by the events that made it."""
    said = ""
    for event in events:
        given = event.value if isinstance(event.value, dict) else {event.field: event.value}
        said = str(given.get("what") or given.get("text") or said)
    return said.strip()


# What other meetings brought back


def _wordless(step: OpenStep) -> OpenStep:
    return replace(step, what=TAKEN_BACK, due="", if_="", then="", smaller="")


def _as_it_is(step: OpenStep, words: Words) -> OpenStep:
    return replace(step, smaller="") if is_one_of(step.smaller, words) else step


def _last_without(start: Start, words: Collection[str], lost: Collection[str]) -> dict[str, Any]:
    names = [{question.id, *question.aliases} for question in start.bank.all_questions()]
    gone = set(lost).union(*(names_of for names_of in names if not names_of.isdisjoint(lost)))
    kept: dict[str, Any] = {}
    for key, value in start.last.items():
        q = key.partition(".")[0]
        if isinstance(value, list | tuple):
            left = [one for one in value if not _repeats(one, words)]
            if left or not value:
                kept[key] = left if len(left) < len(value) else value
        elif _repeats(value, words):
            gone.add(q)  # a step's date and plan go with its words
        else:
            kept[key] = value
    return {key: value for key, value in kept.items() if key.partition(".")[0] not in gone}


def _repeats(value: object, words: Collection[str]) -> bool:
    """Whether a value that is brought back is one of these texts, or has it as what one of several said."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return text in words or any(f": {one};" in f"{text};" for one in words)


def _known_without(known: Known, ids: Collection[str], words: Words) -> Known:
    agreement = known.agreement
    if agreement is not None:
        told = (
            replace(clause, text=text)
            for clause in agreement.clauses
            if (text := lines_without(clause.text, texts_of(words, words_of(AGREEMENT, clause.id))))
        )
        agreement = replace(agreement, clauses=tuple(told))
    return replace(
        known,
        agreement=agreement,
        lessons=tuple(one for one in known.lessons if one.id not in ids),
        strengths=tuple(one for one in known.strengths if one.id not in ids),
        resources=tuple(one for one in known.resources if one.id not in ids),
        brought=tuple(one for one in known.brought if one.id not in ids),
        intentions=tuple(
            one
            for one in known.intentions
            if one.text.strip() not in texts_of(words, words_of(INTENTION, one.seat))
        ),
        card=lines_without(known.card, texts_of(words, words_of(CARD, "mentee"))),
        facts=_figures_without(known.facts, ids, texts_of(words, "goal")),
    )


def _figures_without(
    facts: Mapping[str, Any], ids: Collection[str], goals: Collection[str]
) -> Mapping[str, Any]:
    """The figures without earlier goals and doors in words: the prompts that name a door can do without."""
    cut_short = {one[:LONGEST] for one in goals}
    gone = {words for id, words in NAMED.items() if facts.get(id) in ids and words in facts}
    topics = facts.get("topics") or ()
    if not gone and not any(one in cut_short for one in topics):
        return facts
    left = {name: value for name, value in facts.items() if name not in gone}
    return left | ({"topics": [one for one in topics if one not in cut_short]} if topics else {})


def _bank_without(bank: Bank, words: Collection[str]) -> Bank:
    """The bank without the lines under its questions that quote these words, as a review's do."""
    quotes = [quoted(one).replace("${", "$ {") for one in words if clean_line(one)]

    def told(question: Question) -> Question:
        if not any(quote in question.hint for quote in quotes):
            return question
        lines = [line for line in question.hint.split("\n") if not any(quote in line for quote in quotes)]
        return replace(question, hint="\n".join(lines))

    if not any(quote in question.hint for question in bank.all_questions() for quote in quotes):
        return bank
    return replace(
        bank,
        stages=tuple(
            replace(stage, items=tuple(told(question) for question in stage.questions))
            for stage in bank.stages
        ),
    )
