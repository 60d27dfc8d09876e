"""The meeting's screen from a seat of one's own: who is here, who types, what only one of the two may do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from held import a_home, desk_of
from live_net import Net
from live_screen import OPENER, TRIED, Two, turned
from piloted import until

from checkin.live.seat import Change
from checkin.meeting.events import ASKED, SHARED
from checkin.meeting.rules import Act
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens import together
from checkin.tui.screens.meeting import MeetingScreen


@pytest.fixture
def two(tmp_path):
    return Two(tmp_path)


# Who is here


async def test_the_head_says_who_is_here_where_and_typing(two, monkeypatch):
    monkeypatch.setattr(together, "TYPING", 60)
    async with two:
        assert two.head.endswith("Robin is here")
        await two.robin_does(turned(TRIED, seat="mentor"))
        assert two.head.endswith("Robin is at Goals")
        await two.robin_does(Act("answered", "mentee", TRIED, value="Hm", cursor=2))
        assert two.head.endswith("Robin is typing at Goals")
        await two.robin_does(Act("turned", "mentor"))
        assert two.head.endswith("Robin is typing")


async def test_typing_is_not_said_any_more_a_moment_after_the_last_letter(two, monkeypatch):
    monkeypatch.setattr(together, "TYPING", 0.05)
    async with two:
        await two.robin_does(Act("answered", "mentee", OPENER, value="Hm", cursor=2))
        await two.until(lambda: two.head.endswith("Robin is here"))
        assert two.screen._typing_timer is None


async def test_coming_leaving_and_a_line_that_is_down_are_said_plainly(two):
    async with two:
        two.net.cut("mentor")
        two.net.settle()
        await two.pilot.pause()
        assert two.head.endswith("Robin left")
        assert two.notice == "Robin left. Everything is kept; go on or wait."
        two.net.again("mentor")
        two.net.settle()
        await two.pilot.pause()
        assert two.notice == "Robin is here."
        two.net.cut("mentee")
        await two.pilot.pause()
        assert two.head.endswith("the line is down: kept here")
        assert two.notice == "The room went away. What you type is kept; it is being started again."
        await two.press("O", "k")
        two.net.again("mentee")
        two.net.settle()
        await two.pilot.pause()
        assert two.notice == "The room is back."
        assert two.robin.state.answer(OPENER, "mentee").value == "Ok"


async def test_whoever_comes_in_while_the_first_page_is_painted_is_seen(tmp_path, monkeypatch):
    net = Net(tmp_path / "open")
    app = CheckinApp(desk_of(a_home(tmp_path)), Opening("join", "sam-robin"))
    app.meeting = net.join("mentee")
    app.meeting.on_change = None
    begin = MeetingScreen._begin

    def begin_after_robin_came(screen):
        net.join("mentor")
        net.settle()
        begin(screen)

    monkeypatch.setattr(MeetingScreen, "_begin", begin_after_robin_came)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one("#head").visual.plain.count("Robin is here"))
        assert app.screen.query_one("#notice").visual.plain == "Robin is here."


async def test_the_screen_is_not_painted_for_every_letter_of_the_other_one(two):
    async with two:
        painted = []
        typed = Act("answered", "mentee", OPENER)
        await two.robin_does(replace(typed, value="a", cursor=1))
        head = two.screen.query_one("#head")
        before, head.update = head.update, lambda content: painted.append(content)
        for n in range(2, 12):
            await two.robin_does(replace(typed, value="a" * n, cursor=n))
        head.update = before
        assert painted == []


async def test_what_was_said_is_brought_up_to_date_beside_the_question(tmp_path, monkeypatch):
    monkeypatch.setattr(together, "SIDE_WAITS", 0.05)
    async with Two(tmp_path, size=(120, 40)) as two:
        await two.robin_does(Act("answered", "mentee", OPENER, value="Tired", cursor=5))
        await two.until(lambda: "Tired" in two.screen.query_one("#said").visual.plain)


# What only one of the two may do


async def test_the_gate_is_asked_for_by_the_mentee_only(two):
    async with two:
        offered = {command.id for command in two.screen.commands()}
        assert "ask" in offered
        assert "open" not in offered


async def test_the_mentor_can_write_as_soon_as_the_mentee_has_asked(tmp_path):
    async with Two(tmp_path, own="mentor") as two:
        two.robin.act(Act("turned", SHARED, "perspective"))
        two.net.settle()
        await two.until(lambda: two.screen.place.prompt == "perspective")
        assert not two.screen.page.stops()
        two.sam.act(Act("opened", "mentee", "perspective", value=ASKED))
        two.net.settle()
        await two.until(lambda: two.screen.page.stops())
        await two.until(lambda: two.app.focused is not None)
        await two.pilot.press("S", "t", "o")
        assert [row.text("text") for row in two.robin.state.live_rows("perspective")] == ["Sto"]


async def test_what_the_room_refuses_is_said(two):
    async with two:
        two.sam.on_change(Change(refused=("That line is gone.",)))
        await two.pilot.pause()
        assert two.notice == "That line is gone."


async def test_a_seat_taken_in_another_window_ends_the_app_with_these_words(two):
    async with two:
        two.sam.on_change(Change(ended="Your seat is taken in another window now."))
        await two.pilot.pause()
        assert two.app.return_value.message == "Your seat is taken in another window now."
        assert two.app.return_value.exit_code == 0


# How the other one comes in


async def test_how_the_other_one_comes_in_begins_with_the_invite(two):
    async with two:
        await two.press("escape", "i")
        words = two.app.screen.words()
        assert words.index("The first time") < words.index("checkin invite") < words.index("ssh -t")
        assert "Invited like this, Robin types only:\n\n    ssh -t " in words
        assert "checkin join" not in words[: words.index("this computer calls itself")]


async def test_read_on_is_offered_only_where_there_is_more(tmp_path):
    for size, more in (((80, 40), False), ((80, 18), True)):
        async with Two(tmp_path / str(more), size=size) as two:
            await two.press("escape", "i")
            await two.pilot.pause()
            assert ("read on" in two.app.screen.query_one("#keys").visual.plain) == more
