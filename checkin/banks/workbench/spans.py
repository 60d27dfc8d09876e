"""A file's text changed in a few spans, with every other byte left as it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_BREAK = re.compile("\r\n|\r|\n")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one span: the characters from `start` on to before `end` become `text`."""

    start: int
    end: int
    text: str


class Page:
    """A file's text, its line ends and byte order mark kept. Raises UnicodeDecodeError when it is no UTF-8.

    Offsets count characters of the text without the mark. Lines and columns count from 1, as nodes do.
    """

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)
        breaks = list(_BREAK.finditer(self.text))
        self._starts = [0, *(each.end() for each in breaks)]
        self._ends = [*(each.start() for each in breaks), len(self.text)]
        self.newline = breaks[0][0] if breaks else "\n"
        """The line end that the file uses."""

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; one that is past the last line is the end of the text."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + column - 1, len(self.text))

    def line_of(self, offset: int) -> int:
        """The line in which an offset stands."""
        return bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """The offset of a line's first character."""
        return self._starts[line - 1]

    def line_end(self, line: int) -> int:
        """The offset after a line's last character, before its line end."""
        return self._ends[line - 1]

    def after_line(self, line: int, text: str) -> Edit:
        """The edit that puts a new line with this text after a line, whether or not that one has an end."""
        at = self.line_end(line)
        return Edit(at, at, self.newline + text)

    def lines_after(self, edits: list[Edit]) -> list[int]:
        """The lines that these edits change or make, counted in the text that comes of them."""
        lines: set[int] = set()
        more = 0
        for edit in sorted(edits, key=lambda each: (each.start, each.end)):
            first = self.line_of(edit.start) + more
            added = len(_BREAK.findall(edit.text))
            lines.update(range(first + (1 if _BREAK.match(edit.text) else 0), first + added + 1))
            more += added - len(_BREAK.findall(self.text[edit.start : edit.end]))
        return sorted(lines)

    def edited(self, edits: list[Edit]) -> bytes:
        """The bytes of the text with these edits; none of them may overlap."""
        parts, at = [self.bom], 0
        for edit in sorted(edits, key=lambda each: (each.start, each.end)):
            parts += [self.text[at : edit.start], edit.text]
            at = edit.end
        parts.append(self.text[at:])
        return "".join(parts).encode("utf-8")
