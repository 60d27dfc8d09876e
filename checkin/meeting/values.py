"""What an answer may be, type by type: each value is brought into its one form or refused in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checkin.banks.model import NUMBER_TYPES, TEXT_TYPES, Question
from checkin.ground.text import MAX_LINE, MAX_TEXT, clean
from checkin.meeting.answered import choices_of, pickable
from checkin.meeting.cards import CARDS, DOOR_MODES, HELP_RUNGS, SOURCES
from checkin.meeting.steps import READY_FROM, READY_TO

if TYPE_CHECKING:
    from checkin.meeting.state import State

OFFER_KINDS = ("story", "factor", "resource", "door", "instruction")
"""What a mentor can offer: their story, a factor to weigh, something to use, a way in, an instruction."""

REACTIONS = ("keep", "not_for_me", "think")
"""What the mentee makes of an offer."""

STATUSES = ("done", "partly", "changed", "still")
"""What became of a step: done, partly, something else happened, still on it. All equal answers."""

ROW_FIELDS: dict[str, tuple[str, ...]] = {
    "list": ("text",),
    "options": ("text", "upside", "risk"),
    "offer": ("kind", "text", "fit", "factors", "risk", "source", "reaction", "takes"),
    "steps": ("what", "owner", "due", "when", "if", "then", "readiness", "help", "help_why"),
    "follow_through": ("status", "note"),
    **{kind: tuple(field.name for field in fields) for kind, fields in CARDS.items()},
}
"""A row's fields by type. `fit` is "may not fit you because …", `takes` what the mentee takes from it;
`factors` and `risk` are what an instruction rests on; `source` is what kind of thing a resource is (one of
`SOURCES`); `help` is the rung of help with a step (one of `HELP_RUNGS`), `help_why` the reason for the
highest.
"""

LONG_FIELDS = frozenset({"note", "takes", "fit", "message", "hard_day", "evidence"})

WORDED_TYPES = frozenset({*TEXT_TYPES, "line", "person"})
"""Types answered in free words."""

WORDED_PARTS = frozenset({"why", "words", "sign", "depends"})
"""Further parts of an answer that hold free words."""

WORDED_FIELDS = frozenset(
    {
        *("text", "upside", "risk", "what", "when", "if", "then", "factors", "help_why"),
        *("approach", "easier", "person"),
        *LONG_FIELDS,
    }
)
"""Fields of rows that hold free words."""


MAX_ROWS = 100
"""Rows one question may hold. Far beyond any meeting; it bounds what a script or a stuck key can make."""


class Unfit(ValueError):
    """A value that can't be an answer here; its words say what can."""


def answer_value(state: State, question: Question, value: Any) -> Any:
    """An answer's value in its one form; None when it says nothing.

    Raises `Unfit` when the question's type can't hold it.
    """
    kind = question.type
    if value is None or value == "" or value == []:
        return None
    if kind in TEXT_TYPES:
        return text_value(value, lines=True) or None
    if kind in ("line", "person"):
        return text_value(value) or None
    if kind == "choice":
        return _one_of(value, choices_of(state, question))
    if kind == "choices":
        if not isinstance(value, list):
            raise Unfit("a list of the choices")
        choices = choices_of(state, question)
        chosen = {_one_of(one, choices) for one in value}
        picked = [choice for choice in choices if choice in chosen]
        if question.at_most is not None and len(picked) > question.at_most:
            raise Unfit(f"at most {question.at_most} of the choices")
        return picked
    if kind in NUMBER_TYPES:
        return _whole(value, question.min, question.max)
    if kind in ("yes_no", "owner"):
        if not isinstance(value, bool):
            raise Unfit("yes or no")
        return value
    if kind == "date":
        return _date(value)
    if kind == "pick":
        if not any(row.id == value for row in pickable(state, question)):
            raise Unfit("one of the options")
        return value
    raise Unfit("nothing: it is read aloud" if kind == "say" else "a row of its own")


def row_value(state: State, question: Question, field: str, value: Any) -> Any:
    """One field of a row in its one form; None when it says nothing.

    Raises `Unfit` when the field is not one of this type's or can't hold the value.
    """
    if field not in ROW_FIELDS.get(question.type, ()):
        raise Unfit(f"one of {', '.join(ROW_FIELDS.get(question.type, ())) or 'no fields'}")
    if value is None or value == "":
        return None
    if field == "owner":
        if not isinstance(value, str) or value not in state.start.seats:
            raise Unfit("somebody of this pair")
        return value
    if field == "due":
        return _date(value)
    if field == "readiness":
        return _whole(value, READY_FROM, READY_TO)
    if field == "kind":
        return _one_of(value, OFFER_KINDS)
    if field == "reaction":
        return _one_of(value, REACTIONS)
    if field == "status":
        return _one_of(value, STATUSES)
    if field == "source":
        return _one_of(value, SOURCES)
    if field == "help":
        return _one_of(value, HELP_RUNGS)
    if field == "mode":
        return _one_of(value, DOOR_MODES)
    if field == "consent":
        if not isinstance(value, bool):
            raise Unfit("yes or no")
        return value
    return text_value(value, lines=field in LONG_FIELDS) or None


def text_value(value: Any, *, lines: bool = False) -> str:
    """A text, cleaned: of several lines, or of one. Raises `Unfit` when it is no text or too long."""
    if not isinstance(value, str):
        raise Unfit("a text")
    limit = MAX_TEXT if lines else MAX_LINE
    if len(value) > limit:
        raise Unfit(f"a text of at most {limit:,} characters, this one has {len(value):,}")
    # Blank space at the end of a text being typed is kept: the next word may follow.
    return clean(value) if lines else clean(value).replace("\n", " ").replace("\t", " ")


def _one_of(value: Any, choices: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in choices:
        return value
    if not choices:
        raise Unfit("nothing: there is nothing to choose from")
    raise Unfit("one of " + ", ".join(choices))


def _whole(value: Any, low: int, high: int) -> int:
    if type(value) is int and low <= value <= high:
        return value
    raise Unfit(f"a whole number from {low} to {high}")


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise Unfit("a date like 2026-12-01") from None
