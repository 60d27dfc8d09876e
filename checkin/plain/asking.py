"""Asking for values: a text, a line, a choice, a number, a date; each explained again when it can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import NUMBER_TYPES, TEXT_TYPES, Question
from checkin.ground.dates import HELP
from checkin.meeting.answered import choices_of
from checkin.meeting.rules import Act
from checkin.meeting.state import is_blind
from checkin.meeting.words import count_to_three
from checkin.plain.blind import ask_blind
from checkin.plain.words import chosen, whole_number, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checkin.meeting.events import Value
    from checkin.plain.talk import Talk

MAX_LINES = 1_000
"""Lines one typed answer may have: each is kept as it comes with all before it, and that adds up."""

UNSURE = ("maybe", "perhaps", "don't know", "i don't know", "dunno", "not sure", "no idea", "both", "?")
"""What people say who can't say yes or no."""

NO_CHOICES = "Nothing is written down to choose from. Say it aloud, or :back leads there. Enter goes on."
"""Said where a choice is made from what was written down, and nothing was."""


def ask_value(talk: Talk, question: Question) -> None:
    """Ask each seat the question is for, one after the other. An empty line means talked about."""
    if question.type == "say":
        talk.line("Enter goes on: ")
        return
    how = _HOW.get(question.type, ask_text)
    if is_blind(question):
        if talk.meeting.shared:
            ask_blind(talk, question)
            return
        talk.say(count_to_three(len(talk.asked(question))))
    for seat in talk.asked(question):
        tell_written(talk, question, seat)
        how(talk, question, seat)


def ask_text(talk: Talk, question: Question, seat: str, read: Callable[[str], str] | None = None) -> None:
    """A text of one or more lines, ended by an empty one; each is kept as it comes. `read` asks for one."""

    before = talk.state.answer(question.id, seat).value
    beside = bool(talk.writes_for)

    def keep(text: str) -> bool:
        nonlocal before, beside
        standing = talk.state.answer(question.id, seat).value
        beside = beside or (talk.meeting.shared and standing != before)
        if beside and standing is not None:
            # Somebody else writes here as well: what they wrote stays, and the line just said comes after it.
            text = f"{standing}\n{text.rpartition(chr(10))[2]}"
        kept = talk.act(Act("answered", seat, question.id, value=text))
        before = talk.state.answer(question.id, seat).value
        return kept

    if not ask_lines(talk, f"{talk.name(seat)}: ", keep, read):
        talk.talked(question, (seat,))


def ask_lines(
    talk: Talk, prompt: str, keep: Callable[[str], bool], read: Callable[[str], str] | None = None
) -> bool:
    """A text of one or more lines, ended by an empty one. Returns whether anything was said.

    `keep` is given the whole text so far as each line comes; a line that it does not keep is left out.
    """
    lines: list[str] = []
    read = read or talk.line
    while (line := read(prompt if not lines else "")).strip():
        if len(lines) >= MAX_LINES:
            talk.say(f"An answer has at most {MAX_LINES:,} lines; this one was not kept.")
        elif keep("\n".join([*lines, line])):
            lines.append(line)
    return bool(lines)


def ask_line(talk: Talk, question: Question, seat: str) -> None:
    """A text of one line."""
    _until_it_fits(talk, question, seat, lambda line: line)


def ask_choice(talk: Talk, question: Question, seat: str) -> None:
    """One of the choices, by number or text."""
    choices = _tell_those_of(talk, question)

    def read(line: str) -> str | None:
        at = chosen(line, choices)
        if at is None:
            talk.say(f"Please type a number from 1 to {len(choices)}." if choices else NO_CHOICES)
        return None if at is None else choices[at]

    _until_it_fits(talk, question, seat, read)


def ask_choices(talk: Talk, question: Question, seat: str) -> None:
    """Several of the choices, by numbers or texts with commas between them."""
    choices = _tell_those_of(talk, question)
    if choices:
        talk.say("Several can be named, with commas between them.")

    def read(line: str) -> list[str] | None:
        whole = chosen(line, choices)
        ats = [whole] if whole is not None else [chosen(part, choices) for part in line.split(",")]
        found = [choices[at] for at in ats if at is not None]
        if len(found) < len(ats):
            numbers = f"Please type numbers from 1 to {len(choices)}, with commas between them."
            talk.say(numbers if choices else NO_CHOICES)
            return None
        return found

    _until_it_fits(talk, question, seat, read)


def ask_number(talk: Talk, question: Question, seat: str) -> None:
    """A whole number from the lowest to the highest."""
    wanted = f"a whole number from {question.min} to {question.max}"
    if seat in talk.asked(question)[:1]:  # whoever comes after has heard it
        talk.say(f"The answer is {wanted}.")

    def read(line: str) -> int | None:
        number = whole_number(line)
        if number is None or not question.min <= number <= question.max:
            talk.say(f"Please type {wanted}.")
            return None
        return number

    _until_it_fits(talk, question, seat, read)


def ask_yes_no(talk: Talk, question: Question, seat: str) -> None:
    """Yes or no."""

    def read(line: str) -> bool | None:
        answer = yes_or_no(line)
        if answer is None:
            open_ = line.casefold().replace("’", "'").strip(" .") in UNSURE
            talk.say("That can stay open: Enter passes on." if open_ else "Please type yes or no.")
        return answer

    _until_it_fits(talk, question, seat, read, "yes or no")


def ask_date(talk: Talk, question: Question, seat: str) -> None:
    """A date in the words people type."""
    talk.say(f"The answer is a date, like: {HELP}.")
    _until_it_fits(talk, question, seat, talk.day)


def tell_choices(talk: Talk, choices: Sequence[str]) -> None:
    """Say the choices, numbered."""
    for number, choice in enumerate(choices, 1):
        talk.say(f"{number}. {choice}")


def _tell_those_of(talk: Talk, question: Question) -> tuple[str, ...]:
    """Say what a question can be answered with, and return it."""
    choices = choices_of(talk.state, question)
    tell_choices(talk, choices)
    if not choices:
        talk.say(NO_CHOICES)
    return choices


def _until_it_fits(
    talk: Talk,
    question: Question,
    seat: str,
    read: Callable[[str], str | int | list[str] | None],
    wanted: str = "",
) -> None:
    asked = f"{talk.name(seat)} ({wanted}): " if wanted else f"{talk.name(seat)}: "
    before = talk.state.answer(question.id, seat).value if not talk.writes_for else None
    while (line := talk.line(asked)).strip():
        value = read(line.strip())
        now = talk.state.answer(question.id, seat).value
        if value is not None and now not in (None, before):
            # Only where another one writes here from a keyboard of their own.
            talk.say(f"By now this stands here: {in_words(now)}\nYour answer again takes its place.")
            before = now
        elif value is not None and talk.act(Act("answered", seat, question.id, value=value)):
            return
    talk.talked(question, (seat,))


def tell_written(talk: Talk, question: Question, seat: str) -> None:
    """Say what a seat answered before, if it did, and what becomes of that."""
    value = talk.state.answer(question.id, seat).value
    if value is not None:
        said = f"{talk.name(seat)} said: {in_words(value)}"
        talk.say(f"{said}\nAn empty line leaves it so; a new answer takes its place.")


def in_words(value: Value) -> str:
    """An answer's value as it is said."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else str(value)


_HOW: dict[str, Callable[[Talk, Question, str], None]] = {
    **dict.fromkeys(TEXT_TYPES, ask_text),
    "line": ask_line,
    "person": ask_line,
    "choice": ask_choice,
    "choices": ask_choices,
    **dict.fromkeys(NUMBER_TYPES, ask_number),
    "yes_no": ask_yes_no,
    "date": ask_date,
}
