"""The pictures on screen, their events, and the things to look at, of which nothing is shown unasked."""

from __future__ import annotations

from contextlib import asynccontextmanager

from looked_back import a_desk, a_past
from piloted import laid_out, press, until

from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.base import SMALLEST
from checkin.tui.screens.trends import TrendsScreen
from checkin.tui.screens.trends_signals import SwitchesScreen, ThingsScreen


def shown(app) -> str:
    """The screen's text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)


@asynccontextmanager
async def pictures(home, size=(80, 24), meetings=3):
    pair = a_past(home, meetings)
    app = CheckinApp(a_desk(home), Opening())
    async with app.run_test(size=size) as pilot:
        await laid_out(pilot)
        screen = TrendsScreen(pair)
        app.push_screen(screen)
        await until(pilot, lambda: screen.trends)
        await laid_out(pilot)
        yield app, pilot, screen


async def test_one_picture_at_a_time_with_its_facts_and_its_events_on_a_key(tmp_path):
    async with pictures(tmp_path / "home") as (app, pilot, screen):
        assert "Whose ideas · 1 of 18 · Sam with Robin" in shown(app)
        assert "Fri 6 Mar 2026  #=" in shown(app)
        assert "Of 6 ideas, 6 came from Sam" in shown(app)
        await press(pilot, "e")
        assert "- Fri 1 May 2026, Regular check-in: Sam, first: Idea 2" in shown(app)
        await press(pilot, "escape", "left")
        assert "18 of 18" in shown(app)
        assert "Too few meetings to tell." in shown(app)
        await press(pilot, "n", "right")
        assert screen.at == 1
        await press(pilot, "a", "down", "enter")
        assert app.screen is screen


async def test_every_picture_fits_the_smallest_screen(tmp_path):
    async with pictures(tmp_path / "home", SMALLEST) as (_app, _pilot, screen):
        for at, trend in enumerate(screen.trends):
            screen.show_picture(at)
            assert not screen.page.more, trend.id


async def test_whom_something_concerns_opens_it_and_may_bring_it(tmp_path):
    async with pictures(tmp_path / "home") as (app, pilot, screen):
        await press(pilot, "t")
        assert "1 thing to look at, for Robin" in shown(app)
        assert "Going first" not in shown(app)
        await press(pilot, "enter")
        assert "Whoever sees this screen can read it." in shown(app)
        assert "Going first" not in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ThingsScreen)
        await press(pilot, "enter", "o", "enter")
        assert "Robin went first in 3 of 3 meetings." in shown(app)
        await press(pilot, "r")
        (brought,) = app.desk.ledger(screen.pair).ledgers.waiting
        assert (brought.seat, brought.origin) == ("mentor", "jot")
        assert "bring it" not in shown(app)


async def test_what_is_looked_for_can_be_switched_off(tmp_path):
    async with pictures(tmp_path / "home") as (app, pilot, screen):
        await press(pilot, "t", "w", "enter")
        assert isinstance(app.screen, SwitchesScreen)
        assert "[ ] Going first" in shown(app)
        assert app.desk.ledger(screen.pair).ledgers.off == {"signal:early"}
        await press(pilot, "escape")
        assert "There is nothing to look at." in shown(app)


async def test_too_few_meetings_say_so(tmp_path):
    async with pictures(tmp_path / "home", meetings=1) as (app, _pilot, _screen):
        assert "Too few meetings to tell." in shown(app)
        assert "e events" not in shown(app)
