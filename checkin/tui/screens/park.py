"""Parking something during a meeting: one line for what shall wait, and what waits already."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from checkin.ground.text import clean_line, cut
from checkin.meeting.events import PARKED
from checkin.meeting.parking import ASKED, may_change, row_of
from checkin.meeting.rules import Act
from checkin.tui.commands import Command
from checkin.tui.in_a_meeting import esc
from checkin.tui.screens.base import HouseScreen
from checkin.tui.screens.write import BACK_BY_LETTER, DONE
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.meeting.state import Row
    from checkin.record.held import Held

KEPT = "It waits for another time. {again} shows what is parked."
ALONE = "It waits with your own notes. {again} shows what is parked."

REMOVE = Command("remove", "Remove", "What is chosen need not wait.", "r")
TAKE_BACK = Command("between-us", "Between us", "Take what is chosen back: out of summary and journal.", "x")


class ParkScreen(HouseScreen):
    """The line, and below it what is parked: Enter there takes it up into the line, to say it otherwise.

    `seat` is whose it is that is parked now. `then` is called once something changed, with what to say of it.
    """

    FOR_GUESTS = True
    HELP_PAGE = "meeting"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (DONE, REMOVE, TAKE_BACK, BACK_BY_LETTER)
    AUTO_FOCUS: ClassVar[str | None] = "#words"

    DEFAULT_CSS = """
    ParkScreen > .told { padding: 1 2 0 2; }
    ParkScreen > Field { margin: 0 2; max-height: 3; }
    ParkScreen > VerticalScroll { height: 1fr; padding: 0 2; }
    """

    def __init__(self, meeting: Held, seat: str, then: Callable[[str], None]) -> None:
        super().__init__()
        self.meeting = meeting
        self.seat = seat
        self.then = then
        self.editing = ""
        """The id of what is being said otherwise; empty while something new is parked."""

    def head(self) -> Content:
        """Where one is."""
        start = self.meeting.start
        return styled((f"{start.pair_words} · {start.bank.title}", "bold"))

    def body(self) -> ComposeResult:
        """The question and its line, then what is parked."""
        yield Words(styled((ASKED, "bold")), id="asked", classes="told")
        yield Field(id="words")
        yield Words(id="so-far", classes="told quiet")
        with VerticalScroll(can_focus=False):
            yield Choice(self._lines(), id="parked")

    def on_mount(self) -> None:
        """Show what is parked already."""
        self.renew_parked()

    def renew_parked(self) -> None:
        """Show what is parked now: others may park, too."""
        there = self.query_one("#parked", Choice)
        there.show(there.value, self._lines())
        there.display = bool(there.options)
        heading = "Parked so far; Enter on one takes it up into the line, to say it otherwise."
        self.query_one("#so-far", Words).say(heading if there.options else "Nothing is parked yet.")
        self.show_keys()

    def _lines(self) -> list[tuple[object, str]]:
        start, found = self.meeting.start, list[tuple[object, str]]()
        for row in self.meeting.state.waits:
            whose = "" if start.alone else f" ({start.name(row.seat)})"
            words = cut(clean_line(row.text("text")), max(20, (self.app.size.width or 80) - 14 - len(whose)))
            found.append((row.id, words + whose))
        return found

    @property
    def at(self) -> Row | None:
        """What is being said otherwise, or is in hand in the list, where it is one's own to change."""
        there = self.query_one("#parked", Choice) if self.is_mounted else None
        id = self.editing
        if not id and there is not None and self.in_hand is there and 0 <= there.cursor < len(there.options):
            id = str(there.options[there.cursor][0])
        row = row_of(self.meeting.state, id)
        return row if row is not None and not row.removed and may_change(row, self.meeting.seat) else None

    def can(self, command: Command) -> bool:
        """Only what is in hand can go."""
        return self.at is not None if command in (REMOVE, TAKE_BACK) else super().can(command)

    def footer_keys(self) -> tuple[tuple[str, str], ...]:
        """What Enter does, and the row of letters."""
        on_line = isinstance(self.focused, Field)
        does = "keep it" if on_line else "say it otherwise"
        return (("Enter", does), ("Esc", "menu"), (self.key_for("help"), "help"))

    def on_descendant_focus(self) -> None:
        """What Enter does depends on where one is."""
        if not self.menu_open:
            self.show_keys()

    # The line

    async def on_field_submitted(self, event: Field.Submitted) -> None:
        """Enter keeps it, and an empty line nothing."""
        event.stop()
        await self.run(DONE)

    def on_field_left(self, event: Field.Left) -> None:
        """Down: to what is parked."""
        event.stop()
        there = self.query_one("#parked", Choice)
        if event.direction > 0 and there.display:
            there.focus()

    def on_field_refused(self, event: Field.Refused) -> None:
        """Say what there is room for."""
        event.stop()
        self.notify_line(event.why)

    def do_done(self) -> None:
        """Keep what stands in the line, and back to the page. Raises `NotNow`."""
        text = clean_line(self.query_one("#words", Field).text)
        row = row_of(self.meeting.state, self.editing)
        if row is not None and not row.removed and may_change(row, self.meeting.seat):
            if text and text != row.text("text").strip():
                self._leave("It waits, in these words.", Act(PARKED, row.seat, row=row.id, value=text))
                return
        elif text:
            told = (ALONE if self.meeting.start.alone else KEPT).format(again=esc("park"))
            self._leave(told, Act(PARKED, self.seat, row=self.meeting.new_row(), value=text))
            return
        self._leave("")

    def do_back(self) -> None:
        """To the page as it was."""
        self._leave("")

    def _leave(self, told: str, act: Act | None = None) -> None:
        if act is not None:
            self.meeting.act(act)
        self.app.pop_screen()
        if told:
            self.then(told)

    # What is parked

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on one: into the line with it."""
        event.stop()
        if (row := self.at) is None:
            self.notify_line("That line is somebody else's to change.")
            return
        self.editing = row.id
        self.query_one("#asked", Words).say(styled(("In which words?", "bold")))
        field = self.query_one("#words", Field)
        field.show(row.text("text").strip())
        field.move_cursor(field.document.end)
        field.focus()

    def on_choice_left(self, event: Choice.Left) -> None:
        """Up: back to the line."""
        event.stop()
        if event.direction < 0:
            self.query_one("#words", Field).focus()

    def do_remove(self) -> None:
        """It need not wait. Raises `NotNow`."""
        self._go(PARKED, "It is taken away.")

    def do_between_us(self) -> None:
        """`x`. Raises `NotNow`."""
        self._go("between_us", "Just between you: it is in no summary, record or journal.")

    def _go(self, what: str, told: str) -> None:
        row = self.at
        if row is None:
            return
        self.meeting.act(Act(what, row.seat, row=row.id))
        if self.editing == row.id:
            self.editing = ""
            self.query_one("#words", Field).show("")
            self.query_one("#asked", Words).say(styled((ASKED, "bold")))
        self.query_one("#words", Field).focus()
        self.renew_parked()
        self.notify_line(told)
        self.then("")
