"""TinyDB on a safe file: a storage class that checks what it reads and never writes in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from checkin.record.record_file import RecordFile


class SafeStorage(Storage):
    """TinyDB's view of one record file: `TinyDB(path, storage=SafeStorage)`.

    Whoever writes must hold the file's lock (`ledger.Ledger.change` sees to that). `notices` has a
    plain line for everything that had to be put right while reading.
    """

    def __init__(self, path: str | Path, *, locked: bool = False) -> None:
        self._file = RecordFile(Path(path), locked=locked)

    @property
    def notices(self) -> list[str]:
        """What people should be told about the file."""
        return self._file.notices

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, None when there is no file yet. Raises CannotDo."""
        return self._file.read()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the whole content, safely. Raises CannotDo, or TypeError for what JSON can't hold."""
        self._file.write(data)


class WriteOnce(SafeStorage):
    """A safe storage that reads once and writes once, when it is closed, if anything was changed."""

    def __init__(self, path: str | Path, *, locked: bool = False) -> None:
        super().__init__(path, locked=locked)
        self._tables: dict[str, dict[str, Any]] | None = None
        self._was_read = False
        self._changed = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as they stand in this change. Raises CannotDo."""
        if not self._was_read:
            self._tables = super().read()
            self._was_read = True
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep the tables until closing."""
        self._tables, self._was_read, self._changed = data, True, True

    def close(self) -> None:
        """Write what was changed, in one step. Raises CannotDo."""
        if self._changed and self._tables is not None:
            super().write(self._tables)
            self._changed = False
