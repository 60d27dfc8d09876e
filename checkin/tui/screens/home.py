"""What the app opens with: a welcome, the only pair's page, or home with the pair that met last."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.tui.commands import LEAVE, Command
from checkin.tui.screens.pair import PairScreen
from checkin.tui.screens.pair_meetings import GO_ON
from checkin.tui.screens.pair_pages import NEW, OTHERS
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from textual.content import Content
    from textual.screen import Screen

    from checkin.record.desk import Desk
    from checkin.record.pairs import PairEntry

OPEN = Command("open", "This pair", "To the page of the pair shown here.", "s")


def first_screen(desk: Desk) -> Screen[None]:
    """The screen the app opens with. Where nothing can be kept, the welcome says so."""
    pairs: list[PairEntry] = []
    with suppress(CheckinError):
        pairs = desk.pairs()
    if not pairs:
        from checkin.tui.screens.welcome import WelcomeScreen

        return WelcomeScreen(first=True)
    return PairScreen(pairs[0].id) if len(pairs) == 1 else HomeScreen(pairs[0].id)


class HomeScreen(PairScreen):
    """Home, when there are several pairs: one of them, since screens are shared; the others on request."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (GO_ON, OPEN, OTHERS, NEW)

    def on_screen_resume(self) -> None:
        """The pair that met last may be another one by now."""
        with suppress(CheckinError):
            if self._shown_before and (pairs := self.checkin.desk.pairs()):
                self.pair = pairs[0].id

    def banks_changed(self) -> None:
        """Nothing of the banks is shown here."""

    def head(self) -> Content:
        """The program's name, and the pair's."""
        return styled(("checkin", "bold"), (f" · {self.seen.names if self.seen else self.pair}", ""))

    def items(self) -> list[Item]:
        """To the pair, to others, out."""
        going_on = [item for item in super().items() if item.id == GO_ON.id]
        who = self.seen.names if self.seen else self.pair
        return [
            *going_on,
            Item(OPEN.id, who, OPEN.letter, "to their page"),
            Item(OTHERS.id, "Other pairs", OTHERS.letter),
            Item(NEW.id, "A new pair", NEW.letter),
            Item(LEAVE.id, "Leave", LEAVE.letter),
        ]

    def do_open(self) -> None:
        """To the pair's page."""
        self.app.push_screen(PairScreen(self.pair))
