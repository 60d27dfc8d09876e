"""What is said where: data on stdout, narration on stderr, whatever those two can take."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING, TextIO

from checkin.ground.text import clean, clean_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAINER = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "–": "-",
    "—": "-",
    "·": "-",
    "→": "->",
    "✓": "x",
    "▸": ">",
    "×": "x",
    "\u00a0": " ",
}
"""How typographic characters are written on a terminal that has only ASCII or the like."""

WIDTH = 80
"""Columns of what is printed when stdout is no terminal; a terminal's own width is used within bounds."""

_NARROWEST, _WIDEST = 40, 100


def prepare() -> None:
    """Make stdout and stderr take any text: what their encoding lacks is written in plainer signs."""
    codecs.register_error("checkin-plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="checkin-plainer")


def put(text: str, *, coloured: bool = False) -> None:
    """Write data to stdout, cleaned, with a newline at its end. Nothing happens when stdout is closed.

    What is `coloured` was cleaned before its colours were put in, and is written as it is.
    """
    _write(sys.stdout, text if coloured else clean(text))


def tell(text: str) -> None:
    """Write a line of narration to stderr, cleaned. A stderr that is closed or full is passed over."""
    try:
        _write(sys.stderr, clean(text))
    except OSError:
        abandon("stderr")


def put_bytes(data: bytes) -> None:
    """Write a whole file to stdout as it is, whatever encoding and line ends stdout has otherwise."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def put_json(value: object) -> None:
    """Write a value to stdout as JSON, its texts cleaned, in ASCII when stdout can't take all of Unicode."""
    import json

    put(json.dumps(clean_tree(value), ensure_ascii=not takes_unicode(), indent=2))


def takes_unicode() -> bool:
    """Whether stdout can take every character there is."""
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"


def flush() -> None:
    """Hand everything written to stdout to the system. Raises `OSError` (a full disk, a closed pipe)."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def abandon(name: str = "stdout") -> None:
    """Let go of a stream that can't be written, so that nothing complains at the process's end."""
    stream: TextIO | None = getattr(sys, name)
    try:
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    except (OSError, ValueError):
        setattr(sys, name, None)


def width() -> int:
    """How many columns to print in."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return WIDTH
    return max(_NARROWEST, min(columns, _WIDEST)) if columns else WIDTH


def colours(environ: Mapping[str, str]) -> bool:
    """Whether stdout is a terminal that shows colours to somebody who wants them."""
    wanted = not environ.get("NO_COLOR") and environ.get("TERM", "") not in ("", "dumb")
    return wanted and sys.stdout is not None and sys.stdout.isatty()


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None or stream.closed:
        return
    stream.write(text if text.endswith("\n") else text + "\n")


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_PLAINER.get(letter, "?") for letter in lacking), error.end
