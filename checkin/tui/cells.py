"""What the terminal shows, cell by cell, and the few bytes that make it show something else.

Textual writes whole widgets with every update. `Cells.paint` reads that output as a terminal would and
writes only the cells that come out different, with short ways to them and the pen kept between writes.

Terminals disagree about the width of joined emoji, flags, signs with a variant and combining marks.
Where such a character was written, the next place is given in full and as many cells as it could have
taken are written again.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from checkin.tui.pens import PLAIN, Pen, Unfamiliar, change, for_blank, turned

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTLED = (
    "\x20\x7f\xa0\xad\xae\u0300\u0370\u0378\u037a\u0380\u0384\u038b\u038c\u038d\u038e\u03a2\u03a3\u0483"
    "\u048a\u0530\u0531\u0557\u05d0\u05eb\u0620\u064b\u1e00\u1f16\u2010\u2028\u2030\u203c\u203d\u2049\u20a0"
    "\u20c0\u2190\u2194\u2200\u2300\u2500\u25aa\u25ac\u25b6\u25b7\u25c0\u25c1\u25fb\u2800\u2900\u2713\u2714"
    "\u2717\u2718\u3001\u302a\u3041\u3097\u30a1\u3100\u4e00\ua000\uac00\ud7a4\uff01\uff5e"
)
"""Where characters begin whose width all terminals agree on, and where they end, in turn."""


def settled(character: str) -> bool:
    """Whether all terminals agree on how wide it is."""
    return len(character) == 1 and bool(bisect(_SETTLED, character) % 2)


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """The characters as people see them, each as wide as Textual takes it to be; some at the start 0 wide."""
    from rich.cells import split_graphemes

    flag = ""
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end]
        if "\U0001f1e6" <= cluster[0] <= "\U0001f1ff":
            if not flag:
                flag, before = cluster, width
                continue
            cluster, width, flag = flag + cluster, width + before, ""
        elif flag:
            yield flag, before
            flag = ""
        yield cluster, width
    if flag:
        yield flag, before


def _widest(cluster: str) -> int:
    """The most cells that some terminal may give it."""
    return sum(1 if letter < "\u0590" else 2 for letter in cluster)


Row = tuple[list[str | None], list[Pen]]
"""Of each cell: its character ("" in the second half of a wide one, None: unknown) and its pen."""


class Cells:
    """What the terminal shows, as far as it is known. Nothing is known at first."""

    def __init__(self, *, colours: bool = True) -> None:
        self.colours = colours
        self.size = (0, 0)
        self.forgotten = 0
        """How often all was forgotten."""
        self._unsure: set[str] = set()
        self.forget()

    def forget(self) -> str:
        """Nothing is known of the terminal any more. Return what gives it its own pen for others to write."""
        columns, rows = self.size
        self.forgotten += 1
        self._rows: list[Row] = [([None] * columns, [PLAIN] * columns) for _ in range(rows)]
        self._pen: Pen | None = None
        self._at: tuple[int, int] | None = None
        return "\x1b[m"

    def paint(self, sequence: str, size: tuple[int, int], cursor: tuple[int, int]) -> str:
        """What to write so that the terminal shows what `sequence` would have made it show.

        `size` is columns and rows, `cursor` column and row where the cursor is left. Raises
        `Unfamiliar`; nothing has changed then.
        """
        if size != self.size:
            self.size = size
            self.forget()
        begun = self.forgotten
        wanted = self._read(sequence)
        state = self._pen, self._at
        try:
            out = [self._write(y, row) for y, row in sorted(wanted.items()) if row != self._rows[y]]
            if self._pen is not None and self._pen.link:
                out.append(change(self._pen, self._pen.linked("")))
                self._pen = self._pen.linked("")
            if self._at != cursor:
                out.append(self._way(*cursor))
        except BaseException:
            self._pen, self._at = state
            raise
        if self.forgotten != begun:  # a signal came in between
            self.forget()
            raise Unfamiliar("the terminal was given away meanwhile")
        self._at = cursor
        for y, row in wanted.items():
            self._rows[y] = row
        return "".join(out)

    # Reading

    _PIECE = re.compile(
        "\x1b\\[([0-9;]*)m|\x1b\\[([0-9]*)(?:;([0-9]*))?H|([^\x00-\x1f\x7f-\x9f]+)"
        "|\x1b(\\]8;[^\x00-\x1f]*)\x1b\\\\|(\n)|(.)",
        re.DOTALL,
    )

    def _read(self, sequence: str) -> dict[int, Row]:
        """The rows that a sequence writes to, as they will be."""
        wanted: dict[int, Row] = {}
        rows = self.size[1]
        now, x, y, start = PLAIN, 0, -1, 0
        for found in self._PIECE.finditer(sequence):
            kind = found.lastindex
            if kind == 1:
                now = turned(now, found[1], self.colours)
            elif kind == 4:
                if y < 0:
                    raise Unfamiliar("text without a place")
                if y >= rows:
                    continue
                row = wanted.get(y)
                if row is None:
                    texts, pens = self._rows[y]
                    row = wanted[y] = (texts.copy(), pens.copy())
                x = self._lay(row, x, found[4], now, start)
            elif kind in (2, 3):
                y, x = (max(int(number or 1), 1) - 1 for number in found.group(2, 3))
                start = x
            elif kind == 5:
                now = now.linked("" if found[5] == "]8;;" else found[5])
            elif kind == 6:
                y = -1
            else:
                raise Unfamiliar(found[0])
        return wanted

    def _lay(self, row: Row, x: int, text: str, now: Pen, start: int) -> int:
        """Put text into a row from a column on; return the column after it. What the edge cuts is blank."""
        texts, pens = row
        cells = list(text) if text.isascii() else self._cells(text, row, x, start, now)
        columns, end = self.size[0], x + len(cells)
        if cells and end > columns:
            room = max(0, columns - x)
            if cells[room] == "":
                lead = max(at for at in range(room) if cells[at])
                cells[lead:room] = " " * (room - lead)
            del cells[room:]
        if not cells:
            return end
        # No half of a wide character that stood here before stays.
        first, past = x, x + len(cells)
        while texts[first] == "":
            first -= 1
        last = past
        while last < columns and texts[last] == "":
            last += 1
        for at in (*range(first, x), *range(past, last)):
            texts[at], pens[at] = " ", pens[at].blank
        texts[x:past] = cells
        blank = now.blank
        if blank is now or " " not in text:
            pens[x:past] = [now] * len(cells)
        else:
            pens[x:past] = [blank if cell == " " else now for cell in cells]
        return end

    def _cells(self, text: str, row: Row, x: int, start: int, now: Pen) -> list[str]:
        """The cells of a text; a mark at its start goes to the character before, written since `start`."""
        cells: list[str] = []
        for cluster, width in _clusters(text):
            if not width and start < x <= self.size[0] and not cells:
                at = x - 1
                while row[0][at] == "":
                    at -= 1
                cluster = (row[0][at] or "") + cluster
                row[0][at], row[1][at] = cluster, now
            cells += [cluster, *[""] * (width - 1)] if width else []
            if not settled(cluster):
                self._unsure.add(cluster)
        return cells

    # Writing

    def _write(self, y: int, row: Row) -> str:
        """What changes a row of the terminal into this one."""
        texts, pens = row
        old_texts, old_pens = self._rows[y]
        unsure, columns = self._unsure, self.size[0]
        out: list[str] = []
        now, here = self._pen, self._at[0] if self._at is not None and self._at[1] == y else -1
        x = heal = 0
        while x < columns:
            text, want = texts[x], pens[x]
            if text is None or (text == old_texts[x] and want is old_pens[x] and x >= heal):
                x += 1
                continue
            end = x + 1
            while end < columns and texts[end] == "":
                end += 1
            if here != x:
                self._pen = now
                if here >= 0:
                    self._at = here, y
                out.append(self._over(x, y, row) or self._way(x, y))
            if want is not now:
                near = for_blank(now, want) if text == " " else want
                out.append(change(now, near))
                now = near
            here = end if end < columns else -1
            self._at = None
            if text in unsure:
                if end - x > 1 or here < 0:  # taken to be narrower, or without room: nothing old stays
                    self._at = (here, y) if here >= 0 else None
                    out += (" " * (end - x), self._way(x, y))
                    self._at = None
                heal, here = max(heal, x + _widest(text)), -1
            out.append(text)
            x = end
        self._pen = now
        if here >= 0:
            self._at = here, y
        return "".join(out)

    def _over(self, x: int, y: int, row: Row) -> str:
        """The cells from the cursor up to a column, if writing them again is the shortest way."""
        if self._at is None or self._at[1] != y or not 0 < x - self._at[0] <= len("\x1b[4C"):
            return ""
        between = range(self._at[0], x)
        for at in between:
            text, want, now = row[0][at], row[1][at], self._pen
            if not text or text in self._unsure or now is None:
                return ""
            if want is not now and (text != " " or want is not now.blank):
                return ""
        cells = "".join(row[0][at] or "" for at in between)
        return cells if len(cells.encode()) <= len(self._way(x, y)) else ""

    def _way(self, x: int, y: int) -> str:
        """The shortest sequence that puts the cursor into a cell."""
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
        if self._at is not None:
            across, down = x - self._at[0], y - self._at[1]
            to_row = _steps(down, "B", "A")
            ways += (to_row + _steps(across, "C", "D"), to_row + "\b" * -across if across < 0 else ways[0])
            ways.append(f"{to_row}\r{_steps(x, 'C', 'D')}")
        return min(ways, key=len)


def _steps(count: int, on: str, back: str) -> str:
    return f"\x1b[{abs(count) if abs(count) > 1 else ''}{on if count > 0 else back}" if count else ""
