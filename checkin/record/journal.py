"""The journal of an open meeting: every entry is in the file before anybody sees it done."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Self

from checkin.ground.errors import CannotDo
from checkin.ground.files import explain_os_error, sync, sync_folder, write_all, write_beside
from checkin.ground.places import ensure
from checkin.record.journal_lines import (
    NAME,
    VERSION,
    Entry,
    JournalContents,
    is_plain_entry,
    line_of,
    read_journal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Journal", "JournalContents", "read_journal"]

SYNC_WITHIN = 0.25
"""Seconds until what was written is on the disk itself."""


class Journal:
    """A journal being written. Make one with `create` or `open_for_append`.

    `trouble` is None while all is well. When the disk refuses, it says why, and whatever could not be
    written waits in memory, in order: each append tries again, and `retry` does so on demand.
    """

    def __init__(self, path: Path, descriptor: int, *, ends_whole: bool) -> None:
        self.path = path
        self.trouble: CannotDo | None = None
        self._descriptor = descriptor
        self._lock = threading.Lock()  # guards everything below; held only for a moment
        self._sync_lock = threading.Lock()  # held while the disk works; taken before _lock
        self._wake = threading.Condition(self._lock)
        self._ends_whole = ends_whole
        self._synced = os.fstat(descriptor).st_size  # up to here it is on the disk itself
        self._written: list[bytes] = []  # after _synced, in the file
        self._waiting: list[bytes] = []  # not in the file yet
        self._sync_went_wrong = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @classmethod
    def create(cls, folder: Path, header: Entry) -> Self:
        """Start the journal of a new meeting in its folder, safely on the disk when this returns.

        `journal` (the format's version) is put first into the header. Raises CannotDo.
        """
        line = line_of({NAME: VERSION, **header})
        path = ensure(folder) / NAME
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            descriptor = os.open(path, flags, 0o600)
        except OSError as error:
            raise explain_os_error(error, path, "start the meeting's journal") from error
        try:
            write_all(descriptor, line + line)
            sync(descriptor)
            for above in (folder, folder.parent, folder.parent.parent):
                sync_folder(above)
            return cls(path, descriptor, ends_whole=True)
        except OSError as error:
            os.close(descriptor)
            path.unlink(missing_ok=True)
            raise explain_os_error(error, path, "start the meeting's journal") from error

    @classmethod
    def open_for_append(cls, path: Path) -> Self:
        """Go on with a journal that is there. What it holds stays, a torn end included.

        Raises CannotDo, the file untouched, when it can't be opened or is from a later version.
        """
        read_journal(path, header_only=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
            size = os.fstat(descriptor).st_size
            ends_whole = size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"
        except OSError as error:
            raise explain_os_error(error, path, "go on with the meeting's journal") from error
        return cls(path, descriptor, ends_whole=ends_whole)

    def append(self, entry: Entry) -> bool:
        """Write an entry at once; within 250 ms it is on the disk itself, without anybody waiting.

        Returns False when it had to stay in memory (see `trouble`). Raises CannotDo only for an entry
        that no journal could hold, which is then not kept.
        """
        line = line_of(entry)
        with self._lock:
            if self._closed:
                raise CannotDo("The meeting's journal is closed.")
            self._waiting.append(line)
            return self._write_waiting()

    def flush(self) -> bool:
        """Wait until everything written is on the disk itself; False when something is not (`trouble`)."""
        with self._sync_lock:
            self._sync_now()
        return self.trouble is None

    def retry(self) -> bool:
        """Try again to write what the disk refused; True when nothing is left waiting.

        After a failed fsync the file can't be trusted any more: a new one takes its place.
        """
        with self._sync_lock, self._lock:
            if not self._sync_went_wrong:
                return self._write_waiting()
            try:
                sound = self.path.read_bytes()[: self._synced]
                torn = b"" if sound.endswith(b"\n") else b"\n"
                self._replace(sound + torn + b"".join([*self._written, *self._waiting]))
            except OSError as error:
                self.trouble = explain_os_error(error, self.path, "save what you type")
            return self.trouble is None

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Let the journal hold these entries and nothing else, in one step: for what is taken back.

        The first may be a header; without one the journal keeps its own. Raises CannotDo, with the
        journal as it was.
        """
        kept = list(entries)
        with self._sync_lock, self._lock:
            if not (kept and NAME in kept[0]):
                header = read_journal(self.path, header_only=True).header
                kept = kept if header is None else [header, *kept]
            lines = [line_of(entry) for entry in kept]
            if kept and NAME in kept[0]:
                lines.insert(0, lines[0])
            try:
                self._replace(b"".join(lines))
            except OSError as error:
                raise explain_os_error(error, self.path, "rewrite the meeting's journal") from error

    def rehead(self, header: Entry) -> None:
        """Let the journal begin with another header, every other line as it was. Raises CannotDo."""
        line = line_of({NAME: VERSION, **header})
        with self._sync_lock, self._lock:
            try:
                lines = self.path.read_bytes().split(b"\n")
                kept = [*(one for one in lines[:2] if is_plain_entry(one)), *lines[2:]]
                self._replace(line + line + b"\n".join(kept))
            except OSError as error:
                raise explain_os_error(error, self.path, "rewrite the meeting's journal") from error
            self._ends_whole = kept[-1:] in ([], [b""])

    def close(self) -> None:
        """Bring everything to the disk and let go of the file. Closing twice is fine."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
        if self.trouble is not None:
            self.retry()
        with self._sync_lock:
            self._sync_now()
            os.close(self._descriptor)

    def _write_waiting(self) -> bool:
        """Write what waits, in order. The lock is held."""
        if self._sync_went_wrong:
            return False
        try:
            while self._waiting:
                self._write_line(self._waiting[0])
                self._written.append(self._waiting.pop(0))
        except OSError as error:
            self.trouble = explain_os_error(error, self.path, "save what you type")
            return False
        self.trouble = None
        self._wake_syncer()
        return True

    def _write_line(self, line: bytes) -> None:
        # Something torn may be at the end: an older crash's, or our own when the disk filled up.
        data = line if self._ends_whole else b"\n" + line
        written = 0
        try:
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError:
            if written:
                self._drop_torn(written)
            raise
        self._ends_whole = True

    def _drop_torn(self, size: int) -> None:
        try:
            os.ftruncate(self._descriptor, os.fstat(self._descriptor).st_size - size)
        except OSError:
            self._ends_whole = False

    def _sync_now(self) -> None:
        """Bring what is in the file to the disk itself. The sync lock is held, the other is not."""
        with self._lock:
            if self._sync_went_wrong or not self._written:
                return
            descriptor, count = self._descriptor, len(self._written)
        try:
            size = os.fstat(descriptor).st_size
            if sys.platform == "darwin":
                sync(descriptor)
            else:
                os.fdatasync(descriptor)
        except OSError as error:
            with self._lock:
                self._sync_went_wrong = True
                self.trouble = explain_os_error(error, self.path, "save what you type")
        else:
            with self._lock:
                del self._written[:count]
                self._synced = size

    def _wake_syncer(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep_synced, name="journal", daemon=True)
            self._thread.start()
        self._wake.notify_all()

    def _keep_synced(self) -> None:
        while True:
            with self._lock:
                self._wake.wait_for(lambda: self._closed or (self._written and not self._sync_went_wrong))
                self._wake.wait_for(lambda: self._closed, timeout=SYNC_WITHIN * 0.8)
                if self._closed:
                    return  # closing does the last sync itself
            with self._sync_lock:
                self._sync_now()

    def _replace(self, content: bytes) -> None:
        """Let a new file with this content take the journal's place. Both locks are held."""
        fresh = write_beside(self.path, content)
        try:
            descriptor = os.open(fresh, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
            fresh.replace(self.path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        os.close(self._descriptor)
        self._descriptor = descriptor
        self._ends_whole = True
        self._synced = len(content)
        self._written, self._waiting = [], []
        self._sync_went_wrong = True  # until the folder, too, is known to be on the disk
        sync_folder(self.path.parent)
        self._sync_went_wrong = False
        self.trouble = None
