"""Asking for a yes or a no, or for one of several things, as often as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line
from checkin.plain.words import chosen, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.plain.console import Console

QUIT = ("q", "quit", ":quit", ":stop", "exit")
"""Words that lead out of a list, besides an empty line."""


def ask_yes(console: Console, prompt: str, *, may_pass: bool = False) -> bool | None:
    """Yes or no; None at the end of input, and for an empty line where one may pass."""
    while (line := console.ask(prompt)) is not None:
        if may_pass and not line.strip():
            return None
        answer = yes_or_no(line)
        if answer is not None:
            return answer
        console.say("Please type yes or no.")
    return None


def choose_one(console: Console, lines: Sequence[str], prompt: str = "Number (Enter: back): ") -> int | None:
    """Say numbered lines and ask for one of them; its place from 0, None for an empty line or the end."""
    for number, words in enumerate(lines, 1):
        console.say(f"{number}. {words}")
    while True:
        line = console.ask(prompt)
        if line is None or not line.strip() or clean_line(line).casefold() in QUIT:
            return None
        at = chosen(line, lines)
        if at is not None:
            return at
        console.say(f"Please type a number from 1 to {len(lines)}, or press Enter.")
