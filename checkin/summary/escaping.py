"""People's text as Markdown that renders as that very text: escaped only where it would mean something.

Meant for CommonMark and its GitHub dialect. Backslashes go in front of what would start a block at the
beginning of a line, and of what would be emphasis, code, a link, HTML or an entity within one.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:[a-z]://|www\.)\S+", re.IGNORECASE)
_ADDRESS_SIGN = re.compile(r"(?<=www)\.|:(?=//)", re.IGNORECASE)

_INLINE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~])          # a backslash that would itself escape
    | \\$                            # or break the line
    | `
    | \[
    | \*(?!(?<=\s\*)\s)              # a star, but for one between spaces
    | (?<![^\W_])_ | _(?![^\W_])     # an underscore, but for one inside a word
    | <(?=\S)
    | &(?=\#?[0-9a-z]+;)
    | (?<=\S)[~$] | [~$](?=[~$`])    # a tilde or dollar that could close or widen a pair
    """,
    re.VERBOSE | re.IGNORECASE,
)

_BLOCK = re.compile(
    r"""
      [-=|:+*_\s]+$                  # an underline, a rule, the line under a table's head
    | \#
    | >
    | [-+](?=\s|$)
    | :(?=[\s:]|$)
    | \d{1,9}(?P<mark>[.)])(?=\s|$)
    """,
    re.VERBOSE,
)

_INDENT = re.compile(r"^[ \t]+")
_WIDEST_INDENT = 40


def block(text: str) -> str:
    """Text of several lines, escaped: its lines, one empty line between paragraphs, no blank edges.

    The lines are not joined for Markdown yet: see `hard_breaks`.
    """
    lines = [_line(raw) for raw in text.split("\n")]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip("\n")


def line(text: str) -> str:
    """Text on one line, escaped."""
    return _line(" ".join(text.split()))


def title(text: str) -> str:
    """Text on one line, escaped to stand in a heading: a `#` at its end stays."""
    return re.sub(r"(?<!\\)#$", r"\\#", line(text))


def hard_breaks(text: str, indent: str = "") -> str:
    """Escaped lines as Markdown that keeps them apart; all but the first are indented."""
    lines = text.split("\n")
    broken = [
        one + ("  " if one and after else "") for one, after in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(indent + one if one and i else one for i, one in enumerate(broken))


def _line(raw: str) -> str:
    raw = raw.rstrip()
    if not raw:
        return ""
    found = _INDENT.match(raw)
    if not found:
        return _start(raw)
    # Spaces at the beginning would be eaten, or make a code block: no-break spaces do neither.
    width = min(len(found[0].expandtabs(4)), _WIDEST_INDENT)
    return "\u00a0" * width + _start(raw[found.end() :])


def _start(raw: str) -> str:
    text = _inline(raw)
    if text.startswith("\\"):
        return text
    found = _BLOCK.match(text)
    if found is None:
        return text
    at = found.start("mark") if found["mark"] else 0
    return f"{text[:at]}\\{text[at:]}"


def _inline(raw: str) -> str:
    marked = {found.start() for found in _INLINE.finditer(raw)}
    for address in _ADDRESS.finditer(raw):
        if not marked.isdisjoint(range(*address.span())):
            # Where web addresses become links, an escape inside one would be taken as part of it:
            # one that needs any is kept from becoming a link.
            marked |= {sign.start() for sign in _ADDRESS_SIGN.finditer(raw, *address.span())}
    return "".join(f"\\{letter}" if at in marked else letter for at, letter in enumerate(raw))
