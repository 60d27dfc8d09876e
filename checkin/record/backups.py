"""The last five good states of a record file, kept beside it as `.1` (the newest) to `.5`."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from checkin.ground.files import write_beside
from checkin.record.layout import Damaged, Tables, decode

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 5


def backup(path: Path, number: int) -> Path:
    """The path of a file's backup by its number, 1 the newest."""
    return path.with_name(f"{path.name}.{number}")


def rotate(path: Path) -> None:
    """Make the file's present state its newest backup. The file itself stays where it is, whole.

    Stopped at any point, it leaves every state under some name. Raises OSError.
    """
    newest = backup(path, 1)
    with contextlib.suppress(FileNotFoundError):
        if newest.samefile(path):
            return  # an earlier save got this far and no further
    for number in range(KEPT - 1, 0, -1):
        with contextlib.suppress(FileNotFoundError):
            backup(path, number).replace(backup(path, number + 1))
    put_beside(path, newest)


def put_beside(path: Path, name: Path) -> None:
    """Give the file's present content a second name, by a hard link or, where there are none, a copy.

    Nothing happens when that name is taken. Raises OSError.
    """
    try:
        os.link(path, name)
    except FileExistsError:
        return
    except OSError:
        write_beside(name, path.read_bytes()).replace(name)


def newest_good(path: Path) -> tuple[Path, bytes, Tables] | None:
    """The newest backup that checks: its path, its bytes and its tables; None when there is none.

    Raises CannotDo when that one was written by a later version.
    """
    for number in range(1, KEPT + 1):
        candidate = backup(path, number)
        try:
            raw = candidate.read_bytes()
            return candidate, raw, decode(raw, candidate)
        except (OSError, Damaged):
            continue
    return None


def sweep(path: Path) -> None:
    """Remove what killed processes left half written. Only for the holder of the file's lock."""
    with contextlib.suppress(OSError):  # tidying is no reason to stop
        for left in path.parent.glob(f".{path.name}*.tmp"):
            left.unlink()
