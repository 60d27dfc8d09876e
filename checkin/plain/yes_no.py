"""Asking for a yes or a no, as often as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.plain.words import yes_or_no

if TYPE_CHECKING:
    from checkin.plain.console import Console


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
