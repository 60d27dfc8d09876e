"""A question that is the other one's, at a keyboard of one's own: heard, and only on request answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import ROW_TYPES
from checkin.plain.asking import in_words
from checkin.plain.rows import line_or_row_word, tell_rows
from checkin.plain.talk import Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.banks.model import Question
    from checkin.plain.talk import Talk

WRITE = "write"
"""The word that puts something down for somebody else, where that can be done."""


def hear_answer(talk: Talk, question: Question, seat: str, ask: Callable[[], None]) -> None:
    """Wait through a question of `seat`'s until Enter. With `:write`, `ask` it here and write it for them.

    A line typed by mistake is not written down; `:write` alone writes it down after all.
    """
    name = talk.name(seat)
    may = talk.meeting.may_write(question, seat)
    if question.type in ROW_TYPES:
        tell_rows(talk, question)
    elif (value := talk.state.answer(question.id, seat).value) is not None:
        talk.say(f"{name} said: {in_words(value)}")
    talk.say(f"This one is {name}'s. What {name} writes is read out as it is finished. Enter goes on.")
    aside = ""
    while True:
        try:
            line = _line(talk, question, (WRITE,) if may else ())
        except Word as word:
            if word.name != WRITE:
                raise
            talk.say(f"You write for {name} now.")
            talk.put_back(word.rest or aside)
            talk.writes_for = seat
            try:
                ask()
            finally:
                talk.writes_for = ""
            return
        aside = line.strip()
        if not aside:
            if not talk.behind:  # else Enter only goes along
                talk.talked(question, (seat,))
            return
        after_all = f" :{WRITE} puts it down for {name}." if may else ""
        talk.say(f"This one is {name}'s: your line was not written down.{after_all}")


def _line(talk: Talk, question: Question, words: tuple[str, ...]) -> str:
    if question.type not in ROW_TYPES:
        return talk.line("Enter goes on: ", words)
    return line_or_row_word(talk, question, "Enter goes on: ", words)
