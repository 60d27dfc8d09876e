"""Several files changed together: every new text is on the disk before the first is put in its place."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, WrongInput
from checkin.ground.files import explain_os_error, read_bytes, sync_folder, write_beside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it is and as it is to be; `lines` are those that change, counted from 1 in the new text."""

    path: Path
    before: bytes
    after: bytes
    lines: tuple[int, ...] = ()


def put_in_place(drafts: Sequence[Draft]) -> None:
    """Write every draft, in this order, or none. Modes are kept and links are followed.

    Raises CannotDo when a file is no longer what it was, or can't be written; then all are as they were.
    """
    written: list[tuple[Path, Path]] = []
    replaced: list[tuple[Path, Draft]] = []
    try:
        for draft in drafts:
            home = draft.path.resolve()
            try:
                mode = stat.S_IMODE(home.stat().st_mode)
                written.append((write_beside(home, draft.after, mode=mode), home))
            except OSError as error:
                raise explain_os_error(error, draft.path, "write the file") from error
        for draft in drafts:
            if read_bytes(draft.path) != draft.before:
                raise CannotDo(
                    f"{draft.path} was changed by somebody else just now.", "Nothing was changed; try again."
                )
        for draft, (fresh, home) in zip(drafts, written, strict=True):
            try:
                fresh.replace(home)
                replaced.append((home, draft))
                sync_folder(home.parent)
            except OSError as error:
                raise explain_os_error(error, draft.path, "write the file") from error
    except BaseException:
        for home, draft in replaced:
            with contextlib.suppress(OSError):
                mode = stat.S_IMODE(home.stat().st_mode)
                write_beside(home, draft.before, mode=mode).replace(home)
        raise
    finally:
        for fresh, _ in written:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


def create(path: Path, data: bytes) -> Path:
    """Make a new file, whole and safely on the disk, and return it. Raises WrongInput when it is there."""
    try:
        fresh = write_beside(path, data)
        try:
            os.link(fresh, path)  # a link is made only where no file is
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        sync_folder(path.parent)
    except FileExistsError:
        raise WrongInput(
            f"There is a file {path} already.", f"Change it with: checkin banks edit {path.stem}"
        ) from None
    except OSError as error:
        raise explain_os_error(error, path, "write the file") from error
    return path
