"""Looking back over all meetings: one picture at a time, its facts in words, its events on a key."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.overview import names
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.sheet import WIDEST
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

    from checkin.meeting.trends.past import Past
    from checkin.meeting.trends.trend import Trend

NEXT = Command(
    "next-picture", "Next picture", "The next picture.", "n", ("n", "right"), footer=True, label="next"
)
BEFORE = Command(
    "picture-before", "Picture before", "The picture before.", "p", ("p", "left"), footer=True, label="before"
)
EVENTS = Command(
    "events",
    "Events behind it",
    "Because of which events the picture is as it is.",
    "e",
    footer=True,
    label="events",
)
ALL = Command("all-pictures", "All pictures", "The list of all pictures.", "a", footer=True, label="all")
THINGS = Command(
    "things", "Things to look at", "Facts to look at alone, for the one they concern.", "t", footer=True
)

_AROUND = 6
"""Lines of the screen that are not the picture's: head, rules, space, keys."""


class TrendsScreen(ReadingScreen):
    """The pictures of a pair."""

    HELP_PAGE = "trends"
    MAY_FIT = True
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (NEXT, BEFORE, EVENTS, ALL, THINGS, BACK)

    def __init__(self, pair: str) -> None:
        super().__init__()
        self.pair = pair
        self.past: Past | None = None
        self.trends: tuple[Trend, ...] = ()
        self.at = 0
        self._trouble = ""

    @property
    def here(self) -> Trend | None:
        """The trend that is shown, None while the meetings are being read."""
        return self.trends[self.at] if self.trends else None

    def head(self) -> Content:
        """Who with whom, and which picture of how many."""
        if self.past is None or self.here is None:
            return styled(("Over time", "bold"))
        who = names(self.past.mentee, self.past.mentor)
        return styled(
            (self.here.title, "bold"), (f" · {self.at + 1} of {len(self.trends)} · {who}", "$quiet")
        )

    def words(self) -> str:
        """The picture and its words, as large as there is room for."""
        from checkin.meeting.trends.picture import page

        if self.here is None:
            return self._trouble or "Reading the meetings."
        size = self.app.size
        return page(self.here, min(size.width - 6, WIDEST), size.height - _AROUND)

    def on_mount(self) -> None:
        """Read the meetings; nobody waits for it with a screen that does nothing."""
        self.run_worker(self._read(), exclusive=True)

    async def _read(self) -> None:
        from checkin.meeting.trends.every import trends_of
        from checkin.record.looking_back import past_of

        def read() -> tuple[Past, tuple[Trend, ...]]:
            past = past_of(self.checkin.desk, self.pair)
            return past, trends_of(past)

        try:
            self.past, self.trends = await asyncio.to_thread(read)
        except CheckinError as trouble:
            self._trouble = str(trouble)
        if self.is_attached:
            self._show()
            if self.past is not None and self.past.missing:
                self.notify_line(" ".join(self.past.missing))

    def can(self, command: Command) -> bool:
        """There is nothing to look at before the meetings were read, and no events where there are none."""
        if command in (NEXT, BEFORE, ALL, THINGS):
            return bool(self.trends)
        if command is EVENTS:
            return self.here is not None and bool(self.here.because) and not self.here.few
        return super().can(command)

    def do_next_picture(self) -> None:
        """The next one, after the last the first."""
        self.show_picture(self.at + 1)

    def do_picture_before(self) -> None:
        """The one before, before the first the last."""
        self.show_picture(self.at - 1)

    def show_picture(self, at: int) -> None:
        """Show the picture at this place, counted from 0."""
        self.at = at % len(self.trends)
        self._show()

    def do_events(self) -> None:
        """The events behind the picture."""
        from checkin.meeting.trends.signals import events_told
        from checkin.tui.screens.said import SaidScreen

        if self.here is not None:
            lines = events_told(self.here.because)
            self.app.push_screen(SaidScreen(f"{self.here.title}: because of these", "\n".join(lines)))

    def do_all_pictures(self) -> None:
        """The list of them."""
        from checkin.tui.screens.trends_list import TrendListScreen

        self.app.push_screen(TrendListScreen(self))

    def do_things(self) -> None:
        """What there is to look at alone: nothing of it is shown before it is opened."""
        from checkin.tui.screens.trends_signals import ThingsScreen

        if self.past is not None:
            self.app.push_screen(ThingsScreen(self.pair, self.past))

    def on_resize(self, _event: events.Resize) -> None:
        """Pictures are drawn for the room there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.query_one("#head", Words).say(self.head())
        self.page.read(self.words())
        self.show_keys()
