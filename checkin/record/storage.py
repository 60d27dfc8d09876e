"""TinyDB on a safe file: a storage class that checks what it reads and never writes in place."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from checkin.record.as_written import IS_NUMBER, AsWritten
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
        tables = self._file.read()
        # TinyDB changes what it is given in place.
        return tables and {
            name: {key: dict(one) if isinstance(one, dict) else one for key, one in table.items()}
            for name, table in tables.items()
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the whole content, safely. Raises CannotDo, or TypeError for what JSON can't hold."""
        self._file.write(data)


class WriteOnce(SafeStorage):
    """A safe storage that reads once and writes once, when it is closed, if anything was changed.

    Facts that were read can't be changed, only added to: their lines stay as they are.
    What is no fact (a map with an id) is passed over, as reading does, and stays in the file.
    """

    def __init__(self, path: str | Path, *, locked: bool = False) -> None:
        super().__init__(path, locked=locked)
        self._tables: dict[str, dict[str, Any]] | None = None
        self._was_read = False
        self._changed = False
        self._passed_over: dict[str, list[Any]] = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as they stand in this change. Raises CannotDo."""
        if not self._was_read:
            tables = self._file.read()
            self._tables = tables and {name: self._facts(name, table) for name, table in tables.items()}
            self._was_read = True
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep the tables until closing."""
        self._tables, self._was_read, self._changed = data, True, True

    def close(self) -> None:
        """Write what was changed, in one step. Raises CannotDo."""
        if self._changed and self._tables is not None:
            for name, others in self._passed_over.items():
                table = self._tables.setdefault(name, {})
                table.update(zip(map(str, count(_last(table) + 1)), others, strict=False))
            super().write(self._tables)
            self._changed = False

    def _facts(self, name: str, table: dict[str, Any]) -> dict[str, Any]:
        """The facts of a table, under numbers; all else is laid by."""
        if all(type(one) is AsWritten for one in table.values()):
            return table
        kept: dict[str, Any] = {}
        others = []
        for key, one in table.items():
            if not isinstance(one, dict) or "id" not in one:
                self._passed_over.setdefault(name, []).append(one)
            elif IS_NUMBER(key):
                kept[key] = one
            else:
                others.append(one)
        kept.update(zip(map(str, count(_last(kept) + 1)), others, strict=False))
        return kept


def _last(table: dict[str, Any]) -> int:
    """The greatest number in a table, 0 in an empty one."""
    return max(map(int, table), default=0)
