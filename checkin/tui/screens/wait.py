"""A line in the middle of the screen while something takes a moment. Keys wait until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class WaitScreen(ModalScreen[None]):
    """Says what is going on. Whoever pushed it takes it away again."""

    FOR_GUESTS: ClassVar[bool] = True
    AUTO_FOCUS: ClassVar[str | None] = ""

    DEFAULT_CSS = """
    WaitScreen { align: center middle; background: $background 60%; }
    WaitScreen > Vertical {
        width: auto; min-width: 40; height: auto; background: $panel; border: round $rule; padding: 0 2;
    }
    WaitScreen Words { width: auto; }
    """

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        """The line."""
        with Vertical():
            yield Words(self.words)

    def on_key(self, event: events.Key) -> None:
        """Nothing can be done meanwhile."""
        event.stop()
        event.prevent_default()
