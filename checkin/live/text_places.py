"""Where live texts stand in a meeting: which acts write one, its key, and the act that a key stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.rules import ANSWER_FIELDS, Act
from checkin.meeting.values import WORDED_FIELDS, WORDED_PARTS, WORDED_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checkin.meeting.state import State


def key_of(state: State, act: Act) -> str | None:
    """The key of the text that an act writes; None for an act that writes none."""
    question = state.questions.get(act.q)
    if question is None:
        return None
    if act.what == "answered":
        is_text = act.field in WORDED_PARTS if act.field else question.type in WORDED_TYPES
        return f"answered|{act.q}|{act.seat}||{act.field}" if is_text else None
    if act.what == "set" and act.field in WORDED_FIELDS:
        return f"set|{act.q}||{act.row}|{act.field}"
    return None


def act_for(state: State, key: str, value: str) -> Act | None:
    """The act that writes a value into the text of a key; None when the key names no text of this meeting."""
    parts = key.split("|")
    if len(parts) != 5:
        return None
    what, q, seat, row, field = parts
    if what == "set":
        seat = _writer(state, q, row, field)
    act = Act(what, seat, q, row, field, value or None)
    return act if seat in state.start.seats and key_of(state, act) == key else None


def value_of(state: State, key: str) -> str:
    """What the state holds for the text of a key, empty when it holds nothing."""
    what, q, seat, row_id, field = key.split("|")
    if what == "set":
        row = state.row(q, row_id)
        return row.text(field) if row is not None and not row.removed else ""
    answer = state.answer(q, seat)
    if field:
        return answer.fields.get(field, "")
    return answer.value if isinstance(answer.value, str) else ""


def texts_of(state: State) -> Iterator[tuple[str, str]]:
    """Every text that holds something: its key and what it says."""
    for (q, seat), answer in state.answers.items():
        for name, value in (("", answer.value), *answer.fields.items()):
            key = key_of(state, Act("answered", seat, q, field=name))
            if key is not None and isinstance(value, str):
                yield key, value
    for q, rows in state.rows.items():
        for row in rows:
            for name in () if row.removed else row.fields:
                key = key_of(state, Act("set", row.seat, q, row.id, name))
                if key is not None and row.text(name):
                    yield key, row.text(name)


def replaced_by(state: State, keys: Iterable[str], act: Act) -> list[str]:
    """Of the texts with these keys, those that an act may take the place of.

    Words taken back make a text begin anew in any case: there it is named even where nobody has written.
    """
    found = {key: None for key in keys if touched_by(key, act)}
    if act.what == "between_us":
        question = state.questions.get(act.q)
        parts = ANSWER_FIELDS.get(question.type, ()) if question is not None and not act.row else ()
        for part in (act.field, *parts):
            key = key_of(state, Act("set" if act.row else "answered", act.seat, act.q, act.row, part))
            found |= {key: None} if key is not None else {}
    return list(found)


def touched_by(key: str, act: Act) -> bool:
    """Whether an act on an answer or a row takes the place of what the text of a key says."""
    what, q, seat, row, field = key.split("|")
    if q != act.q or act.what not in ("talked", "between_us", "removed", "answered"):
        return False
    if what == "set":
        return row == act.row and (not act.field or act.field == field)
    return not act.row and seat == act.seat and (act.what != "answered" or act.field == field)


def _writer(state: State, q: str, row_id: str, field: str) -> str:
    """The seat that a row's text belongs to: its author's, or the mentee's what they make of an offer."""
    question, row = state.questions.get(q), state.row(q, row_id)
    if question is None or row is None or row.removed:
        return ""
    return state.start.receiver(question) if question.type == "offer" and field == "takes" else row.seat
