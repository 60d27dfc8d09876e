"""The lines of a journal: how an entry becomes one, and which of a file's lines can be believed.

A line is eight hex digits of CRC-32, a space, one compact JSON object and a newline. The header is
written twice, because without it the rest can't be understood.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CannotDo
from checkin.ground.files import explain_os_error

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
NAME = "journal"
"""The file's name, and the header's key for the version of the format."""
LONGEST_LINE = 1 << 20
"""Bytes in a line, checksum and newline included."""

Entry = dict[str, Any]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class JournalContents:
    """What a journal holds: its header (None if lost), its sound entries, and a line for each damage."""

    header: Entry | None
    entries: list[Entry]
    damage: tuple[str, ...]


def read_journal(path: Path, *, header_only: bool = False) -> JournalContents:
    """Read every line that checks, whatever else is in the file; or just the header, which is quick.

    A damaged line costs that line only and is named in `damage`; a torn or zeroed end is passed over.
    Raises CannotDo when the file can't be opened, or when a later version wrote it.
    """
    header: Entry | None = None
    entries: list[Entry] = []
    damage: list[str] = []
    # The header's two copies are at the very beginning.
    lines = _read_plain_file(path, 2 * LONGEST_LINE if header_only else -1).split(b"\n")
    if header_only:
        lines = [*lines[:2], b""]
    for number, line in enumerate(lines, start=1):
        found = _entry(line)
        if found is None:
            torn = number == len(lines)
            if line.strip(b"\0") and not torn:
                damage.append(f"Line {number} of the journal is damaged and was left out.")
        elif number <= 2 and isinstance(found.get(NAME), int):
            header = header or found
        else:
            entries.append(found)
    if header is not None and header[NAME] > VERSION:
        raise CannotDo(
            f"This meeting was started with a later version of checkin ({path}).", "Go on with that version."
        )
    return JournalContents(header, entries, tuple(damage))


def _read_plain_file(path: Path, most: int) -> bytes:
    try:
        # Not blocking, for a pipe in the journal's place would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise CannotDo(f"The meeting's journal is not a plain file ({path}).", "Move it away.")
            return file.read(most)
    except OSError as error:
        raise explain_os_error(error, path, "read the meeting's journal") from error


def line_of(entry: Entry) -> bytes:
    """Return the entry's line. Raises CannotDo when it would be longer than a line may be."""
    try:
        text = _ENCODER.encode(entry).encode()
    except UnicodeEncodeError:  # half a surrogate pair: kept, as an escape
        text = json.dumps(entry, separators=(",", ":")).encode()
    line = b"%08x %b\n" % (zlib.crc32(text), text)
    if len(line) > LONGEST_LINE:
        raise CannotDo("This is too long to be kept as one answer.", "Shorten it, or share it out.")
    return line


def is_plain_entry(line: bytes) -> bool:
    """Say whether a line, without its newline, checks and is no header."""
    found = _entry(line)
    return found is not None and NAME not in found


def _entry(line: bytes) -> Entry | None:
    line = line.strip(b"\0")  # a zeroed end that somebody wrote on after
    text = line[9:]
    # An empty text would check: crc32(b"") is 0.
    if not text.startswith(b"{") or len(line) >= LONGEST_LINE or line[:9] != b"%08x " % zlib.crc32(text):
        return None
    try:
        found = _DECODER.decode(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
