"""One believable meeting of each kind, typed as its transcript goes, and what each leaves in the record.

The conversations stand in `tests/plain/transcripts`. Sam and Robin have met once before, two weeks ago.
"""

from __future__ import annotations

from datetime import timedelta
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from aloud import hold_aloud
from scripted import SUNDAY, Scripted, a_desk, files, sam_and_robin

from checkin.meeting.grid import adds_up, grid_of
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.home import home
from checkin.record.alone import own_desk
from checkin.record.private import outcomes

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

PAIR = "sam-robin"

FIRST = """\
role: Robin asks before telling
rhythm: Every two weeks
reply_time: Within two days
bridge: Ask Kim
boundaries: What we say stays here
goal: Do one release calmly
step: [{what: Write a checklist from last week, due: fri}]
takeaway: {mentee: It is allowed to be small, mentor: Ask first}
agreed: [mentee, mentor]
"""
"""The meeting before the others: an agreement, and a step that is open."""


@pytest.fixture(scope="module")
def after_first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two who met once, two weeks ago."""
    folder = tmp_path_factory.mktemp("first")
    desk = a_desk(folder, SUNDAY - timedelta(weeks=2))
    sam_and_robin(desk)
    answers = folder / "first.yaml"
    answers.write_text(FIRST, encoding="utf-8")
    hold_from_file(desk, PAIR, "first_meeting", "full", answers)
    return folder


@pytest.fixture
def met(after_first: Path, tmp_path: Path) -> Desk:
    """A desk of their own for each test."""
    copytree(after_first, tmp_path, dirs_exist_ok=True)
    return a_desk(tmp_path)


def test_a_first_meeting_leaves_an_agreement_that_both_agree_to(desk: Desk):
    hold_aloud(desk, "first_meeting", "first_meeting")
    ledger = desk.ledger(PAIR)
    (agreed,) = ledger.ledgers.agreements
    assert (agreed.number, set(agreed.agreed)) == (1, {"mentee", "mentor"})
    assert [clause.id for clause in agreed.clauses] == [
        "role",
        "rhythm",
        "reply_time",
        "bridge",
        "boundaries",
    ]
    assert ledger.ledgers.topics[0].sign == "One release without Robin on the phone"
    assert ledger.ledgers.card == "I grew up over a bakery; I still wake at four"
    assert [(one.seat, one.text) for one in ledger.ledgers.intentions] == [
        ("mentor", "Somebody who asks before telling")
    ]
    assert ledger.steps[0].if_ == "the week fills up"


def test_a_regular_meeting_hears_the_step_before_and_makes_the_next_one_smaller(met: Desk):
    told = hold_aloud(met, "regular", "regular")
    before, made = met.ledger(PAIR).steps
    assert (before.status, before.notes[0][:24]) == ("done", "It took twenty minutes; ")
    assert (made.owner_name, made.due, made.readiness) == ("Sam", "2026-11-24", 6)
    assert told.index("What happened with “Write a checklist") < told.index("Robin, your thought")
    assert "would feel like a seven?" in told
    assert met.saved(PAIR).state.next_meeting == "2026-12-06"


def test_a_decision_is_weighed_by_the_mentee_and_may_go_against_the_sum(met: Desk):
    hold_aloud(met, "decision", "decision")
    state = met.saved(PAIR).state
    criteria = grid_of(state, state.questions["pick"], "mentee")
    assert [(one.text, one.weight) for one in criteria] == [("Mornings", 3), ("Learning", 2)]
    sums = {row.text("text"): adds_up(criteria, row.id) for row in state.live_rows("ways")}
    assert sums == {"Take it": 6, "Stay where I am": 9, "Take it for six months": 7}
    assert state.answer("pick", "mentee").value == state.live_rows("ways")[2].id


def test_a_setback_leaves_a_lesson_and_apart_from_it_a_step_that_repairs(met: Desk):
    hold_aloud(met, "setback", "setback")
    ledger = met.ledger(PAIR)
    (lesson,) = ledger.ledgers.lessons
    assert (lesson.easier, lesson.tags) == ("keep the last version one key away", ("setback",))
    (passed_on,) = ledger.ledgers.ripples
    assert passed_on.person == "Leo, at the handover on Monday"
    assert [step.what for step in ledger.steps if step.open] == [
        "Write a checklist from last week",
        "Call Mia in support",
    ]


def test_a_review_shows_both_numbers_and_makes_a_new_version_of_what_changes(met: Desk):
    told = hold_aloud(met, "relationship_review", "relationship_review")
    first, second = met.ledger(PAIR).ledgers.agreements
    assert (first.number, second.number) == (1, 2)
    assert second.clause("rhythm") == "Every three weeks, and ten minutes on the phone between"
    assert second.clause("role") == first.clause("role") == "Robin asks before telling"
    assert "Challenge\n    Sam: 3 (0 to 10)\n    Robin: 5 (0 to 10)" in told
    (seen,) = met.ledger(PAIR).ledgers.strengths
    assert seen.evidence == "on Monday, in front of everybody"
    assert {one.seat for one in met.ledger(PAIR).ledgers.intentions} == {"mentee", "mentor"}


def test_a_stretch_ends_in_a_rung_with_a_plan_and_a_way_to_recover(met: Desk):
    hold_aloud(met, "stretch", "stretch")
    state = met.saved(PAIR).state
    assert state.answer("recover", "mentee").value == "A swim, whatever happened"
    step = met.ledger(PAIR).steps[-1]
    assert (step.if_, step.then) == ("the agenda is full", "I ask for next week at once")


def test_peers_each_have_a_half_and_a_step_of_their_own(met: Desk):
    told = hold_aloud(met, "peer", "peer")
    assert told.index("Sam: What would you like") < told.index("Half-time.") < told.index("Robin: And you,")
    state = met.saved(PAIR).state
    assert [state.live_rows(each)[0].seat for each in ("first_thought", "second_thought")] == ["two", "one"]
    owners = {step.what: step.owner_name for step in met.ledger(PAIR).steps if step.open}
    assert owners == {"Ask for five minutes on Monday": "Sam", "Coffee with the first one": "Robin"}


def test_the_other_way_round_the_step_and_the_lesson_are_the_mentors(met: Desk):
    told = hold_aloud(met, "reverse", "reverse")
    assert "Last time Robin took away: Ask first" in told
    ledger = met.ledger(PAIR)
    assert ledger.steps[-1].owner_name == "Robin"
    assert ledger.ledgers.lessons[0].easier == "find my way without scrolling"
    assert told.index("Sam, does it look right") < told.index("Robin, does it look right")


def test_three_people_go_round_and_each_step_has_one_owner(met: Desk):
    told = hold_aloud(met, "group", "group", people={"third": "Kim"})
    assert "Robin, Sam and Kim: What would you like help with?" in told
    ledger = met.ledger(PAIR)
    assert [guest.name for guest in ledger.guests] == ["Kim"]
    met_as_two, as_three = ledger.meetings[1].id, ledger.meetings[0].id
    owners = {step.what: step.owner_name for step in ledger.steps if step.meeting == as_three}
    assert owners == {"Ask the office for the corner": "Kim", "Carry the plant over": "Sam"}
    # What the two said among themselves did not come up before Kim.
    assert all(step.open and step.what not in told for step in ledger.steps if step.meeting == met_as_two)
    assert "took away:" not in told
    assert len(met.saved(PAIR).state.agreed) == 3


def test_six_people_have_time_for_a_round_and_may_not_all_agree(met: Desk):
    six = {"third": "Kim", "fourth": "Lee", "fifth": "Ana", "sixth": "Ida"}
    hold_aloud(met, "group_of_six", "group", "quick", six)
    owners = {step.what: step.owner_name for step in met.ledger(PAIR).steps if step.open}
    assert owners["Call them on Monday"] == "Ida"
    assert owners["Bring coffee"] == "Lee"
    assert set(met.saved(PAIR).state.agreed) == {"host", "second", "third", "fifth", "sixth"}


def test_a_door_goes_ahead_with_the_mentees_words_and_yes(met: Desk):
    told = hold_aloud(met, "open_doors", "open_doors")
    (door,) = met.ledger(PAIR).ledgers.doors
    assert (door.mode, door.consent, door.open) == ("mentee", True, True)
    assert door.message.startswith("Sam fixes what others have given up on")
    assert met.ledger(PAIR).ledgers.card.startswith("I fix things")
    assert "Sam, do you want this? yes or no" in told


def test_the_last_meeting_ends_the_pair_and_asks_for_no_next_one(met: Desk):
    told = hold_aloud(met, "closing", "closing")
    ledger = met.ledger(PAIR)
    assert ledger.state == "closed"
    assert "ext meeting" not in told
    assert [one.text for one in ledger.ledgers.ripples] == ["The checklist"]
    console = Scripted(["q"])
    home(met, console)
    assert any(line.endswith("Begin again") for line in console.said)


def test_what_was_prepared_is_at_hand_when_they_meet(met: Desk):
    hold_aloud(met, "prepare", "prepare")
    waiting = met.ledger(PAIR).ledgers.waiting
    assert [(one.text, one.approach, one.origin) for one in waiting] == [
        ("The second project again", "Say that I start in spring", "prep"),
        ("My evening course", "", "prep"),
    ]
    assert len(met.ledger(PAIR).meetings) == 1


def test_time_alone_leaves_only_what_is_to_be_brought(met: Desk):
    folder = met.places.home / "pairs"
    before = files(folder)
    told = hold_aloud(met, "solo", "solo")
    assert "When Robin answers: Within two days" in told
    assert own_desk(met, PAIR).saved(PAIR).start.bank.id == "solo"
    (brought,) = met.ledger(PAIR).ledgers.waiting
    assert (brought.text, brought.origin) == ("Whether maps are a dream or a plan", "solo")
    assert outcomes(met, PAIR) == ()
    new = {name: data for name, data in files(folder).items() if before.get(name) != data}
    assert not any(b"not knowing anybody" in data or b"Ines" in data for data in new.values())
