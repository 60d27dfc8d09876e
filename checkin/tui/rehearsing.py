"""A walk through a bank in the app: a meeting like any other, of which nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening, Outcome
from checkin.tui.pages.wrap_up import WrapUpPage
from checkin.tui.running import to_its_end
from checkin.tui.screens.meeting import MeetingScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting
    from checkin.tui.commands import Command
    from checkin.tui.pages.base import Page

MARK = "Rehearsal: nothing is kept"
OVER = "The rehearsal ends here. Nothing was kept."

ENDS = "End the rehearsal. Nothing is kept."


class LastPage(WrapUpPage):
    """The summary as it would be saved."""

    ENTER = "next, then the end"
    ENDS: ClassVar[tuple[str, str]] = ("end", "End the rehearsal")
    WITHOUT: ClassVar[str] = ""


class RehearsalScreen(MeetingScreen):
    """The meeting, marked as a rehearsal in its first line. It can't be shared and is not saved."""

    AT_THE_END: ClassVar[str] = "The end: read it"

    def presence(self) -> str:
        """Nobody else is here; what this is stands in their place."""
        return MARK

    def new_page(self) -> Page | WrapUpPage:
        """The page of the place in hand."""
        page = super().new_page()
        return LastPage(self.meeting) if isinstance(page, WrapUpPage) else page

    def can(self, command: Command) -> bool:
        """Whatever a meeting can, but for letting somebody in."""
        return command.id != "share" and super().can(command)

    def commands(self) -> tuple[Command, ...]:
        """A meeting's, in words that are right here."""
        return tuple(
            replace(one, name="End" if one.id == "save" else one.name, help=ENDS)
            if one.id in ("save", "leave")
            else one
            for one in super().commands()
        )

    def save(self) -> None:
        """The end."""
        self.checkin.end(0, OVER)


class RehearsalApp(CheckinApp):
    """The app with one meeting in a folder that is thrown away."""

    def _first_screen(self) -> Screen[None]:
        assert self.meeting is not None
        return RehearsalScreen(self.meeting)

    def keep_meeting(self) -> str:
        """Let go of the meeting; there is nothing to go on with."""
        meeting, self.meeting = self.meeting, None
        if meeting is not None:
            meeting.leave()
        return ""


def walk(desk: Desk, meeting: OpenMeeting) -> Outcome:
    """Show a rehearsed meeting until it ends."""
    return to_its_end(RehearsalApp(desk, Opening("resume", meeting.start.pair), meeting))
