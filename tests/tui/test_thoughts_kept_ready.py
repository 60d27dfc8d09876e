"""Thoughts that the mentor kept ready: one key puts one in, once, when their turn has come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from piloted import press, until
from shell_data import a_pair, desk_at

from checkin.meeting.rules import Act
from checkin.meeting.turning import enter
from checkin.record import private
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.choose import ChooseScreen
from checkin.tui.screens.meeting import MeetingScreen

if TYPE_CHECKING:
    from pathlib import Path


def test_a_thought_is_put_in_and_one_that_was_taken_out_elsewhere_is_told(tmp_path: Path):
    home = tmp_path / "kept"
    pair = a_pair(home)
    desk = desk_at(home)
    ids = [private.queue_offer(desk, pair, "story", text) for text in ("I froze too.", "Ask Kim.")]

    async def run() -> None:
        at_home = desk_at(home)
        app = CheckinApp(at_home, Opening("meet", pair), at_home.begin(pair, "regular", "full"))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
            screen = app.screen
            assert isinstance(screen, MeetingScreen)
            assert app.meeting is not None
            await screen.go(enter(app.meeting.state, "perspective"))
            assert screen.kept_ready() == ()
            app.meeting.act(Act("opened", "mentor", "perspective", value="covered"))
            await screen.show_page()
            await press(pilot, "escape", "e")
            assert isinstance(app.screen, ChooseScreen)
            private.forget(desk, pair, "mentor", ids[0])
            await press(pilot, "1")
            await until(pilot, lambda: app.screen is screen)
            (row,) = app.meeting.state.live_rows("perspective")
            assert row.text("text") == "I froze too."
            assert "not kept ready any more" in str(screen.query_one("#notice").render())
            assert [one.text for one in screen.kept_ready()] == ["Ask Kim."]

    asyncio.run(run())
