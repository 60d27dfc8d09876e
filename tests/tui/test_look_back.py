"""Looking back in the app, the agreement, and what concerns a pair as a whole."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from piloted import laid_out, press, until
from shell_data import NOW, a_pair, desk_at, held
from textual import events

from checkin.meeting.ledgers import Clause
from checkin.record.additions import add_agreement, add_door, add_resource
from checkin.record.offering import TENTH, THREE_WORDS, sentences
from checkin.tui.app import CheckinApp
from checkin.tui.opening import Opening
from checkin.tui.screens.agreement import AgreementScreen
from checkin.tui.screens.compare import CompareScreen
from checkin.tui.screens.history import HistoryScreen
from checkin.tui.screens.pair import PairScreen
from checkin.tui.screens.reader import ReaderScreen
from checkin.tui.screens.welcome import WelcomeScreen
from checkin.tui.widgets.sheet import Sheet
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def pair(home: Path) -> str:
    pair = a_pair(home)
    held(home, pair, 30, steps=(), takeaway="Slides can wait.")
    held(home, pair, 9)
    return pair


def in_the_app(home: Path, act: Callable[[Pilot], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Do something in the app, from the pair's page on."""

    async def run() -> None:
        app = CheckinApp(desk_at(home, step=timedelta(seconds=1)), Opening())
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, PairScreen))
            await act(pilot)

    asyncio.run(run())


def lines(pilot: Pilot) -> list[str]:
    """The lines of the list."""
    return [item.words for item in pilot.app.screen.menu.items]


async def pasted(pilot: Pilot, words: str, *then: str) -> None:
    """Paste words where one is, and press Enter or other keys."""
    pilot.app.screen.focused.post_message(events.Paste(words))
    await until(pilot, lambda: pilot.app.screen.focused.text == words)
    await press(pilot, *(then or ("enter",)))


def told(pilot: Pilot, id: str) -> str:
    return str(pilot.app.screen.query_one(id, Words).visual)


def test_all_that_was_said_is_searched_as_one_types_and_two_meetings_are_compared(home: Path, pair: str):
    async def act(pilot: Pilot) -> None:
        await press(pilot, "l", "m", "slash", *"es can")
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        await until(pilot, lambda: all(screen.searching.has(one.id) for one in screen.ledger.meetings))
        await laid_out(pilot)
        assert len(lines(pilot)) == 1
        assert "Slides can wait." in screen.menu.items[0].detail
        await press(pilot, "enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, ReaderScreen) and pilot.app.screen.page.top > 0
        )
        assert "Slides can wait." in pilot.app.screen.page.render().plain
        await press(pilot, "escape")
        await press(pilot, "z")
        assert lines(pilot) == []
        await press(pilot, "escape", "m", "down", "m")
        assert isinstance(pilot.app.screen, CompareScreen)
        text = pilot.app.screen.page.text
        assert text.index("Slides can wait.") < text.index("I can ask before")

    in_the_app(home, act)


def test_a_page_goes_to_where_something_is_said_or_stays():
    sheet = Sheet("\n".join(f"line {n}" for n in range(40)))
    sheet.find("nowhere")
    assert sheet.top == 0
    sheet.find("LINE 20")
    assert sheet.top == 17
    sheet.find("30 nowhere")
    assert sheet.top == 27
    sheet.find(" ")
    assert sheet.top == 27


def test_nobody_is_contacted_before_the_mentee_says_yes(home: Path, pair: str):
    add_door(desk_at(home), pair, "Kim, who runs the demo days")

    async def act(pilot: Pilot) -> None:
        await press(pilot, "l", "d")
        assert "Waits for Sam's yes" in told(pilot, "#whole")
        await press(pilot, "w")
        assert [words for _, _, words in pilot.app.screen.choices] == [
            "Sam wants this",
            "Sam would rather not, for now",
        ]
        await press(pilot, "1", "w", "1", "w", "1")
        await pasted(pilot, "We talk on Friday")
        assert "something came of it. We talk on Friday" in told(pilot, "#whole")

    in_the_app(home, act)
    (door,) = desk_at(home).ledger(pair).ledgers.doors
    assert [move.what for move in door.moves] == ["accepted", "contacted", "outcome"]


def test_a_door_and_a_thing_for_the_shelf_are_put_on_record_between_meetings(home: Path, pair: str):
    held(home, pair, 3)

    async def act(pilot: Pilot) -> None:
        await press(pilot, "l", "d", "n")
        await pasted(pilot, "Kim, who runs the demo days")
        await pasted(pilot, "May I watch one?")
        await press(pilot, "escape")  # back to what was written
        await press(pilot, "enter", "enter", "2", "y")
        assert "First contact by both together. Sam wants this." in told(pilot, "#whole")
        await press(pilot, "b", "f", "n")
        await pasted(pilot, "Speaking Up")
        await press(pilot, "1", "1")
        assert "A book" in told(pilot, "#whole")

    in_the_app(home, act)
    ledger = desk_at(home).ledger(pair)
    (door,), (thing,) = ledger.ledgers.doors, ledger.ledgers.resources
    assert (door.text, door.mode, door.message, door.consent) == (
        "Kim, who runs the demo days",
        "together",
        "May I watch one?",
        True,
    )
    assert (thing.text, thing.source) == ("Speaking Up", "book")
    assert ledger.step(thing.step)


def test_four_sentences_are_tried_and_both_say_that_they_look_right(home: Path, pair: str):
    async def act(pilot: Pilot) -> None:
        await press(pilot, "m", "t", *["enter"] * 4)
        assert isinstance(pilot.app.screen, AgreementScreen)
        await press(pilot, "l", "l")
        assert "right to both" in pilot.app.screen.page.text

    in_the_app(home, act)
    agreement = desk_at(home).ledger(pair).ledgers.agreement
    assert agreement is not None
    assert (len(agreement.clauses), agreement.trial, agreement.agreed) == (4, 3, ("mentee", "mentor"))


def test_after_three_meetings_they_are_asked_whether_to_keep_what_they_tried(home: Path, pair: str):
    clauses = [
        Clause("ours", "Ours", "Tea first\nThen talk"),
        *(Clause(*one) for one in sentences("Sam", "Robin")),
    ]
    add_agreement(desk_at(home, NOW - timedelta(days=20)), pair, clauses, ("mentee", "mentor"), trial=3)
    for days in (8, 7, 6):
        held(home, pair, days)

    async def act(pilot: Pilot) -> None:
        assert "You tried your agreement for 3 meetings." in told(pilot, "#told")
        await press(pilot, "m", "o")
        assert "trying" not in pilot.app.screen.page.text
        await press(pilot, "e", "pagedown")  # changed in nothing, not even in its lines

    in_the_app(home, act)
    versions = desk_at(home).ledger(pair).ledgers.agreements
    assert [one.trial for one in versions] == [3, 0, 0]
    assert versions[0].clauses == versions[1].clauses == versions[2].clauses


def test_after_ten_meetings_a_strength_is_kept_and_a_thing_is_put_to_a_step(home: Path, pair: str):
    add_resource(desk_at(home), pair, "Speaking Up, chapter 3", "book")
    for _ in range(TENTH - 2):
        held(home, pair, 3, steps=())

    async def act(pilot: Pilot) -> None:
        assert "Look at how you work together" in lines(pilot)
        assert THREE_WORDS in [item.detail for item in pilot.app.screen.menu.items]
        await press(pilot, "l", "w", "escape", "b", "w")
        await pasted(pilot, "I ask", "pagedown")
        assert "Three things that Sam now does without asking" not in lines(pilot)
        await press(pilot, "f", "s", "1")
        assert "For the step: Rehearse on Thursday" in told(pilot, "#whole")

    in_the_app(home, act)
    (strength,) = desk_at(home).ledger(pair).ledgers.strengths
    assert strength.own == "I ask"


def test_a_pair_that_ended_says_so_and_can_begin_again(home: Path, pair: str):
    async def act(pilot: Pilot) -> None:
        await press(pilot, "i", "e", "2")
        assert "Ended." in told(pilot, "#notice")
        await press(pilot, "escape")
        assert "Sam with Robin ended" in told(pilot, "#told")
        assert "Start a meeting" not in lines(pilot)
        await press(pilot, "u")
        assert "Start a meeting" in lines(pilot)

    in_the_app(home, act)


def test_a_copy_is_taken_away_before_all_of_it_is_deleted(
    home: Path, pair: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(home.parent))

    async def act(pilot: Pilot) -> None:
        await press(pilot, "i", "t", "1", "enter")
        assert "Written to" in told(pilot, "#notice")
        await press(pilot, "x")
        await pasted(pilot, "no")
        assert "nothing was deleted" in told(pilot, "#notice")
        await press(pilot, "x")
        await pasted(pilot, "sam-robin", "enter", "escape")
        assert isinstance(pilot.app.screen, WelcomeScreen)

    in_the_app(home, act)
    assert "I can ask before I am stuck." in (home.parent / "sam-robin-for-mentee.html").read_text()
    assert not (home / "pairs" / pair).exists()
