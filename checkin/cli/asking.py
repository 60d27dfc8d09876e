"""Short questions of a command to whoever sits at the terminal, if there is somebody."""

from __future__ import annotations

import sys


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def ask(prompt: str, letters: str, default: str, on_enter: str = "", again: str = "") -> str:
    """One of `letters`, as the answer begins, or `on_enter`; `default` when there is nobody to ask.

    `again` is said of any other answer, before it is asked again.
    """
    if not at_terminal():
        return default
    from checkin.plain.console import StandardConsole

    console = StandardConsole(target=sys.stderr)
    while True:
        line = console.ask(prompt)
        if line is None:
            return default
        word = line.strip().casefold() or on_enter
        if word and word[0] in letters:
            return word[0]
        if again:
            console.say(again)
