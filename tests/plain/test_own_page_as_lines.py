"""One's own page, and time alone, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import Scripted

from checkin.ground.errors import CannotDo
from checkin.plain.alone import hold_alone
from checkin.plain.own import own_page
from checkin.record.own import private
from checkin.record.own.alone import unfinished_alone
from checkin.record.own.bringing import prepared_words
from checkin.record.own.page import SEEN_NOW, acts
from checkin.record.own.whose import ASKED_WHY, changed_by, claim, seats_here

if TYPE_CHECKING:
    from checkin.record.desk import Desk

PAIR = "sam-robin"


def page(desk: Desk, *lines: str, seat: str | None = None, prepare: bool = False) -> Scripted:
    console = Scripted(list(lines))
    own_page(desk, console, PAIR, seat, prepare=prepare)
    return console


def alone(desk: Desk, *lines: str, bank: str = "solo") -> tuple[int, Scripted]:
    console = Scripted(list(lines))
    return hold_alone(desk, PAIR, bank, "quick", console), console


def waiting(desk: Desk) -> list[str]:
    return [one.text for one in desk.ledger(PAIR).ledgers.waiting]


def solo(desk: Desk, *after: str) -> Scripted:
    """Time alone that comes to one thing, and what is said after it was saved."""
    lines = ["", "The talk", "", "", "", "", "Tell the team", "ask Kim", "", "", "", *after]
    _, console = alone(desk, *lines)
    return console


@pytest.mark.parametrize(
    ("answer", "brought", "left"),
    [("yes", ["Tell the team"], 0), ("no", [], 0), ("Tell Kim first", ["Tell Kim first"], 0), ("", [], 1)],
)
def test_of_what_came_out_it_is_asked_once_whether_to_bring_it(
    desk: Desk, answer: str, brought: list[str], left: int
):
    console = solo(desk, answer)
    assert "“Tell the team”, a first idea: ask Kim" in console.said
    assert waiting(desk) == brought
    assert len(private.outcomes(desk, PAIR)) == left


def test_time_alone_that_was_broken_off_is_gone_on_with(desk: Desk, capsys: pytest.CaptureFixture[str]):
    code, _ = alone(desk, "", "The talk", "", ":stop")
    assert code == 0
    assert "Go on with: checkin solo sam-robin" in capsys.readouterr().err
    assert len(unfinished_alone(desk, PAIR)) == 1
    _, console = alone(desk, "yes", *[""] * 20)
    assert console.said[0].startswith("On your own was not finished. Go on with it?")
    assert unfinished_alone(desk, PAIR) == ()


def test_the_first_time_it_is_asked_who_uses_this_account(desk: Desk):
    console = page(desk, "1", "")
    assert console.said[0] == f"{ASKED_WHY}\n{changed_by(PAIR)}"
    assert console.said[1:4] == ["1. Sam", "2. Robin", "3. Both of us"]
    assert f"Sam's own page. {SEEN_NOW}" in console.said
    assert seats_here(desk, PAIR) == ("mentee",)
    assert page(desk, "").said[0].startswith("Sam's own page.")


def test_where_both_use_it_each_time_it_is_asked_whose_page(desk: Desk):
    page(desk, "3", "2", "")
    console = page(desk, "2", "")
    assert console.said[:2] == ["1. Sam", "2. Robin"]
    assert f"Robin's own page. {SEEN_NOW}" in console.said


def test_who_uses_it_can_be_changed_and_the_page_closes_then(desk: Desk):
    claim(desk, PAIR, ["mentee"])
    page(desk, "Say who uses this account", "2")
    assert seats_here(desk, PAIR) == ("mentor",)
    with pytest.raises(CannotDo):
        page(desk, seat="mentee")


def test_the_mentor_sees_what_was_prepared_and_that_is_said(desk: Desk):
    alone(desk, "Tell the team", "ask Kim", *[""] * 8, bank="prepare")
    assert waiting(desk) == ["Tell the team"]
    console = page(desk, "", seat="mentor", prepare=True)
    assert "To talk about\n\n- Tell the team\n  A first idea: ask Kim" in console.transcript
    assert prepared_words(desk, PAIR) == "Sam prepared 1 thing. Robin has seen it."


def test_what_a_mentor_says_after_a_meeting_stays_with_them(desk: Desk):
    heavy = ["After a meeting: how heavy was it?", "8"] * 3
    whose = ["After a meeting: whose was it?", "3", "The firm closed.", ""]
    door = ["A door you held back", "Kim at the paper", "4", ""]
    console = page(desk, *heavy, *whose, *door, "Read what you said after meetings", "", seat="mentor")
    assert private.BOUNDARIES in console.said
    assert private.LET_THEM_DECIDE in console.said
    assert any(
        "a door held back, Kim at the paper: my own past experience with it" in one for one in console.said
    )
    assert len(private.entries(desk, PAIR, "mentor")) == 5


def test_thoughts_are_kept_ready_and_taken_out_again(desk: Desk):
    keep = ["Keep a thought ready for your turn", "I froze too", "1", "It was smaller"]
    page(desk, *keep, seat="mentor")
    (kept,) = private.queued_offers(desk, PAIR)
    assert (kept.kind, kept.text, kept.fit) == ("story", "I froze too", "It was smaller")
    page(desk, "Thoughts kept ready", "1", seat="mentor")
    assert private.queued_offers(desk, PAIR) == ()


def test_notes_are_written_read_and_removed(desk: Desk):
    page(desk, "Write a note to yourself", "Sleep first.", "Then write.", "", seat="mentee")
    console = page(desk, "Read your own notes", "1", seat="mentee")
    assert any("Sleep first.\nThen write." in one for one in console.said)
    assert private.entries(desk, PAIR, "mentee") == ()


def test_what_is_good_to_know_about_the_mentee_is_changed_and_cleared_between_meetings(desk: Desk):
    claim(desk, PAIR, ["mentee"])
    number = str([act.id for act in acts(desk, PAIR, "mentee")].index("card") + 1)
    asked = "Good to know (Enter: leave it as it is{}): "
    first = page(desk, number, "I need a day to answer", "")
    assert asked.format("") in first.said
    second = page(desk, number, "", number, "Ask me first", "")
    assert "Now it says: I need a day to answer" in second.said
    assert asked.format(", - clears it") in second.said
    assert desk.ledger(PAIR).ledgers.card == "Ask me first"
    page(desk, number, "-", "")
    assert desk.ledger(PAIR).ledgers.card == ""
