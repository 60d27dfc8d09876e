"""Enter says once that the other one is still at their part, and then goes on."""

from __future__ import annotations

import pytest
from live_net import Net
from live_page import BOTH, a_net, at_page

from checkin.banks.model import Question
from checkin.meeting.events import ASKED
from checkin.meeting.rules import Act
from checkin.meeting.turning import prompt_at
from checkin.tui.pages import still_theirs as waiting
from checkin.tui.pages.still_theirs import still_theirs

REFLECT = Question("reflect", "What stays with you?", "text", who="both")


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open")


async def test_enter_says_once_that_the_other_one_has_not_written_anything(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 0.0)
    async with at_page(a_net(tmp_path, REFLECT), "mentee", "reflect") as at:
        await at.say("Rest")
        await at.press("enter", "enter")
        assert at.app.told == ["Robin has not written anything yet. Enter again goes on."]
        assert not at.own.state.answer("reflect", "mentor").talked
        await at.press("enter", "enter")
        assert at.app.told[1:] == ["done"]


async def test_enter_goes_on_at_once_where_the_other_has_written_is_elsewhere_or_away(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 0.0)
    net = a_net(tmp_path, REFLECT, Question("last", "And else?", "text", who="mentee"))
    async with at_page(net, "mentee", "reflect") as at:
        await at.other_does(Act("turned", "mentor", "last"))
        await at.press("enter")
        assert at.app.told == ["done"]
        await at.other_does(Act("turned", "mentor"))
        await at.press("enter")
        assert at.app.told == ["done", "Robin has not written anything yet. Enter again goes on."]
        at.page._asked_at = 0.0
        at.net.cut("mentor")
        await at.settle()
        await at.press("enter")
        assert at.app.told[2:] == ["done"]
    at.own.on_change = None
    net.again("mentor")
    net.settle()
    assert still_theirs(net.seats["mentee"], at.page.prompt, at.page.place)
    net.seats["mentor"].act(Act("answered", "mentor", "reflect", value="Courage", cursor=7))
    net.settle()
    assert still_theirs(net.seats["mentee"], at.page.prompt, at.page.place) == ""


async def test_enter_on_an_offer_waits_once_for_the_offer_and_for_what_becomes_of_it(net, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 0.0)
    for seat in BOTH:
        net.join(seat)
    sam, robin = net.seats["mentee"], net.seats["mentor"]
    net.settle()
    sam.act(Act("turned", "", "perspective"))
    net.settle()
    place = sam.place
    prompt = prompt_at(sam.state, place)
    assert still_theirs(sam, prompt, place) == ""  # the gate is closed
    sam.act(Act("opened", "mentee", "perspective", value=ASKED))
    net.settle()
    assert still_theirs(sam, prompt, place) == "Robin has not written anything yet."
    assert still_theirs(robin, prompt, place) == ""
    row = robin.new_row()
    robin.act(Act("added", "mentor", "perspective", row, value={"text": "Ask her"}))
    net.settle()
    assert still_theirs(sam, prompt, place) == ""
    assert still_theirs(robin, prompt, place) == "Sam has not said what they make of it yet."
    sam.act(Act("set", "mentee", "perspective", row, "reaction", "keep"))
    net.settle()
    assert still_theirs(robin, prompt, place) == ""


async def test_an_enter_held_down_does_not_go_on_past_what_the_other_is_at(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "STILL", 60)
    async with at_page(a_net(tmp_path, REFLECT), "mentee", "reflect") as at:
        at.page.finish()
        at.page.finish()
        await at.settle()
        assert at.app.told == ["Robin has not written anything yet. Enter again goes on."]
