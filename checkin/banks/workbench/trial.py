"""A text tried out: checked as if it stood in its file already, before anybody could meet with it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from checkin.banks.reading.reader import Reading, check_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def tried(path: Path, data: bytes, search: Sequence[Path], shown: Path) -> Reading:
    """What checking the file `path` would give if it held `data`; its problems are told of the file `shown`.

    `search` are the folders in which included files are looked for after the file's own. Never raises.
    """
    reading = check_text(data, search, path)
    names = {str(path): str(shown)}
    return dataclasses.replace(
        reading,
        path=shown,
        diagnostics=tuple(
            dataclasses.replace(each, path=names.get(each.path, each.path)) for each in reading.diagnostics
        ),
        sources={names.get(name, name): lines for name, lines in reading.sources.items()},
    )
