"""The text of a file as it is read: UTF-8, no byte order mark, plain line ends, no control characters."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

NO_FILE = "<stdin>"
"""What stands in a file's place for what came on standard input."""

MAX_BYTES = 200_000
"""The most bytes a file may have."""

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, invisible line ends and what changes the direction of writing."""


def read_file(path: Path) -> bytes | Diagnostic:
    """The bytes of a file, or why there are none."""
    name = str(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return whole_file(name, "not-a-file", "this is a folder, not a file", "name a file in it")
        if not stat.S_ISREG(mode):
            return whole_file(name, "not-a-file", "this is no ordinary file", "copy the text into one")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return whole_file(name, "no-such-file", "there is no such file", "look at the name and the folder")
    except PermissionError:
        return whole_file(name, "unreadable", "this file may not be read by you", "change its permissions")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can not be used"
        return whole_file(name, "unreadable", f"this file can not be read: {reason}", "")


def lines_of(data: bytes) -> tuple[str, ...]:
    """The lines of a file as they are shown and counted, whatever bytes and line ends it has."""
    return tuple(_plain(data.decode("utf-8", errors="replace")).split("\n"))


def _plain(text: str) -> str:
    """`text` without byte order mark, and with one kind of line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: str | bytes, name: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of `data` with one kind of line end, and what is wrong with its characters.

    A character that may not be there is reported and stands as U+FFFD, so that the rest can still be
    read. None when the text is too big or no UTF-8. `name` is the file's name in the messages.
    """
    if len(data) > MAX_BYTES or (isinstance(data, str) and len(data.encode(errors="replace")) > MAX_BYTES):
        return None, [
            whole_file(
                name,
                "too-big",
                f"this file is bigger than {MAX_BYTES // 1000} KB",
                "split it: shared questions can stand in a file of their own, named under `include:`",
            )
        ]
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [_not_utf8(data, error.start, name)]
    else:
        text = data
    text = _plain(text)
    if not UNSAFE.search(text):
        return text, []
    problems = [
        Diagnostic(
            name,
            number,
            match.start() + 1,
            number,
            match.start() + 2,
            "error",
            "control-character",
            f"there is an invisible {describe(match[0])} here",
            "delete it; most editors can show invisible characters",
        )
        for number, line in enumerate(text.split("\n"), 1)
        for match in UNSAFE.finditer(line)
    ]
    return UNSAFE.sub("\ufffd", text), problems[:20]


def describe(char: str) -> str:
    """What an unsafe character is, with its number: `escape character (U+001B)`."""
    code = ord(char)
    if char == "\x1b":
        kind = "escape character"
    elif char in "\x85\u2028\u2029":
        kind = "line separator"
    elif 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        kind = "character that turns the direction of writing"
    elif char == "\ufeff":
        kind = "byte order mark"
    elif 0xD800 <= code <= 0xDFFF:
        kind = "half of a character"
    else:
        kind = "control character"
    return f"{kind} (U+{code:04X})"


def whole_file(name: str, code: str, message: str, remedy: str) -> Diagnostic:
    """An error that has no place in the file."""
    return Diagnostic(name, 0, 0, 0, 0, "error", code, message, remedy)


def _not_utf8(data: bytes, at: int, name: str) -> Diagnostic:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return whole_file(name, "not-utf8", "this file is UTF-16, not UTF-8", "save it again as UTF-8")
    before = lines_of(data[:at])
    line, column = len(before), len(before[-1]) + 1
    return Diagnostic(
        name,
        line,
        column,
        line,
        column + 1,
        "error",
        "not-utf8",
        "from here on this file is not UTF-8 text",
        "open it in an editor and save it again as UTF-8",
    )
