"""Where the room of a shared meeting listens, how a seat finds it, and who may be at the other end.

The socket is in a folder that only this account can look into, its path short enough for every system.
Both sides ask the kernel whose process is at the other end before a byte is read or written.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import struct
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, CheckinError
from checkin.ground.files import explain_os_error, write_atomically
from checkin.live.last_words import PatientListener

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.ground.places import Places

NOTE = "room.json"
"""The file in a pair's folder that says where the room of its shared meeting listens."""
LONGEST_PATH = 99
"""Bytes in a socket's path; macOS has room for 103, Linux for 107."""
CONNECT_WITHIN = 2.0
"""Seconds for the kernel to connect us to a socket on this machine."""

_LONGEST_NOTE = 4096
_WAITING = 64
"""Connections that may wait to be taken."""


@dataclass(frozen=True, slots=True)
class SharedMeeting:
    """An unfinished meeting that is shared: its pair, its folder's name, and where its room listens.

    `pid` and `host` are of the process that held the room last and may be gone; `since` is a stamp.
    """

    pair: str
    meeting: str
    socket: Path
    pid: int
    host: str
    since: str


# The folder and the socket in it


def runtime_folder(environ: Mapping[str, str]) -> Path:
    """The folder for sockets, made if it is missing: below `XDG_RUNTIME_DIR` if that is ours alone.

    Else `/tmp/checkin-<uid>`. Raises CannotDo when somebody else could reach what is in it.
    """
    folder = _below_runtime_dir(environ.get("XDG_RUNTIME_DIR", "")) or Path(f"/tmp/checkin-{os.geteuid()}")
    try:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
    except OSError as error:
        raise explain_os_error(error, folder, "make the folder for shared meetings") from error
    check_folder(folder)
    return folder


def socket_path(environ: Mapping[str, str], places: Places, pair: str) -> Path:
    """Where the room of this pair's meeting listens. Raises CannotDo when the folder is not safe."""
    return runtime_folder(environ) / _name(places, pair)


def check_folder(folder: Path) -> None:
    """Make sure that a folder is ours, no link, and closed to everybody else. Raises CannotDo."""
    try:
        seen = folder.lstat()
    except OSError as error:
        raise explain_os_error(error, folder, "look into the folder for shared meetings") from error
    if stat.S_ISLNK(seen.st_mode) or not stat.S_ISDIR(seen.st_mode):
        what = "a link" if stat.S_ISLNK(seen.st_mode) else "a file"
        raise CannotDo(
            f"The folder for shared meetings is {what} ({folder}).", "Move it away, then try again."
        )
    if seen.st_uid != os.geteuid():
        raise CannotDo(
            f"The folder for shared meetings belongs to another account ({folder}).",
            "Ask whoever looks after this computer to remove it.",
        )
    if stat.S_IMODE(seen.st_mode) & 0o077:
        raise CannotDo(
            f"Others on this computer can reach the folder for shared meetings ({folder}).",
            f"Close it with: chmod 700 {folder}",
        )


def check_socket(path: Path) -> None:
    """Make sure that a path is a socket of ours in a folder that only we can reach.

    Raises CannotDo when it is anything else, FileNotFoundError when nothing is there.
    """
    if not path.is_absolute() or ".." in path.parts:
        raise CannotDo("The note of the shared meeting names no place on this computer.")
    if not os.path.lexists(path.parent):
        raise FileNotFoundError(path.parent)
    check_folder(path.parent)
    seen = path.lstat()
    if not stat.S_ISSOCK(seen.st_mode) or seen.st_uid != os.geteuid():
        raise CannotDo(
            f"Something else stands in the place of the shared meeting's socket ({path}).",
            "Move it away, then try again.",
        )


def listen_at(path: Path) -> socket.socket:
    """A socket that listens there, for this account only. What an earlier room left there is replaced.

    Call it only while the meeting's lock is held: that is what says that no other room listens there.
    Raises CannotDo.
    """
    forget_socket(path, refuse=True)
    listener = PatientListener(socket.AF_UNIX, socket.SOCK_STREAM)
    # The mode counts from the moment the file is there.
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
        listener.listen(_WAITING)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise explain_os_error(error, path, "open the shared meeting's socket") from error
    finally:
        os.umask(before)
    return listener


def forget_socket(path: Path, *, refuse: bool = False) -> None:
    """Remove a socket of ours, if it is one. What is something else stays.

    With `refuse`, raises CannotDo for something else.
    """
    try:
        check_socket(path)
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        if refuse:
            raise explain_os_error(error, path, "remove an earlier socket") from error
    except CannotDo:
        if refuse:
            raise


def connect_to(path: Path) -> socket.socket:
    """A connection to the room that listens there; the kernel said that it is a process of ours.

    Raises ConnectionError when nobody listens, CannotDo when the place or the process is not ours.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        check_socket(path)
        connection.settimeout(CONNECT_WITHIN)
        connection.connect(str(path))
        if not peer_is_ours(connection):
            raise CannotDo(
                f"Another account listens in the place of the shared meeting ({path}).",
                "Ask whoever looks after this computer.",
            )
    except (FileNotFoundError, BlockingIOError, TimeoutError, ConnectionError) as error:
        connection.close()
        raise ConnectionRefusedError("nobody listens there") from error
    except OSError as error:
        connection.close()
        raise explain_os_error(error, path, "reach the shared meeting") from error
    except CannotDo:
        connection.close()
        raise
    return connection


def peer_is_ours(connection: socket.socket) -> bool:
    """Whether the process at the other end of a Unix socket runs as this very account. Root is another."""
    return peer_uid(connection) == os.geteuid()


def peer_uid(connection: socket.socket) -> int | None:
    """The account of the process at the other end, by the kernel; None where the kernel can't say."""
    try:
        if sys.platform == "linux":
            told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("iII"))
            return int(struct.unpack("iII", told)[1])
        # LOCAL_PEERCRED at SOL_LOCAL: struct xucred has its version, then the account.
        told = connection.getsockopt(0, 1, 76)
        return int(struct.unpack_from("II", told)[1])
    except (OSError, struct.error):
        return None


# The note in the pair's folder


def write_note(places: Places, shared: SharedMeeting) -> None:
    """Say in the pair's folder where the room listens. Raises CannotDo."""
    told = {
        "meeting": shared.meeting,
        "socket": str(shared.socket),
        "pid": shared.pid,
        "host": shared.host,
        "since": shared.since,
    }
    write_atomically(places.pair(shared.pair) / NOTE, json.dumps(told, indent=1).encode() + b"\n")


def forget_note(places: Places, pair: str) -> None:
    """The meeting is not shared any more."""
    with contextlib.suppress(OSError):
        (places.pair(pair) / NOTE).unlink()


def read_note(places: Places, pair: str) -> SharedMeeting | None:
    """The pair's shared meeting; None when there is none, or it is over, or the note can't be read."""
    try:
        path = places.pair(pair) / NOTE
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            told = json.loads(file.read(_LONGEST_NOTE))
        shared = SharedMeeting(
            pair=pair,
            meeting=_text(told["meeting"]),
            socket=Path(_text(told["socket"])),
            pid=int(told["pid"]),
            host=_text(told["host"]),
            since=_text(told["since"]),
        )
        known = {name.name for name in places.open(pair).iterdir()}
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError, CheckinError):
        return None
    # Only a name that is really there can be meant: never a way out of the folder.
    if shared.meeting not in known or not places.journal(pair, shared.meeting).exists():
        return None
    return shared


def find_rooms(places: Places) -> tuple[SharedMeeting, ...]:
    """The shared meetings of all pairs, whether their rooms run at the moment or not, the latest first.

    Raises CannotDo when the pairs' folder can't be read.
    """
    from checkin.record.pairs import pair_ids

    found = [read_note(places, pair) for pair in pair_ids(places)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.since, reverse=True))


def holder(places: Places, pair: str) -> int | None:
    """The process that says it holds the pair's meeting (see `record.lock`); None when nobody says so."""
    try:
        told = json.loads((places.pair(pair) / "meeting.lock.holder").read_bytes()[:_LONGEST_NOTE])
        return int(told["pid"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError, CheckinError):
        return None


def _below_runtime_dir(given: str) -> Path | None:
    """Our folder in the session's own runtime folder, if there is one that nobody else may write."""
    folder = Path(given)
    if not given or not folder.is_absolute():
        return None
    try:
        seen = folder.lstat()
    except (OSError, ValueError):
        return None
    ours = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid() and not seen.st_mode & 0o022
    below = folder / "checkin"
    return below if ours and len(os.fsencode(below)) + 1 + _NAME_LENGTH <= LONGEST_PATH else None


_NAME_LENGTH = 16 + len(".sock")


def _name(places: Places, pair: str) -> str:
    # The same for every way that leads to this data folder.
    home = os.fsencode(os.path.realpath(places.home))
    return sha256(home + b"\0" + pair.encode()).hexdigest()[:16] + ".sock"


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not a text")
    return value
