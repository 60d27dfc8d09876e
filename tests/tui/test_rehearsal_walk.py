"""A walk through a bank in the app: marked as a rehearsal, ended after the summary, nothing kept."""

from __future__ import annotations

import os
import sys

import pytest
from held import Meeting
from piloted import keys_are_done, press, until
from terminal import PATIENCE

from checkin.banks.model import Bank, Question, Stage
from checkin.record.rehearsed import begin_rehearsal
from checkin.tui.opening import Opening
from checkin.tui.pages.base import Page
from checkin.tui.rehearsing import MARK, OVER, RehearsalApp
from checkin.tui.widgets.choice import Choice

SMALL = Bank("small", "Small", (Stage("one", "One", (Question("how", "How are you?", quick=True),)),))


def rehearsing(tmp_path):
    desk, meeting = begin_rehearsal(tmp_path / "made", dict(os.environ), SMALL, "quick")
    return RehearsalApp(desk, Opening("resume", meeting.start.pair), meeting)


async def test_it_ends_after_the_summary_and_says_nothing_of_saving(tmp_path):
    app = rehearsing(tmp_path)
    seen = []
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: keys_are_done(app))
        while app.is_running and not app.ending:
            screen = app.screen
            seen.append(f"{screen.head().plain}\n{screen.page.enter_does()}")
            if not isinstance(screen.page, Page):
                seen[-1] += str(screen.query_one("#save").render())
            screen.turned_at = float("-inf")
            await press(pilot, "enter")
    assert all(MARK in each for each in seen)
    assert "End the rehearsal" in seen[-1]
    assert not any("save" in each.lower() for each in seen)
    assert (app.return_value.exit_code, app.return_value.message) == (0, OVER)
    assert app.keep_meeting() == ""
    assert not list((tmp_path / "made").glob("pairs/*/meetings/*"))


async def test_it_can_not_be_shared_and_its_commands_say_what_they_do(tmp_path):
    app = rehearsing(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: keys_are_done(app))
        commands = {command.id: command for command in app.screen.commands()}
        assert "share" not in commands
        assert "kept" in commands["leave"].help
        assert "Everything typed is kept" not in commands["leave"].help
        app.leave(0)
    app.keep_meeting()


@pytest.mark.parametrize("how", ["<C-q>", "SIGTERM", "hang up"])
def test_leaving_it_in_any_way_leaves_nothing_behind(tmp_path, how):
    made, home = tmp_path / "made", tmp_path / "home"
    made.mkdir()
    env = {"CHECKIN_HOME": str(home), "TMPDIR": str(made)}
    argv = [sys.executable, "-m", "checkin", "banks", "rehearse", "regular", "--walk"]
    with Meeting(argv, env=env) as meeting:
        meeting.wait_for(MARK)
        meeting.say("Tired")
        assert list(made.iterdir())
        if how == "<C-q>":
            meeting.keys(how)
            assert meeting.wait_for_end() == 0
            assert "resume" not in meeting.said_afterwards()
        elif how == "SIGTERM":
            meeting.kill()
            assert meeting.wait_for_end() == 130
        else:
            meeting.hang_up()
            meeting.process.wait(PATIENCE)
    assert not list(made.iterdir())
    assert not (home / "pairs").exists()


@pytest.mark.parametrize(("who", "asked"), [("mentee", ["mentee"]), ("both", ["mentor", "mentee"])])
async def test_whether_it_looks_right_is_asked_of_those_who_sit_there(tmp_path, who, asked):
    question = Question("how", "How are you?", who=who, quick=True)
    bank = Bank("small", "Small", (Stage("one", "One", (question,)),))
    desk, meeting = begin_rehearsal(tmp_path / "made", dict(os.environ), bank, "quick")
    app = RehearsalApp(desk, Opening("resume", meeting.start.pair), meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while isinstance(app.screen.page, Page):
            app.screen.turned_at = float("-inf")
            await pilot.press("enter")
            await pilot.pause()
        shown = [each.id for each in app.screen.page.query(Choice) if each.id != "save"]
    assert shown == [f"agree-{seat}" for seat in asked]
