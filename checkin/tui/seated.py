"""The app while it has a seat in a shared meeting: coming in, sharing, the last page, getting up."""

from __future__ import annotations

from contextvars import copy_context
from typing import TYPE_CHECKING, cast

from checkin.ground.errors import CheckinError
from checkin.ground.text import clean
from checkin.tui.guests import Guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.live.link import AppLink
    from checkin.live.seat import Change, SeatMeeting
    from checkin.live.wire import Wire
    from checkin.record.desk import Desk
    from checkin.record.held import Held
    from checkin.record.open_meeting import OpenMeeting
    from checkin.tui.screens.saved import SavedScreen


class Seated(Guarded):
    """What the app is built on. Nothing of it happens while both sit at one keyboard."""

    desk: Desk
    meeting: Held | None
    link: AppLink | None = None
    on_the_way = ""
    """The pair whose meeting is being shared just now: nobody in this process holds it."""
    ending = False
    """Whether the app is about to close."""
    too_late = ""
    """What could not be done any more in the meeting that is over, in plain words."""
    left_over: tuple[str, ...] = ()
    """One's own words that are not in it: see `Change`."""

    def hold(self, meeting: Held) -> None:
        """Show a meeting."""
        raise NotImplementedError

    def end(self, exit_code: int, message: str) -> None:
        """Close the app."""
        raise NotImplementedError

    # Coming in

    async def take_seat(self, pair: str, meeting: str, seat: str) -> None:
        """Come into a meeting and show it; it is shared from now on if it was not. Raises `CheckinError`."""
        entered = await self._come_in(pair, meeting, seat)
        self.sit_down(*entered)
        self.hold(entered[0])

    async def share_meeting(self, seat: str) -> None:
        """Share the open meeting: a room of its own holds it from now on, this app has a seat in it.

        Raises `CheckinError` when that can't be done; the meeting goes on at this keyboard then. Whichever
        it is, `meeting` is another object afterwards; None when the app is ending.
        """
        local = cast("OpenMeeting", self.meeting)
        pair, folder = local.start.pair, local.folder.name
        self.meeting, self.on_the_way = None, pair
        local.leave()
        try:
            self.sit_down(*await self._come_in(pair, folder, seat))
        except CheckinError as error:
            self._take_back(pair, folder, error)
            raise
        finally:
            self.on_the_way = ""

    def _take_back(self, pair: str, folder: str, error: CheckinError) -> None:
        """Go on with a meeting that could not be shared."""
        if self.ending:
            return
        try:
            self.meeting = self.desk.resume(pair, folder)
        except CheckinError as second:
            self.end(0, f"{error} {second} Everything is kept. Go on with: checkin resume {clean(pair)}")

    async def _come_in(self, pair: str, meeting: str, seat: str) -> tuple[SeatMeeting, Wire]:
        import asyncio

        from checkin.live.entering import come_in

        # In a thread: a room may have to be started, and the screen says so meanwhile.
        return await asyncio.to_thread(come_in, self.desk, pair, meeting, seat)

    def sit_down(self, meeting: SeatMeeting, wire: Wire) -> None:
        """Take in what comes from the room from now on."""
        import asyncio

        from checkin.live.link import AppLink

        self.meeting = meeting
        self.link = AppLink(meeting, wire, asyncio.get_running_loop())

    def from_outside(self, do: Callable[[Change], None]) -> Callable[[Change], None]:
        """A function that the link may call: as if from a message of Textual's, its defects the app's own."""
        context = copy_context()

        def called(change: Change) -> None:
            try:
                context.copy().run(do, change)
            except Exception as error:  # noqa: BLE001 (whatever it is, asyncio would print it over the screen)
                self._handle_exception(error)

        return called

    def show_saved(self, meeting: str) -> None:
        """The shared meeting is on record: show its last page, whatever stands over it now."""
        from checkin.tui.screens.saved import SavedScreen, where_saved

        held = self.meeting
        if held is None:
            return
        self._stand_up()
        try:
            saved = self.desk.saved(held.start.pair, meeting)
            path = None if self.guest else where_saved(self.desk, held.start.pair, meeting)
        except CheckinError as error:
            self.end(0, f"The meeting is saved. {error}")
            return
        left_over = self._left_over(held)
        self.call_later(self._last_page, SavedScreen(saved, path, seat=held.seat, left_over=left_over))

    def _left_over(self, held: Held) -> str:
        """What of one's own is not in the meeting, and where it is now."""
        from checkin.record.kept_back import keep_back

        where = keep_back(self.desk, held.start, held.seat, self.left_over, guest=self.guest)
        return "\n".join(filter(None, [*self.left_over, where]))

    async def _last_page(self, screen: SavedScreen) -> None:
        from checkin.tui.screens.meeting import MeetingScreen

        while not isinstance(self.screen, MeetingScreen) and len(self.screen_stack) > 1:
            await self.pop_screen()
        self.switch_screen(screen)
        if self.too_late:
            screen.call_after_refresh(screen.notify_line, self.too_late)

    def end_seat(self, why: str) -> None:
        """This seat is over: say why, and close. What was saved while the line was down has its last page."""
        if self.meeting is not None and self._is_on_record(self.meeting):
            self.show_saved(self.meeting.start.id)
            return
        held = self.meeting
        left_over = self._left_over(held) if held is not None else ""
        self._stand_up()
        told = f"{why} {self.too_late}".rstrip()
        self.end(0, "\n".join(filter(None, [told, left_over])))

    def _is_on_record(self, held: Held) -> bool:
        try:
            return any(one.id == held.start.id for one in self.desk.ledger(held.start.pair).meetings)
        except CheckinError:
            return False

    def _stand_up(self) -> None:
        self.meeting = None
        if self.link is not None:
            self.link.close()
            self.link = None

    def leave_seat(self, meeting: SeatMeeting) -> str:
        """Close the seat, what was typed last being sent first, and return how to come back to it."""
        from checkin.live.words import way_back

        self._stand_up()
        back = way_back(meeting, guest=self.guest)
        if not meeting.connected:  # and the link could not come back for it either
            return f"The line was down: what was typed since then is not in the meeting. {back}"
        others = any(meeting.here.get(seat) for seat in meeting.others)
        return "" if meeting.blank and not others and not self.guest else f"Everything is kept. {back}"
