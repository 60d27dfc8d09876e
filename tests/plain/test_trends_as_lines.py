"""Looking back as plain lines: pictures, their events, and what to look at, each only on request."""

from __future__ import annotations

from looked_back import a_desk, a_past
from scripted import Scripted

from checkin.plain.trends import tell_trends


def looked(tmp_path, *lines: str, meetings: int = 3):
    desk = a_desk(tmp_path / "home")
    pair = a_past(tmp_path / "home", meetings)
    console = Scripted(list(lines))
    tell_trends(desk, console, pair)
    return console, desk.ledger(pair)


def test_a_picture_is_told_with_its_facts_and_on_request_its_events(tmp_path):
    console, _ = looked(tmp_path, "1", "e", "99", "")
    assert "Of 6 ideas, 6 came from Sam and 0 from Robin;" in console.transcript
    assert "- Fri 1 May 2026, Regular check-in: Sam, first: Idea 2" in console.said
    assert "Please give a number from 1 to 18." in console.said


def test_what_to_look_at_is_counted_first_and_told_only_to_who_opens_it(tmp_path):
    console, _ = looked(tmp_path, "t", "", "")
    assert "1. 1 thing to look at, for Robin" in console.said
    assert "went first in" not in console.transcript


def test_a_question_is_brought_to_the_next_meeting_and_a_signal_switched_off(tmp_path):
    console, ledger = looked(tmp_path, "t", "1", "r", "w", "1", "", "")
    assert "Since Fri 6 Mar 2026, Robin went first in 3 of 3 meetings." in console.transcript
    assert [(one.seat, one.text) for one in ledger.ledgers.waiting] == [
        ("mentor", "What would have come if there had been another minute?")
    ]
    assert ledger.ledgers.off == {"signal:early"}
    assert console.said[-2] == "A number opens it; w for what is looked for, Enter to go back: "
    assert "There is nothing to look at." in console.said


def test_a_pair_that_has_hardly_met_is_told_that_it_is_too_early(tmp_path):
    console, _ = looked(tmp_path, "1", "", meetings=1)
    assert "1. Whose ideas (too few meetings to tell)" in console.said
    assert "Too few meetings to tell." in console.said
