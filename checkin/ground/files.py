"""Writing a file so that a crash, a full disk or a power cut leaves the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo

if TYPE_CHECKING:
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: ("there is no space left on the disk", "Make some room, then try again."),
    errno.EDQUOT: ("your disk quota is used up", "Make some room, then try again."),
    errno.EFBIG: ("the file would be larger than is allowed here", "Raise the limit (ulimit -f)."),
    errno.EROFS: ("the disk is read-only", "Choose another place with CHECKIN_HOME."),
    errno.EACCES: (
        "you may not write or read there",
        "Check who owns it, or choose another place with CHECKIN_HOME.",
    ),
    errno.EPERM: ("that is not permitted", "Check who owns it, or choose another place with CHECKIN_HOME."),
    errno.EIO: ("the disk reports an error", "Check the disk; what you typed is still here."),
    errno.ENOENT: ("it is not there", "Check the path."),
    errno.ENOTDIR: ("a file stands where a folder should be", "Move that file away."),
    errno.EISDIR: ("a folder stands where a file should be", "Move that folder away."),
    errno.ELOOP: ("it is a link, and links are not followed here", "Replace the link with the file itself."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
    errno.EMFILE: ("too many files are open", "Close some programs, then try again."),
    errno.ENFILE: ("too many files are open", "Close some programs, then try again."),
}


def explain_os_error(error: OSError, path: Path | str, doing: str) -> CannotDo:
    """Turn an operating system's error into a line a person can act on.

    `doing` completes "Could not …", for instance "save the record".
    """
    reason, remedy = _REASONS.get(error.errno or 0, (error.strerror or "the system refused", ""))
    return CannotDo(f"Could not {doing}: {reason} ({path}).", remedy)


def is_there(path: Path) -> bool:
    """Whether there is something at a path. Raises CannotDo where the system won't tell."""
    try:
        return path.exists()
    except OSError as error:
        raise explain_os_error(error, path, "look there") from error


def write_atomically(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Put `data` in the file at `path`, whole and safely on the disk, or leave the file as it was.

    Raises CannotDo, with nothing left behind, when the system refuses.
    """
    try:
        temporary = write_beside(path, data, mode=mode)
        try:
            temporary.replace(path)
        except OSError:
            _forget(temporary)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise explain_os_error(error, path, "write the file") from error


def write_beside(path: Path, data: bytes, *, mode: int = 0o600) -> Path:
    """Write `data` to a new file in the same folder, safely on the disk, and return its path.

    Raises OSError, with the new file removed; a file whose fsync went wrong is never tried again.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(temporary, flags, 0o600)
        try:
            write_all(descriptor, data)
            if mode != 0o600:
                os.fchmod(descriptor, mode)
            sync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _forget(temporary)
        raise
    return temporary


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, however many calls it takes. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int) -> None:
    """Wait until what was written is on the disk itself. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl  # not there on every platform

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return  # else this file system knows only the plain call
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk itself. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    except OSError as error:
        # Some network and shared folders cannot do this at all; that is no reason to refuse to save.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def read_bytes(path: Path) -> bytes:
    """Return what is in the file. Raises CannotDo, also when there is no such file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path, "read the file") from error


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
