"""What messages are made of: names in backquotes, the nearest name, what kind of thing a node is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.reading.nodes import Node

_LONGEST = 40


def similar(word: str, words: Iterable[str]) -> str:
    """The nearest of `words` if one is near, else an empty text."""
    return nearest(word[:200], list(words)) or ""


def names(words: Iterable[str]) -> str:
    """The words in backquotes, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def short(text: str) -> str:
    """`text` in one line of at most 40 characters, so that a message stays a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def kind_of(node: Node) -> str:
    """What somebody would call a node."""
    if node.kind == "map":
        return "settings with a name and a `:`"
    return {"scalar": "a text", "list": "a list"}[node.kind]


def spot(node: Node) -> Node | tuple[int, int, int]:
    """Where a value is pointed at; an empty one has no width, so that it is the place before it."""
    if node.kind == "scalar" and node.line == node.end_line and node.column == node.end_column:
        return node.line, max(1, node.column - 1), max(2, node.column)
    return node
