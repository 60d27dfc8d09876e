"""A page of text to read: wrapped to a width that reads well, moved with arrows, page keys and the wheel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from checkin.ground.text import clean, wrap

if TYPE_CHECKING:
    from textual import events

WIDEST = 78
"""Cells of a line of text; longer ones are hard to follow."""

_STEPS = {"up": -1, "k": -1, "down": 1, "j": 1}


class Sheet(Static, can_focus=True):
    """Text shown to the letter. Lines that begin with spaces keep them, also where they go on below."""

    DEFAULT_CSS = "Sheet { width: 1fr; height: 1fr; padding: 0 1; }"

    def __init__(self, text: str = "", *, id: str | None = None, widest: int = WIDEST) -> None:
        super().__init__(markup=False, id=id)
        self.widest = widest
        """Cells of a line; more than usual where two texts stand side by side."""
        self.text = clean(text)
        self.top = 0
        self._wrapped: tuple[int, list[str]] = (0, [])

    def read(self, text: str) -> None:
        """Show another text from its beginning."""
        self.text = clean(text)
        self.top = 0
        self._wrapped = (0, [])
        self.refresh()

    def render(self) -> Content:
        """The lines there is room for; the last of them says when more is below."""
        lines = self._lines()
        rows = max(1, self.size.height)
        self.top = min(self.top, self._last_top(len(lines)))
        shown = lines[self.top : self.top + rows]
        if self.top + rows < len(lines):
            left = len(lines) - self.top - rows + 1
            shown[-1:] = [f"… {left} more line{'s' if left > 1 else ''} (PgDn or Space)"]
            return Content("\n").join(
                [*(Content(line) for line in shown[:-1]), Content.styled(shown[-1], "$quiet")]
            )
        return Content("\n".join(shown))

    def on_key(self, event: events.Key) -> None:
        """The keys that move a page; everything else is the screen's."""
        page = max(1, self.size.height - 2)
        if event.key in ("pagedown", "space"):
            self.move(page)
        elif event.key == "pageup":
            self.move(-page)
        elif event.key in ("home", "end"):
            self.move(len(self._lines()) * (1 if event.key == "end" else -1))
        elif event.key in _STEPS:
            self.move(_STEPS[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def on_mouse_scroll_down(self) -> None:
        """The wheel."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel."""
        self.move(-3)

    def move(self, lines: int) -> None:
        """Go on by so many lines, or back, as far as the text goes."""
        to = min(max(self.top + lines, 0), self._last_top(len(self._lines())))
        if to != self.top:
            self.top = to
            self.refresh()

    def find(self, sought: str) -> None:
        """Go to where something is said first, whole or else one word of it; stay where it is not said."""
        folded = [line.casefold() for line in self._lines()]
        wanted = [whole for whole in (sought.strip().casefold(), *sought.casefold().split()) if whole]
        at = next((at for one in wanted for at, line in enumerate(folded) if one in line), None)
        if at is not None:
            self.move(at - _ABOVE - self.top)

    @property
    def more(self) -> bool:
        """Whether there is more than is seen at once."""
        return self._last_top(len(self._lines())) > 0

    def _last_top(self, count: int) -> int:
        return max(0, count - max(1, self.size.height))

    def _lines(self) -> list[str]:
        width = max(10, min(self.size.width, self.widest))
        if self._wrapped[0] != width:
            self._wrapped = (width, [line for raw in self.text.split("\n") for line in _hang(raw, width)])
        return self._wrapped[1]


_ABOVE = 3
"""Lines in sight above what is sought, for what it belongs to."""

_COLUMN = re.compile(r" *(?:[-·•] )?\S+(?: \S+)*? {2,}(?=\S)")
"""A line that begins with a column of its own, as keys before what they do."""


def _hang(line: str, width: int) -> list[str]:
    """Wrap one line; what goes on below begins under its words, after a list's sign or a first column."""
    if (column := _COLUMN.match(line)) and column.end() <= width // 2:
        first, *more = wrap(line[column.end() :], width - column.end()) or [""]
        return [column[0] + first, *(" " * column.end() + part for part in more)]
    words = line.lstrip(" ")
    indent = len(line) - len(words)
    mark = 2 if words[:2] in ("- ", "· ", "• ") else 0
    if indent + mark > width // 2:
        return wrap(line, width)
    first, *rest = wrap(words, width - indent) or [""]
    if not rest:
        return [" " * indent + first]
    body = wrap(words[mark:], width - indent - mark)
    sign = words[:mark]
    return [" " * indent + (sign if at == 0 else " " * mark) + part for at, part in enumerate(body)]
