"""Two terminals, one meeting: what the other one does, seen here; going along with them, or alone.

A page never turns under somebody who is typing: it waits for half a minute without a key, or for the next
turn of one's own, which then leads to where the other one is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.live.words import is_called
from checkin.meeting.events import BOTH_HERE, SHARED
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of
from checkin.tui.in_a_meeting import esc
from checkin.tui.screens.presence import other_of, presence_words
from checkin.tui.screens.told import about_the_turn, called_here, came_or_went, they_parked, they_went

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer
    from textual.widget import Widget

    from checkin.live.seat import Change, SeatMeeting
    from checkin.meeting.state import Place
    from checkin.tui.pages.base import Page
    from checkin.tui.pages.wrap_up import WrapUpPage
    from checkin.tui.screens.turning import Turning as _Base
else:
    _Base = object  # not a screen itself

QUIET = 30.0
"""Seconds without a key after which a page turns along with the other one's."""

TYPING = 2.0
"""Seconds for which somebody counts as typing after a change of a text."""

SIDE_WAITS = 0.5
"""Seconds for which what was said so far waits while only letters come in."""


class Together(_Base):
    """Mixed into the meeting's screen. With one keyboard nothing of it ever happens."""

    _key_at = -QUIET
    _ready = False
    _was_here = False
    _typing_until = 0.0
    _typing_timer: Timer | None = None
    _side_timer: Timer | None = None
    _told: tuple[Place, str] | None = None
    _matter = ""
    """What the other one did that matters here; said until the notice is about something else."""
    _meanwhile = False
    """Whether something came in while a page was being built."""

    # Coming in

    def begin_together(self) -> None:
        """Listen to what the other one does. Called once the page can take it."""
        meeting = self.seated
        if meeting is None:
            return
        self._ready = True
        self._was_here = bool(meeting.here.get(other_of(meeting)))
        meeting.on_change = self.checkin.from_outside(self.changed)
        self._meanwhile = True  # whatever came before somebody listened
        self._catch_up()
        self.look_along()
        meeting.changes_done()

    def presence(self) -> str:
        """How the other one is, and that one is alone on this page, if one is."""
        meeting = self.seated
        if meeting is None:
            return ""
        typing = time.monotonic() < self._typing_until
        words = presence_words(meeting, self.place, typing=typing, was_here=self._was_here)
        return f"on your own · {words}" if self.apart else words

    # What the other one does

    def changed(self, change: Change) -> None:
        """Something came in from the room. Called in the app's loop, between two messages."""
        meeting = self.seated
        if meeting is None:
            return
        if change.ended or change.saved:
            self.checkin.too_late = " ".join(change.refused)
            self.checkin.left_over = change.left_over
        if change.ended:
            self.checkin.end_seat(change.ended)
            return
        if change.saved:
            self.on_record(change.saved)
            return
        if self.at_work or not self._ready:
            self._meanwhile = True
        elif self.page.refresh_from(change):
            self.call_later(self.rebuild)
        self._presence_of(meeting, change)
        self._say(meeting, change)
        self._around(change)

    def on_record(self, meeting: str) -> None:
        """The meeting was saved; mixed in from elsewhere."""

    def _presence_of(self, meeting: SeatMeeting, change: Change) -> None:
        other = other_of(meeting)
        self._was_here = self._was_here or bool(meeting.here.get(other))
        if change.typed and change.typed != meeting.seat:
            self._typing_until = time.monotonic() + TYPING
            if self._typing_timer is None:
                self._typing_timer = self.set_timer(TYPING, self._typing_over)
        if other in change.left:
            self._typing_until = 0.0

    def _typing_over(self) -> None:
        left = self._typing_until - time.monotonic()
        self._typing_timer = self.set_timer(left, self._typing_over) if left > 0 else None
        self.show_head()

    def _say(self, meeting: SeatMeeting, change: Change) -> None:
        words, matter = [*change.refused, came_or_went(meeting, change)], about_the_turn(meeting, change)
        words += they_parked(meeting, change)
        if line := " ".join(filter(None, [*words, matter])):
            self._matter = matter
            if not self._notice.endswith(line):  # it may have come before anybody was welcomed
                self.notify_line(line)

    def _around(self, change: Change) -> None:
        """The head, the keys, what was said so far; and the page, if the other one turned it."""
        self.show_head()
        if not (change.events or change.refused or change.connection):
            return
        self.show_keys()
        if (renew := getattr(self.app.screen, "renew_parked", None)) is not None:
            renew()
        if not all(_is_typing(event.what, event.value) for event in change.events):
            self.show_side()
        elif self._side_timer is None and self.has_class("wide"):
            self._side_timer = self.set_timer(SIDE_WAITS, self._side_after_typing)
        both = any(event.what == "turned" and event.field == BOTH_HERE for event in change.events)
        self.look_along(both=both)

    def _side_after_typing(self) -> None:
        self._side_timer = None
        self.show_side()

    # Pages that change their shape

    async def rebuild(self) -> None:
        """Build the page in hand anew; cursor and selection stay where they are."""
        if self.at_work:
            return
        self.at_work = True
        try:
            room = self.query_one("#room")
            with self.app.batch_update():
                old, new = self.page, self.new_page()
                await room.mount(new, before=old)
                if not new.is_attached:
                    return  # the app is ending
                # People go on typing in the old page until this moment.
                self._meanwhile = False
                outgrown = new.refresh_from()
                self.carry_cursor(old, new)
                await old.remove()
                self.show_head()
                self.show_side()
            self.show_keys()
        finally:
            self.at_work = False
        if outgrown:
            self.call_later(self.rebuild)
        self._catch_up()
        self.look_along()

    def carry_cursor(self, old: Page | WrapUpPage, new: Page | WrapUpPage) -> None:
        """Put the cursor into the same field of a page built anew, at the same letter."""
        from checkin.tui.widgets.field import Field

        before = self._before_menu if self.menu_open else self.focused
        if before is None and not old.stops() and not self.menu_open:
            # There was nothing to write in before, a closed gate say: now there is.
            self.turned_at = time.monotonic()
            new.focus_first()
            return
        if before is None or old not in before.ancestors:
            return
        same: Widget | None = next((one for one in new.stops() if one.id and one.id == before.id), None)
        if same is None:
            return
        if isinstance(before, Field) and isinstance(same, Field):
            same.selection = before.selection
        if self.menu_open:
            self._before_menu = same
        else:
            self.set_focus(same, scroll_visible=False)

    def page_is_new(self) -> None:
        """Nobody has typed on it yet; what came in while it was built is shown now."""
        self._key_at = -QUIET
        self._told = None
        self._catch_up()

    def _catch_up(self) -> None:
        waiting, self._meanwhile = self._meanwhile, False
        if waiting and self.page.refresh_from():
            self.call_later(self.rebuild)

    # Going along

    def ignores(self, event: events.Event) -> bool:
        """As everywhere; and a key that is taken shows that somebody is at it."""
        ignored = super().ignores(event) or self.too_late(event)
        if not ignored:
            self._key_at = time.monotonic()
        return ignored

    @property
    def free(self) -> bool:
        """Whether the page may turn by itself: nobody has touched a key here for a while."""
        covered = self.menu_open or self.app.screen is not self
        return not covered and time.monotonic() - self._key_at >= QUIET

    def look_along(self, *, both: bool = False) -> None:
        """Go along with the other one, or say that they went on and how to come along."""
        meeting = self.seated
        if meeting is None:
            return
        if not self.behind:
            if self._told is not None and self._told[1] == self._notice:
                self.notify_line("")  # they came back by themselves
            self._told = None
            if both:
                self.notify_line(called_here(meeting))
            return
        if self.free:
            self._matter = called_here(meeting) if both else self._still_matters
            self.call_later(self.be_taken_along)
            return
        there = place_of(meeting.state, meeting.seat)
        if self._told is None or self._told[0] != there or both:
            self._told = (there, they_went(meeting, self.place, both=both))
            words = " ".join(filter(None, [self._still_matters, self._told[1]]))
            self._told = (there, words)
            self.notify_line(words)

    @property
    def _still_matters(self) -> str:
        return self._matter if self._matter and self._matter in self._notice else ""

    async def be_taken_along(self) -> None:
        """As for every page; what the other one came here for is said on it."""
        matter, self._matter = self._matter, ""
        await super().be_taken_along()
        if matter:
            self._matter = matter
            self.notify_line(matter)

    def on_screen_resume(self) -> None:
        """Back from what stood over it: the other one may be elsewhere by now."""
        if self._ready:
            self.look_along()

    # Alone, and back

    def do_apart(self) -> None:
        """Look around alone."""
        meeting, place = self.seated, self.place
        if meeting is None:
            return
        meeting.act(Act("turned", meeting.seat, place.prompt, place.row, value=place.then or None))
        self.show_head()
        back = f"{esc('together')} brings you back to the common one."
        self.notify_line(f"You turn pages for yourself now. {back}")

    async def do_together(self) -> None:
        """Back to the common page."""
        meeting = self.seated
        if meeting is None:
            return
        meeting.act(Act("turned", meeting.seat))
        await self.follow()
        self.show_head()

    async def do_both_here(self) -> None:
        """The other one comes to this page."""
        meeting, place = self.seated, self.place
        if meeting is None:
            return
        act = Act("turned", SHARED, place.prompt, place.row, BOTH_HERE, place.then or None)
        meeting.act(act)
        self.show_head()
        self.notify_line(is_called(meeting.start.name(other_of(meeting))))


def _is_typing(what: str, value: object) -> bool:
    return what in ("answered", "set") and isinstance(value, str)
