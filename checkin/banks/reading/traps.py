"""The traps of bare prose: what YAML makes of a text without quotation marks that nobody meant.

Each is a warning: the file can be read, but not as it looks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.banks.format import TRICKY_WORDS
from checkin.banks.reading.slips import CURLY_PAIRS, PRINT_DASHES, quoted, straight

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.values import Sheet


def note_traps(sheet: Sheet, node: Node) -> None:
    """Warn of swallowed comments and items, of curly quotation marks, of words that others read as a yes."""
    row = sheet.lines[node.end_line - 1] if node.end_line <= len(sheet.lines) else ""
    rest = row[node.end_column - 1 :]
    comment = re.match(r"[ \t]+#(?=\S)", rest)
    if comment:
        start = node.end_column + comment.end() - 1
        whole = row[node.column - 1 :].rstrip() if node.line == node.end_line else "…"
        sheet.note(
            (node.end_line, start, len(row.rstrip()) + 1),
            "swallowed-comment",
            "what follows a ` #` is a comment: this part of the text is lost",
            f"put the text in quotation marks: `{quoted(whole)}`",
            severity="warning",
        )
    if len(node.text) > 1 and (node.text[0], node.text[-1]) in CURLY_PAIRS:
        sheet.note(
            node,
            "curly-quotes",
            f"`{node.text[0]}` and `{node.text[-1]}` are read as a part of the text",
            f"write {quoted(node.text)}, or {straight(node.text)} to keep them",
            severity="warning",
        )
    if node.end_line > node.line:
        _note_swallowed_item(sheet, node)
    if node.text.lower() in TRICKY_WORDS:
        sheet.note(
            node,
            "yaml-word",
            f"other tools read a bare `{node.text}` as something else than text",
            f"put it in quotation marks: `{quoted(node.text)}`",
            severity="warning",
        )


def _note_swallowed_item(sheet: Sheet, node: Node) -> None:
    """Warn of an item of a list that is indented so far that it continues the text before it."""
    for number in range(node.line + 1, min(node.end_line, len(sheet.lines)) + 1):
        dash = re.match(rf"\s*([-{PRINT_DASHES}])\s", sheet.lines[number - 1])
        if dash:
            sheet.note(
                (number, dash.start(1) + 1, dash.end(1) + 1),
                "swallowed-item",
                f"this `{dash[1]}` is read as a part of the text above it",
                "line it up with the `-` of the items above, or put the whole text in quotation marks",
                severity="warning",
            )
            return
