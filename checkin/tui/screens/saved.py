"""After the meeting: it is saved, here is where, and six lines to paste into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from checkin.meeting.words import LATER
from checkin.summary.document import document_of
from checkin.summary.recap import recap
from checkin.tui.commands import Command
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.record.desk import Desk
    from checkin.record.saved import SavedMeeting


def where_saved(desk: Desk, pair: str, meeting: str) -> Path:
    """The summary file of a meeting on record. Raises `CannotDo`."""
    return desk.places.summaries(pair) / desk.ledger(pair).meeting_meant(meeting).summary


class SavedScreen(HouseScreen):
    """The recap, and where the summary is. From a seat of one's own, also its "looks right to us"."""

    FOR_GUESTS = True
    HELP_PAGE = "summary"

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "home", "Pair page", "To the pair's page.", "b", ("enter", "escape"), footer=True, label="done"
        ),
        Command(
            "copy", "Copy recap", "Copy the six lines to the terminal's clipboard.", "y", (), footer=True
        ),
        Command("read", "Read summary", "Read the whole summary.", "r", (), footer=True),
        Command(
            "agree",
            "Looks right",
            "Say that it looks right to you.",
            "l",
            (),
            footer=True,
            label="looks right",
        ),
        Command(
            "copy-all",
            "Copy summary",
            "Copy the whole summary to the terminal's clipboard.",
            "a",
            (),
            footer=True,
        ),
    )

    DEFAULT_CSS = """
    SavedScreen > #page { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    SavedScreen #where, SavedScreen #later { margin-top: 1; color: $quiet; }
    SavedScreen #recap { margin-top: 1; }
    SavedScreen #left-over { margin-top: 1; color: $accent; }
    """

    def __init__(
        self, saved: SavedMeeting, path: Path | None, *, seat: str = "", left_over: str = ""
    ) -> None:
        """`path` is where the summary is, None where there is no way to it; `seat` one's own, if any;
        `left_over` what of one's own is not in the meeting.
        """
        super().__init__()
        self.saved = saved
        self.path = path
        self.seat = seat
        self.left_over = left_over
        self._tell(saved)

    def _tell(self, saved: SavedMeeting) -> None:
        self.saved = saved
        self.told = document_of(saved)
        self.recap = recap(self.told)

    def head(self) -> Content:
        """Who with whom."""
        start = self.saved.start
        return styled((f"{start.pair_words} · {start.bank.title}", "bold"))

    def body(self) -> ComposeResult:
        """The recap and the place."""
        with VerticalScroll(id="page", can_focus=False):
            yield Words("Saved. To send to each other:", classes="strong")
            yield Words(self.recap, id="recap")
            if self.path is not None:
                yield Words(f"The whole summary: {self.path}", id="where")
            else:
                yield Words("The whole summary: press r to read it, a to copy it.", id="where")
            if not self.saved.start.alone and not self.checkin.guest:
                yield Words(LATER, id="later")
            if self.left_over:
                yield Words(self.left_over, id="left-over")

    def can(self, command: Command) -> bool:
        """One says "looks right" for one's own seat, once; the whole text is copied where it is no file."""
        match command.id:
            case "agree":
                return bool(self.seat) and self.seat not in self.saved.state.agreed
            case "copy-all":
                return self.path is None
        return super().can(command)

    def do_home(self) -> None:
        """To the pair's page; out, from a seat in a meeting that both had at their own terminals."""
        if self.seat:
            self.checkin.leave(0)
        else:
            self.checkin.show_pair(self.saved.start.pair)

    def do_agree(self) -> None:
        """Put on record that it looks right to who sits here. Raises `CannotDo`."""
        from checkin.record.saving import agree_later
        from checkin.summary.markdown import shared_summary

        start = self.saved.start
        self._tell(
            agree_later(self.checkin.desk, start.pair, start.id, start.role(self.seat), shared_summary)
        )
        self.query_one("#recap", Words).say(self.recap)
        self.notify_line("Noted: it looks right to you.")

    def do_copy(self) -> None:
        """To the terminal's clipboard, where it has one."""
        self._copy(self.recap)

    def do_copy_all(self) -> None:
        """The whole summary, to the terminal's clipboard."""
        from checkin.summary.plain_text import text

        self._copy(text(self.told, 80))

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify_line(
            "Sent to your terminal's clipboard. If it keeps none, the lines above can be selected."
        )

    def do_read(self) -> None:
        """The whole summary."""
        from checkin.summary.plain_text import text
        from checkin.tui.screens.said import SaidScreen

        self.app.push_screen(SaidScreen("Summary", text(self.told, min(self.size.width - 6, 100))))
