"""The footer: the keys that mean something now, each with its word. The mouse presses what it points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from checkin.ground.text import cell_width
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events


class KeysLine(Words):
    """Pairs of a key and a word; on one line as many as there is room for, or all of them on several."""

    DEFAULT_CSS = "KeysLine { height: auto; max-height: 6; padding: 0 1; color: $quiet; }"

    class Pressed(Message):
        """The mouse was on a key, given by the name it has on the screen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    _places: tuple[tuple[int, int, int, str], ...] = ()

    def show(self, keys: Iterable[tuple[str, str]], room: int, *, on_several: bool) -> None:
        """Show these keys in `room` cells a line."""
        pieces: list[tuple[str, str]] = []
        places: list[tuple[int, int, int, str]] = []
        line = used = 0
        for key, label in keys:
            wide = cell_width(f"{key} {label}")
            gap = 0 if not used else 2 if on_several else 3
            if used and used + gap + wide > room:
                if not on_several:
                    continue
                pieces.append(("\n", ""))
                line, used, gap = line + 1, 0, 0
            pieces += [(" " * gap, ""), (key, "bold $foreground"), (f" {label}", "")]
            places.append((line, used + gap, used + gap + wide, key))
            used += gap + wide
        self._places = tuple(places)
        self.say(styled(*pieces))

    def on_click(self, event: events.Click) -> None:
        """Say which key is there."""
        at = event.get_content_offset(self)
        if at is None:
            return
        for line, start, end, key in self._places:
            if line == at.y and start <= at.x < end:
                self.post_message(self.Pressed(key))
