"""How much fits on a page of the app at 80×24: the figures, and what a question needs of them.

A question stands on its page with who answers, its hint and its fields, and with its cue or its follow-ups
once somebody asks for them; answers put into it are taken at the width they are cut to. Counted are the
rows as one arrives: nothing typed yet, two options and a pick from before. What is typed may make a page
scroll; what is asked must not. A test of the app holds these figures to its real pages.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from checkin.banks.model import NUMBER_TYPES
from checkin.banks.piping import PIPED_WIDTH, fill
from checkin.ground.text import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Bank, Question, Ref

COLUMNS = 76
"""Columns for words: the screen's without a margin of two on each side."""

ROWS = 18
"""Rows of a page: the screen's without the head, the two rules, the keys and an empty one at the top."""

STAGE_LINE = 69
"""Columns of the line of stages, without the count of pages at its end and a space before it."""

NAME = 12
"""Columns taken for a person's name, which no bank can know."""

MOST_ACROSS = 11
"""Numbers of a scale that stand in one row; more stand one under the other."""

CARD_HINT = 2
"""Rows of the line that a card has for a hint, and of the empty one below it."""

_IDEAS = 2
"""Options that are taken to be there."""

_NUMBER_WIDTH, _YES_NO_WIDTH = 4, 3

_HIGHEST = 10
"""Where a scale ends unless the bank says so."""

_MAY_BE_WIDE = re.compile(r"[^\x00-\u10ff\u2010-\u2027\u2030-\u205e]")
"""A character that may take two columns, or make another take them. Letters and quotation marks do not."""

_LONG = ("words " * PIPED_WIDTH)[: PIPED_WIDTH - 1] + "s"
"""An answer as long as it is put in, in words of a usual length."""

_UNBROKEN = "n" * PIPED_WIDTH
"""The same in one word: it may need a row of its own."""

_FIELDS = {
    # The options, how many they are and an empty row; the line for a thought, and an empty one below it.
    "offer": _IDEAS + 2 + 2,
    # The options and an empty row; a label and a line for the reason.
    "pick": _IDEAS + 1 + 2,
    # What was picked, what, by when, an empty row, and a line that is empty until there is a step. In the
    # full depth also if, then, how ready, and what the numbers mean.
    "steps": 1 + 2 + 4 + 2,
    # The step read back, its plan, the names, an empty row.
    "owner": 4,
    # Four answers and an empty row; a label and a line. When it was for comes from the step, not the bank.
    "follow_through": 4 + 1 + 2,
    "say": 0,
}
"""Rows of the fields of a page, by type, for those that have the same for everybody."""


CARD_ROWS = {"challenges": 2, "lesson": 2, "strength": 3, "door": 4, "ripple": 2}
"""Rows of a card in hand: one for each of its fields."""


class PageRoom:
    """What the pages of one bank need."""

    def __init__(self, bank: Bank) -> None:
        self.seats = len(bank.seats)
        self.said = {each.id: each for each in bank.all_questions()}
        self.pooled = {each.id for each, pool in bank.placed_questions() if pool is not None}

    def rows_of(self, question: Question) -> int:
        """The rows that a question needs on a page of its own, with the longer of its cue and follow-ups."""
        return sum(self.parts_of(question).values())

    def parts_of(self, question: Question) -> dict[str, int]:
        """The same by the setting that takes them, each with the empty row below; `who` is all the rest."""
        cue = self._rows(f"For {'n' * NAME}, visible to both now: {question.cue}") if question.cue else 0
        follow_ups = sum(self._rows(f"· {each}") for each in question.follow_ups)
        aside = max(cue, follow_ups)
        hint = self._hint(question)
        fields = _fields(question, self._own_seats(question))
        parts = {
            "who": 1,
            "ask": self._rows(question.ask) + 1,
            "hint": hint + 1 if hint else 0,
            "cue" if cue >= follow_ups else "follow_ups": aside + 1 if aside else 0,
        }
        of_fields = "choices" if question.choices else "at_least" if question.at_least else "who"
        if question.type in NUMBER_TYPES:
            of_fields = "max" if question.max != _HIGHEST else "min"
        parts[of_fields] = parts.get(of_fields, 0) + fields
        return parts

    def overflowing(self) -> tuple[str, ...]:
        """The questions that do not fit a page of their own, in the bank's order."""
        return tuple(name for name, each in self.said.items() if self.rows_of(each) > ROWS)

    def rows_of_card(self, questions: Sequence[Question]) -> int:
        """The rows that the quick depth's one card needs: each question and seat with a line of its own.

        The first question stands above the hint, once; the others above each line.
        """
        rows = 1 + CARD_HINT
        for nth, question in enumerate(questions):
            seats = self._own_seats(question)
            asked = self._rows(question.ask) + 1
            rows += (asked * seats if nth else asked) + seats * (2 + (seats > 1))
        return rows

    def _own_seats(self, question: Question) -> int:
        return self.seats if question.who == "both" else 1

    def _rows(self, text: str) -> int:
        """The rows of a text with the longest answers in it."""
        if len(text) > 2 * ROWS * COLUMNS:
            return len(text) // COLUMNS  # far beyond any page: to the row is not worth the time
        if "${" not in text:
            return _rows_of(text)
        return max(
            _rows_of(fill(text, functools.partial(self._longest, free=long))) for long in (_LONG, _UNBROKEN)
        )

    def _longest(self, ref: Ref, free: str) -> str:
        """The longest that can stand in the place of a reference; `free` for free words."""
        question = self.said.get(ref.name)
        kind = question.type if question is not None else ""
        if question is not None and kind == "choice" and question.choices:
            return max(question.choices, key=cell_width)
        if kind in NUMBER_TYPES or ref.part == "readiness":
            return "0" * _NUMBER_WIDTH
        if kind == "yes_no":
            return "y" * _YES_NO_WIDTH
        if kind == "owner" or ref.part == "owner":
            return "n" * NAME
        return free

    def _hint(self, question: Question) -> int:
        """The hint, that both say their numbers at once, and why it was drawn."""
        rows = self._rows(question.hint)
        rows += question.type == "options" and not question.hint and bool(question.at_least)
        rows += question.type == "pulse" and question.who == "both"
        return rows + (question.id in self.pooled)


def stage_fits(title: str, stages: int) -> bool:
    """Whether a stage's title can be read whole above the page, where there are so many stages."""
    return stages + 1 + cell_width(title) <= STAGE_LINE


def _rows_of(text: str) -> int:
    narrow = text.isascii() or not _MAY_BE_WIDE.search(text)
    if len(text) <= (COLUMNS if narrow else COLUMNS // 2) and "\n" not in text:
        return 1 if text else 0  # most are, and wrapping takes its time
    return _wrapped(text)


@functools.lru_cache(maxsize=512)
def _wrapped(text: str) -> int:
    """The rows of a text as it is put on the screen; many questions are alike once answers are put in."""
    return len(wrap(text, COLUMNS))


def _fields(question: Question, seats: int) -> int:
    if question.type in _FIELDS:
        return _FIELDS[question.type]
    if seats > 2 and _choice(question) == 1 and question.type not in ("list", *NUMBER_TYPES, "options"):
        return seats + 1  # each name beside its field
    labels = seats if seats > 1 else 0
    if question.type == "options":
        # Those that are hoped for, the empty line, an empty row, and whose turn is next.
        return (question.at_least or _IDEAS) + 1 + 2
    if question.type == "list":
        # Those that are hoped for and the empty line, and below them two rows that stay empty.
        return seats * ((question.at_least or 0) + 1) + labels + 2
    if question.type in CARD_ROWS:
        # One card in hand, an empty line for each, and below them two rows that stay empty.
        return CARD_ROWS[question.type] + seats + labels + 2
    return seats * (_choice(question) + 1) + labels


def _choice(question: Question) -> int:
    """The rows of one seat's field, or of what it chooses from."""
    if question.type in NUMBER_TYPES:
        numbers = question.max - question.min + 1
        return 1 if numbers <= MOST_ACROSS else numbers
    if question.type in ("choice", "choices"):
        if question.choices_from:
            return _IDEAS
        return sum(_wrapped(f"( ) {number} {words}") for number, words in enumerate(question.choices, 1))
    # A date says below its field, after an empty row, which day is meant.
    return 3 if question.type == "date" else 1
