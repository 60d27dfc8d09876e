"""The meeting's screen from a seat of one's own, in a real room; the other one acts without a screen."""

from __future__ import annotations

from held import a_home, desk_of
from live_net import Net
from piloted import keys_are_done, until

from checkin.meeting.events import SHARED
from checkin.meeting.rules import Act
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.meeting import MeetingScreen

OPENER, GOAL, TRIED = "really", "goal", "tried"


class Two:
    """Sam at a screen, Robin at the other end of the room; or, for the mentor, the other way round."""

    def __init__(self, tmp_path, *, guest=False, size=(80, 24), own="mentee"):
        self.net = Net(tmp_path / "open")
        self.sam, self.robin = self.net.join("mentee"), self.net.join("mentor")
        self.net.settle()
        self.app = CheckinApp(desk_of(a_home(tmp_path)), Opening("join", "sam-robin", guest=guest))
        self.own = self.net.seats[own]
        self.app.meeting = self.own
        self.size = size

    async def __aenter__(self):
        self.running = self.app.run_test(size=self.size)
        self.pilot = await self.running.__aenter__()
        await self.until(lambda: self.own.on_change is not None and self.own.on_change.__name__ == "called")
        self.net.settle()
        return self

    async def __aexit__(self, *how):
        await self.running.__aexit__(*how)

    @property
    def screen(self) -> MeetingScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MeetingScreen))

    @property
    def head(self) -> str:
        return self.screen.query_one("#head").visual.plain.splitlines()[0]

    @property
    def notice(self) -> str:
        return self.screen.query_one("#notice").visual.plain

    @property
    def at(self) -> str:
        return self.screen.page.prompt.id

    async def until(self, holds):
        await until(self.pilot, holds)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.until(lambda: keys_are_done(self.app))
        self.net.settle()
        await self.pilot.pause()

    async def robin_does(self, *acts):
        for act in acts:
            self.robin.act(act)
        self.net.settle()
        await self.pilot.pause()


def turned(prompt, seat=SHARED, field=""):
    return Act("turned", seat, prompt, field=field)
