"""Which file an entry of `include:` names: the first in the folders of banks, and never one outside them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class OutsideFolder(ValueError):
    """The name leads out of the folders of banks."""


def roots_of(bank: Path, search: Sequence[Path]) -> list[Path]:
    """The folders that are looked in for what the bank in the file `bank` includes, in their order."""
    return list(dict.fromkeys([bank.parent, *search]))


def included_file(text: str, roots: Sequence[Path]) -> Path | None:
    """The file that this text names, in the first folder that has it; None when none has.

    Raises OutsideFolder.
    """
    name = PurePosixPath(text)
    if name.is_absolute() or ".." in name.parts or "\\" in text or ":" in text:
        raise OutsideFolder(text)
    for root in roots:
        path = root / name
        try:
            if not path.is_file():
                continue
            if path.resolve().is_relative_to(root.resolve()):
                return path
        except (OSError, ValueError, RuntimeError):
            continue
        raise OutsideFolder(text)
    return None
