"""The meeting: one prompt at a time, the stages above it, the summary so far beside it where there is room.

The page turns only when somebody turns it. Enter is not taken for a third of a second after that, so
that a key held down opens no gate and skips no question.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from checkin.ground.errors import CannotDo, CheckinError
from checkin.ground.text import cut
from checkin.meeting.events import ASKED, SHARED
from checkin.meeting.flow import (
    SUMMARY,
    enter,
    following,
    place_of,
    preceding,
    prompt_at,
    prompts,
    stage_marks,
)
from checkin.meeting.gate import closed_offer
from checkin.meeting.length import minutes
from checkin.meeting.rules import Act
from checkin.meeting.state import Place
from checkin.meeting.words import REASON_WORDS
from checkin.tui.commands import Command
from checkin.tui.pages.base import Page
from checkin.tui.pages.page_for import page_for
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.stage_line import stage_line
from checkin.tui.widgets.stop import Stop
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from checkin.record.open_meeting import OpenMeeting
    from checkin.tui.pages.moving import Acted, Said
    from checkin.tui.pages.wrap_up import WrapUpPage

WIDE = 110
"""Columns from which the summary so far stands beside the question."""

SOON_OVER = 10
"""Minutes before the meeting's own length at which one soft line says so."""


class MeetingScreen(HouseScreen):
    """A meeting being held."""

    HELP_PAGE = "meeting"

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "next", "Next", "Go on. What is passed without Enter counts as not discussed.", "n", ("pagedown",)
        ),
        Command("back", "Back", "Go back, also from a question that is not finished.", "b", ("pageup",)),
        Command("ask", "Ask now", "The mentee asks for the mentor's turn, no reason needed.", "a"),
        Command("open", "Mentor first", "The mentor goes first: urgent, already covered, safety.", "o"),
        Command("more", "Another step", "Add another step on this page.", "m"),
        Command("follow-ups", "What else?", "Short prompts that help a question along.", "f"),
        Command("cue", "Mentor's cue", "A line for the mentor. Both of you will see it.", "u"),
        Command("stages", "Stages", "Go straight to a stage, or to the end.", "s"),
        Command("summary", "Said so far", "Read what was said so far.", "y"),
        Command(
            "between-us",
            "Between us",
            "Take the words in hand back: out of summary, record and journal.",
            "x",
        ),
        Command("undo", "Undo", "Take back the last change in this field.", "z"),
        Command("save", "Save", "End the meeting and save it.", "w"),
    )

    DEFAULT_CSS = """
    MeetingScreen > #room { height: 1fr; }
    MeetingScreen #side {
        width: 44; border-left: vkey $rule; padding: 1 1 0 2; display: none; scrollbar-size-vertical: 1;
    }
    MeetingScreen.wide #side { display: block; }
    MeetingScreen #side > #side-title { color: $quiet; }
    """

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__()
        self.meeting = meeting
        self.place = place_of(meeting.state, SHARED)
        self._page_said = ""
        self._said_soon = False
        self._trouble: CannotDo | None = None
        self._head_now = Content("")
        self._turning = False

    @property
    def typing(self) -> bool:
        """Always: a letter pressed where there happens to be a choice is no command here."""
        return True

    # What stands on it

    def head(self) -> Content:
        """Who and what, then the stages and how far."""
        state = self.meeting.state
        start = state.start
        title = f"{start.pair_words} · {start.bank.title}"
        pages = prompts(state)
        at = next((n for n, page in enumerate(pages, 1) if page.id == self.place.prompt), len(pages))
        count = f"{at} of {len(pages)}" if self.place.prompt != SUMMARY else "the end"
        width = max(20, (self.size.width or 80) - 2)
        stages = stage_line(stage_marks(state, self.place), count, width)
        return Content("\n").join([styled((cut(title, width), "bold")), stages])

    def body(self) -> ComposeResult:
        """The page, and beside it what was said."""
        with Horizontal(id="room"):
            yield self._page()
            with VerticalScroll(id="side", can_focus=False):
                yield Words("Said so far", id="side-title")
                yield Words(id="said")

    def _page(self) -> Page | WrapUpPage:
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

    def on_mount(self) -> None:
        """Go on where the pair was; say what a damaged journal cost."""
        if SHARED not in self.meeting.state.places:
            self._note_place()
        self.turned_at = time.monotonic()
        self.call_after_refresh(self._arrive)
        self.set_interval(1.0, self._look_after)
        self.set_interval(30.0, self._look_at_the_time)
        if self.meeting.damage:
            self.notify_line("Some of what was kept is damaged: " + "; ".join(self.meeting.damage))
        elif len(self.meeting.events) > 1:
            self.notify_line("Back where you were. Every word is here.")
        elif self.meeting.start.takeaways.get(self.meeting.start.mentee):
            self._remember()

    def on_screen_resume(self) -> None:
        """Back from what stood over it: as after turning a page."""
        self.turned_at = time.monotonic()

    def _remember(self) -> None:
        start = self.meeting.start
        words = " ".join(start.takeaways[start.mentee].split())
        self.notify_line(f"Last time {start.name(start.mentee)} took away: “{words}”")

    def on_resize(self, _event: events.Resize) -> None:
        """Room beside the question or none."""
        self.show_head()
        self.show_side()

    def show_head(self) -> None:
        """Stages and count, painted only when they changed."""
        head = self.head()
        if head != self._head_now:
            self._head_now = head
            self.query_one("#head", Words).say(head)

    def show_side(self) -> None:
        """What was said so far, where there is room for it and it does not stand there already."""
        self.set_class(self.size.width >= WIDE and self.place.prompt != SUMMARY, "wide")
        if self.has_class("wide"):
            self.query_one("#said", Words).say(self._said(38))

    def _said(self, width: int) -> str:
        from checkin.summary.document import document_of
        from checkin.summary.plain_text import so_far

        saved = self.meeting.saved()
        return so_far(document_of(saved), width)

    def footer_keys(self) -> list[tuple[str, str]]:
        """What Enter does, and where the rest is."""
        keys = [("Enter", self.page.enter_does()), ("Esc", "menu"), ("PgUp", "back"), ("F1", "help")]
        if isinstance(self.focused, Stop) and not self.focused.takes_text and self.focused.id != "save":
            keys.insert(0, ("1, 2 …", "choose"))
        if not isinstance(self.page, Page):
            keys[2] = ("PgDn", "read on")
        return keys

    def can(self, command: Command) -> bool:
        """Only what makes sense on this page."""
        on_page = self.is_mounted and bool(self.query_one("#room").children)
        page = self.page if on_page else None
        question = page.question if isinstance(page, Page) else None
        at_end = page is not None and not isinstance(page, Page)
        match command.id:
            case "next":
                return not at_end
            case "save":
                return at_end
            case "ask" | "open":
                return closed_offer(self.meeting.state) is not None and not at_end
            case "more":
                return isinstance(page, Page) and page.ADDS
            case "follow-ups":
                return bool(question and question.follow_ups)
            case "cue":
                return bool(question and question.cue)
            case "between-us" | "undo":
                return not at_end
        return True

    # Turning pages

    async def go(self, place: Place, *, last: bool = False) -> None:
        """Turn to a place and show its page."""
        if self._turning:
            return
        self._turning = True
        try:
            self.page.leaving()
            self.place = place
            self._note_place()
            await self._rebuild()
            self.turned_at = time.monotonic()
            self._arrive(last=last)
        finally:
            self._turning = False

    async def _rebuild(self) -> None:
        room = self.query_one("#room")
        with self.app.batch_update():
            old = self.page
            await room.mount(self._page(), before=old)
            await old.remove()
            self.show_head()
            self.show_side()

    def _note_place(self) -> None:
        place = self.place
        self.meeting.act(Act("turned", SHARED, place.prompt, place.row, value=place.then or None))

    def _arrive(self, *, last: bool = False) -> None:
        if self.is_attached and self.query_one("#room").children:
            self.set_focus(None)
            self.page.focus_first(last=last)
            self.show_keys()

    async def do_next(self) -> None:
        """PageDown: on, whatever is or isn't answered."""
        if not isinstance(self.page, Page):
            self.page.scroll_document(1)
            return
        await self.go(following(self.meeting.state, self.place))

    async def do_back(self) -> None:
        """PageUp: back."""
        if not isinstance(self.page, Page) and not self.by_letter:
            self.page.scroll_document(-1)
            return
        before = preceding(self.meeting.state, self.place)
        if before is None:
            self.notify_line("This is the first question.")
            return
        await self.go(before)

    async def beyond(self, direction: int) -> None:
        """Tab past the last field: next. Shift+Tab before the first: back."""
        self.notify_line("")
        if direction > 0 and isinstance(self.page, Page):
            await self.go(following(self.meeting.state, self.place))
        elif direction < 0:
            before = preceding(self.meeting.state, self.place)
            if before is not None:
                await self.go(before, last=True)

    async def on_page_done(self, event: Page.Done) -> None:
        """Enter at the end of a page."""
        event.stop()
        self.notify_line("")
        await self.go(following(self.meeting.state, self.place))

    async def press(self, event: events.Key) -> None:
        """Enter on a page without fields goes on; the rest as everywhere."""
        page = self.page
        if event.key == "enter" and not self.menu_open and isinstance(page, Page) and not page.stops():
            event.stop()
            page.finish()
            return
        await super().press(event)

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

    def stops(self) -> list:  # type: ignore[type-arg]
        """The page's fields."""
        return self.page.stops()

    def _look_after(self) -> None:
        """Once a second: is the journal well again."""
        if self.meeting.trouble is not None:
            self.meeting.retry()
        self._tell_trouble()

    def _look_at_the_time(self) -> None:
        """One soft line when the time is nearly over. Breaks don't count."""
        planned = self.meeting.start.bank.minutes.get(self.meeting.start.depth, 0)
        spent = minutes(self.meeting.start.at, self.meeting.events)
        if planned > SOON_OVER and not self._said_soon and spent >= planned - SOON_OVER:
            self._said_soon = True
            self.notify_line(f"About {SOON_OVER} minutes are left.")

    def _tell_trouble(self) -> None:
        trouble = self.meeting.trouble
        if trouble is None and self._trouble is not None:
            self.notify_line("It can be written again. Nothing was lost.")
        elif trouble is not None and self._trouble is None:
            # What matters first: a long path may leave no room for the rest.
            self.notify_line(f"What you type is kept in memory for now. {trouble}")
        self._trouble = trouble

    # Commands

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
        choices.append((SUMMARY, "e", "The end: read it, save it"))

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

        self.app.push_screen(SaidScreen("Said so far", self._said(min(self.size.width - 6, 100))))

    async def do_between_us(self) -> None:
        """`x`."""
        page = self.page
        if isinstance(page, Page) and page.take_back():
            await self._rebuild()
            self._arrive()
            self.notify_line("Just between you: it is in no summary, record or journal.")
        else:
            self.notify_line("Put the cursor on the words to take back, then Esc x.")

    def do_undo(self) -> None:
        """Take back the last change in the field in hand."""
        from checkin.tui.widgets.field import Field

        if isinstance(self.focused, Field):
            self.focused.undo()

    def do_save(self) -> None:
        """End and save."""
        self.save()

    def on_wrap_up_page_save(self, event: WrapUpPage.Save) -> None:
        """Enter at the very end."""
        event.stop()
        self.save()

    def save(self) -> None:
        """Put it on record; when that can't be done, say why and stay, with everything still here."""
        from checkin.tui.screens.saved import SavedScreen

        try:
            self.page.leaving()
            saved, path = self.checkin.save_meeting()
        except CheckinError as error:
            self._trouble = self.meeting.trouble  # one line is enough for both
            self.notify_line(f"Nothing is lost; try again with Esc w. {error}")
            return
        self.app.switch_screen(SavedScreen(saved, path))
