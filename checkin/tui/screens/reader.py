"""A saved meeting's summary: read it, say that it looks right, copy it or its six lines."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.errors import CannotDo
from checkin.ground.files import read_bytes
from checkin.ground.places import short
from checkin.record.gone import still_going
from checkin.summary.document import Document, document_of
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.overview import name_of, names
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.sheet import WIDEST
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

    from checkin.record.entries import MeetingEntry
    from checkin.record.facts import LedgerData

ORDER = ("mentor", "mentee")
"""Who says that it looks right; the mentee has the last word."""

AGREE = Command("agree", "Looks right", "Say that it looks right; the mentee last.", "l", footer=True)
RECAP = Command("recap", "Six lines", "The recap of six lines, or the whole again.", "r", footer=True)
COPY = Command("copy", "Copy", "Copy what is shown, for a message or a file.", "y", footer=True)
TAKE_BACK = Command(
    "take-back", "Take back", "Take a line of it back, for good: out of summary and record.", "x", footer=True
)


class ReaderScreen(ReadingScreen):
    """One summary, from where `sought` is said in it, if something was sought."""

    HELP_PAGE = "data"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (AGREE, RECAP, COPY, BACK, TAKE_BACK)

    def __init__(self, pair: str, ledger: LedgerData, meeting: MeetingEntry, sought: str = "") -> None:
        super().__init__()
        self.sought = sought
        self.pair = pair
        self.ledger = ledger
        self.meeting = meeting
        self.told: Document | None = None
        self._trouble = ""
        self._in_six_lines = False

    def head(self) -> Content:
        """Who, what and when."""
        who = names(name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor"))
        when = show_iso(self.meeting.date, self.checkin.desk.today())
        return styled((who, "bold"), (f" · {self.meeting.title}, {when}", "$quiet"))

    def words(self) -> str:
        """The summary; where the meeting's file can't be read, the summary as it lies beside it."""
        from checkin.summary.plain_text import text

        if self.told is None and not self._trouble:
            try:
                saved = self.checkin.desk.saved(self.pair, self.meeting.id)
                self.told = document_of(saved)
            except CannotDo as error:
                self._trouble = str(error)
        if self.told is None:
            return self._as_it_lies()
        if self._in_six_lines:
            return self._recap()
        return text(self.told, min(self.app.size.width - 4, WIDEST))

    def on_mount(self) -> None:
        """Say what stands in the way, if anything does; finish what was taken back and is still in a file."""
        if still_going(self.checkin.desk.places, self.pair):
            from checkin.record.taking_back import finish
            from checkin.summary.markdown import shared_summary

            finish(self.checkin.desk, self.pair, shared_summary)
        if self._trouble:
            self.notify_line(self._trouble)
        if self.sought:
            self.call_after_refresh(self.page.find, self.sought)

    def _as_it_lies(self) -> str:
        try:
            path = self.checkin.desk.places.summaries(self.pair) / self.meeting.summary
            return read_bytes(path).decode(errors="replace") if self.meeting.summary else ""
        except CannotDo:
            return "The summary is not there either."

    def _recap(self) -> str:
        from checkin.summary.recap import recap

        return recap(self.told) if self.told else ""

    def _next_to_agree(self) -> str:
        return next((seat for seat in ORDER if seat not in self.meeting.agreed), "")

    def can(self, command: Command) -> bool:
        """A summary that both have agreed to needs no more agreeing."""
        if command is AGREE:
            return self.told is not None and bool(self._next_to_agree())
        if command in (RECAP, COPY, TAKE_BACK):
            return self.told is not None
        return super().can(command)

    def commands(self) -> tuple[Command, ...]:
        """With whose turn it is to say that it looks right."""
        seat = self._next_to_agree()
        label = f"looks right to {self._called(seat)}" if seat else ""
        return tuple(
            replace(command, label=label) if command is AGREE else command for command in super().commands()
        )

    def _called(self, seat: str) -> str:
        from checkin.ground.text import cut

        return cut(name_of(self.ledger, seat), 16)

    def do_agree(self) -> None:
        """Put on record that it looks right to the one whose turn it is. Raises `CheckinError`."""
        from checkin.record.saving import agree_later
        from checkin.summary.markdown import shared_summary

        seat = self._next_to_agree()
        saved = agree_later(self.checkin.desk, self.pair, self.meeting.id, seat, shared_summary)
        self.told = document_of(saved)
        self.meeting = replace(self.meeting, agreed=(*self.meeting.agreed, seat))
        self._show()
        then = self._next_to_agree()
        last = f" {self._called(then)} has the last word." if then else ""
        self.notify_line(f"On record: it looks right to {self._called(seat)}.{last}")

    def do_take_back(self) -> None:
        """Show what was said line by line."""
        from checkin.tui.screens.take_back import TakeBackScreen

        self.app.push_screen(TakeBackScreen(self.pair, self.ledger, self.meeting))

    def on_screen_resume(self) -> None:
        """A line may have been taken back."""
        if self.told is not None:
            with suppress(CannotDo):
                self.told = document_of(self.checkin.desk.saved(self.pair, self.meeting.id))
            self._show()

    def do_recap(self) -> None:
        """The six lines, or the whole again."""
        self._in_six_lines = not self._in_six_lines
        self._show()

    def do_copy(self) -> None:
        """To the terminal's clipboard, where it has one."""
        from checkin.summary.markdown import markdown

        if self.told is None:
            return
        self.app.copy_to_clipboard(self._recap() if self._in_six_lines else markdown(self.told))
        file = short(self.checkin.desk.places.summaries(self.pair) / self.meeting.summary)
        self.notify_line(f"Sent to your terminal's clipboard. It is also in {file}")

    def on_resize(self, _event: events.Resize) -> None:
        """The summary is wrapped for the width there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        top = self.page.top
        self.page.read(self.words())
        self.page.move(top)
