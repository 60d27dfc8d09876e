"""What a guest reaches: the meeting, and nothing else of whose computer it is."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from live_screen import Two
from textual.screen import Screen

import checkin.tui.screens
from checkin.ground.errors import CannotDo
from checkin.tui.screens.palette import PaletteScreen


def screens():
    for module in pkgutil.iter_modules(checkin.tui.screens.__path__):
        found = importlib.import_module(f"checkin.tui.screens.{module.name}")
        for thing in vars(found).values():
            if isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__ == found.__name__:
                yield thing


def test_the_screens_a_guest_may_see_are_these_and_no_others():
    assert {one.__name__ for one in screens() if vars(one).get("FOR_GUESTS")} == {
        "MeetingScreen",
        "ChooseScreen",
        "DoorScreen",
        "HelpScreen",
        "PaletteScreen",
        "ParkScreen",
        "SaidScreen",
        "SavedScreen",
        "WaitScreen",
    }


async def test_a_guest_reaches_the_meeting_and_nothing_else(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        assert {command.id for command in two.screen.commands()}.isdisjoint({"share"})
        kept_out = [one for one in screens() if not vars(one).get("FOR_GUESTS")]
        assert len(kept_out) > 10
        for one in kept_out:
            screen = one.__new__(one)
            with pytest.raises(CannotDo):
                two.app.push_screen(screen)
            with pytest.raises(CannotDo):
                two.app.switch_screen(screen)
        for reach in (
            lambda: two.app.start_meeting("sam-robin", "regular", "full"),
            lambda: two.app.go_on("sam-robin"),
            lambda: two.app.show_pair("sam-robin"),
        ):
            with pytest.raises(CannotDo):
                reach()


async def test_a_guest_sees_no_list_and_no_path_of_the_host(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        two.app.desk.places.config.mkdir(parents=True, exist_ok=True)
        (two.app.desk.places.config / "people_to_turn_to.md").write_text("Aunt Ada")
        await two.press("escape", "h")
        words = two.app.screen.words()
        assert "112" in words
        assert "Ada" not in words
        assert str(tmp_path) not in words
        assert "people_to_turn_to" not in words


async def test_every_command_a_guest_has_can_be_done_or_says_why_not(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        for command in two.screen.commands():
            if command.id in ("leave", "palette", "save"):
                continue
            await two.screen.run(command)
            await two.pilot.pause()
            while len(two.app.screen_stack) > 1:
                await two.app.pop_screen()
        two.screen.do_palette()
        await two.pilot.pause()
        assert isinstance(two.app.screen, PaletteScreen)


async def test_leaving_as_a_guest_says_how_to_come_back(tmp_path):
    async with Two(tmp_path, guest=True) as two:
        await two.pilot.press("ctrl+q")
        assert two.app.keep_meeting() == "Everything is kept. Come back with the same command."
