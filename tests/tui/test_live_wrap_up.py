"""The last page of a shared meeting: each says for themselves that it looks right, both see the date."""

from __future__ import annotations

import time

import pytest
from live_net import Net
from live_page import GOAL, at_page, typed
from terminal import PATIENCE

from checkin.meeting.flow import SUMMARY
from checkin.meeting.rules import Act
from checkin.tui.widgets.choice import Choice


@pytest.fixture
def net(tmp_path):
    return Net(tmp_path / "open")


async def test_each_says_for_themselves_that_it_looks_right(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        assert "Robin has not said yet" in at.words()
        await at.press("enter")
        await at.other_does(Act("agreed", "mentor", value=False))
        assert "Robin: not yet" in at.words()
        await at.other_does(Act("agreed", "mentor", value=True))
        assert "Robin: looks right" in at.words()
        mine = at.page.query_one("#agree-mentee", Choice)
        await at.press("1")
        assert at.other.state.agreed == ("mentor", "mentee")
        await at.other_does(Act("next", value="2035-06-15"))
        assert at.field("next").text == "Fri 15 Jun 2035"
        assert mine.value is None
        assert "Robin has not said yet" in at.words()
        await at.press("enter", "enter")
        assert at.app.told == ["save"]


async def test_the_summary_shows_what_the_other_does_meanwhile(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        row = at.other.new_row()
        await at.other_does(Act("added", "mentee", "step", row, value={"what": "Rehearse on Thursday"}))
        ends = time.monotonic() + PATIENCE
        while "Rehearse on Thursday" not in at.words():
            assert time.monotonic() < ends
            await at.pilot.pause(0.05)
        assert at.field("next").has_focus


async def test_a_date_the_other_lets_go_is_let_go_here(net):
    async with at_page(net, "mentor", SUMMARY) as at:
        assert at.field("next").text
        await at.other_does(Act("next", value="2035-06-15"), Act("next", value=None))
        assert at.field("next").text == ""
        at.page.leaving()
        assert at.own.state.next_meeting == ""


@pytest.mark.parametrize("first", [(), (Act("agreed", "mentor", value=True),), (typed(GOAL, "Speak up"),)])
async def test_typing_takes_the_place_of_the_proposed_date_whatever_the_other_did_before(net, first):
    async with at_page(net, "mentee", SUMMARY) as at:
        assert at.field("next").text
        await at.other_does(*first)
        await at.say("fri")
        assert at.field("next").text == "fri"
        await at.other_does(Act("agreed", "mentor", value=False))
        await at.say("day")
        assert at.field("next").text == "friday"


async def test_a_date_the_other_proposes_is_replaced_by_typing_too(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        await at.other_does(Act("next", value="2035-06-15"))
        assert at.field("next").text == "Fri 15 Jun 2035"
        await at.say("fri")
        assert at.field("next").text == "fri"


async def test_a_proposed_date_that_is_only_passed_is_meant(net):
    async with at_page(net, "mentee", SUMMARY) as at:
        at.page.stops()[1].focus()
        await at.settle()
        at.page.leaving()
        assert at.own.state.next_meeting
