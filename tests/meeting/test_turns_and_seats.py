"""Whose turn it is: in a usual meeting, among peers who swap, the other way round, in a group."""

from __future__ import annotations

from dataclasses import replace

import pytest
from meetings import Meeting, a_bank, a_start, shipped

from checkin.banks.model import Bank, Question, Seat, Stage
from checkin.meeting.answered import is_met, own_ideas
from checkin.meeting.brought import brought_line
from checkin.meeting.events import ASKED, THOUGHT
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.gate import closed_offer
from checkin.meeting.known import NOTHING
from checkin.meeting.ledgers import Brought
from checkin.meeting.rules import NotNow
from checkin.meeting.steps import steps_of
from checkin.meeting.words import count_to_three
from checkin.tui.pages.about import about

GUESTS = {"third": "Kim", "fifth": "Lee"}


@pytest.fixture
def peers():
    return Meeting(a_start(shipped("peer")))


@pytest.fixture
def swapped():
    return Meeting(a_start(shipped("reverse")))


@pytest.fixture
def group():
    return Meeting(a_start(shipped("group"), guests=GUESTS))


def question(meeting, id):
    return meeting.state.questions[id]


def test_in_a_usual_meeting_the_mentee_receives_and_the_mentor_gives():
    start = a_start(shipped("regular"))
    offer = next(q for q in start.bank.all_questions() if q.type == "offer")
    assert (start.receiver(offer), start.giver(offer)) == ("mentee", "mentor")
    assert {start.thinker(q) for q in start.bank.all_questions()} == {"mentee"}
    assert not start.takes_turns
    assert [start.role(seat) for seat in start.seats] == ["mentee", "mentor"]


def test_a_thought_without_a_word_on_whose_it_is_is_the_mentors():
    start = a_start(a_bank(Question("goal", "?"), Question("view", "?", "offer", opens_after=("goal",))))
    offer = next(q for q in start.bank.all_questions() if q.type == "offer")
    assert (start.receiver(offer), start.giver(offer)) == ("mentee", "mentor")


def test_peers_swap_at_half_time(peers):
    start = peers.start
    assert start.takes_turns
    first, second = question(peers, "first_thought"), question(peers, "second_thought")
    assert (start.receiver(first), start.giver(first)) == ("one", "two")
    assert (start.receiver(second), start.giver(second)) == ("two", "one")


@pytest.mark.parametrize(("half", "whose", "other"), [("first", "one", "two"), ("second", "two", "one")])
def test_a_half_is_led_by_the_one_whose_half_it_is(peers, half, whose, other):
    offer = f"{half}_thought"
    with pytest.raises(NotNow, match="'s turn comes after "):
        peers.add(f"{half}_ideas", other, text="I know what you should do")
    with pytest.raises(NotNow, match="a reason"):
        peers.act("opened", offer, seat=other, value="because")
    idea = peers.add(f"{half}_ideas", whose, text="Mine")
    assert [row.id for row in own_ideas(peers.state, question(peers, offer))] == [idea]
    peers.act("opened", offer, seat=whose)
    assert peers.state.gate[offer].why == ASKED
    with pytest.raises(NotNow, match="to make"):
        peers.add(offer, whose, text="To myself")
    thought = peers.add(offer, other, text="It took me long as well")
    with pytest.raises(NotNow, match="to say"):
        peers.set(offer, thought, other, reaction="keep")
    peers.set(offer, thought, whose, reaction="keep", takes="Patience")
    assert peers.state.row(offer, thought).seat == other
    peers.add(f"{half}_ideas", other, text="One of mine")
    assert len(own_ideas(peers.state, question(peers, offer))) == 1


def test_a_half_opens_the_thought_of_the_other_and_not_that_of_the_other_half(peers):
    peers.say("first_matter", "A talk", seat="one")
    peers.turn("first_ideas")
    assert peers.state.gate["first_thought"].why == THOUGHT
    assert peers.state.gate["first_thought"].seat == "one"
    assert closed_offer(peers.state, "first_ideas") is None
    assert closed_offer(peers.state, "second_ideas").id == "second_thought"
    with pytest.raises(NotNow):
        peers.add("second_ideas", "one", text="Already an idea")


def test_a_step_of_peers_belongs_to_the_one_whose_half_it_is(peers):
    peers.add("first_step", "one", what="Call")
    peers.add("second_step", "two", what="Write")
    assert [steps_of(peers.state, q)[0].owner for q in ("first_step", "second_step")] == ["one", "two"]


def test_both_halves_ask_the_same_of_both(peers):
    halves = [stage.questions for stage in peers.start.bank.stages if stage.id in ("first", "second")]
    kinds = [[(q.type, q.quick, q.required, q.at_least, q.at_most) for q in half] for half in halves]
    assert kinds[0] == kinds[1]


def test_the_other_way_round_the_mentor_thinks_and_the_mentee_gives(swapped):
    start = swapped.start
    offer = question(swapped, "perspective")
    assert (start.receiver(offer), start.giver(offer)) == ("mentor", "mentee")
    assert (start.name("mentor"), start.name("mentee")) == ("Robin", "Sam")
    assert start.pair_words == "Robin with Sam"
    with pytest.raises(NotNow, match="Sam's turn comes after Robin"):
        swapped.add("ideas", "mentee", text="Sit beside me")
    swapped.talk("tried", "real_issue", "outcome", seat="mentor")
    swapped.turn("ideas")
    swapped.add("ideas", "mentee", text="Sit beside me")
    swapped.add("step", "mentor", what="Watch")
    assert steps_of(swapped.state, "step")[0].owner == "mentor"


def test_the_record_calls_everybody_what_they_are_in_the_pair():
    swapped = a_start(shipped("reverse"))
    assert [swapped.role(seat) for seat in ("mentor", "mentee")] == ["mentor", "mentee"]
    peers = a_start(shipped("peer"))
    assert [peers.role(seat) for seat in ("one", "two")] == ["mentee", "mentor"]
    assert [peers.seat_of(role) for role in ("mentee", "mentor")] == ["one", "two"]
    group = a_start(shipped("group"), guests=GUESTS)
    assert [group.role(seat) for seat in group.seats] == ["mentor", "mentee", "guest-third", "guest-fifth"]
    assert group.role("fourth") == ""
    assert group.guests == ("third", "fifth")


def test_seats_are_bound_by_name_first_and_then_by_what_they_play():
    seats = (Seat("guide", "mentor"), Seat("mentee", "mentor"), Seat("a", "mentee"), Seat("b", "mentee"))
    bank = Bank("b", "B", (Stage("s", "S", ()),), seats=seats)
    assert bank.roles() == {"guide": "mentor", "mentee": "mentee"}
    assert [seat.id for seat in bank.guest_seats] == ["a", "b"]
    assert bank.fewest == 3


def test_in_a_group_everybody_who_is_there_has_a_turn_and_an_empty_seat_has_none(group):
    assert seats_of(group.state, question(group, "round")) == ("host", "second", "third", "fifth")
    for seat in ("host", "second", "third"):
        group.say("round", "Mine", seat=seat)
    assert not is_met(group.state, question(group, "round"))
    group.talk("round", seat="fifth")
    assert is_met(group.state, question(group, "round"))
    with pytest.raises(NotNow, match="Nobody sits"):
        group.say("round", "Nobody's", seat="sixth")


def test_a_question_for_a_seat_that_nobody_has_is_not_asked():
    seats = (Seat("mentee", "mentee"), Seat("mentor", "mentor"), Seat("guest", "mentee"))
    stage = Stage("s", "S", (Question("all", "?", who="both"), Question("theirs", "?", who="guest")))
    bank = Bank("b", "B", (stage,), seats=seats)
    asked = {
        named: [q.id for q in shown(Meeting(a_start(bank, guests=named and {"guest": named})).state)]
        for named in ("", "Kim")
    }
    assert asked == {"": ["all"], "Kim": ["all", "theirs"]}


def test_a_step_of_a_group_has_one_owner_among_those_who_are_there(group):
    row = group.add("step", "second", what="Ask round", owner="third")
    assert steps_of(group.state, "step")[0].owner == "third"
    with pytest.raises(NotNow, match="somebody of this pair"):
        group.set("step", row, "second", owner="sixth")


def test_the_last_word_on_a_summary_has_who_plays_the_mentee():
    assert a_start(shipped("group"), guests=GUESTS).mentee_last() == ("host", "second", "third", "fifth")
    assert a_start(shipped("reverse")).mentee_last() == ("mentee", "mentor")


def test_blind_answers_at_one_keyboard_are_said_together_by_as_many_as_there_are():
    assert count_to_three(2) == "Count to three, say your numbers, type both."
    assert count_to_three(4) == "Count to three, say your numbers, type them all."


def test_what_the_mentee_wants_known_is_under_their_name_whatever_they_play():
    known = replace(NOTHING, card="I like figures.")
    assert about(Meeting(replace(a_start(shipped("reverse")), known=known)).state).startswith("About Sam: ")
    assert about(Meeting(replace(a_start(shipped("peer")), known=known)).state).startswith("About Sam: ")


def test_what_was_brought_says_whose_it_is_where_it_is_not_of_the_one_who_thinks_first():
    mine = Brought("1", "2026-11-20", "mentee", "The demo")
    theirs = Brought("2", "2026-11-20", "mentor", "The rota")
    for bank, told in (
        ("peer", ["The demo", "The rota (Robin)"]),
        ("reverse", ["The demo (Sam)", "The rota"]),
    ):
        state = Meeting(a_start(shipped(bank))).state
        assert [brought_line(state, one) for one in (mine, theirs)] == told
