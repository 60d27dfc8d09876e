"""A line across the screen."""

from __future__ import annotations

from textual.content import Content

from checkin.tui.widgets.words import Words


class Rule(Words):
    """A line across the screen."""

    DEFAULT_CSS = "Rule { height: 1; }"

    def render(self) -> Content:
        """As wide as the screen is."""
        return Content("─" * self.size.width)
