"""The words of lines that were taken back, and what they were: by that, what else is kept of them goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.state import NOTE
from checkin.meeting.values import WORDED_FIELDS, WORDED_TYPES

if TYPE_CHECKING:
    from checkin.meeting.redaction import Redaction
    from checkin.meeting.state import State

Words = frozenset[tuple[str, str]]
"""Free words that were taken back: what they were (`_kinds`), the type of the question they answered first of
all, and a text as it was typed.
"""

AGREEMENT, TAKEAWAY, INTENTION, CARD = "agreement", "takeaway", "intention", "card"
_KEPT = (INTENTION, CARD)
"""Tags of questions whose answers are kept besides."""

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
    kinds = _kinds(state, redaction)
    return frozenset((kind, text) for text in texts if text for kind in kinds)


def words_of(what: str, whose: str) -> str:
    """The kind of words that are one person's (a takeaway, an intention, a card) or one clause's (agreement):
    what stands elsewhere in the same words stays.
    """
    return f"{what} {whose}"


def _kinds(state: State, redaction: Redaction) -> set[str]:
    """The type of the question; besides, what the words were kept as."""
    question = state.questions.get(redaction.q)
    if not redaction.q or question is None:
        return {redaction.type if redaction.q else BROUGHT}
    role = state.start.role(redaction.seat) if redaction.seat in state.start.seats else redaction.role
    kinds = {redaction.type, *(tag for tag in question.tags if tag in _KEPT)}
    kinds |= {words_of(one, role) for one in (TAKEAWAY, *_KEPT) if one in kinds}
    if question.type == AGREEMENT:
        kinds |= {words_of(AGREEMENT, name) for name in (question.id, *question.aliases)}
    return kinds


def texts_of(words: Words, *types: str) -> frozenset[str]:
    """The texts of answers to questions of these types; without types, of any question."""
    return frozenset(text for kind, text in words if (kind in types if types else kind != BROUGHT))
