"""The agenda of a kind of meeting as people will meet it, to read before they start."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.banks.agenda import agenda
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.bank_watch import BankWatch
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content

    from checkin.banks.model import Depth
    from checkin.record.kinds import Kind

START = Command("start", "Start", "Start this meeting.", "s", footer=True)
SHORT = Command("short", "Short", "Start it in its short form.", "t", footer=True)


class AgendaScreen(BankWatch, ReadingScreen):
    """One bank's agenda. `look` reads it again; `start` begins the meeting in a depth."""

    HELP_PAGE = "banks"
    MAY_FIT = True
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (START, SHORT, BACK)

    def __init__(
        self, kind: Kind, look: Callable[[], Kind | None], start: Callable[[Kind, Depth], None]
    ) -> None:
        super().__init__()
        self.kind = kind
        self.look = look
        self.start = start

    def head(self) -> Content:
        """What it is the agenda of."""
        return styled(("What will be asked", "bold"), (f" · {self.kind.title}", "$quiet"))

    def words(self) -> str:
        """The agenda."""
        return agenda(self.kind.bank, self.kind.after) if self.kind.bank else ""

    def on_mount(self) -> None:
        """Look at the bank again when it changes."""
        self.watch_banks()

    def banks_changed(self) -> None:
        """Show the agenda as it is now; one that can't be used any more stays as it was, and that is said."""
        kind = self.look()
        if kind is None or kind.bank is None:
            self.notify_line("The bank was changed and can't be used just now; this is how it was.")
            return
        self.notify_line("")
        if kind.bank != self.kind.bank:
            self.kind = kind
            self.query_one("#head", Words).say(self.head())
            self.read_again()
            self.show_keys()

    def can(self, command: Command) -> bool:
        """A short form only where there is one."""
        return self.kind.has_short if command is SHORT else super().can(command)

    def do_start(self) -> None:
        """Begin."""
        self._begin("full")

    def do_short(self) -> None:
        """Begin in the quick depth."""
        self._begin("quick")

    def _begin(self, depth: Depth) -> None:
        self.app.pop_screen()
        self.start(self.kind, depth)
