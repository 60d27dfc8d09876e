"""A pair's record read for looking back: what was saved counts as it happened, what can't be read is told."""

from __future__ import annotations

import pytest
from looked_back import a_desk, a_past

from checkin.ground.errors import CannotDo
from checkin.meeting.trends import doing, thinking
from checkin.meeting.trends.signals import SWITCH, signals_of
from checkin.record.additions import switch
from checkin.record.looking_back import past_of, totals_for


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def test_a_saved_meeting_still_knows_which_ideas_came_first(home):
    past = past_of(a_desk(home), a_past(home))
    assert [held.date.isoformat() for held in past.meetings] == ["2026-03-06", "2026-04-03", "2026-05-01"]
    assert [point.figures for point in thinking.ideas(past).points] == [(1, 1, 0)] * 3
    assert [point.figures for point in doing.readiness(past).points] == [(5,), (6,), (7,)]
    assert [step.status for step in past.steps] == ["done", "done", "open"]


def test_a_signal_speaks_until_the_pair_switches_it_off(home):
    pair = a_past(home)
    desk = a_desk(home)
    assert [one.threshold.id for one in signals_of(past_of(desk, pair))] == ["early"]
    switch(desk, pair, SWITCH + "early", False)
    assert signals_of(past_of(desk, pair)) == ()
    switch(desk, pair, SWITCH + "early", True)
    assert len(signals_of(past_of(desk, pair))) == 1


def test_a_meeting_that_cannot_be_read_is_passed_over_and_told(home):
    pair = a_past(home, 2)
    first, last = sorted((home / "pairs" / pair / "meetings").iterdir())
    first.write_text("{")
    last.unlink()
    past = past_of(a_desk(home), pair)
    assert past.meetings == ()
    assert [line.partition(":")[0] for line in past.missing] == [
        "The meeting of Fri 6 Mar 2026 is left out",
        "The meeting of Fri 3 Apr 2026 is left out",
    ]


@pytest.mark.parametrize(
    "harm",
    [
        ('"ended": "2026', '"ended": "2X26'),
        ('"at": "2026', '"at": "2;26'),
        ('"at": "2026', '"at": null, "was": "2026'),
        ('"zone": "', '"zone": null, "was": "'),
        ('"title": "', '"title": 7, "was": "'),
        ('"minutes": ', '"minutes": 1e999, "was": '),
    ],
)
def test_a_meeting_whose_file_says_what_can_not_be_is_passed_over_and_told_too(home, harm):
    pair = a_past(home, 3)
    file = sorted((home / "pairs" / pair / "meetings").iterdir())[1]
    text = file.read_text(encoding="utf-8")
    assert harm[0] in text
    file.write_text(text.replace(*harm), encoding="utf-8")
    past = past_of(a_desk(home), pair)
    assert [held.date.isoformat() for held in past.meetings] == ["2026-03-06", "2026-05-01"]
    assert [line.partition(":")[0] for line in past.missing] == ["The meeting of Fri 3 Apr 2026 is left out"]


def test_a_pair_that_never_met_has_a_past_too(home):
    pair = a_past(home, 0)
    assert past_of(a_desk(home), pair).meetings == ()
    with pytest.raises(CannotDo):
        past_of(a_desk(home), "nobody")


def test_the_totals_of_a_pair_name_nobody(home):
    pair = a_past(home, 1)
    found = totals_for(a_desk(home), pair)
    assert (found.meetings, found.steps, found.steps_done) == ({"regular": {"2026-03": 1}}, 1, 0)
    assert found.mark == totals_for(a_desk(home), pair).mark
    assert not {"sam", "robin"} & set(found.mark.split("-"))


def test_what_was_said_between_meetings_has_the_day_it_was_here(home, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    pair = a_past(home, 1)
    desk = a_desk(home)
    (step,) = desk.ledger(pair).steps
    desk.account(pair, step, "done")
    (past,) = past_of(desk, pair).steps
    assert [account.date.isoformat() for account in past.accounts] == ["2026-11-23"]
