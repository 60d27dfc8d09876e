"""The full-screen app: which screen it opens with, how it ends, and what it says once the screen is back.

One app runs per process (Textual keeps a running app in a context of its own). It never ends without
keeping what was typed: a meeting's journal is written act by act, so ending is closing it.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType

from checkin.ground.errors import CannotDo
from checkin.ground.text import clean
from checkin.tui.commands import choose
from checkin.tui.from_settings import Settled, settled, told
from checkin.tui.keys_in_order import KeysInOrder
from checkin.tui.opening import Outcome
from checkin.tui.seated import Seated
from checkin.tui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.screen import Screen

    from checkin.banks.model import Depth
    from checkin.live.seat import SeatMeeting
    from checkin.live.wire import Wire
    from checkin.record.desk import Desk
    from checkin.record.held import Held
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.saved import SavedMeeting
    from checkin.tui.opening import Opening

INTERRUPTED = 130

_WHILE_TYPING = 2_000
"""How many new objects there may be before what nothing refers to is let go: more at the start."""

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""The signals that end the app."""


class CheckinApp(Seated):
    """The app. It holds the desk and, while there is one, the open meeting, or the seat in a shared one."""

    TITLE = "checkin"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave(0)", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        # Only what changes is sent: what others wrote on the screen goes away with this.
        Binding("ctrl+l", "paint_again", show=False, priority=True),
    ]

    def __init__(
        self,
        desk: Desk,
        opening: Opening,
        meeting: OpenMeeting | None = None,
        seat: tuple[SeatMeeting, Wire] | None = None,
    ) -> None:
        no_color = "NO_COLOR" in os.environ
        # Said before the theme, since Textual chooses here how to leave colours out.
        super().__init__(ansi_color=no_color or None)
        self.desk = desk
        self.opening = opening
        self.guest = opening.guest
        self.meeting: Held | None = meeting
        self._entered = seat
        """A seat that was taken before the app's loop began."""
        self._keys = KeysInOrder(self, super().on_event, self._ignored, self._unseen)
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        # Whoever came in with an invite has neither this account's colours nor its keys.
        settings = Settled() if self.guest else settled(desk.places)
        choose(settings.keys)
        desk.notices.tell(told(settings.problems))
        self.theme = f"checkin-{'ansi' if no_color else settings.theme or 'dark'}"

    def get_default_screen(self) -> Screen[None]:
        """The first screen itself, so that nothing is painted twice before people see it."""
        screen = self._first_screen()
        self.admit(screen)
        return screen

    def _first_screen(self) -> Screen[None]:
        if self._entered is not None:
            self.meeting = self._entered[0]
        if self.meeting is not None:
            from checkin.tui.screens.meeting import MeetingScreen

            return MeetingScreen(self.meeting)
        if self.opening.kind in ("join", "share"):
            from checkin.live.shared import start_of
            from checkin.tui.screens.door import DoorScreen

            pair, meeting = self.opening.pair, self.opening.meeting or ""
            shared = self.opening.kind == "join"
            return DoorScreen(meeting, start_of(self.desk, pair, meeting), shared=shared)
        if self.opening.kind == "pair":
            from checkin.tui.screens.pair import PairScreen

            wanted = self.opening.bank, self.opening.depth, self.opening.language
            return PairScreen(self.opening.pair, wanted, at_once=self.opening.at_once)
        if self.opening.kind == "own":
            from checkin.tui.screens.own import OwnScreen

            return OwnScreen(self.opening.pair, self.opening.seat, prepare=self.opening.prepare)
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
        if self._entered is not None:
            entered, self._entered = self._entered, None
            self.sit_down(*entered)

    def on_ready(self) -> None:
        """Keys are taken from now on."""
        gc.set_threshold(_WHILE_TYPING)
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

    # Meetings at one keyboard

    def start_meeting(
        self,
        pair: str,
        bank: str,
        depth: Depth,
        language: str | None = None,
        *,
        shipped: bool = False,
        people: Mapping[str, str] | None = None,
    ) -> None:
        """Begin a meeting and show it; `language`, `shipped` and `people` are as for `Desk.begin`.

        Raises `CheckinError`; nothing has changed then.
        """
        self.not_for_guests()
        self.hold(self.desk.begin(pair, bank, depth, language, shipped=shipped, people=people))

    def go_on(self, pair: str, meeting: str | None = None) -> None:
        """Go on with an unfinished meeting, at its door when it is shared. Raises `CheckinError`."""
        from checkin.live.shared import shared_meeting, start_of

        self.not_for_guests()
        shared = shared_meeting(self.desk, pair)
        if shared and meeting in (None, shared):
            from checkin.tui.screens.door import DoorScreen

            self.push_screen(DoorScreen(shared, start_of(self.desk, pair, shared), shared=True))
            return
        self.hold(self.desk.resume(pair, meeting))

    def hold(self, meeting: Held) -> None:
        """Show a meeting that is open from now on, in place of the screen that is there."""
        from checkin.tui.screens.meeting import MeetingScreen

        self.meeting = meeting
        self.switch_screen(MeetingScreen(meeting))

    def save_meeting(self) -> tuple[SavedMeeting, Path]:
        """Save the open meeting and its summary. Raises `CannotDo`; it is still open then."""
        from checkin.summary.markdown import shared_summary

        if self.meeting is None or self.meeting.shared:
            raise CannotDo("There is no open meeting.")
        result = self.desk.save(cast("OpenMeeting", self.meeting), shared_summary)
        self.meeting = None
        return result

    def show_pair(self, pair: str) -> None:
        """Show a pair's page in place of the screen that is there."""
        from checkin.tui.screens.pair import PairScreen

        self.not_for_guests()
        self.switch_screen(PairScreen(pair))

    def wear(self, theme: str | None) -> None:
        """Have these colours (`dark`, `light`, `ansi`) from now on, and at the next start; None changes none.

        Raises `CheckinError` where they can't be kept; they are there all the same.
        """
        from checkin.record.settings import write_theme

        if theme is None:
            return
        self.theme = f"checkin-{theme}"
        if not self.guest:
            write_theme(self.desk.places, theme)

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
        self.end(exit_code)

    def end(self, exit_code: int, message: str = "") -> None:
        """Close the app; `message` is said once the screen is back. No open meeting is closed by this."""
        self.ending = True
        self.exit(Outcome(exit_code, message), return_code=exit_code)

    def keep_meeting(self) -> str:
        """Close the open meeting's journal, if there is one, and return how to go on with it."""
        if self.on_the_way:
            return f"Everything is kept. Go on with: checkin resume {clean(self.on_the_way)}"
        if self.meeting is None:
            return ""
        if self.meeting.shared:
            return self.leave_seat(cast("SeatMeeting", self.meeting))
        from checkin.record.alone import broken_off, go_on_with

        meeting, self.meeting = cast("OpenMeeting", self.meeting), None
        trouble = meeting.trouble
        meeting.leave(if_blank_drop=True)
        if trouble is not None and meeting.trouble is not None:
            lost = f"{meeting.trouble} What was typed last is not on the disk."
            return f"{lost} Go on from before it with: {clean(go_on_with(self.desk, meeting))}"
        return "" if meeting.blank else broken_off(self.desk, meeting)

    def hang_up(self) -> None:
        """The terminal is gone: keep what is to be kept and end without painting to it."""
        self.keep_meeting()
        if self.desk.thrown_away:
            from shutil import rmtree

            rmtree(self.desk.places.home, ignore_errors=True)
        os._exit(128 + signal.SIGHUP)
