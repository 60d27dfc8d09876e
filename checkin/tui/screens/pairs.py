"""The list of pairs, the one that met last first. Shown only when asked for: screens are shared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CannotDo
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.finding import FIND, FindingScreen
from checkin.tui.screens.overview import names, next_line
from checkin.tui.screens.pair_pages import NEW
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.record.pairs import PairEntry


NEW_HERE = replace(NEW, footer=True, label="a new pair")


class PairsScreen(FindingScreen):
    """Every pair; one whose record can't be read is there too, and says why when it is picked."""

    HELP_PAGE = "start"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (NEW_HERE, FIND, BACK)
    NOTHING: ClassVar[str] = "There is no pair yet."

    def __init__(self, pairs: Sequence[PairEntry]) -> None:
        super().__init__()
        self._pairs = tuple(pairs)

    def head(self) -> Content:
        """What this is."""
        return styled(("Pairs", "bold"))

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Who with whom, and what is next."""
        return [(self._item(pair), pair.id) for pair in self._pairs]

    def _item(self, pair: PairEntry) -> Item:
        if pair.state == "unreadable":
            return Item(pair.id, pair.id, detail="can't be read")
        who = names(pair.mentee, pair.mentor)
        if pair.state == "unfinished":
            return Item(pair.id, who, detail="a meeting is not finished")
        told = {"new": "has not met yet", "paused": "paused", "closed": "ended"}.get(
            pair.state, next_line(pair.next or "", self.checkin.desk.today())
        )
        return Item(pair.id, who, detail=told)

    def picked(self, id: str) -> None:
        """To the pair's page. Raises `CannotDo` for one that can't be read."""
        pair = next(pair for pair in self._pairs if pair.id == id)
        if pair.state == "unreadable":
            raise CannotDo(pair.problem or "This record can't be read.")
        self.checkin.show_pair(id)

    def do_new(self) -> None:
        """Name two people."""
        from checkin.tui.screens.welcome import WelcomeScreen

        self.app.switch_screen(WelcomeScreen())
