"""A renaming proved before anything is written: the bank as it will read is the same, but for the name."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.banks.reading.reader import Reading, read_bank
from checkin.banks.workbench.renamed import renamed
from checkin.ground.errors import CannotDo
from checkin.ground.files import explain_os_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.banks.workbench.replacing import Draft

_BY_HAND = "Nothing was changed; change it by hand there."


def prove(
    path: Path, data: bytes, drafts: Sequence[Draft], names: tuple[str, str], search: Sequence[Path]
) -> None:
    """Read the bank `path`, which holds `data`, as it will be with these drafts. `names` are old and new.

    Raises CannotDo when it would have errors, or when it had none and would be another bank.
    """
    before = read_bank(path, search)
    try:
        after = _as_it_will_be(path, data, drafts, search)
    except OSError as error:
        if error.filename is None:  # there is nowhere a temporary file can be
            raise CannotDo(
                "The new name could not be tried out: no folder for temporary files can be written to.",
                "Make some room, then try again. Nothing was changed.",
            ) from None
        raise explain_os_error(error, error.filename, "try out the new name") from None
    if after.bank is None:
        first = after.errors[0]
        raise CannotDo(
            f"With the new name this would not hold: {path}, line {first.line}: {first.message}.", _BY_HAND
        )
    if before.bank is None:
        return
    wanted = dataclasses.replace(renamed(before.bank, *names), version="")
    if dataclasses.replace(after.bank, version="") != wanted:
        raise CannotDo(f"The name stands in {path} in a way that can't be changed by itself.", _BY_HAND)


def _as_it_will_be(path: Path, data: bytes, drafts: Sequence[Draft], search: Sequence[Path]) -> Reading:
    """What reading the bank will come to, found out with copies. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="checkin-") as folder:
        roots = [path.parent, *search]
        for name, text in [(path, data), *((draft.path, draft.after) for draft in drafts)]:
            copy = Path(folder) / _within(name, roots)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(text)
        return read_bank(Path(folder) / path.name, roots)


def _within(path: Path, roots: Iterable[Path]) -> Path:
    """A file's path from the first of the folders in which it is, as it would be included."""
    whole = path.absolute()
    for root in roots:
        if whole.is_relative_to(root.absolute()):
            return whole.relative_to(root.absolute())
    return Path(path.name)
