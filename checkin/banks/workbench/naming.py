"""Ids that people type: whether one can be, and what they may have meant."""

from __future__ import annotations

import re

from checkin.banks.format import RESERVED_IDS
from checkin.banks.reading.values import ID
from checkin.ground.errors import WrongInput
from checkin.ground.text import clean_line, cut, slug

LONGEST = 60
"""The most characters of an id."""

_RULE = f"An id has small letters, digits and _, starts with a letter, and has at most {LONGEST} characters"


def check_id(word: str) -> str:
    """The id, if it can be one. Raises WrongInput with one that can: `My Bank` gives `my_bank`."""
    if not ID.fullmatch(word) or len(word) > LONGEST:
        guess = suggested(word)
        raise WrongInput(
            f"“{cut(clean_line(word), 40)}” can't be an id.", f"{_RULE}: {guess}" if guess else f"{_RULE}."
        )
    if word in RESERVED_IDS:
        raise WrongInput(f"The id {word} has a meaning of its own.", "Choose another.")
    return word


def suggested(word: str) -> str:
    """An id like this word, or an empty text when nothing in it can be one."""
    if not re.search(r"[A-Za-z]", word):
        return ""
    guess = slug(word).replace("-", "_").lstrip("0123456789_")[:LONGEST].strip("_")
    return guess if ID.fullmatch(guess) and guess not in RESERVED_IDS else ""


def title_of(word: str) -> str:
    """An id as the beginning of a title: `walk_and_talk` gives `Walk and talk`."""
    return word.replace("_", " ").strip().capitalize() or word
