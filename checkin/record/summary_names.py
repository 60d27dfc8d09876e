"""What a meeting's summary file is called: the name that is wanted, numbered when it is another's."""

from __future__ import annotations

import os
import stat
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_HEAD = 1000
"""Bytes at a summary's beginning in which its meeting is named."""


def free_name(folder: Path, wanted: str, meeting: str, summary: bytes, others: Collection[str]) -> str:
    """The first of `wanted`, `wanted` with -2, -3 … that is nobody else's.

    `others` are the names other meetings have on record, whether or not their files are still there.
    What stands in the folder is another's too, a folder or an unreadable file included, unless it is
    this very summary or says that it is of this meeting: that is what an interrupted save left.
    """
    stem, dot, ending = wanted.rpartition(".")
    for number in count(1):
        name = wanted if number == 1 else f"{stem}-{number}{dot}{ending}" if dot else f"{wanted}-{number}"
        if name not in others and not _is_anothers(folder / name, meeting, summary):
            return name
    raise AssertionError  # pragma: no cover - there is always a next number


def name_of(folder: Path, wanted: str, meeting: str) -> str | None:
    """The name of the file, like `wanted`, that says it is this meeting's summary; None without one."""
    stem, _, ending = wanted.rpartition(".")
    found = sorted(folder.glob(f"{stem}*.{ending}")) if folder.is_dir() else []
    return next((path.name for path in found if _names(_beginning(path, _HEAD), meeting)), None)


def _is_anothers(path: Path, meeting: str, summary: bytes) -> bool:
    if not os.path.lexists(path):
        return False
    present = _beginning(path, max(_HEAD, len(summary) + 1))
    return present != summary and not _names(present, meeting)


def _names(beginning: bytes | None, meeting: str) -> bool:
    return beginning is not None and f'meeting: "{meeting}"'.encode() in beginning[:_HEAD]


def _beginning(path: Path, most: int) -> bytes | None:
    """The first bytes of a plain file, None for anything else and for what can't be read."""
    try:
        # Not blocking, for a pipe of that name would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    except OSError:
        return None
