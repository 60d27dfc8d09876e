"""The prompts that come at the right moment, of one pair: when each comes, when it did, whether it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.text import wrap
from checkin.meeting.moments.listed import HEAD, asks, switches
from checkin.record.additions import switch
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.overview import name_of, names
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.meeting.moments.listed import Switch
    from checkin.record.facts import LedgerData

_MOST = 96


class MomentsScreen(ListScreen):
    """One line a prompt. Enter switches it on or off for this pair."""

    HELP_PAGE = "moments"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    DEFAULT_CSS = """
    MomentsScreen > #whole { height: auto; padding: 1 2 0 2; color: $quiet; }
    """

    def __init__(self, pair: str) -> None:
        super().__init__()
        self.pair = pair

    @property
    def ledger(self) -> LedgerData:
        """The pair's record. Raises `CannotDo`."""
        return self.checkin.desk.ledger(self.pair)

    @property
    def here(self) -> Switch | None:
        """The prompt that the sign is at."""
        item = self.menu.here
        return next((one for one in self._switches() if item is not None and one.id == item.id), None)

    def head(self) -> Content:
        """Who with whom."""
        ledger = self.ledger
        who = names(name_of(ledger, "mentee"), name_of(ledger, "mentor"))
        return styled((who, "bold"), (" · Prompts at the right moment", "$quiet"))

    def body(self) -> ComposeResult:
        """What these are, the list, and when the one in hand comes."""
        yield Words(HEAD, classes="told quiet")
        yield Menu(self._items())
        yield Words(id="whole")

    def on_mount(self) -> None:
        """Say of the first one when it comes."""
        self._tell()

    def on_menu_moved(self) -> None:
        """Say of the one in hand when it comes."""
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """What is said is wrapped for the width there is."""
        self._tell()

    def picked(self, id: str) -> None:
        """Switch one on or off."""
        found = next(one for one in self._switches() if one.id == id)
        switch(self.checkin.desk, self.pair, id, on=not found.on)
        self.menu.show(self._items(), id)
        self._tell()
        self.notify_line(f"“{found.moment.title}” is {'off' if found.on else 'on'}.")

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """Enter switches here."""
        yield "Enter", "on or off"
        yield from list(super().footer_keys())[1:]

    def _switches(self) -> tuple[Switch, ...]:
        ledger = self.ledger
        return switches(ledger.ledgers, ledger.meetings)

    def _items(self) -> list[Item]:
        today = self.checkin.desk.today()
        return [
            Item(
                one.id,
                f"{'on ' if one.on else 'off'}  {one.moment.title}",
                detail=f"last on {show_iso(one.last, today)}" if one.last else "not asked yet",
            )
            for one in self._switches()
        ]

    def _tell(self) -> None:
        if self.is_mounted and (one := self.here) is not None:
            width = min(max(20, self.size.width - 4), _MOST)
            lines = [*wrap(one.moment.comes, width), *wrap(asks(one.moment), width)]
            self.query_one("#whole", Words).say("\n".join(lines))
