"""Steps past what is comfortable, kept without counting; and what a review brings back where it asks."""

from pathlib import Path

import pytest
from desks import PAIR, a_desk, on, render, say

from checkin.meeting.before_alone import OPENING
from checkin.record.desk import Desk
from checkin.record.own_page import mentor_ready
from checkin.summary.around import around_of
from checkin.summary.kept import COLLECTIONS
from checkin.summary.takeaway import markdown, takeaway_of


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


def told_at_the_review(desk: Desk, question: str = "goes_on", **show_up: str) -> str:
    """What stands under a question of the review; then it is held, with what each says of showing up."""
    meeting = desk.begin(PAIR, "relationship_review", "full")
    hint = meeting.state.questions[question].hint
    assert not any("you said" in q.hint for id, q in meeting.state.questions.items() if id != "goes_on")
    for seat, words in show_up.items():
        say(meeting, "show_up", words, seat)
    desk.save(meeting, render)
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


def test_how_each_wanted_to_be_comes_back_at_the_next_review(desk: Desk):
    first = told_at_the_review(desk, "show_up", mentor="Now I will wait", mentee="Now I will say no")
    again = told_at_the_review(desk, "show_up", mentor="Now I will wait longer")
    latest = told_at_the_review(desk, "show_up")
    assert again == f"{first}\nSam, last time: “Now I will say no”. Robin, last time: “Now I will wait”."
    assert "Robin, last time: “Now I will wait longer”." in latest
    assert "Sam, last time: “Now I will say no”." in latest


def test_each_rates_by_their_own_view_how_that_went_and_it_is_kept(desk: Desk):
    first = desk.begin(PAIR, "relationship_review", "full")
    assert "showed_up" not in first.state.questions
    say(first, "show_up", "Now I will say ${no}", "mentee")
    desk.save(first, render)

    again = desk.begin(PAIR, "relationship_review", "full")
    asked = again.state.questions["showed_up"]
    order = [q.id for q in again.start.bank.all_questions()]
    assert (asked.type, asked.who, asked.min, asked.max) == ("scale", "mentee", 0, 10)
    assert order.index("showed_up") + 1 == order.index("show_up")
    assert asked.hint.splitlines()[0] == "Sam, last time: “Now I will say $ {no}”."
    say(again, "showed_up", 7)
    say(again, "show_up", "Now I will wait", "mentor")
    desk.save(again, render)
    meant, waits = desk.ledger(PAIR).ledgers.intentions
    day = desk.today().isoformat()
    assert (meant.rated, meant.rated_on, waits.rated) == (7, day, None)

    third = desk.begin(PAIR, "relationship_review", "full")
    asked = third.state.questions["showed_up"]
    assert asked.who == "both"
    assert "Sam, last time: “Now I will say $ {no}”, 7 of 10 (Fri 27 Nov 2026)." in asked.hint
    say(third, "showed_up", 0, "mentor")
    desk.save(third, render)
    assert [one.rated for one in desk.ledger(PAIR).ledgers.intentions] == [7, 0]
    told = {seat: markdown(takeaway_of(desk.ledger(PAIR), (), seat)) for seat in ("mentee", "mentor")}
    assert "How it went, by your own view: 7 of 10 (Fri 27 Nov 2026)" in told["mentee"]
    assert "by your own view: 0 of 10" in told["mentor"]
    assert "How that went, by your own view: 0 of 10 (Fri 27 Nov)" in mentor_ready(desk, PAIR)
    preparing = desk.begin(PAIR, "prepare")
    assert preparing.state.questions[OPENING].hint == "How you wanted to be here: “Now I will say $ {no}”"
    preparing.leave(if_blank_drop=True)


def test_nobody_is_asked_to_rate_what_they_have_not_said(desk: Desk):
    hold(desk, "regular", "Learn to cook")
    meeting = desk.begin(PAIR, "relationship_review", "full")
    assert "showed_up" not in meeting.state.questions
    assert meeting.start.known.intentions == ()
    meeting.leave(if_blank_drop=True)
