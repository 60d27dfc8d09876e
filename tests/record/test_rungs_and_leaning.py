"""Steps past what is comfortable, kept without counting; and goals that hang on the mentor, in the review."""

from pathlib import Path

import pytest
from desks import PAIR, a_desk, on, render, say

from checkin.record.desk import Desk
from checkin.summary.around import around_of
from checkin.summary.kept import COLLECTIONS


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


def hold(desk: Desk, bank: str, goal: str, depends: str = "", steps: tuple[str, ...] = ()) -> None:
    meeting = desk.begin(PAIR, bank, "full")
    asked = next(q.id for q in meeting.state.start.bank.all_questions() if q.type == "goal")
    say(meeting, asked, goal)
    if depends:
        on(meeting, "answered", "mentee", asked, field="depends", value=depends)
    for what in steps:
        on(meeting, "added", "mentee", "step", value={"what": what})
    desk.save(meeting, render)


def told_at_the_review(desk: Desk) -> str:
    meeting = desk.begin(PAIR, "relationship_review", "full")
    hint = meeting.state.questions["goes_on"].hint
    assert not any("you said" in q.hint for id, q in meeting.state.questions.items() if id != "goes_on")
    meeting.leave()
    return hint


def test_a_step_past_comfort_is_on_the_list_whatever_became_of_it(desk: Desk):
    hold(desk, "stretch", "Speak at the fair", steps=("Say one sentence", "Say three"))
    hold(desk, "regular", "Sort the shelf", steps=("Buy boxes",))
    steps = {step.what: step for step in desk.ledger(PAIR).steps}
    desk.account(PAIR, steps["Say one sentence"], "dropped")
    ledger = desk.ledger(PAIR)
    found = COLLECTIONS["rungs"].read(ledger.ledgers, around_of(ledger, desk.today()))
    assert [(one.line, one.beside) for one in found] == [
        ("Say three", "still open"),
        ("Say one sentence", "not needed any more"),
    ]
    assert "A rung of: Speak at the fair" in found[0].text
    assert not any(letter.isdigit() for one in found for letter in f"{one.line} {one.beside}")


def test_a_review_names_the_goals_that_hang_on_the_mentor_alone(desk: Desk):
    hold(desk, "regular", "Get into the team", depends="Robin")
    hold(desk, "regular", "Pay by ${goal}", depends="my mentor")
    hold(desk, "regular", "Learn to cook", depends="Robin, and Ana")
    assert told_at_the_review(desk).splitlines()[1:] == [
        "On Robin alone, as you said: “Pay by $ {goal}”, “Get into the team”."
    ]


def test_a_review_names_no_goal_where_none_hangs_on_the_mentor(desk: Desk):
    hold(desk, "regular", "Learn to cook", depends="the weather")
    assert len(told_at_the_review(desk).splitlines()) == 1
