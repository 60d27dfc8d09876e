"""When a question is asked, and which words of earlier answers stand in it."""

from dataclasses import replace

import pytest
from meetings import Meeting, a_bank, a_start, an_open_step

from checkin.banks.model import Question, Ref, When
from checkin.banks.model import Test as Check
from checkin.meeting.conditions import holds, value_of, worded
from checkin.meeting.flow import shown
from checkin.meeting.recall import recall

QUESTIONS = {
    "yes_no": Question("q", "?", "yes_no"),
    "choice": Question("q", "?", "choice", choices=("red", "green", "blue")),
    "choices": Question("q", "?", "choices", choices=("red", "green", "blue")),
    "scale": Question("q", "?", "scale"),
    "pulse": Question("q", "?", "pulse"),
    "line": Question("q", "?", "line"),
    "person": Question("q", "?", "person"),
    "date": Question("q", "?", "date"),
    "text": Question("q", "?"),
}

TESTS = [
    ("yes_no", True, "is", True, True),
    ("yes_no", False, "is", True, False),
    ("yes_no", False, "is", False, True),
    ("yes_no", False, "is_not", True, True),
    ("yes_no", False, "answered", True, True),
    ("choice", "red", "is", "red", True),
    ("choice", "red", "is", "blue", False),
    ("choice", "red", "is_not", "blue", True),
    ("choice", "red", "is_not", "red", False),
    ("choice", "red", "one_of", ("red", "blue"), True),
    ("choice", "green", "one_of", ("red", "blue"), False),
    ("choices", ["blue", "red"], "includes", "red", True),
    ("choices", ["blue"], "includes", "red", False),
    ("scale", 4, "below", 5, True),
    ("scale", 5, "below", 5, False),
    ("scale", 5, "at_least", 5, True),
    ("scale", 4, "at_least", 5, False),
    ("scale", 0, "is", 0, True),
    ("scale", 0, "answered", True, True),
    ("scale", 0, "answered", False, False),
    ("scale", 3, "is_not", 4, True),
    ("pulse", 4, "below", 5, True),
    ("pulse", 4, "at_least", 5, False),
    ("pulse", 0, "is", 0, True),
    ("pulse", 0, "answered", True, True),
    ("line", "yes", "is", "yes", True),
    ("line", "yes ", "is", "yes", True),
    ("line", " yes", "is_not", "yes", False),
    ("line", "Yes", "is", "yes", False),
    ("person", "Ana ", "one_of", ("Ana", "Ben"), True),
    ("date", "2026-12-01", "answered", True, True),
    ("text", "x", "answered", True, True),
]


def asks(meeting):
    return "then" in {q.id for q in shown(meeting.state)}


def a_meeting(question, *checks, more=(), last=None, any_=()):
    then = Question("then", "And?", when=When(checks, any_))
    return Meeting(a_start(a_bank(question, *more, then), last=last))


@pytest.mark.parametrize(("type_", "value", "op", "wanted", "expected"), TESTS)
def test_a_test_holds_or_not_by_what_was_answered(type_, value, op, wanted, expected):
    meeting = a_meeting(QUESTIONS[type_], Check(Ref("q"), op, wanted))
    meeting.say("q", value)
    assert asks(meeting) == expected


@pytest.mark.parametrize(("type_", "value", "op", "wanted", "expected"), TESTS)
def test_no_test_but_answered_no_holds_of_what_was_not_answered(type_, value, op, wanted, expected):
    meeting = a_meeting(QUESTIONS[type_], Check(Ref("q"), op, wanted))
    assert asks(meeting) == (op == "answered" and wanted is False)
    meeting.talk("q")
    assert asks(meeting) == (op == "answered" and wanted is False)


@pytest.mark.parametrize(("type_", "value", "op", "wanted", "expected"), TESTS)
def test_no_test_but_answered_no_holds_of_what_is_hidden(type_, value, op, wanted, expected):
    hideable = replace(QUESTIONS[type_], when=When((Check(Ref("door"), "is", True),)))
    then = Question("then", "And?", when=When((Check(Ref("q"), op, wanted),)))
    meeting = Meeting(a_start(a_bank(Question("door", "?", "yes_no"), hideable, then)))
    meeting.say("door", True)
    meeting.say("q", value)
    assert asks(meeting) == expected
    meeting.say("door", False)
    assert asks(meeting) == (op == "answered" and wanted is False)
    assert "q" not in recall(meeting.state)


def test_all_tests_of_a_condition_hold_together():
    two = (Check(Ref("q"), "at_least", 3), Check(Ref("q"), "below", 6))
    meeting = a_meeting(QUESTIONS["scale"], *two)
    for value, expected in ((2, False), (3, True), (5, True), (6, False)):
        meeting.say("q", value)
        assert asks(meeting) == expected


def test_one_of_the_tests_under_any_is_enough_beside_all_others():
    low, high = When((Check(Ref("q"), "below", 3),)), When((Check(Ref("q"), "at_least", 8),))
    meeting = a_meeting(
        QUESTIONS["scale"],
        Check(Ref("more"), "answered", True),
        more=(Question("more", "?"),),
        any_=(low, high),
    )
    meeting.say("q", 1)
    assert not asks(meeting)
    meeting.say("more", "Yes")
    assert asks(meeting)
    meeting.say("q", 5)
    assert not asks(meeting)
    meeting.say("q", 9)
    assert asks(meeting)


@pytest.mark.parametrize("type_", ["scale", "pulse"])
def test_an_answer_of_both_is_tested_seat_by_seat(type_):
    question = Question("q", "?", type_, who="both")
    meeting = a_meeting(question, Check(Ref("q", "mentor"), "below", 5))
    meeting.say("q", 1)
    assert not asks(meeting)
    meeting.say("q", 1, seat="mentor")
    assert asks(meeting)


def test_a_pulse_is_remembered_and_put_in_with_both_numbers():
    meeting = a_meeting(Question("q", "?", "pulse", who="both"), Check(Ref("q", "mentee"), "answered", True))
    meeting.say("q", 0)
    meeting.say("q", 7, seat="mentor")
    visible = {question.id for question in shown(meeting.state)}
    assert worded(meeting.state, "${q.mentee} and ${q.mentor}: ${q}", visible) == "0 and 7: Sam: 0; Robin: 7"
    assert recall(meeting.state) == {"q": "Sam: 0; Robin: 7", "q.mentee": 0, "q.mentor": 7}


def test_readiness_is_that_of_the_first_step_that_stands():
    meeting = a_meeting(Question("q", "?", "steps"), Check(Ref("q", "readiness"), "below", 7))
    meeting.add("q", what=" ", readiness=1)
    assert not asks(meeting)
    first = meeting.add("q", what="Rehearse", readiness=5)
    meeting.add("q", what="Sleep", readiness=9)
    assert asks(meeting)
    meeting.act("removed", "q", seat="mentee", row=first)
    assert not asks(meeting)


@pytest.mark.parametrize(
    ("ref", "op", "wanted", "expected"),
    [
        (Ref("step", "owner"), "is", "mentor", True),
        (Ref("step", "owner"), "is", "mentee", False),
        (Ref("step", "due"), "answered", True, False),
        (Ref("step", "what"), "answered", True, True),
        (Ref("owner"), "is", "mentor", True),
        (Ref("owner"), "is_not", "mentor", False),
    ],
)
def test_who_carries_the_step_can_be_tested_by_seat(ref, op, wanted, expected):
    meeting = a_meeting(
        Question("step", "?", "steps"), Check(ref, op, wanted), more=(Question("owner", "?", "owner"),)
    )
    meeting.add("step", what="Write to Ana", owner="mentor")
    meeting.say("owner", True)
    assert asks(meeting) == expected


def test_nobody_carries_it_before_that_was_said():
    meeting = a_meeting(Question("owner", "?", "owner"), Check(Ref("owner"), "is", "mentee"))
    assert not asks(meeting)
    meeting.say("owner", True)
    assert asks(meeting)


@pytest.mark.parametrize(
    ("last", "op", "wanted", "expected"),
    [
        ({}, "answered", False, True),
        ({}, "is", "red", False),
        ({}, "is_not", "red", False),
        ({"q": "red"}, "is", "red", True),
        ({"q": "red"}, "answered", True, True),
        ({"q": 3}, "below", 5, True),
        ({"q": ["a", "b"]}, "includes", "b", True),
    ],
)
def test_the_meeting_before_can_be_asked_too(last, op, wanted, expected):
    assert asks(a_meeting(Question("x", "?"), Check(Ref("q", last=True), op, wanted), last=last)) == expected


def test_a_name_that_no_question_has_is_never_answered():
    state = Meeting(a_start(a_bank(QUESTIONS["text"]))).state
    assert value_of(state, Ref("nowhere"), {"nowhere"}) is None
    assert not holds(state, When((Check(Ref("nowhere"), "is", "x"),)), {"nowhere"})


def test_a_number_test_is_false_of_what_is_no_number():
    meeting = a_meeting(Question("x", "?"), Check(Ref("q", last=True), "below", 5), last={"q": True})
    assert not asks(meeting)
    meeting = a_meeting(Question("x", "?"), Check(Ref("q", last=True), "at_least", 5), last={"q": "9"})
    assert not asks(meeting)


# Words


def words(meeting, text, item=""):
    return worded(meeting.state, text, {q.id for q in shown(meeting.state)}, item)


def test_an_answer_stands_in_a_question_or_its_fallback_does():
    meeting = Meeting(a_start(a_bank(Question("goal", "?", "goal"))))
    assert words(meeting, "What moves “${goal|this}”?") == "What moves this?"
    assert words(meeting, "What moves “${goal}”?") == "What moves “…”?"
    meeting.say("goal", " A talk.\nSecond line")
    assert words(meeting, "What moves “${goal|this}”?") == "What moves “A talk”?"
    meeting.act("between_us", "goal", seat="mentee")
    assert words(meeting, "What moves “${goal|this}”?") == "What moves “this”?"


def test_answers_of_both_are_joined_with_their_names_and_can_be_asked_for_by_seat():
    meeting = Meeting(a_start(a_bank(Question("q", "?", who="both"))))
    meeting.say("q", "Tired")
    assert words(meeting, "${q}") == "Sam: Tired"
    meeting.say("q", "Glad ", seat="mentor")
    assert words(meeting, "${q}") == "Sam: Tired; Robin: Glad"
    assert words(meeting, "${q.mentor}") == "Glad"
    meeting.talk("q")
    assert words(meeting, "${q.mentee|nothing}, ${q}") == "nothing, Robin: Glad"


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (QUESTIONS["yes_no"], True, "yes"),
        (QUESTIONS["yes_no"], False, "no"),
        (QUESTIONS["scale"], 0, "0"),
        (QUESTIONS["choices"], ["blue", "red"], "red; blue"),
    ],
)
def test_values_are_written_as_people_would(question, value, expected):
    meeting = Meeting(a_start(a_bank(question)))
    meeting.say("q", value)
    assert words(meeting, "${q|none}") == expected


def test_rows_are_listed_and_can_be_told_apart_by_whose_they_are():
    bank = a_bank(Question("ideas", "?", "options"), Question("offer", "?", "offer", "mentor"))
    meeting = Meeting(a_start(bank))
    meeting.add("ideas", text="Rehearse ")
    meeting.add("ideas", seat="mentor", text="Ask Ana")
    assert words(meeting, "${ideas}") == "Rehearse; Ask Ana"
    assert words(meeting, "${ideas.mentee}") == "Rehearse"


def test_a_pick_stands_for_the_words_of_what_was_picked():
    bank = a_bank(Question("ideas", "?", "options"), Question("pick", "?", "pick", choices_from="ideas"))
    meeting = Meeting(a_start(bank))
    row = meeting.add("ideas", text="Rehearse ")
    meeting.say("pick", row)
    assert words(meeting, "${pick|it}") == "Rehearse"
    meeting.act("removed", "ideas", seat="mentee", row=row)
    assert words(meeting, "${pick|it}") == "it"


def test_a_step_and_who_carries_it_are_named():
    meeting = Meeting(a_start(a_bank(Question("step", "?", "steps"), Question("owner", "?", "owner"))))
    assert words(meeting, "${step|it} of ${step.owner|somebody}, ${owner|?}") == "it of somebody, ?"
    meeting.add("step", what="Rehearse", owner="mentor", readiness=0)
    meeting.say("owner", True)
    assert (
        words(meeting, "${step} of ${step.owner}, ${owner}, ${step.readiness}")
        == "Rehearse of Robin, Robin, 0"
    )


def test_words_of_the_meeting_before_stand_in_too():
    meeting = Meeting(a_start(a_bank(Question("goal", "?", "goal")), last={"goal": "Run", "q": True}))
    assert words(meeting, "${last.goal|x}, ${last.q}, ${last.none|nothing yet}") == "Run, yes, nothing yet"


def test_hidden_words_do_not_stand_anywhere():
    hideable = Question("q", "?", when=When((Check(Ref("door"), "is", True),)))
    meeting = Meeting(a_start(a_bank(Question("door", "?", "yes_no"), hideable)))
    meeting.say("door", True)
    meeting.say("q", "secret")
    assert words(meeting, "${q|none}") == "secret"
    meeting.say("door", False)
    assert words(meeting, "${q|none}") == "none"


def test_the_thing_in_hand_is_named_and_what_people_typed_is_never_looked_at_again():
    meeting = Meeting(a_start(a_bank(Question("goal", "?", "goal"))))
    meeting.say("goal", "${item}")
    assert words(meeting, "What of “${item}”, “${goal}”?", "Ask Mira") == "What of “Ask Mira”, “${item}”?"
    assert words(meeting, "${item|it}") == "it"


def test_accounts_are_answered_once_every_open_step_has_one():
    bank = a_bank(
        Question("account", "And “${item}”?", "follow_through"),
        Question("then", "And?", when=When((Check(Ref("account"), "answered", True),))),
    )
    steps = [an_open_step("Rehearse"), an_open_step("Sleep", id="01K9C00000000000000000STE2")]
    meeting = Meeting(a_start(bank, open_steps=steps))
    first, second = meeting.state.live_rows("account")
    assert not asks(meeting)
    meeting.set("account", first.id, status="done")
    assert not asks(meeting)
    meeting.set("account", second.id, status="still")
    assert asks(meeting)
    assert recall(meeting.state)["account"] == ["done", "still"]
    assert not asks(Meeting(a_start(bank)))
