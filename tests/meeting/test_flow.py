"""Which page comes next, which before, and where one stands when pages come and go."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from meetings import OPEN_STEP, Meeting, a_bank, a_full_meeting, a_start, an_open_step, shipped
from random_meetings import STEP_2, draws, play, shipped_start, starts

from checkin.banks.model import Question, Ref, When
from checkin.banks.model import Test as Check
from checkin.meeting.answered import choices_of, left_out, pickable, priority_step, steps
from checkin.meeting.flow import SUMMARY, prompts, shown
from checkin.meeting.rules import NotNow
from checkin.meeting.state import Place
from checkin.meeting.turning import enter, following, items_of, place_of, preceding, prompt_at, stage_marks


def ids(state):
    return [page.id for page in prompts(state)]


def pages_in_all(state):
    """Each prompt once, but a follow-through as often as there are steps in hand."""
    return sum(max(1, len(items_of(state, page.id))) for page in prompts(state))


def walk(state, place, most):
    """The places from one on to the summary."""
    places = [place]
    while places[-1].prompt != SUMMARY:
        places.append(following(state, places[-1]))
        assert len(places) <= most + 1
    return places


@settings(max_examples=60, deadline=None)
@given(starts, draws)
def test_next_leads_past_every_page_once_and_ends_at_the_summary(start, numbers):
    state = play(start, numbers).state
    first = enter(state, ids(state)[0]) if prompts(state) else Place(SUMMARY)
    places = walk(state, first, pages_in_all(state))
    assert len(places) == pages_in_all(state) + 1
    assert len(set(places)) == len(places)
    for place in places[:-1]:
        page = prompt_at(state, place)
        assert page is not None
        assert set(page.questions) <= set(shown(state))


@settings(max_examples=60, deadline=None)
@given(starts, draws)
def test_back_undoes_next_and_next_undoes_back(start, numbers):
    state = play(start, numbers).state
    if not prompts(state):
        assert preceding(state, Place(SUMMARY)) is None
        return
    places = walk(state, enter(state, ids(state)[0]), pages_in_all(state))
    assert preceding(state, places[0]) is None
    for here, there in pairwise(places):
        assert preceding(state, there) == here
        assert following(state, preceding(state, there)) == there


@settings(max_examples=60, deadline=None)
@given(starts, draws)
def test_from_wherever_one_is_next_ends_at_the_summary_and_back_at_the_first_page(start, numbers):
    state = play(start, numbers).state
    for seat in ("", *start.seats):
        here = place_of(state, seat)
        walk(state, here, 2 * pages_in_all(state) + 1)
        for _ in range(pages_in_all(state) + 1):
            if here is not None:
                here = preceding(state, here)
        assert here is None


def test_a_meeting_begins_at_its_first_page_for_everybody():
    state = Meeting(shipped_start("regular", "full")).state
    assert place_of(state, "") == place_of(state, "mentor") == Place(ids(state)[0])


def test_open_steps_are_taken_in_hand_one_after_the_other_and_come_back_the_other_way():
    state = Meeting(shipped_start("regular", "full")).state
    opener = place_of(state, "")
    first, second = Place("account", OPEN_STEP), Place("account", STEP_2)
    assert following(state, opener) == first
    assert following(state, first) == second
    assert following(state, second) == Place("goal")
    assert preceding(state, Place("goal")) == second
    assert preceding(state, second) == first


def test_without_open_steps_nobody_is_asked_what_became_of_them():
    assert "account" not in ids(Meeting(shipped_start("regular", "full", 0)).state)


def test_a_page_of_steps_that_names_no_step_stands_at_the_first():
    meeting = Meeting(shipped_start("regular", "full"))
    for row in ("", "nonsense"):
        meeting.act("turned", "account", row=row, value="goal")
        assert place_of(meeting.state, "") == Place("account", OPEN_STEP, "goal")


def test_the_quick_depth_asks_the_three_that_hold_the_gate_as_one_card():
    state = Meeting(shipped_start("regular", "quick")).state
    card = next(page for page in prompts(state) if page.is_card)
    assert card.id == "tried"
    assert [q.id for q in card.questions] == ["tried", "real_issue", "outcome"]
    assert ids(state)[1:] == ["account", "goal", "tried", "ideas", "perspective", "step", "owner", "takeaway"]


def test_the_quick_card_is_what_is_not_asked_by_itself():
    bank = a_bank(
        Question("goal", "What for?", quick=True),
        Question("tried", "What have you tried?"),
        Question("offer", "A thought?", type="offer", quick=True, opens_after=("goal", "tried")),
    )
    state = Meeting(a_start(bank, depth="quick")).state
    assert [q.id for q in prompt_at(state, Place("tried")).questions] == ["tried"]
    assert ids(state) == ["goal", "tried", "offer"]


def test_who_was_at_a_question_of_the_card_is_at_the_card():
    meeting = Meeting(shipped_start("regular", "quick"))
    meeting.act("turned", "outcome")
    assert place_of(meeting.state, "") == Place("tried")


def test_who_stood_on_a_page_that_is_gone_stands_on_the_next_one():
    meeting = Meeting(a_start(shipped("regular")))
    step = meeting.add("step", what="Rehearse", readiness=5)
    meeting.act("turned", "smaller")
    assert place_of(meeting.state, "") == Place("smaller")
    meeting.set("step", step, readiness=8)
    assert place_of(meeting.state, "") == Place("owner")
    meeting.set("step", step, readiness=6)
    assert place_of(meeting.state, "") == Place("smaller")


def test_who_stood_on_a_last_page_that_is_gone_is_at_the_summary():
    last = Question("last", "And?", when=When((Check(Ref("first"), "answered", True),)))
    meeting = Meeting(a_start(a_bank(Question("first", "Well?"), last)))
    meeting.say("first", "Yes.")
    meeting.act("turned", "last")
    meeting.say("first", None)
    assert place_of(meeting.state, "") == Place(SUMMARY)


def test_one_seat_may_look_elsewhere_than_the_other():
    meeting = Meeting(shipped_start("regular", "full"))
    meeting.act("turned", "goal", seat="mentee")
    meeting.act("turned", "takeaway", seat="mentor")
    assert place_of(meeting.state, "mentee") == Place("goal")
    assert place_of(meeting.state, "mentor") == Place("takeaway")
    assert place_of(meeting.state, "").prompt == ids(meeting.state)[0]


def test_a_page_reached_out_of_turn_leads_back_once():
    meeting = Meeting(shipped_start("regular", "full"))
    meeting.act("turned", "perspective", value="goal")
    here = place_of(meeting.state, "")
    assert here == Place("perspective", "", "goal")
    assert following(meeting.state, here) == Place("goal")
    assert following(meeting.state, Place("goal")) == Place("tried")


def test_a_page_reached_out_of_turn_goes_on_in_turn_when_the_other_is_gone():
    meeting = Meeting(a_start(shipped("regular")))
    step = meeting.add("step", what="Rehearse", readiness=5)
    meeting.act("turned", "perspective", value="smaller")
    meeting.set("step", step, readiness=9)
    assert following(meeting.state, place_of(meeting.state, "")) == Place("pick")


def test_a_bank_with_nothing_to_ask_goes_straight_to_the_summary():
    state = Meeting(a_start(a_bank(Question("load", "How heavy?", "load", "mentor")))).state
    assert prompts(state) == ()
    assert place_of(state, "") == Place(SUMMARY)
    assert preceding(state, Place(SUMMARY)) is None


def test_stages_are_behind_here_or_ahead():
    state = a_full_meeting().state
    marks = [mark for _, mark in stage_marks(state, Place("ideas"))]
    assert marks == ["done", "done", "now", "ahead", "ahead", "ahead"]
    assert {mark for _, mark in stage_marks(state, Place(SUMMARY))} == {"done"}


def test_what_is_asked_for_once_more_is_what_was_required_and_passed_over():
    meeting = Meeting(shipped_start("regular", "full"))
    assert [page.id for page in left_out(meeting.state)] == ["goal", "step"]
    meeting.talk("goal")
    meeting.add("step", what="Rehearse")
    assert left_out(meeting.state) == ()


def test_a_question_for_both_is_met_when_each_had_a_say():
    question = Question("sense", "What did you notice?", who="both", required=True)
    meeting = Meeting(a_start(a_bank(question)))
    meeting.say("sense", "A lot.")
    assert left_out(meeting.state)
    meeting.talk("sense", seat="mentor")
    assert left_out(meeting.state) == ()


def test_one_picks_from_ones_options_and_what_one_takes_from_the_story_one_keeps():
    state = a_full_meeting().state
    texts = [row.text("text") for row in pickable(state, state.questions["pick"])]
    assert texts == [
        "Rehearse on Thursday with a friend",
        "Ask to present together with somebody",
        "Notes in the hand are allowed.",
    ]


def test_one_does_not_pick_from_options_that_are_hidden():
    answered = When((Check(Ref("goal"), "answered", True),))
    meeting = Meeting(
        a_start(
            a_bank(
                Question("goal", "What for?", "goal"),
                Question("ideas", "How?", "options", when=answered),
                Question("pick", "Which?", "pick", choices_from="ideas"),
                Question("why_so", "Why?", when=When((Check(Ref("pick"), "answered", True),))),
            )
        )
    )
    meeting.say("goal", "A talk")
    meeting.say("pick", meeting.add("ideas", text="Rehearse"))
    assert ids(meeting.state) == ["goal", "ideas", "pick", "why_so"]
    meeting.say("goal", None)
    assert pickable(meeting.state, meeting.state.questions["pick"]) == ()
    assert ids(meeting.state) == ["goal", "pick"]


def a_choice_from(type_, *more):
    return a_bank(
        Question("goal", "What for?", "goal"),
        Question("ideas", "How?", type_, when=When((Check(Ref("goal"), "answered", True),))),
        Question("which", "Which?", "choice", choices_from="ideas"),
        Question("those", "Which ones?", "choices", choices_from="ideas", at_most=2),
    )


@pytest.mark.parametrize("type_", ["options", "list"])
def test_one_chooses_from_the_rows_of_an_earlier_question(type_):
    meeting = Meeting(a_start(a_choice_from(type_)))
    which = meeting.state.questions["which"]
    assert choices_of(meeting.state, which) == ()
    meeting.say("goal", "A talk")
    for text in ("Rehearse ", "Ask Kim", "Ask Kim", " "):
        meeting.add("ideas", text=text)
    assert choices_of(meeting.state, which) == ("Rehearse", "Ask Kim")
    meeting.say("which", "Rehearse")
    meeting.say("those", ["Ask Kim", "Rehearse"])
    assert meeting.state.answer("those", "mentee").value == ["Rehearse", "Ask Kim"]
    with pytest.raises(NotNow, match="one of Rehearse, Ask Kim"):
        meeting.say("which", "Sleep")
    meeting.say("goal", None)
    assert choices_of(meeting.state, which) == ()
    with pytest.raises(NotNow, match="nothing: there is nothing to choose from"):
        meeting.say("which", "Rehearse")


def test_the_choices_of_the_bank_stand_by_themselves():
    question = Question("q", "?", "choice", choices=("a", "b"))
    assert choices_of(Meeting(a_start(a_bank(question))).state, question) == ("a", "b")


def test_a_step_kept_in_a_hidden_question_is_no_step_of_this_meeting():
    answered = When((Check(Ref("goal"), "answered", True),))
    bank = a_bank(
        Question("goal", "What for?", "goal"), Question("step", "And then?", "steps", when=answered)
    )
    meeting = Meeting(a_start(bank, open_steps=[an_open_step("Ask Mira")]))
    meeting.say("goal", "A talk")
    meeting.add("step", what="Rehearse")
    assert [step.what for step in steps(meeting.state)] == ["Rehearse"]
    meeting.say("goal", None)
    assert steps(meeting.state) == ()
    assert priority_step(meeting.state) is None
