"""The document of a whole relationship for one of the two, written to a file that somebody named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.ground.files import write_atomically
from checkin.ground.places import short

if TYPE_CHECKING:
    from checkin.record.desk import Desk


def write_takeaway(desk: Desk, pair: str, seat: str, name: str) -> Path:
    """Write it, as Markdown where the name ends in `.md`, else as HTML, and return the file's path.

    A meeting that can't be read is told of and passed over. Raises `CannotDo`, also when there is such a
    file already.
    """
    from checkin.record.saved import every_saved
    from checkin.summary.takeaway import html, markdown, takeaway_of

    try:
        path = Path(name).expanduser().absolute()
        there, folder = path.exists(), path.parent.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise CannotDo("That can't be the name of a file.", "Choose another.") from error
    if there:
        raise CannotDo(f"{short(path)} is there already.", "Choose another name.")
    if not folder:
        raise CannotDo(f"There is no folder {short(path.parent)}.", "Choose another.")
    document = takeaway_of(desk.ledger(pair), every_saved(desk, pair), seat)
    text = markdown(document) if path.suffix == ".md" else html(document)
    write_atomically(path, text.encode())
    return path
