"""One record file: read only when it checks, replaced only as a whole, restored when it was damaged."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CannotDo, HeldByOther
from checkin.ground.files import explain_os_error, sync_folder, write_atomically, write_beside
from checkin.ground.ids import Ids
from checkin.record import backups
from checkin.record.layout import Damaged, Tables, decode, encode
from checkin.record.lock import Lock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def lock_of(path: Path) -> Lock:
    """The lock that whoever changes this record file must hold."""
    return Lock(path.with_name(f"{path.name}.lock"), "the record of this pair")


class RecordFile:
    """The record file at `path`. `notices` collects plain lines about what had to be done on the way.

    `locked` says that the caller holds `lock_of(path)`; reading needs no lock, but putting a damaged
    file right does, and takes it otherwise.
    """

    def __init__(self, path: Path, *, locked: bool = False) -> None:
        self.path = path
        self.notices: list[str] = []
        self._locked = locked
        self._known_sound: bytes | None = None

    def read(self) -> Tables | None:
        """Return the tables, or None when there is no record yet.

        A damaged file is set aside and the newest good backup takes its place, with a notice. Raises
        CannotDo when there is none, or when a later version wrote the file, which stays untouched.
        """
        try:
            return self._read_sound()
        except Damaged:
            return self._restored()

    def write(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file's content, its present state becoming the newest backup.

        When this returns, all is safely on the disk. Raises CannotDo, with the old content in place;
        TypeError for what JSON can't hold, with nothing touched.
        """
        content = encode(tables)
        try:
            sound = self._is_sound()
        except Damaged:
            sound = False
            self._set_aside()
        try:
            fresh = write_beside(self.path, content)
            try:
                if sound:
                    backups.rotate(self.path)
                fresh.replace(self.path)
            except BaseException:
                with contextlib.suppress(OSError):
                    fresh.unlink()
                raise
            sync_folder(self.path.parent)
        except OSError as error:
            raise explain_os_error(error, self.path, "save the record") from error

    def _read_sound(self) -> Tables | None:
        raw = self._bytes()
        if raw is None:
            return None
        tables = decode(raw, self.path)
        self._known_sound = raw
        return tables

    def _is_sound(self) -> bool:
        """Say whether there is a record that checks. Raises Damaged, or CannotDo for a later version's."""
        raw = self._bytes()
        if raw is not None and raw != self._known_sound:  # comparing is quicker than parsing again
            decode(raw, self.path)
        return raw is not None

    def _bytes(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            if backups.backup(self.path, 1).exists():
                raise Damaged from None
            return None
        except OSError as error:
            raise explain_os_error(error, self.path, "read the record") from error

    def _restored(self) -> Tables:
        """Put the file right if we may; in any case return the newest good state."""
        if self._locked:
            return self._newest_good(mend=True)
        lock = lock_of(self.path)
        try:
            lock.acquire(wait_seconds=1)
        except (HeldByOther, CannotDo):
            return self._newest_good(mend=False)
        try:
            # Whoever held the lock before us may have put it right.
            return self._read_sound() or {}
        except Damaged:
            return self._newest_good(mend=True)
        finally:
            lock.release()

    def _newest_good(self, *, mend: bool) -> Tables:
        found = backups.newest_good(self.path)
        if found is None:
            raise CannotDo(
                f"This record is damaged, and there is no good backup of it ({self.path}).",
                "It was left as it is. Put back a copy from elsewhere if you have one.",
            )
        from checkin.record.restoring import put_back  # what saved meetings are is seldom needed here

        source, raw, tables = found
        notice = f"The record was damaged ({self.path}). Its newest good backup, {source.name}, was taken."
        tables, count = put_back(self.path.parent, tables)
        if count:
            raw = encode(tables)
            meetings = "One saved meeting" if count == 1 else f"{count} saved meetings"
            notice += f" {meetings} that it lacked {'was' if count == 1 else 'were'} put back from the files."
        if mend:
            with contextlib.suppress(CannotDo):  # then it is right in memory, and the next save tries again
                aside = self._set_aside()
                write_atomically(self.path, raw)
                self._known_sound = raw
                if aside is not None:
                    notice += f" The damaged file is kept as {aside.name}."
        self.notices.append(notice)
        return tables

    def _set_aside(self) -> Path | None:
        """Keep a damaged file under another name, and return that; None when there is no file at all."""
        aside = self.path.with_name(f"{self.path.name}.damaged-{Ids().new()}")
        try:
            backups.put_beside(self.path, aside)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise explain_os_error(error, self.path, "set the damaged record aside") from error
        return aside
