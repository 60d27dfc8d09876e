"""The meetings that are begun from a pair's page, or gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.errors import CheckinError, WrongInput
from checkin.ground.text import clean_line, cut
from checkin.record import offering
from checkin.record.seating import WhoIsThere
from checkin.record.unfinished import began_words
from checkin.tui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Depth
    from checkin.tui.screens.listing import ListScreen as _Base
    from checkin.tui.screens.overview import Overview
else:
    _Base = object  # not a screen itself

GO_ON = Command("go-on", "Go on", "Go on with the meeting that is not finished yet.", "g")
START = Command(
    "start", "Start a meeting", "Start the regular meeting, or the first one for a new pair.", "s"
)
SHORT = Command("short", "Start a short one", "The same meeting in its short form.", "t")
WANTED = Command("wanted", "As asked for", "Start the meeting named on the command line.", "w")
REVIEW = Command("review", "Review", "Look at how you work together, and what to change.", "v")
REOPEN = Command("reopen", "Begin again", "Open this pair again; everything is kept.", "u")


class PairMeetings(_Base):
    """Mixed into the pair's page."""

    pair: str
    seen: Overview | None
    wanted: tuple[str, Depth, str | None] | None

    def show_again(self) -> None:
        """Read the record again and show it."""
        raise NotImplementedError

    def begin(
        self,
        bank: str,
        depth: Depth,
        language: str | None = None,
        *,
        shipped: bool = False,
        people: Mapping[str, str] | None = None,
    ) -> None:
        """Start a meeting, as `Desk.begin` does; what stands in the way becomes a notice or a choice."""
        self.notify_line("")
        try:
            try:
                self.checkin.start_meeting(self.pair, bank, depth, language, shipped=shipped, people=people)
            except WhoIsThere as missing:
                self._ask_who(bank, depth, language, people, missing, shipped=shipped)
            except WrongInput as error:
                from checkin.tui.screens.broken_bank import offer_another

                offer_another(self, bank, depth, error)
        except CheckinError as error:
            self.notify_line(str(error))

    def _ask_who(
        self,
        bank: str,
        depth: Depth,
        language: str | None,
        given: Mapping[str, str] | None,
        missing: WhoIsThere,
        *,
        shipped: bool,
    ) -> None:
        """Ask who else is there, for a group, and begin then."""
        from checkin.tui.screens.people import ask_people

        def begin(people: dict[str, str]) -> None:
            self.begin(bank, depth, language, shipped=shipped, people=people)

        found = self.checkin.desk.bank_for(self.pair, bank, language, shipped=shipped)
        ask_people(self, found, begin, given, missing)

    def do_go_on(self) -> None:
        """Go on with the meeting that is not finished; with the one that is chosen if there are several."""
        waiting = self.seen.waiting if self.seen is not None else ()
        if len(waiting) == 1:
            self.checkin.go_on(self.pair, waiting[0].id)
        elif waiting:
            from checkin.tui.screens.choose import ChooseScreen, numbered

            today = self.checkin.desk.today()
            choices = numbered(
                (one.id, f"{began_words(one, today)}, {cut(clean_line(one.title), 40)}") for one in waiting
            )
            self.app.push_screen(ChooseScreen("Go on with which meeting?", choices), self._go_on_with)

    def _go_on_with(self, meeting: str | None) -> None:
        if meeting is None:
            return
        try:
            self.checkin.go_on(self.pair, meeting)
        except CheckinError as error:
            self.notify_line(str(error))

    def do_start(self) -> None:
        """The first meeting for a pair that has not met, else the regular one."""
        self.begin(self.checkin.desk.usual_bank(self.pair), "full")

    def do_short(self) -> None:
        """The same in its short form."""
        self.begin(self.checkin.desk.usual_bank(self.pair), "quick")

    def do_review(self) -> None:
        """The meeting in which they look at how they work together."""
        self.begin(offering.REVIEW, "full")

    def begin_from_above(self, bank: str) -> None:
        """Start a meeting from a page that was opened over this one."""
        while self.app.screen is not self and len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.call_later(self.begin, bank, "full")

    def do_reopen(self) -> None:
        """Open a pair again that paused or ended. Raises `CheckinError`."""
        from checkin.record.pair_states import set_state

        set_state(self.checkin.desk, self.pair, "active")
        self.show_again()

    def do_wanted(self) -> None:
        """The meeting that was asked for on the command line."""
        if self.wanted is not None:
            self.begin(*self.wanted)
