"""Right-moment prompts as plain lines: why one came, and never again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripted import Scripted, talk

from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.moments import tell_moments

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk


def met_before(desk: Desk, path: Path) -> None:
    """A meeting that agreed on a day a month ahead."""
    path.write_text("goal: Give the talk\nstep: Book the room\nnext_meeting: 2026-12-22\n")
    hold_from_file(desk, "sam-robin", "regular", "full", path)


def test_a_prompt_says_why_it_came_and_is_never_asked_again_when_told_so(desk: Desk, tmp_path: Path):
    met_before(desk, tmp_path / "answers.yaml")
    _, console = talk(desk, "", "1", "", ":never", ":never", ":stop")
    told = console.transcript
    assert "Sam: What brings you together before the day you had agreed?" in told
    assert "Because you meet earlier than agreed." in told
    assert "This will not be asked again." in told
    assert told.index("This will not be asked again.") < told.index(
        "What one thing would make today worth it?"
    )
    assert "This question comes with the bank." in told
    assert desk.ledger("sam-robin").ledgers.off == {"moment:early"}


def test_the_list_says_when_each_comes_and_a_number_switches_it(desk: Desk):
    console = Scripted(["2", "99", "2", "5", ""])
    tell_moments(desk, console, "sam-robin")
    told = console.transcript
    assert "2. The same topic again: on, not asked yet." in told
    assert "A goal comes up for the third time, and no step came of it before." in told
    assert "“The same topic again” is off." in told
    assert "2. The same topic again: off, not asked yet." in told
    assert "“The same topic again” is on." in told
    assert desk.ledger("sam-robin").ledgers.off == {"moment:back_up"}
