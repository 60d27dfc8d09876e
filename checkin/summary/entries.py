"""What each question comes to in the shared summary: by its type, in the words used, without markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean_line
from checkin.meeting.agreed import clause_of
from checkin.meeting.answered import picked_row
from checkin.meeting.conditions import worded
from checkin.meeting.flow import seats_of
from checkin.meeting.grid import grid_of, mattered, sums_words
from checkin.meeting.moments.left import asked_about
from checkin.meeting.picks import said
from checkin.summary.items import Item, details_of, name_of, whose, words
from checkin.summary.rows import MADE_OF_ROWS

if TYPE_CHECKING:
    from collections.abc import Collection

    from checkin.meeting.flow import Question
    from checkin.meeting.state import State

EARLIER_STEPS = "What became of earlier steps"


@dataclass(frozen=True, slots=True)
class Entry:
    """One question's row in the summary.

    `form` says how its items stand: `words` (a person's answer, one paragraph or more), `list`, or
    `tasks`. When there is nothing to show, `quiet` says why: talked about, or not discussed, which is
    `unsaid`.
    """

    question: str
    type: str
    heading: str
    form: str = "words"
    items: tuple[Item, ...] = ()
    quiet: str = ""
    unsaid: bool = False


def entry(state: State, question: Question, visible: Collection[str]) -> Entry | None:
    """The row of a question that is asked; None when there is nothing to say about it."""
    form, found = _items(state, question)
    quiet, talked = "", False
    if not found:
        if question.type in ("say", "owner") or question.moment:
            # A prompt that came because the moment was right leaves nothing behind but what was written.
            return None
        talked = any(state.answer(question.id, seat).talked for seat in seats_of(state, question))
        if not talked and not question.required:
            return None
        quiet = state.start.talked_words if talked else state.start.open_words
    told = heading(state, question, visible)
    return Entry(question.id, question.type, told, form, found, quiet, unsaid=bool(quiet) and not talked)


def heading(state: State, question: Question, visible: Collection[str]) -> str:
    """A question's label if it has one, else the text as it was asked."""
    if question.label.strip():
        about = asked_about(state, question)
        return clean_line(question.label) + (f": “{about}”" if about else "")
    if question.type == "follow_through" and "${" in question.ask:
        return EARLIER_STEPS
    return clean_line(worded(state, question.ask, visible))


def in_words(question: Question, value: object) -> str:
    """An answer's value as people read it, empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(words(part) for part in value)
    if question.type in ("scale", "pulse") and isinstance(value, int):
        return f"{words(value)} ({question.min} to {question.max})"
    if question.type == "date":
        return show_iso(str(value))
    return words(value)


def _items(state: State, question: Question) -> tuple[str, tuple[Item, ...]]:
    if question.type in ("say", "owner"):
        return "words", ()
    if made := MADE_OF_ROWS.get(question.type):
        form, items = made
        return form, tuple(items(state, question))
    if question.type == "pick":
        return "words", tuple(_picked(state, question))
    if question.type == "goal":
        return "words", tuple(_goals(state, question))
    form, found = _told(state, question)
    if question.type == "agreement" and not found:
        # A clause that nobody changed stands as it is.
        found = tuple(Item(text) for text in (words(clause_of(state, question)),) if text)
    return form, found


def _told(state: State, question: Question) -> tuple[str, tuple[Item, ...]]:
    form, found = "words", []
    for seat in seats_of(state, question):
        value = state.answer(question.id, seat).value
        by = whose(state, question, seat)
        if isinstance(value, list | tuple):
            form = "list"
            found += [Item(text, by=by) for part in value if (text := words(part))]
        elif text := in_words(question, value):
            found.append(Item(text, by=by))
    return form, tuple(found)


def _goals(state: State, question: Question) -> list[Item]:
    found: list[Item] = []
    for seat in seats_of(state, question):
        answer = state.answer(question.id, seat)
        sign, depends = answer.fields.get("sign"), answer.fields.get("depends")
        details = details_of(("How you would know", sign), ("What else it depends on", depends))
        text = words(answer.value)
        if text or details:
            found.append(Item(text, by=whose(state, question, seat), details=details))
    return found


def _picked(state: State, question: Question) -> list[Item]:
    found: list[Item] = []
    for seat in seats_of(state, question):
        answer = state.answer(question.id, seat)
        row = picked_row(state, question, seat)
        why = words(answer.fields.get("why"))
        grid = grid_of(state, question, seat)
        sides = ("Weighed by", mattered(grid)), ("Adds up to", sums_words(state, question, grid))
        if row is not None:
            own = state.start.thinks(row.seat, question) and not state.start.takes_turns
            by = "" if own else name_of(state, row.seat)
            found.append(Item(words(said(row)), by=by, details=details_of(("Why", why), *sides)))
        elif why or grid:
            found.append(Item("", details=details_of(("Why", why), *sides)))
    return found
