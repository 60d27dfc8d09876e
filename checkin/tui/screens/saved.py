"""After the meeting: it is saved, here is where, and six lines to paste into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from checkin.summary.document import document_of
from checkin.summary.recap import recap
from checkin.tui.commands import Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.record.saved import SavedMeeting


class SavedScreen(HouseScreen):
    """The recap, and where the summary is."""

    HELP_PAGE = "summary"

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "home", "Pair page", "To the pair's page.", "b", ("enter", "escape"), footer=True, label="done"
        ),
        Command(
            "copy", "Copy recap", "Copy the six lines to the terminal's clipboard.", "y", (), footer=True
        ),
        Command("read", "Read summary", "Read the whole summary.", "r", (), footer=True),
    )

    DEFAULT_CSS = """
    SavedScreen > #page { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    SavedScreen #where { margin-top: 1; color: $quiet; }
    SavedScreen #recap { margin-top: 1; }
    """

    def __init__(self, saved: SavedMeeting, path: Path) -> None:
        super().__init__()
        self.saved = saved
        self.path = path
        self.told = document_of(saved)
        self.recap = recap(self.told)

    def head(self) -> Content:
        """Who with whom."""
        start = self.saved.start
        return styled((f"{start.pair_words} · {start.bank.title}", "bold"))

    def body(self) -> ComposeResult:
        """The recap and the place."""
        with VerticalScroll(id="page", can_focus=False):
            yield Words("Saved. Six lines to send to each other:", classes="strong")
            yield Words(self.recap, id="recap")
            yield Words(f"The whole summary: {self.path}", id="where")

    def do_home(self) -> None:
        """To the pair's page."""
        self.checkin.show_pair(self.saved.start.pair)

    def do_copy(self) -> None:
        """To the terminal's clipboard, where it has one."""
        self.app.copy_to_clipboard(self.recap)
        self.notify_line(
            "Sent to your terminal's clipboard. If it keeps none, the lines above can be selected."
        )

    def do_read(self) -> None:
        """The whole summary."""
        from checkin.summary.plain_text import text
        from checkin.tui.screens.said import SaidScreen

        self.app.push_screen(SaidScreen("Summary", text(self.told, min(self.size.width - 6, 100))))
