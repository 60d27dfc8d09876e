"""The full-screen app: which screen it opens with, how it ends, and what it says once the screen is back.

One app runs per process (Textual keeps a running app in a context of its own). It never ends without
keeping what was typed: a meeting's journal is written act by act, so ending is closing it.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType

from checkin.ground.errors import CannotDo
from checkin.ground.text import clean
from checkin.tui.inside import QuietApp
from checkin.tui.keys_in_order import KeysInOrder
from checkin.tui.theme import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from checkin.banks.model import Depth
    from checkin.record.desk import Desk
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.saved import SavedMeeting

INTERRUPTED = 130

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""The signals that end the app."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app opens with: `home`, a `pair`'s page, a meeting to begin (`meet`) or to `resume`.

    `pair` is a pair's id, `meeting` an unfinished meeting's or None for the latest.
    """

    kind: Literal["home", "pair", "meet", "resume"] = "home"
    pair: str = ""
    bank: str = "regular"
    depth: Depth = "full"
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the app ended: the process's exit code, what to say on stderr (may be empty), a defect if any."""

    exit_code: int = 0
    message: str = ""
    defect: Exception | None = None


class CheckinApp(QuietApp):
    """The app. It holds the desk and, while there is one, the open meeting."""

    TITLE = "checkin"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave(0)", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, opening: Opening, meeting: OpenMeeting | None = None) -> None:
        no_color = "NO_COLOR" in os.environ
        # Said before the theme, since Textual chooses here how to leave colours out.
        super().__init__(ansi_color=no_color or None)
        self.desk = desk
        self.opening = opening
        self.meeting = meeting
        self._keys = KeysInOrder(self, super().on_event, self._ignored, self._unseen)
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "checkin-ansi" if no_color else "checkin-dark"

    def get_default_screen(self) -> Screen[None]:
        """The first screen itself, so that nothing is painted twice before people see it."""
        if self.meeting is not None:
            from checkin.tui.screens.meeting import MeetingScreen

            return MeetingScreen(self.meeting)
        if self.opening.kind == "pair":
            from checkin.tui.screens.pair import PairScreen

            return PairScreen(self.opening.pair, (self.opening.bank, self.opening.depth))
        from checkin.tui.screens.home import first_screen

        return first_screen(self.desk)

    def on_mount(self) -> None:
        """Listen for the signals that end a terminal or a session.

        Not with `add_signal_handler`: it loses a signal while hundreds of keys wait to be taken.
        """
        import asyncio

        loop = asyncio.get_running_loop()

        def told(number: int, _frame: object) -> None:
            with suppress(RuntimeError):  # the loop has ended already
                if number == signal.SIGHUP:
                    loop.call_soon_threadsafe(self.hang_up)
                else:
                    loop.call_soon_threadsafe(self.leave, INTERRUPTED)

        for number in ENDING:
            signal.signal(number, told)

    def on_ready(self) -> None:
        """Keys are taken from now on."""
        self._keys.begin()

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes one after the other; everything else as it comes."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    def _ignored(self, event: events.Event) -> bool:
        """Whether a key is not taken yet, so soon after a page turned."""
        from checkin.tui.screens.base import HouseScreen

        screen = self.screen
        return isinstance(screen, HouseScreen) and screen.ignores(event)

    def _unseen(self, event: events.Event) -> bool:
        """Whether a key comes while there is too little room to see what it does."""
        from checkin.tui.screens.base import HouseScreen

        screen = self.screen
        return isinstance(screen, HouseScreen) and screen.unseen(event)

    # Meetings

    def start_meeting(self, pair: str, bank: str, depth: Depth) -> None:
        """Begin a meeting and show it. Raises `CheckinError`; nothing has changed then."""
        self._hold(self.desk.begin(pair, bank, depth))

    def go_on(self, pair: str, meeting: str | None = None) -> None:
        """Go on with an unfinished meeting and show it. Raises `CheckinError`."""
        self._hold(self.desk.resume(pair, meeting))

    def _hold(self, meeting: OpenMeeting) -> None:
        from checkin.tui.screens.meeting import MeetingScreen

        self.meeting = meeting
        self.switch_screen(MeetingScreen(meeting))

    def save_meeting(self) -> tuple[SavedMeeting, Path]:
        """Save the open meeting and its summary. Raises `CannotDo`; it is still open then."""
        from checkin.summary.markdown import shared_summary

        if self.meeting is None:
            raise CannotDo("There is no open meeting.")
        result = self.desk.save(self.meeting, shared_summary)
        self.meeting = None
        return result

    def show_pair(self, pair: str) -> None:
        """Show a pair's page in place of the screen that is there."""
        from checkin.tui.screens.pair import PairScreen

        self.switch_screen(PairScreen(pair))

    # Ending

    def action_leave(self, exit_code: int) -> None:
        """Ctrl+Q."""
        self.leave(exit_code)

    def action_interrupt(self) -> None:
        """Ctrl+C: copy what is selected, else leave as interrupted. Everything is kept either way."""
        from checkin.tui.widgets.field import Field

        focused = self.focused
        if isinstance(focused, Field) and focused.selected_text:
            focused.action_copy()
        else:
            self.leave(INTERRUPTED)

    def leave(self, exit_code: int = 0) -> None:
        """Close the app. An open meeting is kept, and how to go on with it is said afterwards.

        It stays open until the app has ended: letters may still be on their way to it.
        """
        self.exit(Outcome(exit_code), return_code=exit_code)

    def keep_meeting(self) -> str:
        """Close the open meeting's journal, if there is one, and return how to go on with it."""
        if self.meeting is None:
            return ""
        meeting, self.meeting = self.meeting, None
        trouble = meeting.trouble
        meeting.leave(if_blank_drop=True)
        if trouble is not None and meeting.trouble is not None:
            lost = f"{meeting.trouble} What was typed last is not on the disk."
            return f"{lost} Go on from before it with: checkin resume {clean(meeting.start.pair)}"
        if meeting.blank:
            return ""
        return f"Everything is kept. Go on with: checkin resume {clean(meeting.start.pair)}"

    def hang_up(self) -> None:
        """The terminal is gone: keep everything and end without painting to it."""
        self.keep_meeting()
        os._exit(128 + signal.SIGHUP)


def run(desk: Desk, opening: Opening) -> Outcome:
    """Run the app and return how it ended.

    A meeting to begin or go on with is opened first, so that what stands in the way is said as one
    line before the screen changes. Raises `CheckinError`.
    """
    meeting = None
    if opening.kind == "meet" and any(not one.problem for one in desk.unfinished(opening.pair)):
        # Go on, or begin another? The pair's page asks.
        desk.make_sure_free(opening.pair)
        opening = replace(opening, kind="pair")
    elif opening.kind == "meet":
        meeting = desk.begin(opening.pair, opening.bank, opening.depth)
    elif opening.kind == "resume":
        meeting = desk.resume(opening.pair, opening.meeting)
    app = CheckinApp(desk, opening, meeting)
    before = {number: signal.getsignal(number) for number in ENDING}
    try:
        outcome: Outcome | None = app.run()
    finally:
        message = app.keep_meeting()
        for number, handler in before.items():
            signal.signal(number, handler)
    if app.defect is not None:
        return Outcome(1, message, app.defect)
    return replace(outcome or Outcome(app.return_code or 0), message=message)
