"""Parking something in the app: one line, and the page as it was."""

from __future__ import annotations

import pytest
from held import a_home, desk_of
from piloted import press, until
from test_live_screens import Two

from checkin.meeting.rules import Act
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.meeting import MeetingScreen
from checkin.tui.screens.park import ParkScreen
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field


@pytest.fixture
def app(tmp_path):
    desk = desk_of(a_home(tmp_path))
    return CheckinApp(desk, Opening("meet", "sam-robin"), desk.begin("sam-robin"))


async def at_the_page(pilot, app):
    await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and isinstance(app.focused, Field))


def waits(app):
    return [(row.seat, row.text("text")) for row in app.meeting.state.waits]


def notice(app):
    return app.screen.query_one("#notice").visual.plain


async def test_enter_keeps_it_and_cursor_and_words_are_where_they_were(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_page(pilot, app)
        await press(pilot, *"I am", "left", "escape", "p")
        assert isinstance(app.screen, ParkScreen)
        await press(pilot, *"Leave", "enter")
        assert waits(app) == [("mentee", "Leave")]
        assert notice(app) == "It waits for another time. Esc p shows what is parked."
        field = app.focused
        assert (field.text, field.cursor_location) == ("I am", (0, 3))
        await press(pilot, "x")
        assert field.text == "I axm"
        # An empty line keeps nothing, and Alt and the letter is the same key.
        await press(pilot, "alt+p", "enter")
        assert isinstance(app.screen, MeetingScreen)
        await press(pilot, "alt+p", "escape", "b")
        assert isinstance(app.screen, MeetingScreen)
        assert waits(app) == [("mentee", "Leave")]


async def test_what_waits_is_seen_said_otherwise_taken_away_and_taken_back(app):
    for text in ("One", "Two", "canary"):
        app.meeting.act(Act("parked", "mentee", row=app.meeting.new_row(), value=text))
    journal = app.meeting.folder / "journal"
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_page(pilot, app)
        await press(pilot, "escape", "p", "down")
        assert [words for _, words in app.screen.query_one(Choice).options] == [
            "One (Sam)",
            "Two (Sam)",
            "canary (Sam)",
        ]
        await press(pilot, "down", "enter", *" more", "enter")
        assert waits(app)[1] == ("mentee", "Two more")
        await press(pilot, "escape", "p", "tab", "r")
        assert [text for _, text in waits(app)] == ["Two more", "canary"]
        await press(pilot, "tab", "2", "x")
        assert [text for _, text in waits(app)] == ["Two more"]
        assert notice(app).startswith("Just between you")
        assert "canary" not in journal.read_text()
        await press(pilot, "escape", "b")
        assert isinstance(app.screen, MeetingScreen)


async def test_the_palette_and_the_mouse_open_it_too_and_the_last_page_shows_it(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await at_the_page(pilot, app)
        await press(pilot, "ctrl+p", *"park it", "enter")
        await until(pilot, lambda: isinstance(app.screen, ParkScreen))
        await press(pilot, *"Leave", "enter")
        assert "- Leave — Sam" in app.screen.query_one("#said").visual.plain
        await press(pilot, "escape", "s", "e")
        await press(pilot, "escape", "p", *"The slides", "enter")
        assert "- The slides — Sam" in app.screen.query_one("#text").visual.plain


async def test_in_a_seat_of_ones_own_each_reads_what_the_other_parks_and_changes_ones_own(tmp_path):
    two = Two(tmp_path, guest=True)
    async with two:
        await two.press("escape", "p")
        row = two.robin.new_row()
        await two.robin_does(Act("parked", "mentor", row=row, value="The slides"))
        screen = two.app.screen
        await two.until(lambda: screen.query_one(Choice).options)
        await two.press("tab", "x")
        assert two.own.state.waits[0].id == row
        await two.press("shift+tab", *"Leave", "enter")
        assert [one.seat for one in two.robin.state.waits] == ["mentor", "mentee"]
        await two.robin_does(Act("parked", "mentor", row=row, value="The last slide"))
        await two.until(lambda: two.notice == "Robin parked: “The last slide”")
