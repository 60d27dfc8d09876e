"""Right-moment prompts in the app: why one came, never again with a key, and the list of them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta

from piloted import laid_out, press, until
from shell_data import NOW, a_pair, desk_at, held

from checkin.meeting.turning import enter
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.meeting import MeetingScreen
from checkin.tui.screens.moments import MomentsScreen
from checkin.tui.widgets.words import Words


@asynccontextmanager
async def the_app(home):
    app = CheckinApp(desk_at(home, NOW, timedelta(seconds=1)), Opening())
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        yield pilot


def words(screen) -> str:
    return "\n".join(str(one.render()) for one in screen.query(Words))


async def test_a_prompt_says_why_it_came_and_one_key_keeps_it_from_coming_again(tmp_path):
    pair = a_pair(tmp_path)
    held(tmp_path, pair, 9, steps=())
    async with the_app(tmp_path) as pilot:
        app = pilot.app
        meeting = app.desk.begin(pair, "regular")
        screen = MeetingScreen(meeting)
        await app.push_screen(screen)
        await until(pilot, lambda: screen.query("Page"))
        await screen.go(enter(meeting.state, "moment_early"))
        await laid_out(pilot)
        assert "Because you meet earlier than agreed." in words(screen)
        await press(pilot, "escape", "d")
        assert screen.place.prompt == "goal"
        assert "not be asked again" in words(screen)
        assert app.desk.ledger(pair).ledgers.off == {"moment:early"}
        await press(pilot, "escape")
        meeting.leave()
        assert "not again" not in str(screen.query_one("#keys").render()).lower()


async def test_the_list_switches_one_with_enter_and_says_when_it_comes(tmp_path):
    pair = a_pair(tmp_path)
    async with the_app(tmp_path) as pilot:
        screen = MomentsScreen(pair)
        await pilot.app.push_screen(screen)
        await laid_out(pilot)
        assert "Readiness for the first step is 3 or less" in words(screen)
        await press(pilot, "down", "enter")
        assert "“The same topic again” is off." in words(screen)
        assert "A goal comes up for the third time" in words(screen)
        assert pilot.app.desk.ledger(pair).ledgers.off == {"moment:forward"}
        assert screen.menu.here.words.startswith("off")
