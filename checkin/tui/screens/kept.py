"""What a pair has kept of one kind, as a list that can be searched, with the thing in hand below it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.ground.text import wrap
from checkin.summary.around import around_of
from checkin.summary.kept import COLLECTIONS
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.finding import FIND, FindingScreen
from checkin.tui.screens.overview import names
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.record.facts import LedgerData
    from checkin.summary.around import Around
    from checkin.summary.kept_lines import Kept

_TOLD_LINES = 8
"""Lines below the list for the thing in hand, at most; less where there is less room."""
_MOST = 96

COPY = Command("copy", "Copy", "Copy the one in hand, for a message or a file.", "y", footer=True)


class KeptScreen(FindingScreen):
    """One of `summary.kept.COLLECTIONS`. Enter reads the whole of the thing in hand.

    Children add what can be done with it.
    """

    HELP_PAGE = "looking_back"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (FIND, COPY, BACK)

    DEFAULT_CSS = """
    KeptScreen > #whole { height: auto; padding: 1 2 0 2; color: $quiet; }
    """

    def __init__(self, pair: str, ledger: LedgerData, collection: str) -> None:
        super().__init__()
        self.pair = pair
        self.ledger = ledger
        self.collection = COLLECTIONS[collection]
        self.kept: dict[str, Kept] = {}
        self._shown_before = False

    @property
    def around(self) -> Around:
        """The names and the day."""
        return around_of(self.ledger, self.checkin.desk.today())

    @property
    def here(self) -> Kept | None:
        """The thing that the sign is at."""
        item = self.menu.here if self.is_mounted else None
        return self.kept.get(item.id) if item else None

    # What is shown

    def head(self) -> Content:
        """Who with whom, and what."""
        who = names(self.around.mentee, self.around.mentor)
        return styled((who, "bold"), (f" · {self.collection.title}", "$quiet"))

    def body(self) -> ComposeResult:
        """The list, and the thing in hand."""
        yield from super().body()
        yield Words(id="whole")

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Each with its line; found by all it says."""
        self.kept = {one.id: one for one in self.collection.read(self.ledger.ledgers, self.around)}
        return [(Item(one.id, one.line, detail=one.beside), one.text) for one in self.kept.values()]

    def show_found(self) -> None:
        """Show what is found, and the first of it."""
        super().show_found()
        if not self.kept:
            self.query_one("#remark", Words).say(f"{self.collection.about} {self.collection.nothing}")
        self._tell()

    def on_menu_moved(self) -> None:
        """Show the one with the sign."""
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """What is said is wrapped for the width there is."""
        self._tell()

    def on_screen_resume(self) -> None:
        """Something may have been put on record since."""
        if self._shown_before:
            self.reload()
        self._shown_before = True

    def reload(self) -> None:
        """Read the record again."""
        with suppress(CheckinError):
            self.ledger = self.checkin.desk.ledger(self.pair)
        self.show_found()

    def _tell(self) -> None:
        if not self.is_mounted:
            return
        one = self.here
        width = min(max(20, self.size.width - 4), _MOST)
        room = min(_TOLD_LINES, max(2, self.size.height // 3))
        parts = [part for part in (one.text if one else "").split("\n") if part.strip()]
        lines = [line for part in parts for line in wrap(part, width)]
        if len(lines) > room:
            lines = [*lines[: room - 1], "… (Enter reads all of it)"]
        self.query_one("#whole", Words).say("\n".join(lines))
        self.show_keys()

    # What is done

    def can(self, command: Command) -> bool:
        """Only what is there can be copied or searched."""
        if command is COPY:
            return self.here is not None
        return super().can(command)

    def picked(self, id: str) -> None:
        """Read the whole of it."""
        from checkin.tui.screens.said import SaidScreen

        if id in self.kept:
            self.app.push_screen(SaidScreen(self.collection.title, self.kept[id].text))

    def do_copy(self) -> None:
        """To the terminal's clipboard, where it has one."""
        if self.here is not None:
            self.app.copy_to_clipboard(self.here.text)
            self.notify_line("Sent to your terminal's clipboard.")

    def put(self, act: Callable[[], object], told: str = "On record.") -> None:
        """Put something on record and show it; what stands in the way becomes a notice."""
        try:
            act()
        except CheckinError as error:
            self.notify_line(str(error))
            return
        self.reload()
        self.notify_line(told)
