"""Turning pages with two seats: along with the other one or alone, and what led to a page is said there."""

from __future__ import annotations

import pytest
from held import a_home, desk_of
from live_screen import GOAL, OPENER, TRIED, Two, turned
from textual import events

from checkin.meeting.events import ASKED, BOTH_HERE, SHARED
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens import base, together, turning


@pytest.fixture
def two(tmp_path):
    return Two(tmp_path)


# Going along


async def test_the_page_turns_along_with_the_other_one(two):
    async with two:
        assert two.at == OPENER
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL)
        assert two.screen.focused is not None
        assert place_of(two.robin.state, SHARED).prompt == GOAL


async def test_turning_takes_the_other_one_along(two):
    async with two:
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        two.net.settle()
        assert two.robin.place.prompt == GOAL


async def test_enter_is_not_taken_right_after_the_page_turned_along(two, monkeypatch):
    monkeypatch.setattr(base, "STILL", 60)
    async with two:
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL)
        await two.press("enter")
        assert two.at == GOAL
        assert not two.sam.state.answer(GOAL, "mentee").talked


async def test_the_page_never_turns_under_somebody_who_types_and_the_next_turn_leads_along(two):
    async with two:
        await two.press("H", "i")
        await two.robin_does(turned(TRIED))
        assert two.at == OPENER
        assert two.notice == "Robin went on to Goals. Next (PgDn or Enter at the end) takes you along."
        await two.press("!", "pagedown")
        await two.until(lambda: two.at == TRIED)
        assert place_of(two.robin.state, SHARED).prompt == TRIED
        assert two.sam.state.answer(OPENER, "mentee").value == "Hi!"
        assert two.notice == ""


async def test_after_a_while_without_a_key_it_turns_along(two, monkeypatch):
    async with two:
        await two.press("H", "i")
        await two.robin_does(turned(TRIED))
        assert two.at == OPENER
        monkeypatch.setattr(together, "QUIET", 0.1)
        await two.until(lambda: two.at == TRIED)
        assert two.notice == ""


async def test_it_does_not_turn_under_the_menu_or_another_screen(two):
    async with two:
        await two.press("escape")
        await two.robin_does(turned(GOAL))
        await two.press("escape")
        assert two.at == OPENER
        assert "went on to Goals" in two.notice


async def test_the_other_one_came_back_and_the_line_about_it_goes(two):
    async with two:
        await two.press("H")
        await two.robin_does(turned(GOAL))
        assert two.notice
        await two.robin_does(turned(OPENER))
        assert two.notice == ""
        assert two.at == OPENER


async def test_both_turn_on_at_the_same_moment_and_are_at_the_same_page(two):
    async with two:
        two.robin.act(turned(GOAL))
        await two.pilot.press("pagedown")
        two.net.settle()
        await two.until(lambda: two.at == GOAL)
        assert two.robin.place.prompt == two.sam.place.prompt == GOAL


@pytest.mark.parametrize("mine_first", [True, False])
async def test_both_finish_one_page_in_one_instant_and_come_one_page_on(two, mine_first):
    async with two:
        if mine_first:
            two.screen.page.finish()
        two.robin.act(turned(GOAL))
        two.net.settle()
        if not mine_first:
            two.screen.page.finish()
        await two.until(lambda: two.at == GOAL)
        for _ in range(5):
            await two.pilot.pause(0.02)
            two.net.settle()
        assert two.at == two.robin.place.prompt == two.sam.place.prompt == GOAL


@pytest.mark.parametrize("key", ["enter", "pagedown", "tab"])
async def test_a_key_that_turns_is_for_the_page_it_was_pressed_on(two, key):
    async with two:
        pressed = events.Key(key, None)
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL and not two.screen.at_work)
        await two.pilot.pause()
        await two.app.on_event(pressed)
        await two.pilot.pause(0.05)
        two.net.settle()
        assert two.at == two.robin.place.prompt == GOAL


async def test_after_the_other_turned_the_page_enter_waits_longer_and_no_other_key_does(two, monkeypatch):
    monkeypatch.setattr(base, "STILL", 0.0)
    monkeypatch.setattr(turning, "STILL_ALONG", 60)
    async with two:
        await two.robin_does(turned(GOAL))
        await two.until(lambda: two.at == GOAL and not two.screen.at_work)
        await two.pilot.pause()
        await two.press("enter")
        assert two.at == GOAL
        await two.press("O", "k", "enter")
        await two.until(lambda: two.at != GOAL)


# What the other one did that matters


async def test_the_mentors_turn_is_asked_for_in_words_that_stay_on_the_page_one_is_taken_to(tmp_path):
    async with Two(tmp_path, own="mentor") as two:
        two.sam.act(Act("opened", "mentee", "perspective", value=ASKED))
        two.sam.act(turned("perspective"))
        two.net.settle()
        await two.until(lambda: two.screen.place.prompt == "perspective")
        await two.until(lambda: two.notice == "Sam asks for your turn.")


async def test_whoever_types_reads_why_the_mentor_goes_first_and_where(two):
    async with two:
        await two.press("H")
        await two.robin_does(Act("opened", "mentor", "perspective", value="urgent"), turned("perspective"))
        assert two.notice.startswith("Robin goes first: it is urgent. Robin went on to ")


async def test_being_called_is_said_on_the_page_one_was_called_to(two):
    async with two:
        await two.robin_does(turned(TRIED, field=BOTH_HERE))
        await two.until(lambda: two.at == TRIED)
        await two.until(lambda: two.notice == "Robin called you to this page.")


async def test_within_a_stage_the_question_is_named_by_its_number(two):
    async with two:
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        await two.press("H")
        await two.robin_does(turned(TRIED))
        assert two.notice.startswith("Robin went on to question 3 of ")


# Alone


async def test_on_my_own_turns_for_nobody_else_and_together_comes_back(two):
    async with two:
        await two.press("escape", "l")
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        assert two.robin.place.prompt == OPENER
        assert "on your own · Robin is at Since last time" in two.head
        await two.robin_does(turned(TRIED))
        assert two.at == GOAL
        await two.press("escape", "t")
        await two.until(lambda: two.at == TRIED)
        assert not two.sam.apart
        assert place_of(two.robin.state, SHARED).prompt == TRIED


async def test_both_here_brings_the_other_one(two):
    async with two:
        await two.press("escape", "l")
        await two.press("pagedown")
        await two.until(lambda: two.at == GOAL)
        await two.press("escape", "r")
        await two.until(lambda: not two.sam.apart)
        assert two.robin.place.prompt == GOAL
        await two.robin_does(turned(TRIED, field=BOTH_HERE))
        await two.until(lambda: "Robin calls you to question 3 of" in two.notice or two.at == TRIED)


async def test_with_one_keyboard_there_is_nothing_of_it(tmp_path):
    desk = desk_of(a_home(tmp_path))
    meeting = desk.begin("sam-robin")
    app = CheckinApp(desk, Opening("meet", "sam-robin"), meeting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        offered = {command.id for command in app.screen.commands()}
        assert not offered & {"apart", "together", "both-here"}
        assert "share" in offered
        assert "here" not in app.screen.query_one("#head").visual.plain
