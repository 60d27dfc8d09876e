"""A list of acts or things, one line each: by arrows and Enter, by a letter, or by mouse. No scrollbar, no colour needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Static

from checkin.ground.text import cell_width, clean_line, cut

_SIGN = 2
"""Cells before a line, for the sign that says where one is."""
_LEAST_DETAIL = 8
"""A detail is left out where it would have fewer cells than this."""
_MOST = 96
"""A line is no wider than this, so that the detail stays within sight of its words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its id, its words, the letter that picks it (may be empty), a detail at the right, dim."""

    id: str
    words: str
    letter: str = ""
    detail: str = ""


class Menu(Static, can_focus=True):
    """The list. What is picked is told with `Menu.Picked`; the screen says what that means."""

    DEFAULT_CSS = """
    Menu { width: 1fr; height: 1fr; min-height: 3; padding: 0 1; }
    """

    class Picked(Message):
        """A line was picked: its id."""

        def __init__(self, menu: Menu, id: str) -> None:
            super().__init__()
            self.menu = menu
            self.id = id

        @property
        def control(self) -> Menu:
            """The widget."""
            return self.menu

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self.items = tuple(items)
        self.cursor = 0
        self._top = 0

    @property
    def here(self) -> Item | None:
        """The line the sign is at, None in an empty list."""
        return self.items[self.cursor] if self.items else None

    def show(self, items: Sequence[Item], at: str | None = None) -> None:
        """Show other lines, the sign at the one with the id `at`, else where it was if that is still there."""
        wanted = at or (self.here.id if self.here else "")
        self.items = tuple(items)
        self.cursor = next((i for i, item in enumerate(self.items) if item.id == wanted), 0)
        self.refresh()

    def render(self) -> Content:
        """As many lines as there is room for, with a sign where there are more."""
        rows = max(1, self.size.height)
        self._top = max(0, min(self._top, len(self.items) - rows))
        self._top = min(max(self._top, self.cursor - rows + 1), self.cursor)
        shown = self.items[self._top : self._top + rows]
        letters = any(item.letter for item in self.items)
        lines = []
        for at, item in enumerate(shown, start=self._top):
            more = (at == self._top > 0) or (at == self._top + rows - 1 < len(self.items) - 1)
            lines.append(self._line(item, here=at == self.cursor, letters=letters, more=more))
        return Content("\n").join(lines)

    def _line(self, item: Item, *, here: bool, letters: bool, more: bool) -> Content:
        room = min(self.size.width, _MOST) - _SIGN - (3 if letters else 0) - 2
        words = cut(clean_line(item.words), room)
        gap = room - cell_width(words) - 2
        detail = clean_line(item.detail) if gap >= _LEAST_DETAIL else ""
        detail = cut(detail, gap)
        pieces: list[str | tuple[str, str]] = [("> " if here else "  ", "bold")]
        if letters:
            pieces.append((f"{item.letter or ' '}  ", "bold $primary"))
        pieces.append((words, "bold" if here else ""))
        pieces.append((" " * (room - cell_width(words) - cell_width(detail)), ""))
        pieces.append((detail, "$quiet"))
        pieces.append((" …" if more else "", "$quiet"))
        return Content.assemble(*pieces)

    def on_key(self, event: events.Key) -> None:
        """Letters of the lines, arrows and j and k, Enter; everything else is the screen's."""
        if event.character and (letter := self._lettered(event.character)) is not None:
            self._go(letter)
            self.pick()
        elif event.key == "enter" and self.items:
            self.pick()
        elif event.key in ("up", "k"):
            self._go(self.cursor - 1)
        elif event.key in ("down", "j"):
            self._go(self.cursor + 1)
        elif event.key in ("pageup", "pagedown"):
            rows = max(1, self.size.height - 1)
            self._go(self.cursor + (rows if event.key == "pagedown" else -rows))
        elif event.key in ("home", "end"):
            self._go(0 if event.key == "home" else len(self.items) - 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The mouse picks what it points at."""
        offset: Offset | None = event.get_content_offset(self)
        if offset is not None and offset.y + self._top < len(self.items):
            self._go(offset.y + self._top)
            self.pick()

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the sign."""
        self._go(self.cursor + 1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the sign."""
        self._go(self.cursor - 1)

    def pick(self) -> None:
        """Pick the line the sign is at."""
        if self.here is not None:
            self.post_message(self.Picked(self, self.here.id))

    def _lettered(self, character: str) -> int | None:
        return next((at for at, item in enumerate(self.items) if item.letter == character), None)

    def _go(self, to: int) -> None:
        to = min(max(to, 0), max(0, len(self.items) - 1))
        if to != self.cursor:
            self.cursor = to
            self.refresh()
