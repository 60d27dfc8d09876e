"""Options side by side: a line for each thing that matters, a column for each option, digits in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from checkin.ground.text import cell_width, clean, cut
from checkin.meeting.grid import FITS, WEIGHTS, adds_up
from checkin.tui.widgets.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from checkin.meeting.grid import Criterion

_TEXT, _WEIGHT, _CELL = 40, 9, 5
"""Cells for what matters, for its weight, and for each option: five options fit 76 columns."""

_SCALES = f"matters {WEIGHTS[0]} to {WEIGHTS[-1]}, fits {FITS[0]} to {FITS[-1]}"
"""What the numbers go from and to."""


class GridTable(Stop, Static, can_focus=True):
    """The table. Arrows go from cell to cell, a digit fills one and goes on, Backspace takes a line away.
    Enter goes on to the next cell, too, and out of the last one. Right after a digit, which went on already,
    it does nothing: many people type one after each.

    Without a line there is nothing to stop at. The page says what follows from what is told.
    """

    DEFAULT_CSS = """
    GridTable { width: 1fr; height: auto; }
    GridTable:focus { background: $here; }
    GridTable:ansi:focus { background: ansi_default; }
    """

    class Filled(Message):
        """A digit in a cell: the line, the column (0 the weight, then the options), the number."""

        def __init__(self, grid: GridTable, line: int, column: int, number: int) -> None:
            super().__init__()
            self.grid = grid
            self.line = line
            self.column = column
            self.number = number

    class Removed(Message):
        """A line does not matter any more."""

        def __init__(self, grid: GridTable, line: int) -> None:
            super().__init__()
            self.grid = grid
            self.line = line

    class Done(Message):
        """Enter, or an arrow past the first (-1) or the last (+1) line."""

        def __init__(self, grid: GridTable, direction: int) -> None:
            super().__init__()
            self.grid = grid
            self.direction = direction

    def __init__(
        self, criteria: Sequence[Criterion], options: Sequence[str], *, locked: bool, id: str | None = None
    ) -> None:
        super().__init__(markup=False, id=id)
        self.locked = locked
        self.line, self.column = 0, 0
        self._filled = False
        self._take(criteria, options)

    def _take(self, criteria: Sequence[Criterion], options: Sequence[str]) -> None:
        self.criteria, self.options = tuple(criteria), tuple(options)
        self.can_focus = bool(self.criteria) and not self.locked
        self.line = min(self.line, max(len(self.criteria) - 1, 0))
        self.column = min(self.column, len(self.options))

    def show(self, criteria: Sequence[Criterion], options: Sequence[str]) -> None:
        """Show what it holds now; where one is stays."""
        self._take(criteria, options)
        self.refresh(layout=True)

    def begin_line(self, line: int) -> None:
        """Go to the weight of a line, to fill it from there."""
        self.line, self.column = line, 0
        if self.can_focus:
            self.focus()

    def render(self) -> Content:
        """A head, a line for each thing, and what each option adds up to."""
        head = f"{_SCALES:{_TEXT}}{'matters':>{_WEIGHT}}"
        head += "".join(f"{number:>{_CELL}}" for number in range(1, len(self.options) + 1))
        pieces: list[Content] = [Content.styled(head, "$quiet")]
        for at, one in enumerate(self.criteria):
            words = cut(clean(one.text), _TEXT - 1)
            cells = [words + " " * (_TEXT - cell_width(words))]
            numbers = [str(one.weight), *(str(one.fits.get(id, "·")) for id in self.options)]
            parts: list[Content] = [Content(cells[0])]
            for column, number in enumerate(numbers):
                here = self.has_focus and (at, column) == (self.line, self.column)
                wide = _WEIGHT if column == 0 else _CELL
                parts += [
                    Content(" " * (wide - len(number))),
                    Content.styled(number, "reverse" if here else ""),
                ]
            pieces.append(Content("").join(parts))
        sums = "".join(f"{adds_up(self.criteria, id):>{_CELL}}" for id in self.options)
        pieces.append(Content.styled(f"{'adds up to':{_TEXT + _WEIGHT}}{sums}", "bold"))
        return Content("\n").join(pieces)

    def on_focus(self) -> None:
        """Show the cell one is in."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Arrows, digits, Backspace, Enter; everything else is the screen's."""
        key, filled = event.key, self._filled
        self._filled = False
        last = self.column == len(self.options)
        if key == "enter" and last and not filled:
            self.post_message(self.Done(self, 1))
        elif key == "enter":
            self.column += 0 if filled else 1
            self.refresh()
        elif key in ("up", "down"):
            self._go(-1 if key == "up" else 1)
        elif key in ("left", "right"):
            self.column = min(max(self.column + (1 if key == "right" else -1), 0), len(self.options))
            self.refresh()
        elif key in ("backspace", "delete"):
            self.post_message(self.Removed(self, self.line))
        elif event.character and event.character.isdecimal() and event.character.isascii():
            number = int(event.character)
            if number in (FITS if self.column else WEIGHTS):
                self.post_message(self.Filled(self, self.line, self.column, number))
                self.column = min(self.column + 1, len(self.options))
                self._filled = not last
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The mouse points at a cell."""
        at = event.get_content_offset(self)
        if at is None or not self.can_focus or not 0 < at.y <= len(self.criteria):
            return
        self.line = at.y - 1
        self.column = min(max((at.x - _TEXT - _WEIGHT) // _CELL + 1, 0), len(self.options))
        self.refresh()

    def _go(self, direction: int) -> None:
        to = self.line + direction
        if 0 <= to < len(self.criteria):
            self.line = to
            self.refresh()
        else:
            self.post_message(self.Done(self, direction))
