"""Turning the pages of a meeting: on, back, past the last field, and along with the other one.

The page turns only when somebody turns it. Enter is not taken for a third of a second after that, so
that a key held down opens no gate and skips no question; longer where the other one turned it. Whatever
was meant to turn a page that is not there any more turns none.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.meeting.events import SHARED
from checkin.meeting.rules import Act
from checkin.meeting.turning import following, place_of, preceding
from checkin.tui.in_a_meeting import command
from checkin.tui.pages.base import Page

if TYPE_CHECKING:
    from textual import events

    from checkin.meeting.state import Place
    from checkin.tui.pages.wrap_up import WrapUpPage
    from checkin.tui.screens.held import HeldScreen as _Base
else:
    _Base = object  # not a screen itself

STILL_ALONG = 1.5
"""Seconds in which Enter is not taken after the other one turned the page: one may have been about to."""

_TURNING_KEYS = frozenset({"enter", "tab", "shift+tab"})
"""Keys that turn pages, beside those of the commands that do."""


class Turning(_Base):
    """Mixed into the meeting's screen."""

    at_work = False
    """Whether a page is being put in another's place just now."""

    taken_along_at = float("-inf")
    """When the other one turned the page here last, by the clock of events."""

    untouched = False
    """Whether nobody has pressed a key since then, but for those that turn."""

    # Where one is

    @property
    def apart(self) -> bool:
        """Whether one looks around alone."""
        return self.meeting.shared and self.meeting.seat in self.meeting.state.places

    @property
    def behind(self) -> bool:
        """Whether the other one turned the page, or made it pass away, and this screen still shows it."""
        if not self.meeting.shared:
            return False
        there = place_of(self.meeting.state, self.meeting.seat)
        return (there.prompt, there.row) != (self.place.prompt, self.place.row)

    # Turning

    def shows(self, page: Page | WrapUpPage) -> bool:
        """Whether a page is the one that is shown; built anew, it is the same."""
        return isinstance(page, Page) and (page.place.prompt, page.place.row) == (
            self.place.prompt,
            self.place.row,
        )

    def too_late(self, event: events.Event) -> bool:
        """Whether a key that turns was pressed before one could see that the other one turned the page."""
        key = getattr(event, "key", "")
        if key not in {*_TURNING_KEYS, *command("next").keys, *command("back").keys}:
            self.untouched = self.untouched and event.time < self.taken_along_at
            return False
        still = STILL_ALONG if key == "enter" and self.untouched else 0.0
        return event.time < self.taken_along_at + still

    async def go(self, place: Place, *, last: bool = False, along: bool = False) -> None:
        """Turn to a place and show its page: for all who are together. `along`: it was turned already."""
        if self.at_work:
            return
        self.page.leaving()
        self.place = place
        if not along:
            self.note_place()
        await self.show_page(last=last, turned=True)

    async def show_page(self, *, last: bool = False, turned: bool = False) -> None:
        """Show the page of the place in hand from its beginning, or from its last field.

        `turned` when it was not there before: then Enter is not taken for a moment.
        """
        self.at_work = True
        try:
            await self.put_page()
            if turned:
                self.turned_at = time.monotonic()
            self.page_is_new()
            self.arrive(last=last)
        finally:
            self.at_work = False
        self.look_along()

    async def put_page(self) -> None:
        """Put the page of the place in hand where the old one is."""
        room = self.query_one("#room")
        with self.app.batch_update():
            old = self.page
            await room.mount(self.new_page(), before=old)
            await old.remove()
            self.show_head()
            self.show_side()

    def page_is_new(self) -> None:
        """A page was put on the screen, and is about to take keys."""

    def look_along(self) -> None:
        """See whether the other one is on another page by now."""

    def note_place(self) -> None:
        """Say where this screen is now: for everybody, or for oneself when one looks around alone."""
        place = self.place
        seat = self.meeting.seat if self.apart else SHARED
        self.meeting.act(Act("turned", seat, place.prompt, place.row, value=place.then or None))

    def arrive(self, *, last: bool = False) -> None:
        """Put the cursor where one goes on."""
        if self.is_attached and self.query_one("#room").children:
            self.set_focus(None)
            self.page.focus_first(last=last)
            self.show_keys()

    async def follow(self) -> None:
        """Go where the other one has turned to, if this screen has not yet."""
        if self.behind:
            self.notify_line("")
            await self.go(place_of(self.meeting.state, self.meeting.seat), along=True)

    async def be_taken_along(self) -> None:
        """The same, by no key of one's own: what was pressed before it could be seen is not meant for it."""
        if self.behind and not self.at_work:
            await self.follow()
            self.taken_along_at, self.untouched = time.monotonic(), True

    async def go_on(self) -> None:
        """The next page; where the other one went on meanwhile, their page."""
        if self.behind:
            await self.follow()
        else:
            await self.go(following(self.meeting.state, self.place))

    # What turns

    async def do_next(self) -> None:
        """PageDown: on, whatever is or isn't answered."""
        await self.go_on()

    async def do_back(self) -> None:
        """PageUp: back."""
        if not isinstance(self.page, Page) and not self.by_letter:
            self.page.scroll_document(-1)
            return
        if self.behind:
            await self.follow()
            return
        before = preceding(self.meeting.state, self.place)
        if before is None:
            self.notify_line("This is the first question.")
            return
        await self.go(before)

    async def beyond(self, direction: int) -> None:
        """Tab past the last field: next. Shift+Tab before the first: back."""
        self.notify_line("")
        if self.behind:
            await self.follow()
        elif direction > 0 and isinstance(self.page, Page):
            await self.go_on()
        elif direction < 0:
            before = preceding(self.meeting.state, self.place)
            if before is not None:
                await self.go(before, last=True)

    async def on_page_done(self, event: Page.Done) -> None:
        """Enter at the end of a page, which may have been turned meanwhile."""
        event.stop()
        if not self.shows(event.page):
            return
        self.notify_line("")
        await self.go_on()

    async def press(self, event: events.Key) -> None:
        """Enter on a page without fields goes on, PageDown reads on at the end; the rest as everywhere."""
        page = self.page
        if self.too_late(event):
            event.stop()
            return
        if event.key == "pagedown" and not isinstance(page, Page) and not self.behind:
            # No command there, so that no letter of the menu stands for it.
            event.stop()
            self.close_menu()
            page.scroll_document(1)
            return
        if event.key == "enter" and not self.menu_open and isinstance(page, Page) and not page.stops():
            event.stop()
            page.finish()
            return
        await super().press(event)
