"""Which bank's file a person means, by its id or its name; and whether it comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import NotFound
from checkin.ground.text import clean_line, cut, nearest

if TYPE_CHECKING:
    from checkin.banks.library import Library


def file_meant(name: str, library: Library) -> Path:
    """The file: that of a bank in reach, by its id, a translation (`coffee.fi`), or a file by its path.

    Raises NotFound.
    """
    if name.isidentifier():
        found = library.where(name)
        if found is not None:
            return found
        near = nearest(name, [entry.id for entry in library.entries()])
        raise NotFound(
            f"There is no question bank called {cut(name, 40)}.",
            f"Did you mean {near}?" if near else f"Make one with: checkin banks new {cut(name, 40)}",
        )
    found = file_named(name, library)
    if found is None:
        raise NotFound(
            f"There is no file {cut(clean_line(name), 200)}.",
            "`checkin banks list` shows the banks there are.",
        )
    return found


def file_named(name: str, library: Library) -> Path | None:
    """A file that is there by this path, else in a folder of banks, where `.yaml` may be left out."""
    path = Path(name)
    try:
        if path.is_file():
            return path
    except (OSError, ValueError):
        return None
    return library.file(name)


def is_shipped(path: Path) -> bool:
    """Whether a file is one of those that come with the program, which are never changed."""
    from checkin.banks.folders import shipped_folder

    try:
        return path.resolve().is_relative_to(shipped_folder().resolve())
    except (OSError, RuntimeError):
        return False
