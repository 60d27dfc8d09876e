"""What a file is by a look at its lines: a bank and which, a translation, or shared questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.banks.kept import bytes_of

if TYPE_CHECKING:
    from pathlib import Path

_ID_LINE = re.compile(
    rb"^(?:\xef\xbb\xbf)?id:[ \t]*[\"']?([a-z][a-z0-9_]*)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_SHARED_LINE = re.compile(rb"^questions:", re.MULTILINE)
_STAGES_LINE = re.compile(rb"^(?:\xef\xbb\xbf)?(?:stages|id):", re.MULTILINE)


def is_file(path: Path) -> bool:
    """Whether a file can be reached there: a folder may be listed by somebody who may not enter it."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_checkable(path: Path, folder: Path, *, beside_banks: bool) -> bool:
    """Whether this is a translation, or a file of shared questions that does not stand among the banks."""
    from checkin.banks.translations.overlay import is_language

    inner = path.relative_to(folder)
    language = inner.stem.partition(".")[2]
    if path.suffix not in (".yaml", ".yml") or any(part.startswith(".") for part in inner.parts):
        return False
    if (beside_banks and not language) or (language and not is_language(language)):
        return False
    data = bytes_of(path)
    if language:
        return not _ID_LINE.search(data)
    return bool(_SHARED_LINE.search(data)) and not _STAGES_LINE.search(data)


def id_of(path: Path) -> str:
    """The id that a file gives itself, by a look at its lines; empty when that can't be told."""
    return id_in(bytes_of(path))


def id_in(data: bytes) -> str:
    """The id that these bytes of a file give themselves; empty when that can't be told."""
    match = _ID_LINE.search(data)
    return match[1].decode() if match else ""
