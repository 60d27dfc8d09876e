"""Saving from a seat of one's own: who is waited for, what is in the meeting, what the last page says."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from held import a_home, desk_of
from live_net import Net
from live_screen import OPENER, Two
from piloted import until

from checkin.live.seat import Change
from checkin.meeting.rules import Act
from checkin.record.own import private
from checkin.summary.markdown import shared_summary
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.saved import SavedScreen


@pytest.fixture
def two(tmp_path):
    return Two(tmp_path)


async def test_saving_asks_whether_to_wait_for_the_other_one_who_has_not_agreed(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.press("escape", "w")
        assert two.app.screen.question == "Robin has not said yet whether it looks right."
        await two.press("w")
        assert two.net.saved == []
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))
        assert two.net.changes["shown"] == [two.sam.start.id]


async def test_a_yes_includes_the_date_that_stands_there_and_saving_withdraws_none(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.press("tab")
        await two.press("1")
        assert two.sam.state.agreed == ("mentee",)
        assert two.sam.state.next_meeting
        two.net.settle()
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))
        assert set(two.net.saved[0].state.agreed) == {"mentee", "mentor"}


async def test_saving_leaves_a_yes_that_was_said_without_a_date(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))
        assert two.net.saved[0].state.agreed == ("mentor",)


async def test_saving_asks_also_while_the_other_one_is_away_and_says_what_they_said(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.robin_does(Act("agreed", "mentor", value=False))
        await two.press("escape", "w")
        assert two.app.screen.question == "Robin says: not yet."
        await two.press("w")
        two.net.cut("mentor")
        two.net.settle()
        await two.pilot.pause()
        await two.press("escape", "w")
        down = "Robin's line is down: what they type there now would come too late."
        assert two.app.screen.question == f"Robin is not here now and said: not yet. {down}"
        await two.press("w")
        two.sam.act(Act("next", value="2035-06-15"))
        two.net.settle()
        await two.press("escape", "w")
        said = "Robin is not here now and has not said whether it looks right."
        assert two.app.screen.question == f"{said} {down}"
        assert two.net.saved == []


async def test_saving_says_that_the_other_ones_line_is_down_though_it_looked_right_to_them(two):
    async with two:
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        await two.robin_does(Act("agreed", "mentor", value=True))
        two.net.cut("mentor")
        two.net.settle()
        await two.press("escape", "w")
        question = "Robin's line is down: what they type there now would come too late."
        assert two.app.screen.question == question
        await two.press("w")
        two.net.again("mentor")
        two.net.settle()
        two.robin.leave()
        two.net._from_seat("mentor")
        two.net.settle()
        two.app.show_saved = two.net.changes.setdefault("shown", []).append
        await two.press("escape", "w")
        await two.until(lambda: bool(two.net.saved))


async def test_the_end_names_what_stays_out_of_the_summary_and_the_way_to_it(two):
    async with two:
        row = two.robin.new_row()
        await two.robin_does(Act("opened", "mentor", "perspective", value="urgent"))
        await two.robin_does(Act("added", "mentor", "perspective", row, value={"text": "I froze too"}))
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        words = "Robin's thought has no word of Sam's yet; it stays out of the summary."
        words += " Esc s leads to Options."
        assert words in str(two.screen.query_one("#left-out").render())
        two.sam.act(Act("set", "mentee", "perspective", row, "reaction", "keep"))
        await two.robin_does(Act("answered", "mentor", "takeaway", value="To wait"))
        assert words not in str(two.screen.query_one("#left-out").render())


async def test_whoever_never_came_is_not_waited_for(tmp_path):
    desk = desk_of(a_home(tmp_path))
    net = Net(tmp_path / "open")
    app = CheckinApp(desk, Opening("join", "sam-robin"))
    app.meeting = net.join("mentee")
    net.settle()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.show_saved = net.changes.setdefault("shown", []).append
        app.screen.save()
        net.settle()
        assert net.saved


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_at_the_end_the_page_keys_read_the_summary(tmp_path, size):
    async with Two(tmp_path, size=size) as two:
        lines = "\n".join(f"Line {n}" for n in range(60))
        await two.robin_does(Act("answered", "mentee", OPENER, value=lines, cursor=0))
        await two.press("escape", "s")
        await two.press("e")
        await two.until(lambda: two.screen.place.prompt == "@summary")
        document = two.screen.page.query_one("#document")
        for stop in (two.screen.page.stops()[0], two.screen.page.stops()[-1]):
            stop.focus()
            await two.pilot.pause()
            await two.press("pagedown")
            assert document.scroll_y > 0
            await two.press("pageup")
            assert document.scroll_y == 0
            assert two.screen.focused is stop
        assert "next" not in {command.id for command in two.screen.commands()}


@asynccontextmanager
async def just_saved(tmp_path, *, guest=False):
    """Sam's app, whose meeting was saved elsewhere just now; `told` lets the seat hear of it."""
    desk = desk_of(a_home(tmp_path))
    held = desk.begin("sam-robin")
    net = Net(tmp_path / "open", held.start)
    sam = net.join("mentee")
    app = CheckinApp(desk, Opening("join", "sam-robin", guest=guest))
    app.meeting = sam

    async def told(*, saved=False, **words):
        sam.on_change(Change(saved=held.start.id if saved else "", **words))
        await until(pilot, lambda: isinstance(app.screen, SavedScreen))
        await pilot.pause()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk.save(held, shared_summary)
        yield desk, app, pilot, told


async def test_what_was_saved_while_the_line_was_down_has_its_last_page_too(tmp_path):
    async with just_saved(tmp_path) as (desk, app, pilot, told):
        await told(ended="This meeting is saved.")
        await pilot.press("l")
        await pilot.pause()
        assert desk.saved("sam-robin").state.agreed == ("mentee",)
        assert not app.screen.can(next(one for one in SavedScreen.OWN_COMMANDS if one.id == "agree"))


async def test_the_last_page_says_what_was_typed_too_late_to_be_in_the_meeting(tmp_path):
    async with just_saved(tmp_path) as (_desk, app, _pilot, told):
        await told(saved=True, refused=("This came too late for the meeting: “up”",))
        assert "“up”" in str(app.screen.query_one("#notice").render())


@pytest.mark.parametrize("guest", [False, True])
async def test_the_last_page_has_ones_own_words_that_are_not_in_the_meeting(tmp_path, guest):
    words = f"This came too late for the meeting: “{'to the very end ' * 20}of it”"
    async with just_saved(tmp_path, guest=guest) as (desk, app, _pilot, told):
        await told(saved=True, left_over=(words,))
        shown = str(app.screen.query_one("#left-over").render())
        assert shown.startswith(words)
        assert ("checkin own" in shown) is not guest
    notes = [one.text for one in private.entries(desk, "sam-robin", "mentee", "note")]
    assert notes == ([] if guest else [words])
