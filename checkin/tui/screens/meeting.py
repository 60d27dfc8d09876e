"""The meeting: one prompt at a time, the stages above, the summary so far beside it where there is room."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.text import cell_width, clean_line, cut
from checkin.live.words import is_here, not_here_yet
from checkin.meeting.events import SHARED
from checkin.meeting.gate import closed_offer
from checkin.meeting.grid import weighed
from checkin.meeting.length import minutes
from checkin.meeting.returning import remembered
from checkin.meeting.unsure import meant
from checkin.tui.in_a_meeting import IN_A_MEETING
from checkin.tui.pages.base import Page
from checkin.tui.screens.held import HeldScreen
from checkin.tui.screens.page_acts import PageActs
from checkin.tui.screens.presence import other_of
from checkin.tui.screens.saving import Saving
from checkin.tui.screens.sharing import Sharing
from checkin.tui.screens.together import Together
from checkin.tui.screens.turning import Turning
from checkin.tui.widgets.stop import Stop

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from checkin.ground.errors import CannotDo
    from checkin.live.seat import SeatMeeting
    from checkin.record.held import Held
    from checkin.tui.commands import Command
    from checkin.tui.pages.moving import Acted, Said

SOON_OVER = 10
"""Minutes before the meeting's own length at which one soft line says so."""


class MeetingScreen(PageActs, Saving, Sharing, Together, Turning, HeldScreen):
    """A meeting being held, by both at this keyboard or from a seat of one's own."""

    FOR_GUESTS = True
    HELP_PAGE = "meeting"

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = IN_A_MEETING

    def __init__(self, meeting: Held) -> None:
        super().__init__(meeting)
        self.trouble_told: CannotDo | None = None
        self._page_said = ""
        self._said_soon = False

    def on_mount(self) -> None:
        """Go on where the pair was; say what a damaged journal cost."""
        if SHARED not in self.meeting.state.places:
            self.note_place()
        self.turned_at = time.monotonic()
        self.call_after_refresh(self._begin)
        self.set_interval(1.0, self._look_after)
        self.set_interval(30.0, self._look_at_the_time)
        if self.meeting.damage:
            self.notify_line("Some of what was kept is damaged: " + "; ".join(self.meeting.damage))
        elif (seat := self.seated) is not None:
            self._welcome(seat)
        elif len(self.meeting.events) > 1:
            self.notify_line("Back where you were. Every word is here.")
        elif words := self._from_last_time():
            self.notify_line(words)

    def _begin(self) -> None:
        self.begin_together()
        self.arrive()

    def on_screen_resume(self) -> None:
        """Back from what stood over it: as after turning a page."""
        self.turned_at = time.monotonic()

    def _from_last_time(self) -> str:
        """What the mentee took away, and what they wanted remembered; alone, that is on the first page."""
        start, width = self.meeting.start, self.size.width - 4
        took = meant(clean_line(start.takeaways.get(start.mentee, "")))
        whose = f"Last time {start.name(start.mentee)} took away: "
        lines = [f"{whose}“{cut(took, max(width, 2 * width - cell_width(whose) - 4))}”"] if took else []
        if easier := remembered(self.meeting.state):
            lines.append(cut(easier, width))
        return "\n".join(lines)

    def _welcome(self, meeting: SeatMeeting) -> None:
        other = other_of(meeting)
        name = meeting.start.name(other)
        here = is_here(name) if meeting.here.get(other) else not_here_yet(name)
        self.notify_line(f"You are here as {meeting.start.name(meeting.seat)}. {here}")

    def on_resize(self, _event: events.Resize) -> None:
        """Room beside the question or none."""
        self.show_head()
        self.show_side()

    # Keys and commands

    def footer_keys(self) -> list[tuple[str, str]]:
        """What Enter does, and where the rest is."""
        keys = [("Enter", self.page.enter_does()), ("Esc", "menu")]
        keys += [(self.key_for("back"), "back"), (self.key_for("help"), "help")]
        if not isinstance(self.page, Page):
            keys[2] = ("PgDn", "read on")
        if isinstance(self.focused, Stop) and not self.focused.takes_text and self.focused.id != "save":
            keys.insert(0, ("1, 2 …", "choose"))
        return keys

    def commands(self) -> tuple[Command, ...]:
        """Those of a meeting; what can be added has the name it has on this page."""
        page = self.page if self.is_mounted and self.query_one("#room").children else None
        name, help = page.ADDS_WHAT if isinstance(page, Page) else ("", "")
        return tuple(
            replace(one, name=name, help=help) if name and one.id == "more" else one
            for one in super().commands()
        )

    def can(self, command: Command) -> bool:
        """Only what makes sense on this page, and in this seat."""
        on_page = self.is_mounted and bool(self.query_one("#room").children)
        page = self.page if on_page else None
        question = page.question if isinstance(page, Page) else None
        at_end = page is not None and not isinstance(page, Page)
        meeting = self.meeting
        match command.id:
            case "next":
                return not at_end or self.behind
            case "save":
                return at_end
            case "ask" | "open":
                start, offer = meeting.start, closed_offer(meeting.state, self.place.prompt)
                if offer is None or at_end:
                    return False
                whose = start.receiver(offer) if command.id == "ask" else start.giver(offer)
                return not meeting.shared or meeting.seat == whose
            case "more":
                return isinstance(page, Page) and page.ADDS
            case "about":
                return bool(meeting.start.known.card.strip())
            case "help-with":
                if question is None or question.type != "steps":
                    return False
                from checkin.tui.pages.steps import StepsPage

                return isinstance(page, StepsPage) and page.card_in_hand() is not None
            case "weigh":
                return (
                    question is not None
                    and question.type == "pick"
                    and bool(weighed(meeting.state, question))
                )
            case "kept-ready":
                return on_page and bool(self.kept_ready())
            case "follow-ups":
                return bool(question and question.follow_ups)
            case "cue":
                return bool(question and question.cue)
            case "never":
                return bool(question and question.moment) and not self.checkin.guest
            case "between-us" | "undo":
                return not at_end
            case "apart":
                return meeting.shared and not self.apart
            case "together":
                return meeting.shared and self.apart
            case "both-here":
                return meeting.shared
            case "share":
                return not self.checkin.guest and not meeting.start.alone
        return True

    # Acts and what follows them

    def on_acted(self, event: Acted) -> None:
        """Something changed: the head may have, and what the page had to say is past."""
        event.stop()
        if self._page_said and self._page_said == self._notice:
            self.notify_line("")
        self.show_head()
        self.show_keys()
        self._tell_trouble()

    def on_said(self, event: Said) -> None:
        """A page has something to say."""
        event.stop()
        self._page_said = event.text
        self.notify_line(event.text)

    def on_descendant_focus(self) -> None:
        """What Enter does depends on the field."""
        if not self.menu_open:
            self.show_keys()

    def stops(self) -> list[Widget]:
        """The page's fields."""
        return self.page.stops()

    # Time

    def _look_after(self) -> None:
        """Once a second: is the journal well again, has the other one gone on."""
        if self.meeting.trouble is not None:
            self.meeting.retry()
        self._tell_trouble()
        self.look_along()

    def _look_at_the_time(self) -> None:
        """One soft line when the time is nearly over. Breaks don't count."""
        planned = self.meeting.start.bank.minutes.get(self.meeting.start.depth, 0)
        spent = minutes(self.meeting.start.at, self.meeting.events)
        if planned > SOON_OVER and not self._said_soon and spent >= planned - SOON_OVER:
            self._said_soon = True
            self.notify_line(f"About {SOON_OVER} minutes are left.")

    def _tell_trouble(self) -> None:
        seat = self.seated
        if seat is not None and not seat.connected:
            return  # said when the line went down
        trouble = self.meeting.trouble
        if trouble is None and self.trouble_told is not None:
            self.notify_line("It can be written again. Nothing was lost.")
        elif trouble is not None and self.trouble_told is None:
            # What matters first: a long path may leave no room for the rest.
            self.notify_line(f"What you type is kept in memory for now. {trouble}")
        self.trouble_told = trouble
