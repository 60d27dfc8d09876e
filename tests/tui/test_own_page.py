"""One's own page in the app: who it is for, what is kept there, and time alone that ends there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from piloted import press, until
from shell_data import a_pair, desk_at
from textual.containers import VerticalScroll

from checkin.meeting.rules import Act
from checkin.record import private
from checkin.record.alone import alone_ledger
from checkin.record.own_page import SEEN_NOW
from checkin.record.whose import ASKED_WHY, claim, seats_here
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.bring import BringScreen
from checkin.tui.screens.choose import ChooseScreen
from checkin.tui.screens.own import UNSAID, OwnScreen
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from checkin.record.desk import Desk

PAIR = "sam-robin"


@pytest.fixture
def desk(tmp_path) -> Desk:
    assert a_pair(tmp_path / "kept") == PAIR
    return desk_at(tmp_path / "kept")


def in_app(desk: Desk, do: Callable[[Pilot], Awaitable[None]], seat: str | None = None) -> None:
    async def held() -> None:
        app = CheckinApp(desk, Opening("own", PAIR, seat=seat))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.screen.is_attached)
            await press(pilot)
            await do(pilot)

    asyncio.run(held())


def told(pilot: Pilot) -> str:
    return str(pilot.app.screen.query_one("#notice", Words).render())


def test_it_is_asked_once_who_uses_this_account_and_said_who_can_see(desk):
    async def do(pilot):
        assert isinstance(pilot.app.screen, ChooseScreen)
        assert ASKED_WHY in pilot.app.screen.question
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, OwnScreen)
        assert pilot.app.screen.whose == "Sam"
        assert SEEN_NOW in str(pilot.app.screen.query_one("#told", Words).render())

    in_app(desk, do)
    assert seats_here(desk, PAIR) == ("mentee",)


def test_whoever_does_not_say_who_they_are_reads_why_and_can_say_it_later(desk):
    async def do(pilot):
        await press(pilot, "escape")
        assert str(pilot.app.screen.query_one("#told", Words).render()) == UNSAID
        assert [item.id for item in pilot.app.screen.menu.items] == ["who", "leave"]
        await press(pilot, "u", "3", "escape")
        assert [item.id for item in pilot.app.screen.menu.items] == ["whose", "who", "leave"]
        await press(pilot, "enter", "2")
        assert pilot.app.screen.whose == "Robin"
        assert "whose" not in [item.id for item in pilot.app.screen.menu.items]

    in_app(desk, do)


def test_somebody_elses_page_is_kindly_closed(desk):
    claim(desk, PAIR, ["mentee"])

    async def do(pilot):
        words = str(pilot.app.screen.query_one("#told", Words).render())
        assert words.startswith("This account is Sam's.")
        assert [item.id for item in pilot.app.screen.menu.items] == ["leave"]

    in_app(desk, do, "mentor")


def test_a_heavy_meeting_a_note_and_a_thought_are_kept_for_one_alone(desk):
    claim(desk, PAIR, ["mentor"])
    for _ in range(2):
        private.load(desk, PAIR, 9)

    async def do(pilot):
        await press(pilot, "v", "8")
        assert told(pilot) == private.BOUNDARIES
        await press(pilot, "n", *"ok", "enter")
        await press(pilot, "x", "1", *"me", "enter", "enter")

        await press(pilot, "i", *"Kim", "enter", "1")

    in_app(desk, do)
    assert [one.text for one in private.entries(desk, PAIR, "mentor", "held_door")] == ["Kim"]
    assert private.too_heavy(desk, PAIR)
    assert [one.text for one in private.entries(desk, PAIR, "mentor", "note")] == ["ok"]
    assert [(one.kind, one.text) for one in private.queued_offers(desk, PAIR)] == [("story", "me")]


def test_of_two_that_were_broken_off_alone_either_can_be_gone_on_with(desk):
    claim(desk, PAIR, ["mentee"])
    for bank in ("solo", "prepare"):
        meeting = desk.begin(PAIR, bank, "full")
        meeting.act(Act("talked", "mentee", next(iter(meeting.state.questions))))
        meeting.leave()

    async def do(pilot):
        await press(pilot, "g")
        assert [line.partition(", ")[2] for _id, _key, line in pilot.app.screen.choices] == [
            "Prepare",
            "On your own",
        ]
        await press(pilot, "2")
        assert pilot.app.meeting.start.bank.id == "solo"

    in_app(desk, do)


def test_of_many_thoughts_kept_ready_each_can_be_reached_by_the_arrows_and_by_the_mouse(desk):
    claim(desk, PAIR, ["mentor"])
    for number in range(30):
        private.queue_offer(desk, PAIR, "idea", f"Thought {number}")

    async def do(pilot):
        there = [one.text for one in private.queued_offers(desk, PAIR)]
        await press(pilot, "f", "end")
        last = pilot.app.screen.query_one("#choice-29", Words)
        await until(pilot, lambda: last.region in pilot.app.screen.query_one(VerticalScroll).region)
        await press(pilot, "up", "enter")
        assert there[28] not in [one.text for one in private.queued_offers(desk, PAIR)]
        await press(pilot, "f", "pagedown", "home", "pagedown", "pageup", "up")
        last = pilot.app.screen.query_one("#choice-28", Words)
        await until(pilot, lambda: last.region in pilot.app.screen.query_one(VerticalScroll).region)
        await pilot.click(last)
        await until(pilot, lambda: isinstance(pilot.app.screen, OwnScreen))
        assert [one.text for one in private.queued_offers(desk, PAIR)] == there[:28]

    in_app(desk, do)


def test_time_alone_ends_with_the_question_whether_to_bring_what_came_out(desk):
    claim(desk, PAIR, ["mentee"])

    async def do(pilot):
        await press(pilot, "t")
        meeting = pilot.app.meeting
        row = meeting.new_row()
        meeting.act(Act("added", "mentee", "bring", row, value={"text": "Tell the team"}))
        await press(pilot, "escape", "s", "e")
        assert not pilot.app.screen.query("#next")
        await press(pilot, "escape", "w")
        assert isinstance(pilot.app.screen, BringScreen)
        await press(pilot, "y")
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, OwnScreen)

    in_app(desk, do)
    assert [one.text for one in desk.ledger(PAIR).ledgers.waiting] == ["Tell the team"]
    assert desk.ledger(PAIR).meetings == ()
    kept = alone_ledger(desk, PAIR)
    assert kept is not None
    assert len(kept.meetings) == 1
