"""A list with more about the line in hand below it, wrapped for the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events

    from checkin.tui.screens.listing import ListScreen as _Base
else:
    _Base = object  # not a screen itself

_MOST = 96
"""Cells of a line of words."""


class InHand(_Base):
    """Mixed into a screen with a list. Children write `tell_in_hand`, and call it when the list is new."""

    def tell_in_hand(self) -> None:
        """Show what there is to know of the line with the sign."""
        raise NotImplementedError

    @property
    def cells(self) -> int:
        """How many cells a line of what is told may have."""
        return min(max(20, self.size.width - 4), _MOST)

    def on_menu_moved(self) -> None:
        """Tell of the one with the sign."""
        self.tell_in_hand()

    def on_resize(self, _event: events.Resize) -> None:
        """What is told is wrapped for the width there is."""
        self.tell_in_hand()
