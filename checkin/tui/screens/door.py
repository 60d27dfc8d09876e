"""The door of a shared meeting: who comes in? Asked where no seat was named."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.live.entering import who_is_here
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.meeting.start import Start


_TAKEN = ", here already: that window would close"


class DoorScreen(ListScreen):
    """The seats of a meeting, by the names of those who sit in them."""

    FOR_GUESTS = True
    HELP_PAGE = "live"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def __init__(self, meeting: str, start: Start, *, shared: bool) -> None:
        super().__init__()
        self.meeting = meeting
        self.start = start
        self.shared = shared
        self._entering = False

    def head(self) -> Content:
        """Who with whom, and what."""
        return styled((f"{self.start.pair_words} · {self.start.bank.title}", "bold"))

    def body(self) -> ComposeResult:
        """The question, and the names."""
        asked = (
            "This meeting is shared. Who are you?" if self.shared else "Which of you sits at this keyboard?"
        )
        yield Words(asked, classes="told")
        yield Menu(self.items())

    def items(self) -> list[Item]:
        """A line for each seat, the mentee's first."""
        seats = reversed(self.start.mentee_last())
        here = who_is_here(self.checkin.desk, self.start.pair) if self.shared else frozenset()
        return [
            Item(
                seat,
                self.start.name(seat),
                str(n),
                f"{self.start.role(seat)}{_TAKEN if seat in here else ''}",
            )
            for n, seat in enumerate(seats, 1)
        ]

    def picked(self, id: str) -> None:
        """Come in."""
        if not self._entering:
            self._entering = True
            self.notify_line("Coming in…" if self.shared else "Opening the room…")
            self.call_after_refresh(self._enter, id)

    async def _enter(self, seat: str) -> None:
        try:
            await self.checkin.take_seat(self.start.pair, self.meeting, seat)
        except CheckinError as error:
            self.notify_line(str(error))
        finally:
            self._entering = False
