"""Banks as they were read last, kept so that a meeting can begin without reading their YAML anew.

A kept bank is taken only if every byte that it was made from is as it was: of its file, of the files it
includes where they are found now, and of this program's own reader. Whatever else lies there is passed over
and written anew, so that the folder can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.banks.drawing import from_json, to_json
from checkin.banks.reading.including import included_file, roots_of
from checkin.ground.errors import CannotDo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.banks.model import Bank

MOST_KEPT = 40
"""The most banks that are kept; those written longest ago go."""

_MOST_BYTES = 2_000_000
"""The most bytes that are read of any file; a bank may have a tenth of it."""


class KeptBanks:
    """The banks kept in `folder`, which is made when it is needed if the one above it is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, path: Path, data: bytes, search: Sequence[Path]) -> Bank | None:
        """The bank in the file `path`, whose bytes are `data`, or None when it has to be read.

        `search` are the folders in which included files are looked for. Never raises.
        """
        try:
            head, _, body = bytes_of(self._file(path)).partition(b"\n")
            told = json.loads(head)
            includes = [str(name) for name in told["includes"]]
            key = _key(path, data, _contents(includes, path, search))
            if told["key"] != key or told["hash"] != hashlib.sha256(body).hexdigest():
                return None
            return from_json(json.loads(body))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def keep(
        self, bank: Bank, path: Path, data: bytes, includes: Sequence[str], contents: Sequence[bytes]
    ) -> None:
        """Keep the bank that was read from the file `path` with these bytes; nothing happens if it can't be.

        `includes` are the names of the files it includes, with their suffixes, `contents` their bytes.
        """
        try:
            body = json.dumps(to_json(bank), ensure_ascii=False, separators=(",", ":")).encode()
            told = {
                "key": _key(path, data, contents),
                "includes": list(includes),
                "hash": hashlib.sha256(body).hexdigest(),
            }
            self._make_folder()
            _write(self._file(path), json.dumps(told).encode() + b"\n" + body)
            self._let_go()
        except (OSError, ValueError, TypeError, CannotDo):
            return

    def _file(self, path: Path) -> Path:
        place = hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()  # noqa: PTH100 (no links followed)
        return self.folder / f"{place[:32]}.json"

    def _make_folder(self) -> None:
        from checkin.ground.places import ensure

        if not self.folder.is_dir():
            if not self.folder.parent.parent.is_dir():
                raise FileNotFoundError(self.folder.parent.parent)
            ensure(self.folder)

    def _let_go(self) -> None:
        """Remove what was written longest ago, what a process left that was killed while writing included."""
        with os.scandir(self.folder) as entries:
            files = sorted((entry.stat(follow_symlinks=False).st_mtime, entry.path) for entry in entries)
        for _, path in files[:-MOST_KEPT]:
            with suppress(OSError):
                Path(path).unlink()


def _contents(includes: Iterable[str], bank: Path, search: Sequence[Path]) -> list[bytes]:
    """The bytes of the files that these names mean now. Raises FileNotFoundError or OutsideFolder."""
    roots, contents = roots_of(bank, search), []
    for name in includes:
        found = included_file(name, roots)
        if found is None:
            raise FileNotFoundError(name)
        contents.append(bytes_of(found))
    return contents


def bytes_of(path: Path) -> bytes:
    """What is in a file, as far as it can be read; nothing when it is no ordinary one. Never raises."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except (OSError, ValueError):
        return b""


def _key(path: Path, data: bytes, contents: Iterable[bytes]) -> str:
    """A hash of all that a bank is made from. Raises OSError when the program's own files can't be read."""
    told = hashlib.sha256(_reader())
    for each in (path.name.encode("utf-8", "surrogateescape"), data, *contents):
        told.update(b"%d:" % len(each) + each)
    return told.hexdigest()


def reader_parts() -> dict[str, Path]:
    """The modules that decide what a bank says, by their names within the package: `banks.format`."""
    package = Path(__file__).parent.parent
    files = [
        *package.glob("banks/*.py"),
        *package.glob("banks/reading/*.py"),
        package / "ground" / "text.py",
    ]
    return {
        ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(files)
    }


def _reader() -> bytes:
    """A hash of the program that reads banks: one that reads otherwise takes nothing that this one kept."""
    told = hashlib.sha256(sys.version.encode())
    for path in reader_parts().values():
        told.update(path.read_bytes())
    return told.digest()


def _write(path: Path, data: bytes) -> None:
    """Put the file in its place whole; it may be lost with the power, since it can be made again."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
