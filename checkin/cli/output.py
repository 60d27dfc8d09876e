"""Writing to a file that a person named with `-o`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_out(path: Path, text: str | bytes, what: str) -> Path:
    """Write to a file a person named: through links, over an older file, to a device or a pipe. A text gets a
    newline at its end, bytes are written as they are.

    `what` is what it is, for messages: “the summary”. Returns the path that was written to. Raises CannotDo.
    """
    from checkin.ground.errors import CannotDo
    from checkin.ground.files import explain_os_error, write_atomically

    content = text if isinstance(text, bytes) else (text if text.endswith("\n") else text + "\n").encode()
    try:
        path = path.expanduser().resolve()
        if path.exists() and not path.is_file():
            # Only an ordinary file may be replaced by a new one.
            path.write_bytes(content)
        elif not path.parent.is_dir():
            raise CannotDo(f"There is no folder {path.parent}.", "Make it first, or name another file.")
        else:
            write_atomically(path, content, mode=_mode(path))
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, OSError):
            raise explain_os_error(error, path, f"write {what}") from error
        raise CannotDo("That can't be the name of a file.", "Choose another.") from error
    return path


def _mode(path: Path) -> int:
    """The permissions of the file that is there; for a new one, what the account gives its files."""
    import os
    import stat

    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
