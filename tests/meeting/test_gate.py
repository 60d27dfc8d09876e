"""What keeps the mentor's turn back, and what opens it."""

import pytest
from meetings import Meeting, a_bank, a_start
from random_meetings import shipped_start

from checkin.banks.model import Question, Ref, When
from checkin.banks.model import Test as Check
from checkin.meeting.events import MENTOR_REASONS
from checkin.meeting.flow import SUMMARY
from checkin.meeting.gate import closed_offer, held_by
from checkin.meeting.rules import Act, NotNow, checked
from checkin.meeting.state import Place
from checkin.meeting.turning import following, place_of

THREE = ("tried", "real_issue", "outcome")


@pytest.fixture(params=["full", "quick"])
def meeting(request):
    return Meeting(shipped_start("regular", request.param))


def opening(meeting):
    return meeting.state.gate.get("perspective")


def waits_for(meeting):
    return [q.id for q in held_by(meeting.state, meeting.state.questions["perspective"])]


def an_offer(meeting, seat="mentor"):
    return meeting.add("perspective", seat=seat, kind="story", text="I read mine from paper")


def test_it_waits_for_the_three_and_says_which_are_still_to_come(meeting):
    assert waits_for(meeting) == list(THREE)
    assert closed_offer(meeting.state).id == "perspective"
    meeting.talk("real_issue")
    assert waits_for(meeting) == ["tried", "outcome"]


def test_it_opens_by_itself_once_all_three_were_talked_about(meeting):
    meeting.talk("tried", "real_issue")
    assert opening(meeting) is None
    meeting.talk("outcome")
    assert (opening(meeting).seat, opening(meeting).why) == ("mentee", "thought")
    assert waits_for(meeting) == []
    assert closed_offer(meeting.state) is None


def test_it_opens_when_the_page_is_turned_and_never_in_the_middle_of_typing(meeting):
    for q in THREE:
        meeting.say(q, "S")
        meeting.say(q, "So")
    assert opening(meeting) is None
    meeting.turn("ideas")
    assert opening(meeting).why == "thought"


@pytest.mark.parametrize("act", ["stopped", "resumed"])
def test_neither_ending_nor_resuming_opens_it(meeting, act):
    for q in THREE:
        meeting.say(q, "So")
    meeting.act(act)
    assert opening(meeting) is None


def test_agreeing_after_the_end_does_not_open_it_any_more(meeting):
    for q in THREE:
        meeting.say(q, "So")
    meeting.act("stopped")
    meeting.act("agreed", seat="mentee", value=True)
    assert opening(meeting) is None
    assert meeting.state.agreed == ("mentee",)


def test_an_answer_taken_back_holds_it_again_until_it_is_open(meeting):
    meeting.say("tried", "Twice")
    meeting.talk("real_issue")
    meeting.say("tried", None)
    meeting.talk("outcome")
    assert opening(meeting) is None
    assert waits_for(meeting) == ["tried"]


def test_once_open_it_stays_open(meeting):
    meeting.talk(*THREE)
    first = opening(meeting)
    meeting.say("tried", "x")
    meeting.say("tried", None)
    assert opening(meeting) == first
    with pytest.raises(NotNow, match="open already"):
        meeting.act("opened", "perspective", seat="mentee")
    an_offer(meeting)


def test_words_kept_between_the_two_count_as_talked_about(meeting):
    for q in THREE:
        meeting.act("between_us", q, seat="mentee")
    assert opening(meeting).why == "thought"


def test_the_mentee_opens_it_at_any_moment_without_a_reason(meeting):
    meeting.act("opened", "perspective", seat="mentee")
    assert (opening(meeting).seat, opening(meeting).why) == ("mentee", "asked")
    an_offer(meeting)


@pytest.mark.parametrize("reason", MENTOR_REASONS)
def test_the_mentor_opens_it_for_one_of_three_reasons(meeting, reason):
    meeting.act("opened", "perspective", seat="mentor", value=reason)
    assert (opening(meeting).seat, opening(meeting).why) == ("mentor", reason)


@pytest.mark.parametrize("reason", [None, "", "asked", "thought", "I know better", ["urgent"], True])
def test_the_mentor_opens_it_for_no_other_reason(meeting, reason):
    with pytest.raises(NotNow):
        meeting.act("opened", "perspective", seat="mentor", value=reason)
    assert opening(meeting) is None


def test_offers_are_refused_before_in_words_that_say_what_helps(meeting):
    with pytest.raises(NotNow) as refused:
        an_offer(meeting)
    assert refused.value.message == "Robin's turn comes after Sam has thought aloud."
    assert refused.value.remedy == "Sam can ask for it at any moment."
    assert meeting.events == []


def test_the_mentor_adds_no_option_before_it_is_open_either(meeting):
    with pytest.raises(NotNow, match="Robin's turn comes after Sam has thought aloud"):
        meeting.add("ideas", seat="mentor", text="Do it my way")
    own = meeting.add("ideas", text="Rehearse")
    meeting.talk(*THREE)
    meeting.add("ideas", seat="mentor", text="Ask Ana")
    assert [row.seat for row in meeting.state.live_rows("ideas")] == ["mentee", "mentor"]
    assert meeting.state.live_rows("ideas")[0].id == own


def test_only_an_offer_has_a_gate(meeting):
    with pytest.raises(NotNow, match="Only an offer"):
        meeting.act("opened", "goal", seat="mentee")


def test_an_offer_is_the_mentors_and_what_to_make_of_it_the_mentees(meeting):
    meeting.talk(*THREE)
    with pytest.raises(NotNow, match="Robin's to make"):
        an_offer(meeting, seat="mentee")
    row = an_offer(meeting)
    with pytest.raises(NotNow, match="Sam's to say"):
        meeting.set("perspective", row, seat="mentor", reaction="keep")
    with pytest.raises(NotNow, match="Robin's to say"):
        meeting.set("perspective", row, seat="mentee", text="Something else")
    meeting.set("perspective", row, seat="mentee", reaction="keep", takes="Paper is allowed")


def test_the_mentor_neither_changes_nor_removes_nor_hides_what_the_mentee_thought_of(meeting):
    row = meeting.add("ideas", text="Rehearse")
    meeting.talk(*THREE)
    for act in (
        Act("set", "mentor", "ideas", row, "text", "Mine"),
        Act("removed", "mentor", "ideas", row),
        Act("between_us", "mentor", "ideas", row),
    ):
        with pytest.raises(NotNow, match="This idea is Sam's to change"):
            checked(meeting.state, act)


def test_who_asks_from_an_earlier_page_returns_to_it(meeting):
    meeting.turn("goal")
    meeting.act("opened", "perspective", seat="mentee", value="asked")
    meeting.act("turned", "perspective", value="goal")
    assert place_of(meeting.state, "") == Place("perspective", "", "goal")
    assert following(meeting.state, place_of(meeting.state, "")).prompt == "goal"


def test_who_looks_at_an_offer_from_the_summary_returns_to_it(meeting):
    meeting.act("turned", "perspective", value=SUMMARY)
    assert following(meeting.state, place_of(meeting.state, "")) == Place(SUMMARY)


def gated(*whens):
    """An offer that waits for two questions, which may be hidden, after one that decides."""
    held = [Question(f"held{n}", "Well?", when=when) for n, when in enumerate(whens)]
    return Meeting(
        a_start(
            a_bank(
                Question("first", "Is there more?", "yes_no"),
                *held,
                Question("offer", "Help?", "offer", "mentor", opens_after=tuple(q.id for q in held)),
            )
        )
    )


IF_MORE = When((Check(Ref("first"), "is", True),))


def test_hidden_questions_do_not_hold_it():
    meeting = gated(IF_MORE, None)
    meeting.talk("held1")
    assert meeting.state.gate["offer"].why == "thought"


def test_a_question_that_appears_holds_it_and_one_that_vanishes_lets_go():
    meeting = gated(IF_MORE, None)
    meeting.say("first", True)
    meeting.talk("held1")
    assert not meeting.state.gate_open("offer")
    meeting.say("first", False)
    meeting.turn("offer")
    assert meeting.state.gate_open("offer")


def test_it_opens_at_the_first_page_turned_when_everything_it_waits_for_is_hidden():
    meeting = gated(IF_MORE)
    assert not meeting.state.gate_open("offer")
    meeting.turn("offer")
    assert meeting.state.gate_open("offer")


def test_an_offer_that_waits_for_nothing_is_open():
    meeting = Meeting(a_start(a_bank(Question("offer", "Help?", "offer", "mentor"))))
    meeting.add("offer", seat="mentor", kind="door", text="Ask Ana")
    assert meeting.state.gate == {}


def test_a_hidden_offer_can_not_be_opened():
    bank = a_bank(
        Question("first", "Is there more?", "yes_no"),
        Question("tried", "What?"),
        Question("offer", "Help?", "offer", "mentor", opens_after=("tried",), when=IF_MORE),
    )
    meeting = Meeting(a_start(bank))
    meeting.talk("tried")
    with pytest.raises(NotNow, match="not asked"):
        meeting.act("opened", "offer", seat="mentee")
    assert closed_offer(meeting.state) is None
    meeting.say("first", True)
    meeting.turn("offer")
    assert meeting.state.gate_open("offer")


def test_it_waits_for_both_where_both_are_asked():
    bank = a_bank(
        Question("sense", "What?", who="both"),
        Question("offer", "Help?", "offer", "mentor", opens_after=("sense",)),
    )
    meeting = Meeting(a_start(bank))
    meeting.talk("sense")
    assert not meeting.state.gate_open("offer")
    meeting.talk("sense", seat="mentor")
    assert meeting.state.gate_open("offer")
