"""What was said in a saved meeting, line by line, to take one back for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.ground.text import cut, wrap
from checkin.meeting.said_lines import said_lines
from checkin.record.taking_back import WARNING, take_back
from checkin.summary.markdown import shared_summary
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.choose import ChooseScreen
from checkin.tui.screens.finding import FIND, FindingScreen
from checkin.tui.screens.overview import name_of, names
from checkin.tui.screens.said import SaidScreen
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.meeting.said_lines import SaidLine
    from checkin.record.entries import MeetingEntry
    from checkin.record.facts import LedgerData

_TOLD_LINES = 5
"""Lines below the list for the line in hand, at most."""
_MOST = 96
_QUOTED = 60


class TakeBackScreen(FindingScreen):
    """The lines of one meeting. Enter asks whether it is meant, once."""

    HELP_PAGE = "summary"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (FIND, BACK)
    NOTHING: ClassVar[str] = "Nothing was written down in this meeting."

    DEFAULT_CSS = """
    TakeBackScreen > #whole { height: auto; padding: 1 2 0 2; color: $quiet; }
    """

    def __init__(self, pair: str, ledger: LedgerData, meeting: MeetingEntry) -> None:
        super().__init__()
        self.pair = pair
        self.ledger = ledger
        self.meeting = meeting
        self.lines: dict[str, SaidLine] = {}

    def head(self) -> Content:
        """Who, which meeting, and what for."""
        who = names(name_of(self.ledger, "mentee"), name_of(self.ledger, "mentor"))
        when = show_iso(self.meeting.date, self.checkin.desk.today())
        return styled((who, "bold"), (f" · {self.meeting.title}, {when} · Take a line back", "$quiet"))

    def body(self) -> ComposeResult:
        """The list, and the line in hand."""
        yield from super().body()
        yield Words(id="whole")

    def on_mount(self) -> None:
        """Read the meeting."""
        self._read()
        super().on_mount()

    def _read(self) -> None:
        try:
            state = self.checkin.desk.saved(self.pair, self.meeting.id).state
        except CheckinError as error:
            self.lines = {}
            self.notify_line(str(error))
        else:
            self.lines = {one.id: one for one in said_lines(state)}

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Each with its words, what was asked and whose it is."""
        return [
            (Item(one.id, one.words, detail=f"{one.asked}, {one.who}"), one.asked)
            for one in self.lines.values()
        ]

    def show_found(self) -> None:
        """Show what is found, and the first of it."""
        super().show_found()
        self._tell()

    def on_menu_moved(self) -> None:
        """Show the one with the sign."""
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """What is said is wrapped for the width there is."""
        self._tell()

    def _tell(self) -> None:
        if not self.is_mounted:
            return
        here = self.menu.here
        one = self.lines.get(here.id) if here else None
        width = min(max(20, self.size.width - 4), _MOST)
        told = wrap(f"{one.asked} ({one.who}): {one.words}", width) if one else []
        if len(told) > _TOLD_LINES:
            told = [*told[: _TOLD_LINES - 1], "…"]
        self.query_one("#whole", Words).say("\n".join(told))

    def picked(self, id: str) -> None:
        """Ask whether it is meant."""
        line = self.lines[id]

        def chosen(said: str | None) -> None:
            if said == "take":
                self._take(line)

        choices = [("stay", "n", "No, it stays"), ("take", "x", "Take it back, for good")]
        self.app.push_screen(ChooseScreen(f"“{cut(line.words, _QUOTED)}”\n\n{WARNING}", choices), chosen)

    def _take(self, line: SaidLine) -> None:
        try:
            told = take_back(self.checkin.desk, self.pair, self.meeting.id, line, shared_summary)
        except CheckinError as error:
            self._read()
            self.show_found()
            self.notify_line(str(error))
            return
        self._read()
        self.show_found()
        self.app.push_screen(SaidScreen("Taken back", "\n\n".join(told)))
