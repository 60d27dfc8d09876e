"""`${…}` in a question's text: finding the references and putting answers in, by pure substitution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.banks.model import Ref
from checkin.ground.text import cut_at_word

if TYPE_CHECKING:
    from collections.abc import Callable

PIPED_WIDTH = 60
"""The most cells of the screen that an answer takes inside a question."""

MISSING = "…"
"""What stands where there is no answer and no fallback."""

NAME = r"[a-z][a-z0-9_]*"

_KEY = rf"(?P<last>last\.)?(?P<name>{NAME})(?:\.(?P<part>{NAME}))?"
"""A reference without braces, as it is written in `when`: `goal`, `takeaway.mentee`, `last.goal`."""

# Patterns are compiled when they are first needed: most starts of the program need none.
_REFERENCE = rf"\$\{{[ ]*{_KEY}[ ]*(?:\|(?P<fallback>[^{{}}]*))?\}}"

_CLOSING_QUOTES = "”’\"'»“«"


def parse_key(text: str) -> Ref | None:
    """The reference that `text` writes, without braces and fallback, or None when it writes none."""
    match = re.fullmatch(_KEY, text)
    return _ref(match, None) if match else None


def references(text: str) -> tuple[tuple[Ref, int, int], ...]:
    """Every well-formed `${…}` of `text` with its start and end, in order of the text."""
    if "${" not in text:
        return ()
    return tuple(
        (_ref(match, match["fallback"]), match.start(), match.end())
        for match in re.finditer(_REFERENCE, text)
    )


def fill(text: str, look: Callable[[Ref], str | None]) -> str:
    """`text` with every reference replaced by what `look` gives for it.

    An answer is put in as its first line that holds anything, cut after a word to 60 cells with “…”. It
    loses one final full stop where a quotation mark follows it, so that “Write the talk.” does not stop
    in the middle of a question. Where `look` gives None or nothing but blanks, the fallback stands in,
    else “…”. What was put in is never looked at again, and a malformed `${` stays as it is.
    """
    found = references(text)
    if not found:
        return text
    parts: list[str] = []
    at = 0
    for ref, start, end in found:
        line = _line(look(ref))
        parts.append(text[at:start])
        parts.append(_piece(ref, line, quoted=text[end : end + 1] in _CLOSING_QUOTES and end < len(text)))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _line(answer: str | None) -> str:
    """The first line of an answer that holds anything."""
    return next((line for raw in (answer or "").splitlines() if (line := " ".join(raw.split()))), "")


def _piece(ref: Ref, line: str, *, quoted: bool) -> str:
    """What stands in the place of one reference."""
    if not line:
        return MISSING if ref.fallback is None else ref.fallback
    if quoted and line.endswith(".") and not line.endswith("..") and len(line) > 1:
        line = line[:-1]
    return cut_at_word(line, PIPED_WIDTH)


def _ref(match: re.Match[str], fallback: str | None) -> Ref:
    return Ref(
        name=match["name"],
        part=match["part"] or "",
        last=match["last"] is not None,
        fallback=None if fallback is None else fallback.strip(),
    )
