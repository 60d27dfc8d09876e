"""All commands of the screen below, by name: type a part of one, Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.tui.commands import PALETTE
from checkin.tui.screens.finding import FindingScreen
from checkin.tui.screens.help import keys_for
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.tui.screens.base import HouseScreen

_NAME = 20
"""Cells for a command's name, before its line of help."""

_BELOW = "below:"
"""What stands before the ids of the lines: they are acts of the page below, not of this one."""


class PaletteScreen(FindingScreen):
    """Every command that can be used now on the screen it was opened over."""

    FOR_GUESTS = True
    AUTO_FOCUS: ClassVar[str | None] = ""
    ALWAYS = True
    HELP_PAGE = "keys"

    def __init__(self, below: HouseScreen) -> None:
        super().__init__()
        self.below = below

    def head(self) -> Content:
        """What this is."""
        return styled(("All commands", "bold"), (" of the page before", "$quiet"))

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Each with its name, what it does, and its key."""
        typing = bool(self.below.stops())
        return [
            (
                Item(
                    _BELOW + one.id, f"{one.name:<{_NAME}}  {one.help}", detail=keys_for(one, typing=typing)
                ),
                one.id,
            )
            for one in self.below.commands()
            if one.id != PALETTE.id
        ]

    def picked(self, id: str) -> None:
        """Go back, then do it there."""
        command = next(one for one in self.below.commands() if _BELOW + one.id == id)
        self.app.pop_screen()
        self.below.call_later(self.below.run, command)
