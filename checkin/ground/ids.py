"""Identifiers that sort by the time they were made, and the short endings people type for them."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, WrongInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
SHORTEST = 4

_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_CHANCE_BITS = 80
_LATEST_MS = (1 << 48) - 1
# What a hand or an eye takes for a letter that the alphabet leaves out on purpose.
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def _system_ms() -> int:
    return time.time_ns() // 1_000_000


class Ids:
    """A source of ULIDs, each greater than the one before, even when the clock is set back.

    `now_ms` gives milliseconds since 1970, `chance(n)` gives n random bytes, `last` is the newest id
    already in use (anything that is not a ULID counts as none).
    """

    def __init__(
        self,
        now_ms: Callable[[], int] = _system_ms,
        chance: Callable[[int], bytes] = os.urandom,
        last: str = "",
    ) -> None:
        self._now_ms = now_ms
        self._chance = chance
        self._last = _number(last) if is_ulid(last) else -1

    def new(self) -> str:
        """Return a fresh 26-character ULID, upper case, whose time is max(clock, last + 1 ms).

        Raises CannotDo when there is none after the last one, as only a damaged id can bring about.
        """
        random = int.from_bytes(self._chance(_CHANCE_BITS // 8), "big")
        after_last = (self._last >> _CHANCE_BITS) + 1 if self._last >= 0 else 0
        moment = max(self._now_ms(), after_last, 0)
        # At the very end of time (a crafted id) only the random part has room left to grow.
        number = (moment << _CHANCE_BITS) | random if moment <= _LATEST_MS else self._last + 1
        if number >= 1 << 128:
            raise CannotDo("No id can come after the newest one in this record.", "Its ids look damaged.")
        self._last = number
        return _letters(number)

    def seen(self, ulid: str) -> None:
        """Take note of an id from elsewhere, so that every new one comes after it."""
        if is_ulid(ulid):
            self._last = max(self._last, _number(ulid))


def derived(moment: str, *parts: str) -> str:
    """The ULID of the same time as the ULID `moment` whose rest follows from `parts`: the same each time.

    Whatever is put on record twice by way of these parts has one id. One that is no ULID stands for no time.
    """
    from hashlib import sha256

    digest = sha256("\0".join(parts).encode("utf-8", "replace")).digest()
    rest = int.from_bytes(digest[: _CHANCE_BITS // 8], "big")
    time = _number(moment) >> _CHANCE_BITS if is_ulid(moment) else 0
    return _letters(time << _CHANCE_BITS | rest)


def is_ulid(text: object) -> bool:
    """Say whether `text` is a ULID as we write them: 26 characters, upper case, at most 128 bits."""
    return (
        isinstance(text, str)
        and len(text) == LENGTH
        and text[0] in "01234567"
        and not text.strip(ALPHABET)  # nothing is left of it if every letter is one of ours
    )


def shortest_endings(ids: Iterable[str]) -> dict[str, str]:
    """Map each id to its shortest ending, at least 4 characters, that no other of these ids has.

    Endings are in lower case, as they are printed.
    """
    waiting = set(ids)
    found: dict[str, str] = {}
    length = SHORTEST
    while waiting:
        groups: dict[str, list[str]] = {}
        # All ids take part at every length: one that is settled still blocks another's ending.
        for ulid in [*waiting, *found]:
            groups.setdefault(ulid[-length:].lower(), []).append(ulid)
        for ending, same in groups.items():
            if len(same) == 1 or all(len(ulid) <= length for ulid in same):
                for ulid in waiting.intersection(same):
                    found[ulid] = ending
        waiting.difference_update(found)
        length += 1
    return found


def match_ending(ending: str, ids: Iterable[str]) -> str | None:
    """Return the one id that ends like this, in either case, or None when there is none.

    Raises WrongInput naming the candidates when several do.
    """
    wanted = ending.strip().upper()
    if not wanted:
        return None
    known = list(dict.fromkeys(ids))
    matches = [ulid for ulid in known if ulid.upper().endswith(wanted)]
    if not matches:
        wanted = wanted.translate(_MISREAD)
        matches = [ulid for ulid in known if ulid.upper().endswith(wanted)]
    whole = [ulid for ulid in matches if len(ulid) == len(wanted)]
    if len(matches) > 1 and len(whole) != 1:
        endings = shortest_endings(known)
        named = ", ".join(sorted(endings[ulid] for ulid in matches))
        raise WrongInput(f"Several ids end with {ending.strip()}: {named}.", "Type one of these.")
    return next(iter(whole or matches), None)


def _letters(number: int) -> str:
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def _number(ulid: str) -> int:
    number = 0
    for letter in ulid:
        number = number << 5 | _VALUES[letter]
    return number
