"""What stands on the meeting's screen: its head, the page in hand, and beside it what was said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from checkin.ground.text import cell_width, cut
from checkin.meeting.flow import SUMMARY, prompts
from checkin.meeting.turning import place_of, prompt_at, stage_marks
from checkin.tui.pages.page_for import page_for
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.stage_line import stage_line
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from checkin.live.seat import SeatMeeting
    from checkin.record.held import Held
    from checkin.tui.pages.base import Page
    from checkin.tui.pages.wrap_up import WrapUpPage

WIDE = 110
"""Columns from which the summary so far stands beside the question."""


class HeldScreen(HouseScreen):
    """The meeting as one sees it. What people do in it is mixed in from files of their own."""

    DEFAULT_CSS = """
    HeldScreen > #room { height: 1fr; }
    HeldScreen #side {
        width: 44; border-left: vkey $rule; padding: 1 1 0 2; display: none; scrollbar-size-vertical: 1;
    }
    HeldScreen.wide #side { display: block; }
    HeldScreen #side > #side-title { color: $quiet; }
    """

    def __init__(self, meeting: Held) -> None:
        super().__init__()
        self.meeting = meeting
        self.place = place_of(meeting.state, meeting.seat)
        self._head_now = Content("")

    @property
    def typing(self) -> bool:
        """Always: a letter pressed where there happens to be a choice is no command here."""
        return True

    @property
    def seated(self) -> SeatMeeting | None:
        """The meeting as seen from a seat of one's own, None while both sit at one keyboard."""
        return cast("SeatMeeting", self.meeting) if self.meeting.shared else None

    # The head

    def head(self) -> Content:
        """Who and what, where there is somebody else how they are, then the stages and how far."""
        state = self.meeting.state
        start = state.start
        width = max(20, (self.size.width or 80) - 2)
        pages = prompts(state)
        at = next((n for n, page in enumerate(pages, 1) if page.id == self.place.prompt), len(pages))
        count = f"{at} of {len(pages)}" if self.place.prompt != SUMMARY else "the end"
        presence = cut(self.presence(), width * 2 // 3)
        title = cut(
            f"{start.pair_words} · {start.bank.title}", width - cell_width(presence) - 2 * bool(presence)
        )
        gap = " " * (width - cell_width(title) - cell_width(presence)) if presence else ""
        stages = stage_line(stage_marks(state, self.place), count, width)
        return Content("\n").join([styled((title, "bold"), gap, presence), stages])

    def presence(self) -> str:
        """How the other one is, for the end of the first line; empty where both sit at one keyboard."""
        return ""

    def show_head(self) -> None:
        """Stages and count, painted only when they changed."""
        head = self.head()
        if head != self._head_now:
            self._head_now = head
            self.query_one("#head", Words).say(head)

    # The page, and what was said

    def body(self) -> ComposeResult:
        """The page, and beside it what was said."""
        with Horizontal(id="room"):
            yield self.new_page()
            with VerticalScroll(id="side", can_focus=False):
                yield Words("Said so far", id="side-title")
                yield Words(id="said")

    def new_page(self) -> Page | WrapUpPage:
        """The page of the place in hand, not on the screen yet."""
        prompt = prompt_at(self.meeting.state, self.place)
        if prompt is not None:
            return page_for(self.meeting, prompt, self.place)
        from checkin.tui.pages.wrap_up import WrapUpPage

        return WrapUpPage(self.meeting)

    @property
    def page(self) -> Page | WrapUpPage:
        """The page now."""
        page: Page | WrapUpPage = self.query_one("#room").children[0]  # type: ignore[assignment] # the page is first
        return page

    def show_side(self) -> None:
        """What was said so far, where there is room for it and it does not stand there already."""
        self.set_class(self.size.width >= WIDE and self.place.prompt != SUMMARY, "wide")
        if self.has_class("wide"):
            self.query_one("#said", Words).say(self.said(38))

    def said(self, width: int) -> str:
        """What was said so far, in lines of so many cells."""
        from checkin.summary.document import document_of
        from checkin.summary.plain_text import so_far

        saved = self.meeting.saved()
        return so_far(document_of(saved), width)
