"""What is wrong in a file: each problem with its place, a sentence, the line shown, and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from checkin.banks.diagnostics import frame
from checkin.ground.text import clean, cut, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual import events

    from checkin.banks.diagnostics import Diagnostic
    from checkin.banks.reading.reader import Reading

WIDEST = 96
"""Cells of a line; longer ones are hard to follow."""

_LEAD = 2
"""Cells before every line, for the sign at the problem in hand."""

Line = tuple[Content, int]
"""A line and the problem it belongs to, counted from 0."""


class ProblemList(Static, can_focus=True):
    """Problems below each other, one of them in hand: arrows go to the next, page keys through the lines."""

    DEFAULT_CSS = "ProblemList { width: 1fr; height: 1fr; padding: 1 1 0 1; }"

    def __init__(self, reading: Reading) -> None:
        super().__init__(markup=False)
        self.reading = reading
        self.at = 0
        self._top = 0
        self._told: tuple[int, int, list[Line]] = (0, -1, [])

    @property
    def here(self) -> Diagnostic | None:
        """The problem in hand."""
        found = self.reading.diagnostics
        return found[min(self.at, len(found) - 1)] if found else None

    def read(self, reading: Reading) -> None:
        """Show what came of reading the file again; the problem in hand is the one at the same place."""
        self.reading = reading
        self.at = min(self.at, max(0, len(reading.diagnostics) - 1))
        self._told = (0, -1, [])
        self.refresh()

    def render(self) -> Content:
        """The lines there is room for; the last of them says when more is below."""
        lines, rows = self._lines(), max(1, self.content_size.height)
        self._top = max(0, min(self._top, len(lines) - rows))
        shown = [line for line, _ in lines[self._top : self._top + rows]]
        if left := max(0, len(lines) - self._top - rows):
            shown[-1:] = [Content.styled(f"  … {left + 1} more lines (PgDn or Space)", "$quiet")]
        return Content("\n").join(shown)

    def on_key(self, event: events.Key) -> None:
        """The keys that move about; everything else is the screen's."""
        page = max(1, self.content_size.height - 2)
        if event.key in ("down", "j", "up", "k"):
            self._go(self.at + (1 if event.key in ("down", "j") else -1))
        elif event.key in ("pagedown", "space", "pageup"):
            self._scroll(-page if event.key == "pageup" else page)
        elif event.key in ("home", "end"):
            self._go(0 if event.key == "home" else len(self.reading.diagnostics) - 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The mouse takes the problem it points at in hand."""
        offset = event.get_content_offset(self)
        lines = self._lines()
        if offset is not None and offset.y + self._top < len(lines):
            self.at = lines[offset.y + self._top][1]
            self.refresh()

    def on_mouse_scroll_down(self) -> None:
        """The wheel."""
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel."""
        self._scroll(-3)

    def _scroll(self, by: int) -> None:
        """Go on by so many lines; the problem in hand is one that is seen."""
        lines, rows = self._lines(), max(1, self.content_size.height)
        self._top = max(0, min(self._top + by, len(lines) - rows))
        seen = [problem for _, problem in lines[self._top : self._top + rows]]
        if seen and self.at not in seen:
            self.at = seen[0]
        self.refresh()

    def _go(self, to: int) -> None:
        """Take another problem in hand and show all of it, or its beginning where there is no room."""
        self.at = min(max(to, 0), max(0, len(self.reading.diagnostics) - 1))
        lines, rows = self._lines(), max(1, self.content_size.height)
        its = [number for number, (_, problem) in enumerate(lines) if problem == self.at]
        if its:
            # The last row may be taken by the words that more is below.
            self._top = min(max(self._top, its[-1] - rows + 2), its[0])
        self.refresh()

    def _lines(self) -> list[Line]:
        """Every line, for the width there is."""
        width = max(20, min(self.content_size.width, WIDEST))
        if self._told[:2] != (width, self.at):
            self._told = (width, self.at, self._written(width))
        return self._told[2]

    def _written(self, width: int) -> list[Line]:
        found: list[Line] = []
        for number, problem in enumerate(self.reading.diagnostics):
            source = self.reading.sources.get(problem.path, ())
            rows = block(problem, source, self.reading.path, width - _LEAD)
            for row, (words, style) in enumerate(rows):
                sign = "> " if number == self.at and not row else " " * _LEAD
                found.append((Content.assemble((sign, "bold"), (clean(words), style)), number))
            found.append((Content(""), number))
        return found[:-1]


def block(problem: Diagnostic, source: Sequence[str], file: Path, width: int) -> list[tuple[str, str]]:
    """One problem in lines of `width` cells, each with its style. `file` is the one that is being read."""
    rows = [(line, "bold") for line in wrap(f"{place(problem, file)}: {sentence(problem.message)}", width)]
    shown = frame(problem, source, max(20, width - 10))
    gutter = max((len(str(row.number)) for row in shown), default=0)
    for row in shown:
        style = {"^": f"bold ${problem.severity}", "-": "$quiet"}.get(row.sign, "")
        rows.append((cut(f"  {row.number or '':>{gutter}} │ {row.text}", width), style))
    for line in problem.help.split("\n") if problem.help else ():
        # A block of lines to write keeps its layout.
        rows += [(part, "") for part in ([line] if line.startswith(" ") else wrap(sentence(line), width))]
    return rows


def place(problem: Diagnostic, file: Path) -> str:
    """Where a problem is, in words: the line, the file if it is another one, and whether it is a warning."""
    line = f"line {problem.line}, column {problem.column}" if problem.line else "the file"
    where = line[:1].upper() + line[1:]
    if problem.path != str(file):
        where = f"{problem.path.rpartition('/')[2]}, {line}"
    return where if problem.severity == "error" else f"{where} (a warning)"


def sentence(text: str) -> str:
    """The text as a sentence: a great letter first, and a full stop where it ends without any sign."""
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".?!:…`”)" else f"{text}."
