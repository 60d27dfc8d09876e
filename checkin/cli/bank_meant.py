"""Which bank's file a person means, by its id or its name; and whether it comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import NotFound
from checkin.ground.text import clean_line, cut, nearest

if TYPE_CHECKING:
    from checkin.banks.library import Library


def file_meant(name: str, library: Library) -> Path:
    """The file: that of a bank in reach, by its id, or a file by its path. Raises NotFound."""
    if name.isidentifier():
        found = library.where(name)
        if found is not None:
            return found
        near = nearest(name, [entry.id for entry in library.entries()])
        raise NotFound(
            f"There is no question bank called {cut(name, 40)}.",
            f"Did you mean {near}?" if near else f"Make one with: checkin banks new {cut(name, 40)}",
        )
    path = Path(name)
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        raise NotFound(
            f"There is no file {cut(clean_line(name), 200)}.",
            "`checkin banks list` shows the banks there are.",
        )
    return path


def is_shipped(path: Path) -> bool:
    """Whether a file is one of those that come with the program, which are never changed."""
    from checkin.banks.library import shipped_folder

    try:
        return path.resolve().is_relative_to(shipped_folder().resolve())
    except (OSError, RuntimeError):
        return False
