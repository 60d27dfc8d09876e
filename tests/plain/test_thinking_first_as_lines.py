"""Own thinking first, both learn, insight later: what these practices promise, in lines and from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from meetings import SHIPPED, Meeting, a_start, shipped
from scripted import ANSWERS, a_desk, sam_and_robin, talk

from checkin.banks.beginning import FIRST_MEETING
from checkin.ground.errors import WrongInput
from checkin.meeting.flow import prompts, seats_of, shown
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.paper import recap_of

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.saved import SavedMeeting

IDEAS = """\
format: 1
id: ideas
title: Ideas
shape: free
stages:
  - id: one
    title: One
    questions:
      - {id: goal, type: goal, ask: What for?}
      - {id: ideas, type: options, at_least: 2, ask: What could you do?, follow_ups: [What is missing?]}
      - {id: view, type: offer, who: mentor, opens_after: [goal], ask: A thought?}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path / "home")
    sam_and_robin(desk)
    return desk


def from_file(desk: Desk, text: str, bank: str = "regular") -> SavedMeeting:
    path = desk.places.home / "answers.yaml"
    path.write_text(text)
    return hold_from_file(desk, desk.find_pair(None), bank, "full", path)[0]


# Their own thinking


def test_two_of_ones_own_are_asked_for_and_the_mentors_turn_counts_them(desk: Desk):
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "ideas.yaml").write_text(IDEAS)
    _, console = talk(desk, "Speak", "", ":follow", "Rehearse", "Ask Kim", "", "", ":stop", bank="ideas")
    said = console.said
    assert "Two of your own is plenty." in said
    assert "What is missing?" in said
    assert said.index("Sam, idea 1: ") < said.index("Sam, idea 2: ") < said.index("Two ideas, both Sam's.")
    # One is fine as well: an empty line goes on.
    _, console = talk(desk, "no", "Speak", "", "Rehearse", "", "", ":stop", bank="ideas")
    assert "One idea, Sam's." in console.said


def test_a_file_may_have_one_idea_and_none_of_the_mentors_too_early(desk: Desk):
    alone = from_file(desk, "goal: Speak\nideas: [Rehearse]\n")
    assert [row.text("text") for row in alone.state.live_rows("ideas")] == ["Rehearse"]
    with pytest.raises(WrongInput) as refused:
        from_file(desk, "goal: Speak\nideas: [Rehearse, {text: Do it for them, by: mentor}]\n")
    (problem,) = refused.value.problems
    assert "tried and real_issue and outcome come first" in problem


@pytest.mark.parametrize("name", ["regular", FIRST_MEETING])
def test_what_is_missing_and_what_is_feared_have_their_slots(name):
    questions = {question.id: question for question in shipped(name).all_questions()}
    ideas = questions["ideas"]
    assert ideas.at_least == 2
    assert "What information is missing?" in ideas.follow_ups
    assert "What would happen if you did nothing?" in ideas.follow_ups
    assert questions["step"].required
    assert any("get in the way" in each for each in questions["step"].follow_ups)


# Both give and both learn


def test_what_each_takes_away_stands_in_the_recap(desk: Desk):
    saved = from_file(desk, ANSWERS)
    assert "Sam takes away: Start small" in recap_of(saved)
    assert "Robin takes away: Ask first" in recap_of(saved)
    (entry,) = desk.ledger(desk.find_pair(None)).meetings
    assert dict(entry.takeaways) == {"mentee": "Start small", "mentor": "Ask first"}


def test_in_lines_both_are_asked_and_the_recap_has_both(desk: Desk):
    desk.places.banks.mkdir(parents=True)
    bank = IDEAS.split("      - {id: goal")[0]
    bank += "      - {id: take, type: takeaway, who: both, ask: What do you take away?}\n"
    (desk.places.banks / "ideas.yaml").write_text(bank)
    _, console = talk(desk, "To wait", "", "To say it", "", "yes", "yes", "yes", bank="ideas")
    asked = [line for line in console.said if "What do you take away?" in line]
    assert asked
    assert asked[0].startswith("Sam and Robin")
    recap = next(each for each in console.said if "takes away:" in each)
    assert recap.splitlines()[0] == "Sam takes away: To wait"
    assert "Robin takes away: To say it" in recap


KINDS = sorted(path.stem for path in SHIPPED.glob("*.yaml") if "." not in path.stem)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_for_two_asks_both_of_them_in_every_depth(name):
    bank = shipped(name)
    for depth in ("full", "quick"):
        start = a_start(bank, depth=depth, guests=dict.fromkeys(bank.guest_seats, "Kim"))
        state = Meeting(start).state
        asked = {seat for q in shown(state) if q.type == "takeaway" for seat in seats_of(state, q)}
        assert start.alone or asked == set(start.seats), depth


# Rapport, then resources, then insight


def test_a_first_meeting_has_the_person_then_what_could_help():
    for depth in ("full", "quick"):
        state = Meeting(a_start(shipped(FIRST_MEETING), depth=depth)).state
        pages = prompts(state)
        assert pages[0].stage.id == "rapport"
        assert (pages[0].question.who, "rapport" in pages[0].question.tags) == ("both", True)
        order = [page.id for page in pages]
        assert order.index("ideas") < order.index("perspective")
    ideas = state.questions["ideas"]
    assert {9, 45} <= set(ideas.practices)
    assert "who or what could help" in ideas.hint
    assert set(state.questions["perspective"].opens_after) == {"brings", "goal"}


def test_insight_opens_with_the_second_meeting(desk: Desk):
    early = "moment_early: Something urgent\n"
    with pytest.raises(WrongInput) as refused:
        from_file(desk, early)
    assert "there is no question of this id" in refused.value.problems[0]
    _, console = talk(desk, *[""] * 40)
    assert not any("You are asked this" in line or "This comes" in line for line in console.said)
    from_file(desk, "goal: Speak\nnext_meeting: in 3 weeks\n")
    later = desk.begin(desk.find_pair(None))
    assert [q.moment for q in shown(later.state) if q.moment] == ["early"]
    later.leave(if_blank_drop=True)
