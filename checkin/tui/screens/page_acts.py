"""What can be done on a page of the meeting besides answering and turning it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.meeting.events import ASKED
from checkin.meeting.flow import SUMMARY, enter, prompts, stage_marks
from checkin.meeting.gate import closed_offer
from checkin.meeting.rules import Act
from checkin.meeting.state import Place
from checkin.meeting.words import REASON_WORDS
from checkin.tui.pages.base import Page

if TYPE_CHECKING:
    from checkin.tui.screens.together import Together as _Base
else:
    _Base = object  # not a screen itself


class PageActs(_Base):
    """Mixed into the meeting's screen."""

    AT_THE_END: ClassVar[str] = "The end: read it, save it"
    """What stands behind the last stage."""

    async def do_ask(self) -> None:
        """The mentee asks for the mentor's turn."""
        await self._open_gate(self.meeting.start.mentee, ASKED)

    def do_open(self) -> None:
        """The mentor goes first, for a reason."""
        start = self.meeting.start
        title = f"{start.name(start.mentor)} goes first because…"

        def chosen(reason: str | None) -> None:
            if reason:
                self.call_later(self._open_gate, start.mentor, reason)

        from checkin.tui.screens.choose import ChooseScreen

        reasons = [(reason, reason[0], words) for reason, words in REASON_WORDS.items()]
        self.app.push_screen(ChooseScreen(title, reasons), chosen)

    async def _open_gate(self, seat: str, why: str) -> None:
        offer = closed_offer(self.meeting.state)
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

    async def do_between_us(self) -> None:
        """`x`."""
        page = self.page
        if isinstance(page, Page) and page.take_back():
            await self.show_page()
            self.notify_line("Just between you: it is in no summary, record or journal.")
        else:
            self.notify_line("Put the cursor on the words to take back, then Esc x.")

    def do_undo(self) -> None:
        """Take back the last change in the field in hand."""
        from checkin.tui.widgets.field import Field

        if isinstance(self.focused, Field):
            self.focused.undo()
