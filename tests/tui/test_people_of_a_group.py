"""A group in the app: who is there is asked first, six names fit every page, one screen is shared by all."""

from __future__ import annotations

import asyncio

import pytest
from piloted import laid_out, press, until
from shell_data import a_pair, desk_at

from checkin.meeting.flow import SUMMARY
from checkin.meeting.rules import Act
from checkin.meeting.state import Place
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.pages.wrap_up import WrapUpPage
from checkin.tui.running import begun
from checkin.tui.screens.meeting import MeetingScreen
from checkin.tui.screens.pair import PairScreen
from checkin.tui.screens.write import WriteScreen
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field

SIX = {"third": "Kim", "fourth": "Lee-Alexandra", "fifth": "Jo", "sixth": "Maximilian"}


@pytest.fixture
def desk(tmp_path):
    a_pair(tmp_path / "kept")
    return desk_at(tmp_path / "kept")


def test_the_names_are_asked_before_a_group_begins(desk):
    async def ask():
        opening = Opening("pair", "sam-robin", "group", "full", at_once=True)
        app = CheckinApp(desk, opening)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, WriteScreen))
            await laid_out(pilot)
            assert app.screen.heading == "Who is there besides Sam and Robin?"
            assert len(app.screen.query(Field)) == 4
            await press(pilot, *"sam", "pagedown")
            await until(pilot, lambda: "called sam" in getattr(app.screen, "_notice", ""))
            assert isinstance(app.screen, WriteScreen)
            app.screen.query_one("#field-0", Field).show("Kim")
            await press(pilot, "pagedown")
            await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
            start = app.screen.meeting.start
            assert start.pair_words == "Sam with Robin and Kim"
            app.keep_meeting()

    asyncio.run(ask())


def test_six_names_fit_the_pages_of_a_group_and_it_is_not_shared(desk):
    meeting = desk.begin("sam-robin", "group", people=SIX)
    step = meeting.new_row()
    meeting.act(Act("added", "second", "step", step, value={"what": "Move the desk"}))

    async def look():
        app = CheckinApp(desk, Opening(), meeting)
        async with app.run_test(size=(80, 24)) as pilot:
            await laid_out(pilot)
            screen = app.screen
            for name in ("round", "owner"):
                await screen.go(Place(name))
                screen.page.show_cue()
                await laid_out(pilot)
                assert screen.page.virtual_size.height <= screen.page.size.height, name
                if name == "round":
                    assert len(screen.page.query(Field)) == 6
            (choice,) = screen.page.query(Choice)
            assert choice.size.height == 1
            await press(pilot, "6")
            assert meeting.state.row("step", step).text("owner") == "sixth"
            await screen.go(Place(SUMMARY))
            await laid_out(pilot)
            assert len(screen.page.query(Choice)) == 7
            assert screen.page.query_one("#document").size.height >= 6
            screen.do_share()
            assert screen._notice == "A group meets at one screen, so this meeting is not shared."
            app.keep_meeting()

    asyncio.run(look())


def test_long_names_of_two_fit_their_rows_at_the_end(desk):
    desk.create_pair(mentor="Robin", mentee="Sam Ortiz")
    page = WrapUpPage(desk.begin("sam-ortiz-robin", "regular"))
    assert [page._asks(seat) for seat in ("mentor", "mentee")] == ["Right to Robin?", "Right to Sam Ortiz?"]
    page = WrapUpPage(desk.begin("sam-robin", "regular"))
    assert page._asks("mentor") == "Looks right to Robin?"


def test_a_group_that_is_asked_for_without_names_opens_the_page_that_asks(desk):
    opening, meeting = begun(desk, Opening("meet", "sam-robin", "group", "full"))
    assert meeting is None
    screen = CheckinApp(desk, opening)._first_screen()
    assert isinstance(screen, PairScreen)
    assert screen.at_once
