"""The full-screen app: which screen it opens with, how it ends, and what it says once the screen is back.

One app runs per process (Textual keeps a running app in a context of its own). It never ends without
keeping what was typed: a meeting's journal is written act by act, so ending is closing it.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import events
from textual.binding import Binding, BindingType

from checkin.ground.errors import CannotDo, HeldByOther, NotFound
from checkin.ground.text import clean
from checkin.tui.keys_in_order import KeysInOrder
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

INTERRUPTED = 130

_WHILE_TYPING = 2_000
"""How many new objects there may be before what nothing refers to is let go: more at the start."""

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""The signals that end the app."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app opens with: `home`, a `pair`'s page, one's `own` page in it, a meeting to `meet`, to hold
    `alone`, `resume`, `join` or `share`.

    `pair` is a pair's id, `meeting` an unfinished meeting's or None for the latest. To `join` a shared
    meeting or to `share` one, `seat` is the own seat, by its id or by whom it plays; asked for where it is
    empty. A `guest` reaches this meeting and nothing else. `language` is the one to `meet` in, None for the
    one `Desk.begin` chooses, and `people` the guests of a group; who is there is asked where it is missing.
    """

    kind: Literal["home", "pair", "own", "meet", "alone", "resume", "join", "share"] = "home"
    pair: str = ""
    bank: str = "regular"
    depth: Depth = "full"
    meeting: str | None = None
    seat: str | None = ""
    guest: bool = False
    language: str | None = None
    people: Mapping[str, str] | None = None
    at_once: bool = False
    """Whether a `pair`'s page begins the meeting that is asked for by itself."""
    prepare: bool = False
    """Whether one's `own` page begins with what was prepared."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the app ended: the process's exit code, what to say on stderr (may be empty), a defect if any."""

    exit_code: int = 0
    message: str = ""
    defect: Exception | None = None


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
        self.theme = "checkin-ansi" if no_color else "checkin-dark"

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
            from checkin.tui.screens.door import DoorScreen
            from checkin.tui.seats import start_of

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
        from checkin.tui.seats import shared_meeting, start_of

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
        """The terminal is gone: keep everything and end without painting to it."""
        self.keep_meeting()
        os._exit(128 + signal.SIGHUP)


def run(desk: Desk, opening: Opening) -> Outcome:
    """Run the app and return how it ended.

    A meeting to begin or go on with is opened first, so that what stands in the way is said as one
    line before the screen changes. Raises `CheckinError`.
    """
    from checkin.tui.seats import shared_meeting

    meeting: OpenMeeting | None = None
    seat: tuple[SeatMeeting, Wire] | None = None
    if opening.kind == "meet" and any(not one.problem for one in desk.unfinished(opening.pair)):
        # Go on, or begin another? The pair's page asks.
        desk.make_sure_free(opening.pair)
        opening = replace(opening, kind="pair")
    elif opening.kind == "meet":
        opening, meeting = _begun(desk, opening)
    elif opening.kind == "alone":
        opening, meeting = _alone(desk, opening)
    elif opening.kind == "resume":
        try:
            meeting = desk.resume(opening.pair, opening.meeting)
        except HeldByOther:
            if not shared_meeting(desk, opening.pair):
                raise
            opening, seat = _at_the_door(desk, replace(opening, kind="join"))
    elif opening.kind in ("join", "share"):
        opening, seat = _at_the_door(desk, opening)
    return to_its_end(CheckinApp(desk, opening, meeting, seat))


def _begun(desk: Desk, opening: Opening) -> tuple[Opening, OpenMeeting | None]:
    """The meeting that is asked for; where nobody said who is there, the pair's page, which asks."""
    from checkin.record.seating import WhoIsThere

    try:
        meeting = desk.begin(
            opening.pair, opening.bank, opening.depth, opening.language, people=opening.people
        )
    except WhoIsThere:
        if opening.people is not None:
            raise
        return replace(opening, kind="pair", at_once=True), None
    return opening, meeting


def _alone(desk: Desk, opening: Opening) -> tuple[Opening, OpenMeeting | None]:
    """A meeting to hold alone; where one was broken off, one's own page instead, which offers both."""
    from checkin.record.alone import unfinished_alone

    if unfinished_alone(desk, opening.pair):
        return replace(opening, kind="own", seat="mentee"), None
    return opening, desk.begin(opening.pair, opening.bank, opening.depth, opening.language)


def to_its_end(app: CheckinApp) -> Outcome:
    """Run an app and return how it ended, with what it held let go of and the signals as they were."""
    before = {number: signal.getsignal(number) for number in ENDING}
    try:
        outcome: Outcome | None = app.run()
    finally:
        message = app.keep_meeting()
        for number, handler in before.items():
            signal.signal(number, handler)
    if app.defect is not None:
        return Outcome(1, message, app.defect)
    outcome = outcome or Outcome(app.return_code or 0)
    return replace(outcome, message=message or outcome.message)


def _at_the_door(desk: Desk, opening: Opening) -> tuple[Opening, tuple[SeatMeeting, Wire] | None]:
    """The opening with the meeting it means, and the seat in it if it names one. Raises `CheckinError`."""
    from checkin.tui.seats import come_in, meeting_to_share, shared_meeting

    if opening.kind == "share":
        meeting = opening.meeting or meeting_to_share(desk, opening.pair)
        desk.make_sure_free(opening.pair)
    else:
        meeting = shared_meeting(desk, opening.pair)
        if not meeting:
            raise NotFound(
                "Nobody shares a meeting of this pair at the moment.",
                "Ask the other one to share theirs: Esc i.",
            )
    seat = come_in(desk, opening.pair, meeting, opening.seat) if opening.seat else None
    return replace(opening, meeting=meeting), seat
