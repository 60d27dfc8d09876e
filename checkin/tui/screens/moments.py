"""The prompts that come at the right moment, of one pair: when each comes, when it did, whether it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.text import wrap
from checkin.meeting.moments.listed import HEAD, asks, switches
from checkin.record.additions import switch
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.in_hand import InHand
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.overview import names, names_of
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.meeting.moments.listed import Switch
    from checkin.record.facts import LedgerData


class MomentsScreen(InHand, ListScreen):
    """One line a prompt. Enter switches it on or off for this pair."""

    HELP_PAGE = "moments"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

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
        who = names(*names_of(ledger))
        return styled((who, "bold"), (" · Prompts at the right moment", "$quiet"))

    def body(self) -> ComposeResult:
        """What these are, the list, and when the one in hand comes."""
        yield Words(HEAD, classes="told quiet")
        yield Menu(self._items())
        yield Words(id="whole")

    def on_mount(self) -> None:
        """Say of the first one when it comes."""
        self.tell_in_hand()

    def picked(self, id: str) -> None:
        """Switch one on or off."""
        found = next(one for one in self._switches() if one.id == id)
        switch(self.checkin.desk, self.pair, id, on=not found.on)
        self.menu.show(self._items(), id)
        self.tell_in_hand()
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

    def tell_in_hand(self) -> None:
        """Say of the one with the sign when it comes."""
        if self.is_mounted and (one := self.here) is not None:
            lines = [*wrap(one.moment.comes, self.cells), *wrap(asks(one.moment), self.cells)]
            self.query_one("#whole", Words).say("\n".join(lines))
