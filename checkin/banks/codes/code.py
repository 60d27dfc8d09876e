"""What a code of the catalogue is, and the small whole banks that its examples are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MAIN = "bank.yaml"
"""The file that is read in most examples."""


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link in an example, to another of its files."""

    target: str


Files = Mapping[str, str | bytes | Link | None]
"""An example: contents by file name; None is a folder."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. `bad` gives it and nothing else, at line and column `at`; `good` gives none.

    `at` is (0, 0) where the file as a whole is meant; `where` is the file that it is told of, `read`
    the one that is read.
    """

    name: str
    severity: Literal["error", "warning"]
    title: str
    explanation: str
    bad: Files
    at: tuple[int, int]
    good: Files
    where: str = MAIN
    read: str = MAIN


HEAD = "format: 1\nid: small\ntitle: A small bank\n"
"""The first three lines of most examples."""

STAGE = "stages:\n  - id: talk\n    title: Talk\n    questions:\n"
"""The next four: one stage."""


def bank(questions: str, extra: str = "") -> dict[str, str]:
    """A whole bank of one stage whose questions start in line 8; `extra` is one line put before it."""
    return {MAIN: HEAD + extra + STAGE + questions}


def question(*settings: str) -> str:
    """A question `goal` with more settings, its first line being `- id: goal`."""
    return "".join(
        f"      {'- ' if not at else '  '}{setting}\n"
        for at, setting in enumerate(("id: goal", "ask: What matters today?", *settings))
    )
