"""The demo pair: a year held through the engine, believable, and thrown away."""

import sys
from datetime import date

import pytest
from command_line import checkin_with
from terminal import PATIENCE, Terminal

from checkin.plain.demo.replay import replay
from checkin.record.desk import Desk


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The desk of the demo, and the pair's id."""
    desk = Desk.from_environment({"CHECKIN_HOME": str(tmp_path_factory.mktemp("demo"))})
    return desk, replay(desk)


def test_a_year_of_meetings_is_held_and_agreed(demo):
    desk, pair = demo
    meetings = desk.ledger(pair).meetings
    assert len(meetings) > 20
    days = [one.date for one in meetings]
    assert days == sorted(days, reverse=True)
    assert all(one.agreed for one in meetings)
    assert {one.bank for one in meetings} >= {
        *("first_meeting", "regular", "setback", "decision", "stretch", "open_doors", "reverse"),
        "relationship_review",
    }


def test_meetings_take_about_as_long_as_the_story_says(demo):
    desk, pair = demo
    for one in desk.ledger(pair).meetings:
        assert 15 <= one.minutes <= 60, one


def test_the_year_leaves_something_in_every_ledger(demo):
    desk, pair = demo
    ledger = desk.ledger(pair)
    kept = ledger.ledgers
    assert kept.agreement is not None
    assert kept.agreement.number >= 3
    for found in (kept.lessons, kept.strengths, kept.doors, kept.ripples, kept.resources, kept.topics):
        assert found
    assert kept.card
    assert kept.doors[-1].state == "outcome"
    assert any(one.own for one in kept.strengths)
    assert [one.origin for one in kept.waiting] == ["prep", "prep"]
    assert any(step.open for step in ledger.steps)
    assert any(not step.open for step in ledger.steps)
    assert ledger.state == "active"


def test_the_last_meeting_was_not_long_ago(demo):
    desk, pair = demo
    latest = desk.ledger(pair).meetings[0]
    assert 0 < (desk.today() - date.fromisoformat(latest.date)).days < 21
    assert latest.next is not None
    assert latest.next >= desk.today().isoformat()


def test_looking_around_leaves_ones_own_data_alone(tmp_path):
    home = tmp_path / "home"
    done = checkin_with(home, "demo", "--plain", stdin="1\n:stop\n")
    assert done.code == 0
    assert "Noor with Ellen" in done.out
    assert done.err.rstrip().endswith("It is thrown away now.")
    assert "checkin resume" not in done.err
    assert not (home / "pairs").exists()
    listed = checkin_with(home, "pairs", "--json")
    assert listed.json() == []


def test_a_terminal_that_is_gone_leaves_nothing_of_the_demo_behind(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    env = {"CHECKIN_HOME": str(tmp_path / "home"), "TMPDIR": str(made)}
    with Terminal([sys.executable, "-m", "checkin", "demo"], env=env) as terminal:
        terminal.wait_for("Noor with Ellen")
        assert list(made.iterdir())
        terminal.hang_up()
        terminal.process.wait(PATIENCE)
    assert not list(made.iterdir())


def test_a_folder_to_keep_the_demo_in_must_be_empty(tmp_path):
    kept = tmp_path / "kept"
    done = checkin_with(tmp_path / "home", "demo", "--plain", "--keep", str(kept), stdin="1\n:stop\n")
    assert done.code == 0
    assert (kept / "pairs").is_dir()
    assert f"Go on with: CHECKIN_HOME={kept} checkin\n" in done.err
    again = checkin_with(tmp_path / "home", "demo", "--plain", "--keep", str(kept), stdin="q\n")
    assert again.code == 2
    assert "empty folder" in again.err
