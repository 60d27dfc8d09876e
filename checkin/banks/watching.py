"""Noticing that a folder of banks has changed on the disk, by looking at it now and then.

Watching one file breaks when an editor replaces it, and what a system offers to be told of changes does not
work on every disk (a shared folder, a synced one). A look costs less than a millisecond.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

EVERY = 0.3
"""Seconds between two looks."""

SETTLING = 0.15
"""Seconds until the look that finds out whether a change has come to rest."""

DEEPEST = 3
"""Folders below a banks folder that are looked into: `shared/`, and what may be in it."""

MOST = 2_000
"""Names that are looked at in one look: a folder of banks that holds more is not meant as one."""

Look = tuple[tuple[str, int, int, int, int], ...]
"""What a look saw: the path and inode of every folder; of every bank also its size, when its content changed,
and when anything about it did (a permission, say).

When a folder changed is left out: editors keep files of their own beside the one they edit.
"""


class Watch:
    """Watches folders of banks. What is there when it begins is no change.

    An editor writes in steps: it empties the file, or takes it away, before the new one is there. So a
    change is told once the next look finds everything as the look before it did.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(dict.fromkeys(folders))
        self._told = self._before = look(self.folders)

    @property
    def settling(self) -> bool:
        """Whether the last look saw a change of which it is not known whether more is to come."""
        return self._before != self._told

    def changed(self) -> bool:
        """Look once: whether there is a change that has come to rest and was not told before. No errors."""
        now = look(self.folders)
        at_rest, self._before = now == self._before, now
        if not at_rest or now == self._told:
            return False
        self._told = now
        return True


def look(folders: Iterable[Path]) -> Look:
    """How the folders and the banks in them stand. What can't be looked at is not in it; never raises."""
    found: list[tuple[str, int, int, int, int]] = []
    left = MOST
    for folder in folders:
        for path, is_bank in _names(str(folder), DEEPEST):
            try:
                there = os.stat(path)  # noqa: PTH116 (three times as fast as by a `Path`, three times a second)
            except (OSError, ValueError):
                continue
            stamps = (there.st_size, there.st_mtime_ns, there.st_ctime_ns) if is_bank else (0, 0, 0)
            found.append((path, there.st_ino, *stamps))
            left -= 1
            if left <= 0:
                return tuple(found)
    return tuple(found)


def _names(folder: str, depth: int) -> Iterator[tuple[str, bool]]:
    """The folder, the banks in it, and the same of the folders below, by name; whether each is a bank."""
    yield folder, False
    try:
        with os.scandir(folder) as entries:
            there = sorted(entries, key=lambda entry: entry.name)
    except (OSError, ValueError):
        return
    for entry in there:
        if entry.name.startswith("."):
            continue
        if entry.name.endswith((".yaml", ".yml")):
            yield entry.path, True
        elif depth > 0 and _is_folder(entry):
            yield from _names(entry.path, depth - 1)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
