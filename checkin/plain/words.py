"""What people's words mean: a seat, yes or no, one of several choices, what became of a step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.cards import CARDS, HELP_WORDS, SOURCES
from checkin.meeting.words import OFFER_WORDS, REACTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.meeting.start import Start

YES = ("yes", "y", "true", "on", "right", "ok", "okay", "sure")
NO = ("no", "n", "false", "off")

CHOSEN: dict[str, dict[str, str]] = {
    "kind": OFFER_WORDS,
    "reaction": REACTION_WORDS,
    "source": {source: source for source in SOURCES},
    "help": HELP_WORDS,
    **{field.name: dict(field.choices) for fields in CARDS.values() for field in fields if field.choices},
}
"""Fields of rows that are chosen: what they can be, and how that is said."""

_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|/|\band\b)\s*", re.IGNORECASE)


def seat_named(start: Start, text: str) -> str | None:
    """The seat a word means: its id, its person's name, its title, or whom it is of the pair.

    None when nobody is meant, or when two are (two people of the same name).
    """
    wanted = clean_line(text).casefold()
    if wanted in start.seats:
        return wanted
    titles = {seat.id: seat.title for seat in start.bank.seats}
    for names in (
        {seat: [start.name(seat)] for seat in start.seats},
        {seat: [titles.get(seat, ""), start.role(seat)] for seat in start.seats},
        {seat: start.name(seat).split()[:1] for seat in start.seats},
    ):
        meant = [
            seat for seat, each in names.items() if wanted in [clean_line(n).casefold() for n in each if n]
        ]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def seats_named(start: Start, text: str) -> tuple[str, ...]:
    """Every seat that a phrase names: `Sam and Robin`, `both`. Empty unless each part is somebody."""
    whole = seat_named(start, text)
    if whole is not None:
        return (whole,)
    if clean_line(text).casefold() in ("both", "both of us", "us", "we", "everybody"):
        return tuple(start.seats)
    parts = [seat_named(start, part) for part in _BETWEEN.split(clean_line(text)) if part]
    found = tuple(dict.fromkeys(seat for seat in parts if seat is not None))
    return found if parts and None not in parts else ()


def who_is_here(start: Start) -> str:
    """Everybody of the pair with their seat: `Sam (mentee) or Robin (mentor)`."""
    return " or ".join(f"{start.name(seat)} ({seat})" for seat in start.seats)


def one_owner(start: Start) -> str:
    """Who can carry a step, as it is said: the pair with their seats, else only the names."""
    if all(start.role(seat) == seat for seat in start.seats):
        return f"A step has one owner: {who_is_here(start)}."
    names = [start.name(seat) for seat in start.seats]
    return f"A step has one owner: {', '.join(names[:-1])} or {names[-1]}."


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or None when it is neither."""
    word = clean_line(text).casefold().rstrip(".!")
    return True if word in YES else False if word in NO else None


def whole_number(text: str) -> int | None:
    """The whole number that was written, None when it is none or absurdly long."""
    word = clean_line(text)
    return int(word) if re.fullmatch(r"[+-]?[0-9]{1,9}", word, re.ASCII) else None


def chosen(text: str, choices: Sequence[str]) -> int | None:
    """Which of the choices is meant, counted from 0: by its text, whatever the case, or its number from 1."""
    line = clean_line(text)
    for key in (str, str.casefold):
        meant = [at for at, choice in enumerate(choices) if key(clean_line(choice)) == key(line)]
        if meant:
            return meant[0]
    number = whole_number(line)
    return number - 1 if number is not None and 1 <= number <= len(choices) else None


def named(text: str, words: dict[str, str]) -> str | None:
    """The key of a table of `meeting.words` that is meant: the key, how it is said, or its number."""
    line = clean_line(text).casefold().rstrip(".").replace("-", "_")
    keys = list(words)
    if line.replace(" ", "_") in keys:
        return line.replace(" ", "_")
    at = chosen(line, list(words.values()))
    return None if at is None else keys[at]
