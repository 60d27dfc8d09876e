"""The room's log of live texts: every edit of a text is in the file before the other seat sees it.

The journal has whole values only. Texts begun from those after a crash would double what both sides have,
so the log keeps the updates themselves, in the file `texts` beside the journal and with lines like its.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from checkin.ground.errors import CannotDo
from checkin.ground.files import write_atomically
from checkin.ground.places import ensure
from checkin.live.frames import BadFrame
from checkin.live.texts import LiveText
from checkin.live.updates import LARGEST
from checkin.record.journal import Journal, read_journal
from checkin.record.journal_lines import line_of

if TYPE_CHECKING:
    from pathlib import Path

NAME = "texts"
"""The file's name, and the first line's key for the version of the format."""
VERSION = 1

SMALLEST_TO_COMPACT = 256 * 1024
"""Bytes below which a log is never written anew just because it has grown."""
_GROWN = 4


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An update of the text with this key, in one of its generations, as number `n` of the meeting."""

    key: str
    generation: int
    n: int
    update: bytes


class TextLog:
    """A log being written. Make one with `create` or `open`.

    Nothing here raises because a disk refuses: what could not be written, or not be taken out, waits in
    memory, `trouble` says why, and each append tries again, as does `retry`.
    """

    def __init__(self, journal: Journal, entries: list[LogEntry], *, damage: bool = False) -> None:
        self._journal = journal
        self._entries = entries
        self._damage = damage
        self._behind: CannotDo | None = None  # why the file does not hold just the entries
        self._compact_from = max(SMALLEST_TO_COMPACT, _GROWN * self._size())

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Start an empty log in an open meeting's folder, in place of any that is there. Raises CannotDo."""
        path = ensure(folder) / NAME
        write_atomically(path, line_of({NAME: VERSION}))
        return cls(Journal.open_for_append(path), [])

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Go on with the log in an open meeting's folder, or start one when there is none.

        Raises CannotDo, the file untouched, when it can't be opened or is from a later version.
        """
        path = folder / NAME
        if not (path.exists() or path.is_symlink()):
            return cls.create(folder)
        contents = read_journal(path)
        entries: list[LogEntry] = []
        damage = bool(contents.damage) or contents.header is not None
        versions = [line[NAME] for line in contents.entries if isinstance(line.get(NAME), int)]
        if any(version > VERSION for version in versions):
            raise CannotDo(
                f"This meeting was shared with a later version of checkin ({path}).",
                "Go on with that version.",
            )
        for line in contents.entries:
            entry = _entry(line)
            if entry is not None:
                entries.append(entry)
            elif NAME not in line:
                damage = True
        return cls(Journal.open_for_append(path), _latest(entries), damage=damage or not versions)

    @property
    def path(self) -> Path:
        """Where the log is."""
        return self._journal.path

    @property
    def trouble(self) -> CannotDo | None:
        """Why the log can't be written at the moment, None while all is well."""
        return self._behind or self._journal.trouble

    def append(self, key: str, generation: int, n: int, update: bytes) -> bool:
        """Write an update at once; False when it had to stay in memory (see `trouble`).

        A log that has become four times as long as when it was last short, and longer than
        `SMALLEST_TO_COMPACT`, is compacted. Raises CannotDo when the log is closed.
        """
        entry = LogEntry(key, generation, n, update)
        if self._behind is not None:
            self._entries.append(entry)
            return self.retry()
        written = self._journal.append(_line(entry))
        self._entries.append(entry)
        if written and self._size() >= self._compact_from:
            self.compact()
        return written

    def read(self) -> tuple[list[LogEntry], bool]:
        """Return every entry of each text's latest generation in order, and whether any were damaged."""
        return _latest(self._entries), self._damage

    def drop(self, key: str) -> bool:
        """Take every line of a text out of the file: words taken back are on no disk.

        False when the disk refused; then `trouble` says so until it is done.
        """
        self._entries = [entry for entry in self._entries if entry.key != key]
        return self._rewrite()

    def compact(self) -> bool:
        """Let one line stand for all of a text's, without what was deleted; False when the disk refused."""
        self._entries = _compacted(self._entries)
        done = self._rewrite()
        self._compact_from = max(SMALLEST_TO_COMPACT, _GROWN * self._size())
        return done

    def retry(self) -> bool:
        """Try again to do what the disk refused; True when nothing is left to do."""
        return self._rewrite() if self._behind is not None else self._journal.retry()

    def close(self) -> None:
        """Bring everything to the disk and let go of the file. Closing twice is fine."""
        if self._behind is not None:
            self._rewrite()
        self._journal.close()

    def _rewrite(self) -> bool:
        try:
            self._journal.rewrite([{NAME: VERSION}, *(_line(entry) for entry in self._entries)])
        except CannotDo as error:
            self._behind = error
        else:
            self._behind = None
        return self._behind is None

    def _size(self) -> int:
        try:
            return self._journal.path.stat().st_size
        except OSError:
            return 0


def _line(entry: LogEntry) -> dict[str, Any]:
    update = b64encode(entry.update).decode()
    return {"text": entry.key, "generation": entry.generation, "n": entry.n, "update": update}


def _entry(line: dict[str, Any]) -> LogEntry | None:
    key, generation, n, update = (line.get(name) for name in ("text", "generation", "n", "update"))
    if not (isinstance(key, str) and type(generation) is int and type(n) is int and isinstance(update, str)):
        return None
    try:
        return LogEntry(key, generation, n, b64decode(update, validate=True))
    except (NotBase64, ValueError):
        return None


def _latest(entries: list[LogEntry]) -> list[LogEntry]:
    """Return the entries of each text's latest generation."""
    latest: dict[str, int] = {}
    for entry in entries:
        latest[entry.key] = max(entry.generation, latest.get(entry.key, entry.generation))
    return [entry for entry in entries if entry.generation == latest[entry.key]]


def _compacted(entries: list[LogEntry]) -> list[LogEntry]:
    """Return one entry for each text, numbered as its last; those of a text that can't be read stay."""
    by_key: dict[str, list[LogEntry]] = {}
    for entry in _latest(entries):
        by_key.setdefault(entry.key, []).append(entry)
    kept: list[LogEntry] = []
    for of_one in by_key.values():
        try:
            text = LiveText(entry.update for entry in of_one)
            whole = text.whole()
        except BadFrame:
            kept += of_one
            continue
        last = of_one[-1]
        too_much = bool(text.waiting) or len(whole) > LARGEST
        kept += of_one if too_much else [LogEntry(last.key, last.generation, last.n, whole)]
    return kept
