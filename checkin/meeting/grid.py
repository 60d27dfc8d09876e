"""Weighing options side by side: what matters, how much, and how well each option fits. A way to think.

It belongs to the answer of a pick, as its part `grid`: a small JSON text that `read` takes in and `written`
makes. Nothing is decided by it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from checkin.ground.text import clean_line, cut
from checkin.meeting.answered import pickable
from checkin.meeting.flow import shown
from checkin.meeting.picks import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checkin.banks.model import Question
    from checkin.meeting.state import State

PART = "grid"
"""The part of a pick's answer, and of what the next meeting recalls of it."""

WEIGHTS = (1, 2, 3)
"""How much something matters, from a little to a lot."""
FITS = (0, 1, 2, 3)
"""How well an option fits something that matters, from not at all to very well."""
USUAL = 2
"""The weight of what matters before anybody says how much."""

MOST = 5
"""What matters at most, and the most options that are weighed: as much as one can look at together."""

NOT_THE_ANSWER = "The numbers are a way to think, not the answer."

_LONGEST = 60


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that matters: its words, its weight (`WEIGHTS`), and its fit (`FITS`) by row of option."""

    text: str
    weight: int = USUAL
    fits: Mapping[str, int] = field(default_factory=_nothing)


def read(text: object) -> tuple[Criterion, ...]:
    """What matters, from its text; what is none of it is passed over. Never raises."""
    try:
        found = json.loads(text) if isinstance(text, str) else []
    except (ValueError, RecursionError):
        found = []
    made = (_criterion(one) for one in found) if isinstance(found, list) else ()
    return tuple(one for one in made if one is not None)[:MOST]


def written(criteria: Iterable[Criterion]) -> str:
    """The text that holds them; empty for none."""
    found = [{"text": one.text, "weight": one.weight, "fits": dict(one.fits)} for one in criteria]
    return json.dumps(found, ensure_ascii=False) if found else ""


def grid_of(state: State, question: Question, seat: str) -> tuple[Criterion, ...]:
    """What matters to a seat at a pick."""
    return read(state.answer(question.id, seat).fields.get(PART))


def template(state: State, question: Question) -> tuple[Criterion, ...]:
    """What mattered last time at this question, with no option weighed yet."""
    return tuple(replace(one, fits=_nothing()) for one in read(state.start.last.get(f"{question.id}.{PART}")))


def weighed(state: State, question: Question) -> tuple[tuple[str, str], ...]:
    """The options that are weighed: the id of the row and its words, at most `MOST`."""
    return tuple((row.id, said(row).strip()) for row in pickable(state, question)[:MOST])


def kept_to_weigh(state: State, question: Question) -> str:
    """What the one who picks was given to weigh and keeps, in a line; empty for nothing. It is no option."""
    kept = (
        clean_line(said(row))
        for offer in shown(state)
        if offer.type == "offer" and state.start.receiver(offer) == state.start.thinker(question)
        for row in state.live_rows(offer.id)
        if row.text("kind") == "factor" and row.text("reaction") == "keep"
    )
    found = [f"“{words}”" for words in kept if words]
    return f"Kept to weigh: {', '.join(found)}." if found else ""


def adds_up(criteria: Iterable[Criterion], option: str) -> int:
    """What an option comes to: each fit as many times as the thing matters."""
    return sum(one.weight * one.fits.get(option, 0) for one in criteria)


def with_weight(criteria: tuple[Criterion, ...], at: int, weight: int) -> tuple[Criterion, ...]:
    """The same with another weight for one of them; as they are when there is no such weight."""
    return _changed(criteria, at, replace(criteria[at], weight=weight)) if weight in WEIGHTS else criteria


def with_fit(criteria: tuple[Criterion, ...], at: int, option: str, fit: int) -> tuple[Criterion, ...]:
    """The same with another fit of an option; as they are when there is no such fit."""
    if fit not in FITS:
        return criteria
    return _changed(criteria, at, replace(criteria[at], fits={**criteria[at].fits, option: fit}))


def mattered(criteria: Iterable[Criterion]) -> str:
    """What matters and how much, in a line: `learning something (3), cheap (1)`."""
    return ", ".join(f"{one.text} ({one.weight})" for one in criteria)


def sums_words(state: State, question: Question, criteria: tuple[Criterion, ...]) -> str:
    """What each option adds up to, in a line; empty before anything was weighed."""
    if not any(one.fits for one in criteria):
        return ""
    found = (f"“{cut(words, 30)}” {adds_up(criteria, id)}" for id, words in weighed(state, question))
    return ", ".join(found)


def fit_grid(value: Any) -> str | None:
    """The text of a grid in its one form, None when nothing matters in it."""
    return written(read(value)) or None


def _changed(criteria: tuple[Criterion, ...], at: int, one: Criterion) -> tuple[Criterion, ...]:
    return (*criteria[:at], one, *criteria[at + 1 :])


def _criterion(data: Any) -> Criterion | None:
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return None
    text = clean_line(data["text"])[:_LONGEST]
    weight, fits = data.get("weight"), data.get("fits")
    known = {
        clean_line(id): fit
        for id, fit in (fits.items() if isinstance(fits, dict) else ())
        if type(fit) is int and fit in FITS
    }
    kept = weight if type(weight) is int and weight in WEIGHTS else USUAL
    return Criterion(text, kept, dict(list(known.items())[: 4 * MOST])) if text else None
