"""A meeting kept as a transcript that reads as a conversation and is its own script.

In `tests/plain/transcripts/<name>.txt` every line that people typed stands behind "›"; all else is what the
program said. A test types those lines again and holds the rest against what is said now.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.plain.home import meet_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.record.desk import Desk

TRANSCRIPTS = Path(__file__).parent / "transcripts"
KEEP = "CHECKIN_KEEP_TRANSCRIPTS"
"""With this set, transcripts are written as they are now instead of compared; what is typed stays."""

TYPED = re.compile(r"›(?: (.*))?$", re.MULTILINE)


@dataclass
class Aloud:
    """A console that answers from a list, and writes down what is said and what is typed in its order."""

    lines: list[str]
    told: list[str] = field(default_factory=list)
    until_ready: Any = None

    def say(self, text: str) -> None:
        self.told.append(text)

    put_in = say

    def ask(self, prompt: str) -> str | None:
        line = self.lines.pop(0) if self.lines else None
        told = "(nobody types any more)" if line is None else f"› {line}".rstrip()
        self.told.append(f"{prompt.rstrip()} {told}".lstrip())
        return line


def hold_aloud(
    desk: Desk, name: str, bank: str, depth: Any = "full", people: Mapping[str, str] | None = None
) -> str:
    """Hold a meeting of Sam and Robin as its transcript goes, to its end. Returns what was said and typed."""
    path = TRANSCRIPTS / f"{name}.txt"
    kept = path.read_text(encoding="utf-8")
    console = Aloud([typed or "" for typed in TYPED.findall(kept)])
    code = meet_plain(desk, "sam-robin", bank, depth, console, None, people)
    text = "\n".join(console.told).replace(f"{desk.places.home}", "~").rstrip("\n") + "\n"
    if os.environ.get(KEEP):
        path.write_text(text, encoding="utf-8")
    elif text != kept:
        difference = difflib.unified_diff(
            kept.splitlines(), text.splitlines(), str(path), "said now", lineterm=""
        )
        raise AssertionError(
            "\n".join([*difference, f"If this is meant, run the test again with {KEEP}=1, and read it."])
        )
    assert code == 0
    assert not console.lines, "the meeting ended before all was typed"
    return text
