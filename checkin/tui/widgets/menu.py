"""A list of acts or things, one line each, picked by arrows and Enter, by a letter, or by mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from checkin.ground.text import cell_width, clean, clean_line, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Offset

_SIGN = 2
"""Cells before a line, for the sign that says where one is."""
_GAP = 2
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

    class Moved(Message):
        """The sign is at another line."""

        def __init__(self, menu: Menu) -> None:
            super().__init__()
            self.menu = menu

        @property
        def control(self) -> Menu:
            """The widget."""
            return self.menu

    def __init__(
        self, items: Sequence[Item] = (), *, id: str | None = None, select_first: bool = False
    ) -> None:
        super().__init__(markup=False, id=id)
        self.select_first = select_first
        """Whether a click puts the sign at a line first, and picks it only where the sign is already."""
        self.items = tuple(items)
        self.cursor = 0
        self._top = 0

    @property
    def here(self) -> Item | None:
        """The line the sign is at, None in an empty list."""
        return self.items[self.cursor] if self.items else None

    def show(self, items: Sequence[Item], at: str | None = None) -> None:
        """Show other lines, the sign at the one with the id `at`, else at the one where it was."""
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
        detail = clean_line(item.detail)
        # The words have what the detail leaves them, and never less than three fifths.
        least = max(room * 3 // 5, room - cell_width(detail) - _GAP)
        words = cut(_one_line(item.words), least if detail else room)
        gap = room - cell_width(words) - _GAP
        detail = cut(detail, gap) if gap >= min(_LEAST_DETAIL, cell_width(detail)) else ""
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
            before, at = self.cursor, offset.y + self._top
            self._go(at)
            if not self.select_first or before == at:
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
            self.post_message(self.Moved(self))


def _one_line(text: str) -> str:
    """Clean words on one line, with the spaces that make columns."""
    return clean(text).translate({ord("\n"): " ", ord("\t"): " "})
