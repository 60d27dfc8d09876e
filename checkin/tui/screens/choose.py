"""A short list to choose one thing from, over the screen it was asked on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


class ChooseScreen(ModalScreen[str | None]):
    """Answers with the id that was chosen, None for Esc. Choices are (id, letter, words)."""

    FOR_GUESTS = True
    AUTO_FOCUS: ClassVar[str | None] = ""

    DEFAULT_CSS = """
    ChooseScreen { align: center middle; background: $background 60%; }
    ChooseScreen > Vertical {
        width: auto; max-width: 76; min-width: 40; height: auto; max-height: 90%;
        background: $panel; border: round $rule; padding: 0 2;
    }
    ChooseScreen .title { text-style: bold; width: auto; }
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
        with Vertical():
            yield Words(self.question, classes="title")
            yield Words("")
            for n, (_id, letter, words) in enumerate(self.choices):
                yield Words(styled((f" {letter or ' '} ", "bold"), words), classes="choice", id=f"choice-{n}")
            yield Words("")
            yield Words("Enter choose   Esc back", classes="keys")

    def on_mount(self) -> None:
        """Mark where the arrows are."""
        self._mark()

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
            self.at = (self.at - 1) % len(self.choices)
            self._mark()
        elif event.key in ("down", "j", "tab"):
            self.at = (self.at + 1) % len(self.choices)
            self._mark()
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
