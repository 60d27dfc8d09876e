"""A lock between processes that can say who holds it, and is free the moment its holder is gone."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Self

from checkin.ground.clock import SystemClock, from_stamp, stamp
from checkin.ground.errors import CannotDo, HeldByOther
from checkin.ground.files import explain_os_error

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from filelock import FileLock


class Lock:
    """The lock file at `path`, with the holder's name in a file beside it.

    `what` is what is held, in words: it begins the sentence that refuses a second holder ("the record
    of this pair"). The lock is not re-entrant, and is let go of when nobody refers to this object any
    more.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        self._holder = path.with_name(path.name + ".holder")
        self._lock: FileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this very object holds the lock."""
        return self._lock is not None

    def acquire(self, wait_seconds: float = 0) -> None:
        """Take the lock, waiting at most so long.

        Raises HeldByOther naming the holder, CannotDo when there can be no lock here or a link is in
        its place.
        """
        from filelock import FileLock, Timeout  # slow to import

        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            os.close(os.open(self.path, flags, 0o600))
            lock = FileLock(self.path, timeout=wait_seconds, mode=0o600, thread_local=False)
            lock.acquire(poll_interval=0.02)
        except Timeout:
            raise self._refusal() from None
        except NotImplementedError:
            raise CannotDo(
                f"This disk can't lock files ({self.path}).", "Keep the data on another one."
            ) from None
        except OSError as error:
            raise explain_os_error(error, self.path, "take the lock") from error
        self._lock = lock
        self._say_who()

    def release(self) -> None:
        """Let go of the lock; nothing happens when it is not held."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._holder.unlink()
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _say_who(self) -> None:
        who = {"pid": os.getpid(), "host": os.uname().nodename, "since": stamp(SystemClock().now())}
        temporary = self._holder.with_name(f".{self._holder.name}.{os.getpid()}.tmp")
        # The lock itself is what counts: on a full disk it is held namelessly.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(json.dumps(who).encode())
            temporary.replace(self._holder)

    def _refusal(self) -> HeldByOther:
        try:
            who = json.loads(self._holder.read_bytes())
            since = from_stamp(who["since"]).astimezone().strftime("%H:%M")
            named = f"process {int(who['pid'])} on {str(who['host'])[:80]} since {since}"
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            named = "another process"
        return HeldByOther(
            f"{self.what[:1].upper()}{self.what[1:]} is held by {named}.",
            "Go on there, or end it there first, then try again.",
        )
