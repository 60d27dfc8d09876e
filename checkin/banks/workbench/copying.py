"""A copy of a bank under another id: comments and layout kept, `id:` and `title:` changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.reading.nodes import parse
from checkin.banks.reading.reader import read_bank
from checkin.banks.schema.schemas import MODELINE, modeline
from checkin.banks.workbench.spans import Edit, Page
from checkin.banks.workbench.starter import scalar
from checkin.ground.errors import WrongInput
from checkin.ground.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def copied(source: Path, bank_id: str, title: str, search: Sequence[Path]) -> bytes:
    """The bank in `source` with another id, and another title unless that is empty.

    It starts with the line by which editors find the schema. A bank that had no `kind` gets none: its
    meetings are of a kind of their own. Raises WrongInput with the first problem of a bank that has an
    error, CannotDo when the file can't be read.
    """
    reading = read_bank(source, search)
    if reading.bank is None:
        raise WrongInput(
            f"This bank can't be copied as it is: {reading.errors[0].in_short}.",
            f"`checkin banks check {source}` explains it.",
        )
    data = read_bytes(source)
    page = Page(data)
    top, _ = parse(data, str(source))
    edits = []
    for name, value in (("id", bank_id), ("title", scalar(title) if title else "")):
        node = top.setting(name) if top is not None and value else None
        if node is not None and node.text != value:
            edits.append(
                Edit(page.offset(node.line, node.column), page.offset(node.end_line, node.end_column), value)
            )
    first_line = page.text[: page.line_end(1)]
    if first_line.startswith(MODELINE.partition(":")[0]):
        edits.append(Edit(0, len(first_line), modeline("bank")))
    elif not page.text.startswith(("%", "---")):
        edits.append(Edit(0, 0, modeline("bank") + page.newline))
    return page.edited(edits)
