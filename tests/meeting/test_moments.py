"""Right-moment prompts: at most one in a full meeting, the one longest unseen, where its condition holds."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from meetings import Meeting, a_bank, a_start, shipped
from moment_meetings import ALL, in_the_situation, may_come, pages, prompt_of
from random_meetings import check_kept, check_onwards, check_state, draws, play

import checkin
from checkin.banks.drawing import draw
from checkin.banks.model import Question, Seat
from checkin.meeting.compaction import compact, same_but_for_places
from checkin.meeting.conditions import worded
from checkin.meeting.flow import SUMMARY, shown
from checkin.meeting.folding import begin, fold
from checkin.meeting.ledgers import Ledgers
from checkin.meeting.moments.choice import with_moments
from checkin.meeting.moments.left import left_by, shown_in, topic_end_of
from checkin.meeting.moments.listed import asks, order, switches, why_asked
from checkin.meeting.moments.table import BY_ID, MOMENTS, first_id
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.start import to_json as start_to_json
from checkin.meeting.turning import following, place_of, prompt_at


class Held:
    def __init__(self, id, kind="regular", date="2026-11-01"):
        self.id, self.kind, self.date = id, kind, date


# Which may come


@pytest.mark.parametrize("moment", ALL)
def test_each_prompt_comes_in_its_situation_and_says_why(moment):
    meeting = in_the_situation(moment)
    assert prompt_of(meeting) == moment
    question = meeting.state.questions[first_id(moment)]
    visible = {q.id for q in shown(meeting.state)}
    texts = [worded(meeting.state, text, visible) for text in (question.ask, question.hint)]
    for told in (*texts, why_asked(meeting.state, question)):
        assert told.strip()
        assert not set("{…") & set(told)


@pytest.mark.parametrize("moment", ALL)
def test_none_comes_where_its_condition_does_not_hold(moment):
    quiet = {"days_early": 1, "setback_days": 100, "topics": [], "door_days": 3, "speak_for": 0, "sources": 4}
    meeting = Meeting(may_come(moment, card="I like plain words.", **quiet))
    meeting.say("goal", "Speak at the demo")
    meeting.add("step", what="Rehearse", readiness=9)
    assert prompt_of(meeting) == ""


def test_what_a_card_already_says_is_not_asked_again():
    meeting = in_the_situation("know_first", card="I like plain words.")
    assert prompt_of(meeting) == ""


@pytest.mark.parametrize(
    "start",
    [
        {"depth": "quick"},
        {"meetings": 0},
        {"bank": "setback"},
        {"bank": "decision"},
        {"bank": a_bank(Question("goal", "G?", "goal"), Question("step", "S?", "steps"))},
    ],
    ids=["quick", "the first meeting", "a free shape", "no room for one more", "alone"],
)
def test_no_prompt_comes_in_some_meetings(start):
    assert not any(q.moment for q in may_come(**start).bank.all_questions())


def test_no_prompt_comes_where_more_than_two_meet():
    bank = shipped("regular")
    three = replace(draw(bank, {}, "full"), seats=(*bank.seats, Seat("third", "mentee", "Third")))
    known = may_come().known
    assert with_moments(three, known, "full") == three
    assert with_moments(draw(bank, {}, "full"), known, "full") != draw(bank, {}, "full")


def test_a_bank_that_lacks_the_place_lacks_the_prompt():
    bank = a_bank(Question("goal", "G?", "goal"), Question("t", "T?", "takeaway", who="both"))
    found = {q.moment for q in may_come(bank=bank).bank.all_questions()} - {""}
    assert found == {"forward", "topic_end", "back_up", "early", "speak", "door"}


def test_a_question_of_the_same_name_keeps_the_prompt_out():
    bank = a_bank(
        Question("moment_forward", "Mine?"),
        Question("goal", "G?", "goal"),
        Question("t", "T?", "takeaway", who="both"),
    )
    assert "forward" not in {q.moment for q in may_come(bank=bank).bank.all_questions()}


# Whose turn it is


def test_the_prompt_longest_unseen_comes_first_and_those_never_seen_before_all():
    seen = {id: f"01K9B0000000000000000{n:08}" for n, id in enumerate(reversed(ALL))}
    assert order(Ledgers(moments=seen)) == tuple(reversed(ALL))
    del seen["door"], seen["help"]
    assert order(Ledgers(moments=seen))[:3] == ("door", "help", ALL[-1])


def test_a_prompt_switched_off_does_not_come_and_none_comes_twice_in_a_row():
    ledgers = Ledgers(off=frozenset({"moment:help", "signal:door"}), moments={"early": "M2", "door": "M1"})
    found = order(ledgers, [Held("M2"), Held("M1")])
    assert set(ALL) - set(found) == {"help", "early"}
    assert found[-1] == "door"


def test_of_two_whose_conditions_hold_the_first_in_turn_comes():
    assert prompt_of(Meeting(may_come("door", "early"))) == "door"
    assert prompt_of(Meeting(may_come("early", "door"))) == "early"


def test_the_list_says_of_each_whether_it_is_on_and_when_it_came_last():
    ledgers = Ledgers(off=frozenset({"moment:help"}), moments={"early": "M2"})
    found = {one.moment.id: one for one in switches(ledgers, [Held("M2", date="2026-11-08")])}
    assert tuple(found) == ALL
    assert [id for id, one in found.items() if not one.on] == ["help"]
    assert {id: one.last for id, one in found.items() if one.last} == {"early": "2026-11-08"}
    assert found["door"].id == "moment:door"


# Seen and unseen


def test_a_prompt_seen_stays_when_its_condition_falls_away_and_no_other_one_comes():
    meeting = in_the_situation("help")
    meeting.turn("moment_help")
    row = meeting.state.live_rows("step")[0].id
    meeting.set("step", row, readiness=9)
    assert prompt_of(meeting) == "help" == shown_in(meeting.state)
    meeting.say("goal", "Speak at the demo")
    assert prompt_of(meeting) == "help"


def test_a_prompt_not_seen_yet_goes_with_its_condition():
    meeting = in_the_situation("help")
    meeting.set("step", meeting.state.live_rows("step")[0].id, readiness=9)
    assert prompt_of(meeting) == "" == shown_in(meeting.state)


def test_no_prompt_appears_behind_the_page_where_people_are():
    meeting = Meeting(may_come("forward", "help"))
    meeting.turn("tried")
    meeting.say("goal", "Speak at the demo")
    assert prompt_of(meeting) == ""
    meeting.turn("goal")
    assert prompt_of(meeting) == "forward"
    meeting.turn("tried")
    meeting.add("step", what="Rehearse", readiness=5)
    assert prompt_of(meeting) == "help"


def test_somebody_ahead_on_their_own_keeps_a_prompt_from_appearing_behind_them():
    meeting = Meeting(may_come("forward"))
    meeting.turn("goal")
    meeting.act("turned", "takeaway", seat="mentor")
    meeting.say("goal", "Speak at the demo")
    assert prompt_of(meeting) == ""
    meeting.act("turned", "", seat="mentor")
    assert prompt_of(meeting) == "forward"


def test_next_and_back_lead_over_the_prompt():
    meeting = in_the_situation("help")
    meeting.turn("step")
    onwards = following(meeting.state, place_of(meeting.state, ""))
    assert onwards.prompt == "moment_help"
    meeting.turn(onwards.prompt)
    assert prompt_at(meeting.state, place_of(meeting.state, "")).question.moment == "help"


def test_turning_to_a_prompt_that_may_not_come_leads_on_and_does_not_count_as_seen():
    meeting = Meeting(may_come("help"))
    meeting.turn("moment_help")
    assert place_of(meeting.state, "").prompt == "owner"
    assert meeting.state.moment == ""


def test_a_meeting_that_is_over_gets_no_prompt_that_nobody_saw():
    meeting = Meeting(may_come("early"))
    assert prompt_of(meeting) == "early"
    meeting.act("stopped")
    assert prompt_of(meeting) == ""


def test_a_prompt_that_was_passed_without_a_word_is_still_known_when_saved():
    meeting = Meeting(may_come("early"))
    meeting.turn("moment_early")
    meeting.turn(SUMMARY)
    meeting.act("stopped")
    kept = compact(meeting.state, meeting.events)
    assert shown_in(fold(meeting.start, kept)) == "early"
    assert same_but_for_places(fold(meeting.start, kept), meeting.state)


# Second questions


def test_a_second_question_comes_on_its_answer_in_place_of_the_banks_own_extra():
    meeting = in_the_situation("help")
    meeting.turn("moment_help")
    assert "smaller" in pages(meeting)
    meeting.say("moment_help", "That it is done for me")
    assert "moment_help_do" in pages(meeting)
    assert "smaller" not in pages(meeting)
    meeting.say("moment_help", "Questions")
    assert "moment_help_do" not in pages(meeting)
    assert "smaller" in pages(meeting)


def test_what_was_said_to_the_banks_own_extra_is_not_hidden_by_a_second_question():
    meeting = in_the_situation("help")
    meeting.say("smaller", "The first sentence.")
    meeting.say("moment_help", "That it is done for me")
    assert "smaller" in pages(meeting)


@pytest.mark.parametrize(
    ("answer", "next_page", "quiet"),
    [
        ("A plan for before and after", "moment_stretch_plan", False),
        ("A smaller step", "moment_stretch_smaller", True),
        ("Somebody to turn to", "moment_stretch_turn_to", True),
    ],
)
def test_a_big_step_gets_what_it_needs_next_and_no_label(answer, next_page, quiet):
    meeting = in_the_situation("stretch")
    meeting.turn("moment_stretch")
    meeting.say("moment_stretch", answer)
    found = pages(meeting)
    assert found[found.index("moment_stretch") + 1] == next_page
    assert left_by(meeting.state).quiet is quiet
    kept = json.dumps([str(e.value) for e in compact(meeting.state, meeting.events)]).casefold()
    assert not any(label in kept for label in ("too much", "not safe", "good stretch"))


# What is left of it


def test_help_asked_for_is_left_with_the_step_and_its_reason():
    meeting = in_the_situation("help")
    meeting.say("moment_help", "That it is done for me")
    meeting.say("moment_help_do", "Only this once: I have no access.")
    left = left_by(meeting.state)
    assert (left.help, left.help_why) == ("do", "Only this once: I have no access.")
    assert left.step == meeting.state.live_rows("step")[0].id


def test_a_topic_without_a_step_is_left_as_the_pair_says():
    meeting = in_the_situation("topic_end")
    assert topic_end_of(meeting.state) == ""
    meeting.say("moment_topic_end", "It needed hearing")
    assert topic_end_of(meeting.state) == "heard"
    meeting = in_the_situation("forward")
    meeting.say("moment_forward", "Taking it to somebody better placed")
    assert topic_end_of(meeting.state) == "referred"
    meeting.add("step", what="Ask them")
    meeting.say("moment_forward", "Looking for one step forward")
    assert topic_end_of(meeting.state) == "step"


@pytest.mark.parametrize(
    ("moment", "answer", "left"),
    [
        ("carried", "No, let it go", {"carried": "01K9C0000000000000000000S0", "carried_to": "let_go"}),
        ("door", "We are in touch", {"door": "01K9D00000000000000000D00R", "door_move": "contacted"}),
        ("door", "Not yet", {"door": "", "door_move": ""}),
        ("speak", "We do it together", {"door": "01K9D00000000000000000D00R", "door_mode": "together"}),
        ("early", "Something came up", {"urgent": True, "quiet": True}),
        ("early", "It was planned", {"urgent": False, "quiet": False}),
        ("resource", "Another person", {"source": "person"}),
        ("know_first", "I am shy at first.", {"know_first": "I am shy at first."}),
    ],
)
def test_answers_leave_something_for_the_record(moment, answer, left):
    meeting = in_the_situation(moment)
    meeting.say(first_id(moment), answer)
    found = left_by(meeting.state)
    assert {name: getattr(found, name) for name in left} == left
    assert found.moment == moment


def test_a_prompt_of_another_version_leaves_its_words_and_nothing_more():
    gone = Question("moment_gone", "What now?", type="line", moment="gone")
    state = replace(begin(a_start(a_bank(gone))), moment="gone")
    left = left_by(state)
    assert (left.moment, left.topic_end, left.quiet) == ("gone", "", False)


def test_a_step_that_is_done_today_is_not_asked_about_again():
    meeting = in_the_situation("carried")
    meeting.set("account", "01K9C0000000000000000000S0", status="done")
    assert prompt_of(meeting) == ""


def test_nobody_lets_go_of_a_step_they_were_not_asked_about():
    first, second = "01K9C0000000000000000000S0", "01K9C0000000000000000000S1"
    meeting = Meeting(may_come("carried", carried=2, open_steps=2))
    meeting.set("account", first, status="still")
    meeting.turn("moment_carried")
    meeting.say("moment_carried", "No, let it go")
    assert (left_by(meeting.state).carried, left_by(meeting.state).carried_to) == (first, "let_go")
    meeting.set("account", second, note="Soon")  # words about it are no other account
    assert left_by(meeting.state).carried_to == "let_go"
    meeting.set("account", first, status="done")
    assert (left_by(meeting.state).carried, left_by(meeting.state).carried_to) == ("", "")
    meeting.say("moment_carried", "No, let it go")
    assert (left_by(meeting.state).carried, left_by(meeting.state).carried_to) == (second, "let_go")


def test_still_on_it_for_the_second_time_counts():
    meeting = Meeting(may_come("carried", carried=1))
    assert prompt_of(meeting) == ""
    meeting.set("account", "01K9C0000000000000000000S0", status="still")
    assert prompt_of(meeting) == "carried"


def test_what_helped_after_a_setback_is_a_lesson_with_its_tag():
    question = in_the_situation("back_up").state.questions["moment_back_up"]
    assert question.type == "lesson"
    assert question.tags == ("setback",)


# Whatever people do


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(ALL), st.integers(0, 3), draws)
def test_random_meetings_never_show_two_and_never_lose_the_one_they_saw(moments, carried, numbers):
    start = may_come(*moments, carried=carried)

    def watch(before, after):
        check_onwards(before, after)
        check_state(after)
        had = {q.moment for q in shown(after) if q.moment}
        assert len(had) < 2
        if before.moment:
            assert after.moment == before.moment
            assert had == {before.moment}

    meeting = play(start, numbers, watch)
    meeting.act("resumed")
    meeting.act("stopped")
    check_kept(meeting)
    kept = fold(start, compact(meeting.state, meeting.events))
    assert same_but_for_places(kept, meeting.state)
    assert shown_in(kept) == shown_in(meeting.state)
    again = start_from_json(json.loads(json.dumps(start_to_json(start))))
    assert fold(again, meeting.events) == meeting.state


# The words


def test_every_prompt_is_worded_as_a_question_of_a_bank_should_be():
    for moment in MOMENTS:
        assert moment.title
        assert moment.comes.endswith(".")
        assert moment.why.endswith(".")
        for ask in moment.asks:
            words = ask.ask.replace("|", " ").split()
            assert len(words) <= 18, ask.ask
            assert ask.ask.endswith("?")
            assert ask.hint.endswith(".") if ask.hint else ask.type == "say"
            assert ask.cue.endswith(".")
            assert ask.label or ask.type == "say"
            assert "!" not in ask.ask + ask.hint + ask.cue
    assert len(BY_ID) == len(MOMENTS)


def test_a_start_without_prompts_is_as_it_was():
    start = a_start(shipped("regular"))
    assert {q.moment for q in begin(start).questions.values()} == {""}


def test_a_meeting_that_came_to_no_goal_is_not_asked_how_it_is_left():
    meeting = Meeting(may_come("topic_end"))
    meeting.talk("step")
    assert prompt_of(meeting) == ""
    meeting.talk("goal")
    assert prompt_of(meeting) == "topic_end"


def test_the_manual_has_every_prompt_when_it_comes_and_what_it_asks():
    page = " ".join((Path(checkin.__file__).parent / "docs" / "moments.md").read_text("utf-8").split())
    for moment in MOMENTS:
        assert f"- **{moment.title}.** {moment.comes} *{asks(moment)}*" in page
    assert page.count("- **") == len(MOMENTS)
