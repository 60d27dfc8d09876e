"""A smaller version becomes the step, or stays beside it; the mentee decides."""

import pytest
from meetings import Meeting, a_bank, a_start, shipped
from moment_meetings import in_the_situation

from checkin.banks import model
from checkin.banks.model import Question, Ref, When
from checkin.meeting.compaction import compact
from checkin.meeting.flow import shown
from checkin.meeting.folding import fold
from checkin.meeting.rules import Act
from checkin.meeting.smaller import beside, made_the_step, step_to_change, steps_behind
from checkin.meeting.start import OpenStep
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.start import to_json as start_to_json
from checkin.meeting.steps import steps_of
from checkin.meeting.turning import following, place_of

BIG, SMALL = "Book the room for everybody", "Ask for the room"


def a_meeting(readiness=5, **values):
    meeting = Meeting(a_start(shipped("regular")))
    meeting.add("step", what=BIG, readiness=readiness, **values)
    return meeting


def choose(meeting, q="smaller", seat="mentee"):
    acts = made_the_step(meeting.state, meeting.state.questions[q], seat)
    for act in acts:
        meeting.act(act.what, act.q, seat=act.seat, row=act.row, field=act.field, value=act.value)
    return acts


def asked(meeting):
    return [question.id for question in shown(meeting.state)]


def test_the_smaller_one_becomes_the_step_and_how_ready_one_is_is_open_again():
    meeting = a_meeting(due="2026-12-03", if_="it is taken", then="the kitchen")
    meeting.turn("smaller")
    meeting.say("smaller", f"  {SMALL}\n")
    assert choose(meeting)
    (step,) = steps_of(meeting.state, "step")
    assert (step.what, step.readiness) == (SMALL, None)
    assert (step.due, step.if_, step.owner) == ("2026-12-03", "it is taken", "mentee")
    assert "smaller" not in asked(meeting)
    assert beside(meeting.state) == {}
    # Its words stand in the step and nowhere else: taken back there, they are gone.
    assert meeting.state.answer("smaller", "mentee").value is None
    assert fold(meeting.start, compact(meeting.state, meeting.events)).rows == meeting.state.rows


def test_a_page_that_passed_away_leads_on_to_the_one_after_it():
    meeting = a_meeting()
    meeting.turn("smaller")
    here = place_of(meeting.state, "mentee")
    meeting.say("smaller", SMALL)
    choose(meeting)
    assert following(meeting.state, here).prompt == place_of(meeting.state, "mentee").prompt == "owner"


def test_not_chosen_it_stays_beside_the_step():
    meeting = a_meeting()
    meeting.say("smaller", f"{SMALL}\nthis week")
    (step,) = steps_of(meeting.state, "step")
    assert beside(meeting.state) == {step.id: f"{SMALL} this week"}
    meeting.set("step", step.id, readiness=8)
    assert beside(meeting.state) == {}  # the question is not asked any more
    meeting.set("step", step.id, readiness=3)
    meeting.act("between_us", "smaller", seat="mentee")
    assert beside(meeting.state) == {}


@pytest.mark.parametrize("said", ["", "I don't know", BIG])
def test_what_names_no_smaller_step_stays_beside_none(said):
    meeting = a_meeting()
    meeting.say("smaller", said)
    assert beside(meeting.state) == {}
    if said != BIG:
        assert choose(meeting) == ()


def test_it_is_the_first_step_that_becomes_smaller():
    meeting = a_meeting()
    second = meeting.add("step", what="Write to Ana", readiness=2)
    meeting.say("smaller", SMALL)
    choose(meeting)
    assert [step.what for step in steps_of(meeting.state, "step")] == [SMALL, "Write to Ana"]
    assert meeting.state.row("step", second).fields["readiness"] == 2


def test_after_too_big_a_step_the_prompts_own_smaller_one_can_become_it():
    meeting = in_the_situation("stretch")
    meeting.turn("moment_stretch")
    meeting.say("moment_stretch", "A smaller step")
    meeting.say("moment_stretch_smaller", SMALL)
    assert SMALL in beside(meeting.state).values()
    choose(meeting, "moment_stretch_smaller")
    assert steps_of(meeting.state, "step")[0].what == SMALL
    meeting.say("moment_stretch", "A plan for before and after")
    plan = meeting.state.questions["moment_stretch_plan"]
    assert steps_behind(meeting.state, plan) == ""


def test_the_mentee_decides_or_who_carries_it():
    below = When((model.Test(Ref("step", "readiness"), "below", 7),))
    bank = a_bank(
        Question("step", "S?", "steps"),
        Question("less", "Smaller?", "line", who="both", when=below),
        Question("why", "Why not lower?", "scale", when=below, min=0, max=9),
    )
    meeting = Meeting(a_start(bank))
    row = meeting.add("step", what=BIG, readiness=5)
    less = meeting.state.questions["less"]
    assert step_to_change(meeting.state, less, "mentee") is not None
    assert step_to_change(meeting.state, less, "mentor") is None
    meeting.set("step", row, owner="mentor")
    assert step_to_change(meeting.state, less, "mentor") is not None
    assert steps_behind(meeting.state, meeting.state.questions["why"]) == ""
    meeting.act("removed", "step", seat="mentee", row=row)
    assert step_to_change(meeting.state, less, "mentee") is None


def test_a_step_that_has_a_smaller_one_beside_it_reads_back_as_it_was():
    step = OpenStep("01K9C000000000000000000ST1", BIG, "mentee", smaller=SMALL)
    start = a_start(shipped("regular"), open_steps=[step])
    assert start_from_json(start_to_json(start)).open_steps == (step,)


def test_it_is_an_edit_of_the_row_like_any_other():
    meeting = a_meeting()
    (step,) = steps_of(meeting.state, "step")
    meeting.say("smaller", SMALL)
    assert made_the_step(meeting.state, meeting.state.questions["smaller"], "mentee") == (
        Act("set", "mentee", "step", step.id, "what", SMALL),
        Act("answered", "mentee", "smaller"),
        Act("talked", "mentee", "smaller"),
        Act("set", "mentee", "step", step.id, "readiness"),
    )
