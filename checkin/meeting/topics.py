"""Whether two topics are the same one, by the words of the goal: a fact about words, never a judgement."""

from __future__ import annotations

import functools
import re

ALIKE = 0.6
"""How much of the shorter one's words both must have, from 0 to 1, for two topics to count as the same."""

_SMALL = """
a about again all am an and any are at be because been but by can could did do does for from get go
had has have her his how i if in into is it its just know like make maybe me more my need no not of on
or our really should so some still that the their them then there they thing things this to today too
up want was we well were what when where whether which who why will with without would you your
"""

SMALL_WORDS = frozenset(_SMALL.split())
"""Words that are in many goals and say nothing about what one is about."""

_FEWEST = 3
"""Letters an ending is only cut from when as many are left."""

_ENDINGS = (("s",), ("ing", "ed"), ("e",))
"""Endings, the last one of a word first: of each group one is cut off."""


@functools.lru_cache(maxsize=512)
def words_of(text: str) -> frozenset[str]:
    """The words that say what a text is about: without case, small words, and the commonest endings."""
    found = (word for word in re.findall(r"\w+", text.casefold()) if word not in SMALL_WORDS)
    return frozenset(map(_stem, found))


def alike(one: str, other: str) -> bool:
    """Whether two texts are about the same thing, by the words they share. Nothing is like an empty one.

    A single word in common is too little unless one of them says no more than that.
    """
    first, second = words_of(one), words_of(other)
    fewest, most = sorted((len(first), len(second)))
    if not fewest:
        return False
    shared = len(first & second)
    if fewest == 1 and most > 1:
        # One word against a sentence: it must be nearly all of the sentence.
        return shared / most >= ALIKE / 2 and shared == fewest
    return shared / fewest >= ALIKE


def _stem(word: str) -> str:
    for group in _ENDINGS:
        ending = next((end for end in group if word.endswith(end)), "")
        if ending and len(word) - len(ending) >= _FEWEST:
            word = word[: -len(ending)]
    return word
