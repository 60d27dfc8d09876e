"""What can be done on a page of the meeting besides answering and turning it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.meeting.answered import is_met
from checkin.meeting.events import ASKED
from checkin.meeting.flow import SUMMARY, prompts
from checkin.meeting.gate import closed_offer
from checkin.meeting.moments.listed import NEVER, SWITCH
from checkin.meeting.rules import Act
from checkin.meeting.state import Place
from checkin.meeting.turning import enter, prompt_at, stage_marks
from checkin.meeting.words import REASON_WORDS
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.base import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.record.private import Queued
    from checkin.tui.screens.together import Together as _Base
else:
    _Base = object  # not a screen itself


class PageActs(_Base):
    """Mixed into the meeting's screen."""

    AT_THE_END: ClassVar[str] = "The end: read it, save it"
    """What stands behind the last stage."""

    _kept: Mapping[str, tuple[Queued, ...]] = MappingProxyType({})
    """What was kept ready for an offer's page when it was first asked: there is no looking at every key."""

    async def do_ask(self) -> None:
        """The mentee asks for the mentor's turn."""
        if (offer := closed_offer(self.meeting.state, self.place.prompt)) is not None:
            await self._open_gate(self.meeting.start.receiver(offer), ASKED)

    def do_open(self) -> None:
        """The mentor goes first, for a reason."""
        start, offer = self.meeting.start, closed_offer(self.meeting.state, self.place.prompt)
        giver = start.giver(offer) if offer is not None else start.mentor
        title = f"{start.name(giver)} goes first because…"

        def chosen(reason: str | None) -> None:
            if reason:
                self.call_later(self._open_gate, giver, reason)

        from checkin.tui.screens.choose import ChooseScreen

        reasons = [(reason, reason[0], words) for reason, words in REASON_WORDS.items()]
        self.app.push_screen(ChooseScreen(title, reasons), chosen)

    async def _open_gate(self, seat: str, why: str) -> None:
        offer = closed_offer(self.meeting.state, self.place.prompt)
        if offer is None:
            return
        self.meeting.act(Act("opened", seat, offer.id, value=why))
        here = self.place.prompt
        back = "" if here in (offer.id, SUMMARY) else here
        await self.go(Place(offer.id, "", back))
        if back:
            self.notify_line("Next leads back to where you were.")

    def do_more(self) -> None:
        """Another step, another line."""
        page = self.page
        if isinstance(page, Page):
            page.add_another()

    def do_follow_ups(self) -> None:
        """Short prompts under the question."""
        if isinstance(self.page, Page):
            self.page.show_follow_ups()

    def do_cue(self) -> None:
        """The mentor's line."""
        if isinstance(self.page, Page):
            self.page.show_cue()

    async def do_never(self) -> None:
        """Switch the prompt in hand off for this pair, and go on where nothing was said to it."""
        page = self.page
        if not isinstance(page, Page) or not page.question.moment:
            return
        from checkin.record.additions import switch

        try:
            switch(self.checkin.desk, self.meeting.start.pair, SWITCH + page.question.moment, on=False)
        except CheckinError as error:
            self.notify_line(str(error))
            return
        if not is_met(self.meeting.state, page.question):
            await self.go_on()
        self.notify_line(NEVER)

    def do_stages(self) -> None:
        """Straight to a stage."""
        marks = stage_marks(self.meeting.state, self.place)
        choices = [
            (stage.id, str(n) if n < 10 else "", stage.title) for n, (stage, _mark) in enumerate(marks, 1)
        ]
        choices.append((SUMMARY, "e", self.AT_THE_END))

        def chosen(stage_id: str | None) -> None:
            if stage_id is None:
                return
            target = next(
                (page.id for page in prompts(self.meeting.state) if page.stage.id == stage_id), SUMMARY
            )
            self.call_later(self.go, enter(self.meeting.state, target))

        from checkin.tui.screens.choose import ChooseScreen

        self.app.push_screen(ChooseScreen("Go to", choices), chosen)

    def do_summary(self) -> None:
        """What was said so far, to read."""
        from checkin.tui.screens.said import SaidScreen

        self.app.push_screen(SaidScreen("Said so far", self.said(min(self.size.width - 6, 100))))

    def do_park(self) -> None:
        """Something waits for another time; the page stays as it is."""
        from checkin.meeting.parking import parks_for
        from checkin.tui.screens.park import ParkScreen

        page = self.page
        question = page.question if isinstance(page, Page) else None
        seat = self.meeting.seat or parks_for(self.meeting.state, question)
        self.app.push_screen(ParkScreen(self.meeting, seat, self._parked))

    def _parked(self, told: str) -> None:
        self.show_head()
        self.show_side()
        if not isinstance(self.page, Page):
            self.page.refresh_from()
        self.notify_line(told)

    def do_agreement(self) -> None:
        """The agreement that holds, to read."""
        from checkin.meeting.agreed import agreement_words
        from checkin.tui.screens.said import SaidScreen

        today = self.meeting.clock.now().date()
        self.app.push_screen(SaidScreen("Our agreement", agreement_words(self.meeting.start, today)))

    def do_about(self) -> None:
        """What the mentee wants known about them, to read."""
        from checkin.tui.screens.said import SaidScreen

        start = self.meeting.start
        self.app.push_screen(SaidScreen(f"About {start.name(start.seat_of('mentee'))}", start.known.card))

    def do_help_with(self) -> None:
        """How somebody can help with the step in hand."""
        from checkin.tui.pages.steps import StepsPage

        if isinstance(self.page, StepsPage):
            self.page.ask_for_help()

    def do_weigh(self) -> None:
        """The options of a pick side by side."""
        from checkin.tui.pages.pick import PickPage

        if isinstance(self.page, PickPage):
            self.page.weigh()

    def kept_ready(self) -> tuple[Queued, ...]:
        """What the mentor prepared for when their turn has come: nothing before, and for nobody else."""
        meeting, start = self.meeting, self.meeting.start
        prompt = prompt_at(meeting.state, self.place)
        if prompt is None or prompt.question.type != "offer" or not meeting.state.gate_open(prompt.id):
            return ()
        giver = start.giver(prompt.question)
        if (
            self.checkin.guest
            or start.role(giver) != "mentor"
            or not meeting.may_write(prompt.question, giver)
        ):
            return ()
        if prompt.id not in self._kept:
            from checkin.record.private import queued_offers

            self._kept = {prompt.id: queued_offers(self.checkin.desk, start.pair)}
        return self._kept[prompt.id]

    def do_kept_ready(self) -> None:
        """The thoughts that were kept ready, to choose one from; it is put in."""
        from checkin.ground.text import clean_line, cut
        from checkin.tui.screens.choose import ChooseScreen, numbered

        def chosen(id: str | None) -> None:
            if id is not None:
                self.call_later(self._put_in, id)

        lines = numbered((one.id, cut(clean_line(one.text), 60)) for one in self.kept_ready())
        if lines:
            self.app.push_screen(ChooseScreen("Kept ready", lines), chosen)

    async def _put_in(self, id: str) -> None:
        from checkin.meeting.offered import put_in
        from checkin.record.private import take_offer

        prompt = prompt_at(self.meeting.state, self.place)
        one = next((one for one in self.kept_ready() if one.id == id), None)
        if prompt is None or one is None:
            return
        told = ""
        try:
            self.meeting.act(put_in(self.meeting.state, prompt.question, self.meeting.new_row(), one))
            take_offer(self.checkin.desk, self.meeting.start.pair, id)
        except CheckinError as error:
            told = str(error)
        self._kept = {}
        await self.show_page()
        self.notify_line(told)

    async def do_between_us(self) -> None:
        """`x`."""
        page = self.page
        if isinstance(page, Page) and page.take_back():
            await self.show_page()
            self.notify_line("Just between you: it is in no summary, record or journal.")
        else:
            self.notify_line(f"Put the cursor on the words to take back, then {esc('between-us')}.")

    def do_undo(self) -> None:
        """Take back the last change in the field in hand."""
        from checkin.tui.widgets.field import Field

        if isinstance(self.focused, Field):
            self.focused.undo()
