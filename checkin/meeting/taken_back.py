"""Lines taken back from saved meetings: what is left of a meeting without them. The words are nowhere in it.

Applied twice, or in any order with others, a redaction comes to the same: `content_without` for the meeting
it is of, `start_without` for what that and other meetings brought back of what was said.
"""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

from checkin.ground.text import clean_line
from checkin.meeting.moments.facts import LONGEST, NAMED
from checkin.meeting.redaction import TAKEN_BACK
from checkin.meeting.reviewing import quoted
from checkin.meeting.state import NOTE
from checkin.meeting.values import WORDED_FIELDS, WORDED_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from checkin.banks.model import Bank, Question
    from checkin.meeting.events import Event
    from checkin.meeting.known import Known
    from checkin.meeting.redaction import Redaction
    from checkin.meeting.start import OpenStep, Start
    from checkin.meeting.state import State

Words = frozenset[tuple[str, str]]
"""Free words that were taken back: the type of the question they answered, and a text as it was typed."""


_TELLING = 8
"""Letters from which words are known again in the middle of a line."""

BROUGHT = "brought"
"""The type of words that were brought or parked: what a meeting made of them is a line of its own."""


def words_at(state: State, redaction: Redaction) -> Words:
    """The free words that stand at the place, without blank space around them."""
    found: list[object] = []
    if not redaction.q:
        found += [row.text("text") for row in state.parked if row.id == redaction.row]
        for one in state.start.known.brought:
            found += [one.text, one.approach] if one.id == redaction.row else []
    elif redaction.row:
        row = state.row(redaction.q, redaction.row)
        names = (NOTE,) if redaction.field else sorted(WORDED_FIELDS)
        found += [row.fields.get(name) for name in names] if row is not None else []
    else:
        answer = state.answer(redaction.q, redaction.seat)
        question = state.questions.get(redaction.q)
        if question is not None and (question.type in WORDED_TYPES or question.choices_from):
            found += answer.value if isinstance(answer.value, list) else [answer.value]
        found += answer.fields.values()
    texts = (one.strip() for one in found if isinstance(one, str))
    return frozenset((redaction.type if redaction.q else BROUGHT, text) for text in texts if text)


def texts_of(words: Words, *types: str) -> frozenset[str]:
    """The texts of answers to questions of these types; without types, of any question."""
    return frozenset(text for kind, text in words if (kind in types if types else kind != BROUGHT))


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
            chosen = {q.id for q in bank.all_questions() if said and one.q and q.choices_from == one.q}
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
    taken_away = texts_of(words, "takeaway")
    return replace(
        start,
        bank=_bank_without(start.bank, texts_of(words)),
        last=_last_without(start, texts_of(words), lost),
        open_steps=tuple(
            _wordless(step) if step.id in rows else step
            for step in start.open_steps
            if step.id not in rows or step.id in accounted
        ),
        takeaways={seat: text for seat, text in start.takeaways.items() if text.strip() not in taken_away},
        known=_known_without(start.known, rows | set(brought), words),
    )


def page_without(page: str, words: Words) -> str:
    """A page in Markdown without the lines that say any of this, however it was escaped."""
    gone = {plain for _, text in words for line in text.splitlines() if (plain := _letters(line))}

    def says(line: str) -> bool:
        plain = _letters(unescape(line))
        return plain in gone or any(len(one) >= _TELLING and one in plain for one in gone)

    lines = page.split("\n")
    return "\n".join(line for line in lines if not says(line)) if gone else page


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


def _said_in(events: Iterable[Event]) -> str:
    """What a row says in the end, by the events that made it."""
    said = ""
    for event in events:
        given = event.value if isinstance(event.value, dict) else {event.field: event.value}
        said = str(given.get("what") or given.get("text") or said)
    return said.strip()


# What other meetings brought back


def _wordless(step: OpenStep) -> OpenStep:
    return replace(step, what=TAKEN_BACK, due="", if_="", then="")


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
            if (text := lines_without(clause.text, texts_of(words, "agreement")))
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
            one for one in known.intentions if one.text.strip() not in texts_of(words, *WORDED_TYPES)
        ),
        card=lines_without(known.card, texts_of(words, *WORDED_TYPES)),
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
    quotes = [quoted(one) for one in words if clean_line(one)]

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
