"""Whether two topics are the same one, by the words of the goal: a fact about words, never a judgement."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    return _share_enough(words_of(one), words_of(other))


def _share_enough(first: frozenset[str], second: frozenset[str]) -> bool:
    fewest, most = sorted((len(first), len(second)))
    if not fewest:
        return False
    shared = len(first & second)
    if fewest == 1 and most > 1:
        # One word against a sentence: it must be nearly all of the sentence.
        return shared / most >= ALIKE / 2 and shared == fewest
    return shared / fewest >= ALIKE


def same_topics(texts: Iterable[str]) -> list[list[int]]:
    """The texts in groups, by their places: each joins the first group whose latest one it is `alike`.

    Of any two that are alike, the one with fewer words has one of its rarest among the other's: only texts
    that have such a word in common are compared, so that thousands take no longer than they must.
    """
    words = [words_of(text) for text in texts]
    often = Counter(word for each in words for word in each)
    groups: list[list[int]] = []
    latest: list[frozenset[str]] = []
    by_word: dict[str, set[int]] = {}
    by_rare: dict[str, set[int]] = {}
    for at, each in enumerate(words):
        rare = _rarest(each, often)
        near = set().union(
            *(by_rare.get(word, ()) for word in each), *(by_word.get(word, ()) for word in rare)
        )
        found = next((group for group in sorted(near) if _share_enough(latest[group], each)), len(groups))
        if found == len(groups):
            groups.append([])
            latest.append(frozenset())
        for index, before in ((by_word, latest[found]), (by_rare, _rarest(latest[found], often))):
            for word in before:
                index[word].discard(found)
        for index, now in ((by_word, each), (by_rare, rare)):
            for word in now:
                index.setdefault(word, set()).add(found)
        groups[found].append(at)
        latest[found] = each
    return groups


def _rarest(words: frozenset[str], often: Counter[str]) -> tuple[str, ...]:
    """So many of the rarest words that whatever is alike, and has no fewer words, has one of them."""
    shared = next((n for n in range(1, len(words) + 1) if n / len(words) >= ALIKE), 1)
    return tuple(sorted(words, key=lambda word: (often[word], word))[: len(words) - shared + 1])


def _stem(word: str) -> str:
    for group in _ENDINGS:
        ending = next((end for end in group if word.endswith(end)), "")
        if ending and len(word) - len(ending) >= _FEWEST:
            word = word[: -len(ending)]
    return word
