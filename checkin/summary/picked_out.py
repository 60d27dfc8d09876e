"""What is picked out of a pair's ledgers for its lists: who else came up, and what was parked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.meeting.doors import STATE_WORDS
from checkin.meeting.events import PARKED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.meeting.ledgers import Brought, Ledgers


_WORD = re.compile(r"\w")
_PIECE = re.compile(r"\w+|\W")


def parked_of(ledgers: Ledgers) -> tuple[Brought, ...]:
    """What meetings parked, the oldest first."""
    return tuple(one for one in ledgers.brought if one.origin == PARKED)


def people_of(ledgers: Ledgers) -> list[tuple[str, list[str]]]:
    """Everybody besides the two who came up, and what for: behind a door, to ask, to pass something on to,
    and the goals that depend on them.
    """
    found: dict[str, tuple[str, list[str]]] = {}

    def add(name: str, what: str) -> None:
        if clean_line(name):
            found.setdefault(clean_line(name).casefold(), (clean_line(name), []))[1].append(what)

    for door in ledgers.doors:
        add(door.text, f"a door, {STATE_WORDS.get(door.state, door.state)}")
    for one in ledgers.resources:
        add(one.text if one.source == "person" else "", "somebody to ask")
    for ripple in ledgers.ripples:
        add(ripple.person, f"could use “{clean_line(ripple.text)}”")
    named = _Names(found)
    for topic in ledgers.topics:
        for key in named.within(clean_line(topic.depends).casefold()):
            found[key][1].append(f"“{clean_line(topic.text)}” depends on them too")
    return list(found.values())


class _Names:
    """Names to be found in texts as whole words, by how many words and signs they have: each text is gone
    through once.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._lengths = sorted({len(_PIECE.findall(name)) for name in self._names})

    def within(self, text: str) -> set[str]:
        """The names that stand in a text, with no letter or digit right before or after them."""
        edges = [0, *(piece.end() for piece in _PIECE.finditer(text))]
        return {
            text[start:end]
            for at, start in enumerate(edges)
            for length in self._lengths
            if at + length < len(edges)
            and text[start : (end := edges[at + length])] in self._names
            and not _WORD.match(text[:start][-1:])
            and not _WORD.match(text, end)
        }
