"""A terminal of cells for tests of the display: small, strict, and of several minds about widths.

pyte is no help here: it drops what follows a joiner or a variation selector, and leaves halves of wide
characters standing. This one raises on any sequence that the display has no business to send.
"""

from __future__ import annotations

import re
from functools import cache

from rich.cells import cell_len
from wcwidth import wcwidth

ZWJ, VS16 = "\u200d", "\ufe0f"
_PIECE = re.compile(
    r"\x1b\[([0-9;]*)([mHABCD])|\x1b\[\?[0-9]+(?:[hl]|\$p)|\x1b\](8;[^;]*;)?([^\x07\x1b]*)(?:\x07|\x1b\\)|(.)",
    re.DOTALL,
)
_OFF = {22: (1, 2), 23: (3,), 24: (4, 21), 25: (5, 6), 27: (7,), 28: (8,), 29: (9,), 54: (51, 52), 55: (53,)}


class CellTerminal:
    """`cells[y][x]` is (character, looks); the second half of a wide character is ("", looks).

    `mind` says how it measures: "textual" as Textual does, joining what belongs together; "letters" every
    letter by itself, joined or not; "narrow" and "wide" too, signs and emoji one cell each, or two.
    """

    def __init__(self, columns: int, rows: int, mind: str = "textual") -> None:
        self.mind = mind
        self.resize(columns, rows)
        self.received = 0

    def resize(self, columns: int, rows: int) -> None:
        """Another size; what was shown is lost, and what stands there instead is anybody's guess."""
        self.columns, self.rows = columns, rows
        self.scramble()

    def scramble(self) -> None:
        """Somebody else wrote all over it and moved the cursor; the pen is the terminal's own."""
        self.cells = [[("?", "?")] * self.columns for _ in range(self.rows)]
        self.x, self.y = self.columns // 2, self.rows // 2
        self.marks: frozenset[int] = frozenset()
        self.fg = self.bg = self.link = ""
        self._last: tuple[int, int] | None = None
        self._joining = self._half_flag = False

    def feed(self, data: str) -> None:
        """Take in what a program writes."""
        self.received += len(data.encode())
        for found in _PIECE.finditer(data):
            values, final, opening, rest, letter = found.groups()
            if letter and letter >= " " and not "\x7f" <= letter < "\xa0":
                self._put(letter)
                continue
            self._joining = self._half_flag = False
            if final == "m":
                self._set_pen([int(value or 0) for value in values.split(";")])
            elif final:
                numbers = [int(value or 1) for value in values.split(";")]
                self._move(final, numbers)
            elif letter == "\b":
                self._to(self.x - 1, self.y)
            elif letter == "\r":
                self._to(0, self.y)
            elif letter == "\n":
                assert self.y < self.rows - 1, "this would scroll"
                self._to(0, self.y + 1)
            elif opening:
                self.link = rest
            else:
                assert letter in (None, "\x07"), repr(letter)

    def looks(self) -> list[list[tuple[str, object]]]:
        """All cells, blanks that nobody could tell apart made equal."""
        return [[_seen(*cell) for cell in row] for row in self.cells]

    def lines(self) -> list[str]:
        """The characters only."""
        return ["".join(text for text, _looks in row) for row in self.cells]

    def _to(self, x: int, y: int) -> None:
        self.x, self.y = min(max(x, 0), self.columns - 1), min(max(y, 0), self.rows - 1)
        self._last = None

    def _move(self, final: str, numbers: list[int]) -> None:
        if final == "H":
            row, column = [*numbers, 1][:2]
            self._to(column - 1, row - 1)
        else:
            (count,) = numbers
            across, down = {"A": (0, -count), "B": (0, count), "C": (count, 0), "D": (-count, 0)}[final]
            self._to(self.x + across, self.y + down)

    def _set_pen(self, values: list[int]) -> None:
        while values:
            value = values.pop(0)
            if value == 0:
                self.marks, self.fg, self.bg = frozenset(), "", ""
            elif value in (38, 48):
                count = {2: 4, 5: 2}[values[0]]
                colour, values = str(values[:count]), values[count:]
                self.fg, self.bg = (colour, self.bg) if value == 38 else (self.fg, colour)
            elif value in _OFF:
                self.marks -= set(_OFF[value])
            elif value == 39 or 30 <= value < 38 or 90 <= value < 98:
                self.fg = "" if value == 39 else str(value)
            elif value == 49 or 40 <= value < 48 or 100 <= value < 108:
                self.bg = "" if value == 49 else str(value - 10)
            else:
                assert 1 <= value <= 9 or value in (21, 51, 52, 53), value
                self.marks |= {value}

    def _put(self, letter: str) -> None:
        width = _width(letter, self.mind)
        if self.mind == "textual" and self._joining and self._last is not None:
            width, self._joining = 0, False
        elif self.mind == "textual" and letter == ZWJ:
            self._joining = True
        if width == 0:
            self._combine(letter)
            return
        if self.x + width > self.columns:
            self._last = None
            return
        self._blank_halves(self.x, self.x + width)
        looks = self.marks, self.fg, self.bg, self.link
        row = self.cells[self.y]
        flag = self.mind == "textual" and "\U0001f1e6" <= letter <= "\U0001f1ff"
        if flag and self._half_flag:
            row[self.x - 1 : self.x + 1] = [(row[self.x - 1][0] + letter, looks), ("", looks)]
        else:
            row[self.x : self.x + width] = [(letter, looks), *[("", looks)] * (width - 1)]
            self._last = self.x, self.y
        self._half_flag = flag and not self._half_flag
        self.x = min(self.x + width, self.columns)

    def _combine(self, letter: str) -> None:
        if self._last is None:
            return
        x, y = self._last
        text, _looks = self.cells[y][x]
        looks = self.marks, self.fg, self.bg, self.link
        row = self.cells[y]
        for at in range(x, self.x):
            row[at] = (text + letter if at == x else row[at][0], looks)
        wider = self.mind == "textual" and letter == VS16 and cell_len(text + VS16) > cell_len(text)
        if wider and self.x < self.columns:
            self._blank_halves(self.x, self.x + 1)
            row[self.x] = ("", looks)
            self.x += 1

    def _blank_halves(self, start: int, end: int) -> None:
        row = self.cells[self.y]
        first, last = start, end
        while row[first][0] == "" and first > 0:
            first -= 1
        while last < self.columns and row[last][0] == "":
            last += 1
        for at in (*range(first, start), *range(end, last)):
            row[at] = (" ", row[at][1])


@cache
def _width(letter: str, mind: str) -> int:
    if mind == "textual":
        return 0 if letter in (ZWJ, VS16) else cell_len(letter)
    width = max(wcwidth(letter), 0)
    if not width or mind == "letters" or not _unsettled(letter):
        return width
    return 1 if mind == "narrow" else 2


def _unsettled(letter: str) -> bool:
    """Signs, emoji, and a script whose letters join: terminals have always disagreed."""
    return letter >= "\U0001f000" or "\u2600" <= letter <= "\u2710" or "\u0900" <= letter <= "\u097f"


def _seen(text: str, looks: object) -> tuple[str, object]:
    if text != " " or not isinstance(looks, tuple):
        return text, looks
    marks, fg, bg, link = looks
    shown = marks & {4, 6, 7, 9, 21, 51, 52, 53}
    if not shown:
        return text, (frozenset(), "", bg, link)
    if marks == {7} and fg:
        return text, (frozenset(), "", fg, link)
    return text, looks
