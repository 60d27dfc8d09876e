"""One slip of the pen at a time: every way a bank's text can be mistyped in one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checkin.banks.reading.nodes import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.reading.nodes import Node


class Slip(NamedTuple):
    """A mistyped text: what was done, in which line (from 1), and the whole text with it."""

    kind: str
    line: int
    text: str


def typos(word: str) -> list[str]:
    """The word with a letter dropped, doubled or swapped with the next, each in two places."""
    found = []
    for at in {len(word) // 2, len(word) - 2} & set(range(len(word))):
        found += [word[:at] + word[at + 1 :], word[: at + 1] + word[at:]]
        if at + 1 < len(word):
            found.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return [each for each in dict.fromkeys(found) if each not in ("", word)]


def misspelt_settings(text: str) -> Iterator[Slip]:
    """Every name of a setting misspelt."""
    for key in _keys(text):
        if not key.text[0].isupper():
            yield from _misspelt(text, "setting", key.line, key.column, key.text)


def misspelt_names(text: str) -> Iterator[Slip]:
    """Every id, and everything that names one, misspelt; and every type and seat."""
    for number, line in enumerate(text.split("\n"), 1):
        for kind, pattern in _NAMES.items():
            for match in re.finditer(pattern, line):
                yield from _misspelt(text, kind, number, match.start(1) + 1, match[1])


_NAMES = {
    "id": r"- id: (\w+)",
    "pool": r"- pool: (\w+)",
    "type": r"^ +type: (\w+)",
    "who": r"^ +who: (\w+)",
    "use": r"- use: ([\w.]+)",
    "piped": r"\$\{(?:last\.)?(\w+)",
    "chosen": r"choices_from: (\w+)",
    "waited for": r"opens_after: \[(\w+)",
    "tested": r"when: \{(\w+)",
    "included": r"^  - (\S+\.yaml)",
    "yes": r": (yes|no)$",
}


def broken_lines(text: str) -> Iterator[Slip]:
    """Every line broken in every way that hands break lines."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        for kind, new in _breaks(line):
            if new != line:
                yield Slip(kind, at + 1, "\n".join([*lines[:at], new, *lines[at + 1 :]]))
        yield Slip("line lost", at + 1, "\n".join([*lines[:at], *lines[at + 1 :]]))
        yield Slip("line twice", at + 1, "\n".join([*lines[: at + 1], *lines[at:]]))


def _breaks(line: str) -> Iterator[tuple[str, str]]:
    indent = line[: len(line) - len(line.lstrip())]
    yield "indent more", " " + line
    yield "tab for indent", "\t" + line.lstrip() if indent else line
    yield "tab in indent", indent[:-1] + "\t" + line.lstrip() if indent else line
    if indent:
        yield "indent less", line[1:]
    yield "dash lost", line.replace("- ", "", 1) if line.lstrip().startswith("- ") else line
    yield "dash without space", line.replace("- ", "-", 1) if line.lstrip().startswith("- ") else line
    yield "colon lost", line.replace(":", "", 1)
    yield "colon without space", line.replace(": ", ":", 1)
    yield "colon twice", line.replace(": ", ":: ", 1)
    yield "semicolon", line.replace(": ", "; ", 1)
    yield "equals", line.replace(": ", " = ", 1)
    yield "full-width colon", line.replace(":", "\uff1a", 1)
    yield "em dash", line.replace("- ", "\u2014 ", 1)
    yield "hyphen of print", line.replace("- ", "\u2010 ", 1)
    yield "non-breaking space", line.replace(": ", ":\u00a0", 1)
    yield "non-breaking indent", line.replace("  ", " \u00a0", 1)
    for quote in "\"'":
        if quote in line:
            yield "quote lost", line.replace(quote, "", 1)
            yield "last quote lost", quote.join(line.rsplit(quote, 1)[:1]) + line.rsplit(quote, 1)[1]
    for bracket in "[]{}":
        if bracket in line:
            yield "bracket lost", line.replace(bracket, "", 1)
    if ": " in line:
        head, rest = line.split(": ", 1)
        yield "value lost", head + ":"
        for sign in "@`%&*!|>'\"[{#?":
            yield f"value after {sign}", f"{head}: {sign}{rest}"
        yield "curly quotes", f"{head}: “{rest}”"
        yield "stray quote", f'{head}: {rest[:3]}"{rest[3:]}'
        yield "colon in text", f"{head}: {rest[:4]}: {rest[4:]}"
        yield "text after quotes", f'{head}: "{rest[:4]}" {rest[4:]}'
    yield (
        "capital",
        indent + line.lstrip("- ")[:0] + re.sub(r"[a-z]", lambda m: m[0].upper(), line.lstrip(), count=1),
    )
    middle = len(line) // 2
    for char in "x:,#]}":
        yield f"stray {char}", line[:middle] + char + line[middle:]


def _misspelt(text: str, kind: str, line: int, column: int, word: str) -> Iterator[Slip]:
    lines = text.split("\n")
    row = lines[line - 1]
    for wrong in typos(word):
        new = row[: column - 1] + wrong + row[column - 1 + len(word) :]
        yield Slip(kind, line, "\n".join([*lines[: line - 1], new, *lines[line:]]))


def _keys(text: str) -> Iterator[Node]:
    top, _ = parse(text, "")
    waiting = [top] if top else []
    while waiting:
        node = waiting.pop()
        if node.kind == "list":
            waiting.extend(node.items)
        elif node.kind == "map":
            for key, value in node.pairs:
                waiting.append(value)
                yield key
