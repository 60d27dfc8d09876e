"""The list of all pictures, to go to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.trends.trend import TOO_FEW
from checkin.tui.screens.finding import FindingScreen
from checkin.tui.widgets.menu import Item
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.tui.screens.trends import TrendsScreen


class TrendListScreen(FindingScreen):
    """One line a picture; `below` is the screen that shows them."""

    HELP_PAGE = "trends"

    def __init__(self, below: TrendsScreen) -> None:
        super().__init__()
        self.below = below

    def head(self) -> Content:
        """What the list is of."""
        return styled(("All pictures", "bold"))

    def entries(self) -> Sequence[tuple[Item, str]]:
        """The titles; those that can't tell anything yet say so."""
        return [
            (Item(trend.id, trend.title, detail=TOO_FEW if trend.few else ""), " ".join(trend.told))
            for trend in self.below.trends
        ]

    def picked(self, id: str) -> None:
        """Go to a picture."""
        at = next(at for at, trend in enumerate(self.below.trends) if trend.id == id)
        self.app.pop_screen()
        self.below.show_picture(at)
