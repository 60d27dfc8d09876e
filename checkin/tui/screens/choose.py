"""A list to choose one thing from, over the screen it was asked on; a long one scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult


_LETTERS = 9
"""Choices that get a number for a letter."""
_WIDEST = 76
"""Cells across, with the frame."""
_FRAME, _AROUND = 2, 3
"""Lines of the frame, and of what stands around the choices besides the title."""
_PAGE = 8
"""Choices that PgUp and PgDn go past."""


def numbered(things: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Choices of (id, words): the first nine have their number for a letter, the arrows reach the rest."""
    return [
        (id, str(number) if number <= _LETTERS else "", words) for number, (id, words) in enumerate(things, 1)
    ]


class ChooseScreen(ModalScreen[str | None]):
    """Answers with the id that was chosen, None for Esc. Choices are (id, letter, words)."""

    FOR_GUESTS = True
    AUTO_FOCUS: ClassVar[str | None] = ""

    DEFAULT_CSS = """
    ChooseScreen { align: center middle; background: $background 60%; }
    ChooseScreen > Vertical {
        width: auto; min-width: 40; height: auto; max-height: 90%;
        background: $panel; border: round $rule; padding: 0 2;
    }
    ChooseScreen VerticalScroll {
        width: auto; height: auto; scrollbar-size-vertical: 1; scrollbar-background: $panel;
    }
    ChooseScreen .title { text-style: bold; }
    ChooseScreen .choice { width: auto; min-width: 34; }
    ChooseScreen .here { background: $here; text-style: bold; }
    ChooseScreen .keys { color: $quiet; width: auto; }
    """

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.question = title
        self.choices = list(choices)
        self.at = 0

    def compose(self) -> ComposeResult:
        """The title and a line a choice."""
        with Vertical(id="frame"):
            yield Words(self.question, classes="title")
            yield Words("")
            with VerticalScroll(can_focus=False):
                for n, (_id, letter, words) in enumerate(self.choices):
                    line = styled((f" {letter or ' '} ", "bold"), words)
                    yield Words(line, classes="choice", id=f"choice-{n}")
            yield Words("")
            yield Words("Enter choose   Esc back", classes="keys")

    def on_mount(self) -> None:
        """Mark where the arrows are."""
        self._mark()

    def on_resize(self, _event: events.Resize) -> None:
        """All of it has the room there is, the choices what the title and the keys leave."""
        self.query_one("#frame").styles.max_width = min(_WIDEST, self.size.width)
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        title = self.query_one(".title", Words).size.height
        room = self.size.height * 9 // 10 - _FRAME - _AROUND - title
        self.query_one(VerticalScroll).styles.max_height = max(1, room)
        self.call_after_refresh(self._show_here)

    def _show_here(self) -> None:
        if self.is_attached and self.choices:
            self.query_one(f"#choice-{self.at}").scroll_visible(animate=False)

    def _go_to(self, at: int) -> None:
        self.at = at
        self._mark()
        self._show_here()

    def _mark(self) -> None:
        for n in range(len(self.choices)):
            line = self.query_one(f"#choice-{n}", Words)
            line.set_class(n == self.at, "here")
            letter, words = self.choices[n][1:]
            line.say(styled((f"{'▸' if n == self.at else ' '}{letter or ' '}  ", "bold"), words))

    def on_key(self, event: events.Key) -> None:
        """Arrows, Enter, a letter, Esc."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("up", "k", "shift+tab"):
            self._go_to((self.at - 1) % len(self.choices))
        elif event.key in ("down", "j", "tab"):
            self._go_to((self.at + 1) % len(self.choices))
        elif event.key in ("home", "pageup"):
            self._go_to(0 if event.key == "home" else max(0, self.at - _PAGE))
        elif event.key in ("end", "pagedown"):
            last = len(self.choices) - 1
            self._go_to(last if event.key == "end" else min(last, self.at + _PAGE))
        elif event.key == "enter":
            self.dismiss(self.choices[self.at][0])
        elif event.character:
            chosen = next((one for one, letter, _words in self.choices if letter == event.character), None)
            if chosen is not None:
                self.dismiss(chosen)

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses what it points at."""
        widget = event.widget
        if widget is not None and widget.id and widget.id.startswith("choice-"):
            self.dismiss(self.choices[int(widget.id.removeprefix("choice-"))][0])
