"""Something read aloud: nothing to answer."""

from __future__ import annotations

from checkin.tui.pages.base import Page


class SayPage(Page):
    """The words, and Enter to go on."""

    ENTER = "next"

    def who(self) -> str:
        """Read to both; somebody alone reads it by themselves."""
        return "To read" if self.state.start.alone else "To read aloud"

    def talk(self) -> None:
        """Nothing is answered here."""
