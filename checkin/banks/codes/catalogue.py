"""The catalogue of what can be wrong with a bank: every code explained, with a bad and a good example."""

from __future__ import annotations

from checkin.banks.codes.code import Code, Files, Link
from checkin.banks.codes.of_meaning import MEANING
from checkin.banks.codes.of_paths import PATHS
from checkin.banks.codes.of_text import TEXT
from checkin.banks.codes.of_translations import TRANSLATIONS
from checkin.banks.diagnostics import WIDTH
from checkin.ground.text import wrap

__all__ = ["CATALOGUE", "Code", "Files", "Link", "explain_code"]

CATALOGUE: dict[str, Code] = {code.name: code for code in (*TEXT, *MEANING, *PATHS, *TRANSLATIONS)}
"""Every code by its name, those of the file's text first."""


def explain_code(code: Code, width: int = WIDTH) -> str:
    """The code for people: title, explanation, the bad and the good example. Its words are in rows of at
    most `width` cells, the examples as they are.
    """
    words = (f"{code.name} ({code.severity}): {code.title}", code.explanation)
    parts = ["\n".join(wrap(text, width)) for text in words]
    for heading, files in (("Noted:", code.bad), ("Right:", code.good)):
        shown = [
            ("\n" + name if len(files) > 1 else "") + "\n" + _indented(content)
            for name, content in files.items()
            if isinstance(content, str) and len(content) < 2_000
        ]
        if shown:
            parts.append(heading + "".join(shown))
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    safe = "".join(char if char == "\n" or char.isprintable() else "\ufffd" for char in text.rstrip("\n"))
    return "\n".join(f"    {line}".rstrip() for line in safe.split("\n"))
