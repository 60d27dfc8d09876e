"""Who sits where, on record: the other way round, peers, and the guests of a group."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from desks import PAIR, a_desk, on, render, say

from checkin.meeting.start import to_json
from checkin.record import additions
from checkin.record.rehearsed import begin_rehearsal
from checkin.record.saving import agree_later
from checkin.record.seating import WhoIsThere, last_guests

KIM_AND_LEE = {"third": "Kim", "fourth": "Lee"}


@pytest.fixture
def desk(tmp_path):
    return a_desk(tmp_path / "home")


def step_of(ledger, what):
    return next(step for step in ledger.steps if step.what == what)


def facts(desk, table):
    return list(json.loads((desk.places.pair(PAIR) / "record.json").read_text()).get(table, {}).values())


def a_swapped_meeting(desk):
    meeting = desk.begin(PAIR, "reverse")
    on(meeting, "added", "mentor", "step", value={"what": "Watch once"})
    on(meeting, "added", "mentor", "lesson", value={"text": "It is a habit"})
    say(meeting, "takeaway", "Asking", "mentor")
    say(meeting, "takeaway", "Teaching", "mentee")
    on(meeting, "agreed", "mentor")
    return desk.save(meeting, render)[0]


def a_group(desk, people=None):
    meeting = desk.begin(PAIR, "group", people=people or KIM_AND_LEE)
    on(meeting, "added", "second", "step", value={"what": "Kim's own", "owner": "third"})
    on(meeting, "added", "second", "step", value={"what": "Sam's own"})
    say(meeting, "takeaway", "Rounds work", "third")
    say(meeting, "takeaway", "Be brief", "second")
    for seat in ("host", "third", "second"):
        on(meeting, "agreed", seat)
    return desk.save(meeting, render)[0]


def test_the_other_way_round_everything_lands_with_the_right_person(desk):
    a_swapped_meeting(desk)
    ledger = desk.ledger(PAIR)
    assert step_of(ledger, "Watch once").owner_name == "Robin"
    assert step_of(ledger, "Watch once").owner_seat == "mentor"
    assert ledger.meetings[0].takeaways == {"mentor": "Asking", "mentee": "Teaching"}
    assert ledger.meetings[0].agreed == ("mentor",)
    assert ledger.looks_right(ledger.meetings[0]) == "looks right to Robin"
    assert desk.saved(PAIR).state.agreed == ("mentor",)
    assert [fact["text"] for fact in facts(desk, "lessons")] == ["It is a habit"]


def test_who_agrees_later_to_a_swapped_meeting_is_who_they_are(desk):
    saved = a_swapped_meeting(desk)
    agreed = agree_later(desk, PAIR, saved.start.id, saved.start.role("mentee"), render)
    assert set(agreed.state.agreed) == {"mentor", "mentee"}
    assert desk.ledger(PAIR).agreed_names(desk.ledger(PAIR).meetings[0]) == ("Sam", "Robin")


def test_the_next_usual_meeting_knows_whose_is_what(desk):
    a_swapped_meeting(desk)
    start = desk.begin(PAIR, "regular").start
    assert start.takeaways == {"mentor": "Asking", "mentee": "Teaching"}
    assert [(step.what, step.owner) for step in start.open_steps] == [("Watch once", "mentor")]


def test_what_the_mentor_learned_the_other_way_round_stays_theirs(desk):
    a_swapped_meeting(desk)
    (lesson,) = desk.ledger(PAIR).ledgers.lessons
    assert lesson.seat == "mentor"
    assert desk.begin(PAIR, "regular").start.known.lessons == ()


def test_a_goal_of_the_other_way_round_is_the_mentors(desk):
    meeting = desk.begin(PAIR, "reverse")
    say(meeting, "goal", "Read the dashboards", "mentor")
    desk.save(meeting, render)
    assert [(one.text, one.seat) for one in desk.ledger(PAIR).ledgers.topics] == [
        ("Read the dashboards", "mentor")
    ]
    usual = desk.begin(PAIR, "regular")
    say(usual, "goal", "Speak up", "mentee")
    desk.save(usual, render)
    assert [one.seat for one in desk.ledger(PAIR).ledgers.topics] == ["mentor", "mentee"]


def test_what_a_swapped_meeting_hears_of_a_step_comes_from_its_owner(desk):
    meeting = desk.begin(PAIR, "regular")
    row = on(meeting, "added", "mentee", "step", value={"what": "Call"})
    say(meeting, "takeaway", "Start small", "mentee")
    desk.save(meeting, render)
    meeting = desk.begin(PAIR, "reverse")
    assert [step.owner for step in meeting.start.open_steps] == ["mentee"]
    assert meeting.start.takeaways == {"mentee": "Start small"}
    on(meeting, "set", "mentee", "account", row=row, field="status", value="done")
    desk.save(meeting, render)
    (account,) = step_of(desk.ledger(PAIR), "Call").accounts
    assert (account.by, account.what) == ("mentee", "done")


def test_peers_are_mentee_and_mentor_on_record_and_find_what_they_said_again(desk):
    meeting = desk.begin(PAIR, "peer")
    on(meeting, "added", "one", "first_step", value={"what": "Of the first half"})
    on(meeting, "added", "two", "second_step", value={"what": "Of the second half"})
    say(meeting, "takeaway", "Listening", "one")
    say(meeting, "takeaway", "Asking", "two")
    desk.save(meeting, render)
    ledger = desk.ledger(PAIR)
    assert step_of(ledger, "Of the first half").owner_name == "Sam"
    assert step_of(ledger, "Of the second half").owner_name == "Robin"
    assert ledger.meetings[0].takeaways == {"mentee": "Listening", "mentor": "Asking"}
    again = desk.begin(PAIR, "peer").start
    assert again.takeaways == {"one": "Listening", "two": "Asking"}
    assert [step.owner for step in again.open_steps] == ["one", "two"]


def test_a_group_is_those_who_are_named_in_the_order_of_the_seats(desk):
    start = desk.begin(PAIR, "group", people={"fourth": " Lee ", "third": "Kim", "fifth": ""}).start
    assert {seat: person.name for seat, person in start.seats.items()} == {
        "host": "Robin",
        "second": "Sam",
        "third": "Kim",
        "fourth": "Lee",
    }
    assert start.pair_words == "Sam with Robin, Kim and Lee"


def test_a_guest_owns_a_step_takes_something_away_and_agrees(desk):
    saved = a_group(desk)
    ledger = desk.ledger(PAIR)
    step = step_of(ledger, "Kim's own")
    kim = next(guest for guest in ledger.guests if guest.name == "Kim")
    assert (step.owner, step.owner_name) == (kim.id, "Kim")
    assert step_of(ledger, "Sam's own").owner_name == "Sam"
    assert ledger.meetings[0].takeaways == {"mentee": "Be brief", kim.id: "Rounds work"}
    assert ledger.looks_right(ledger.meetings[0]) == "looks right to Kim, Sam and Robin"
    assert set(desk.saved(PAIR).state.agreed) == {"host", "second", "third"}
    agree_later(desk, PAIR, saved.start.id, saved.start.role("fourth"), render)
    assert desk.ledger(PAIR).looks_right(desk.ledger(PAIR).meetings[0]) == "looks right to all"


def test_the_same_name_next_time_is_the_same_person_in_whatever_seat(desk):
    before = a_group(desk).start.seats["third"]
    again = desk.begin(PAIR, "group", people={"fifth": "kim", "sixth": "Jo"}).start
    assert again.seats["fifth"] == before
    assert [(step.what, step.owner) for step in again.open_steps] == [
        ("Kim's own", "fifth"),
        ("Sam's own", "second"),
    ]
    assert again.takeaways["fifth"] == "Rounds work"
    assert len(desk.ledger(PAIR).guests) == 2


def test_what_a_guest_left_open_waits_until_they_are_there_again(desk):
    a_group(desk)
    start = desk.begin(PAIR, "regular").start
    assert [step.what for step in start.open_steps] == ["Sam's own"]
    assert start.takeaways == {"mentee": "Be brief"}


def test_nothing_the_two_said_among_themselves_comes_up_before_guests(desk):
    meeting = desk.begin(PAIR, "setback")
    on(meeting, "added", "mentee", "step", value={"what": "Ask for more pay"})
    on(meeting, "added", "mentee", "lesson", value={"text": "I gave in", "easier": "ask for a day"})
    say(meeting, "takeaway", "To leave, perhaps")
    desk.save(meeting, render)
    additions.bring(desk, PAIR, seat="mentee", text="How to tell my boss")
    additions.set_card(desk, PAIR, "I need time")
    group = desk.begin(PAIR, "group", people=KIM_AND_LEE)
    told = json.dumps(to_json(group.start))
    for words in ("more pay", "gave in", "ask for a day", "perhaps", "my boss", "need time"):
        assert words not in told
    desk.save(group, render)
    start = desk.begin(PAIR, "regular").start
    assert [step.what for step in start.open_steps] == ["Ask for more pay"]
    assert [one.text for one in start.known.brought] == ["How to tell my boss"]  # it waited for them alone


def test_a_guests_step_can_be_accounted_for_between_meetings(desk):
    a_group(desk)
    desk.account(PAIR, step_of(desk.ledger(PAIR), "Kim's own"), "done")
    assert not step_of(desk.ledger(PAIR), "Kim's own").open


def test_last_times_names_stand_ready(desk):
    a_group(desk)
    ledger, bank = desk.ledger(PAIR), desk.bank("group")
    assert last_guests(ledger, bank) == KIM_AND_LEE
    smaller = replace(bank, seats=tuple(seat for seat in bank.seats if seat.id != "third"))
    assert last_guests(ledger, smaller) == {"fourth": "Lee", "fifth": "Kim"}


@pytest.mark.parametrize(
    ("bank", "people", "said"),
    [
        ("group", None, "three people or more"),
        ("group", {"third": " "}, "three people or more"),
        ("group", {"third": "sam"}, "Two people are called"),
        ("group", {"third": "Kim", "fourth": "KIM"}, "Two people are called"),
        ("group", {"thrid": "Kim"}, "Did you mean third"),
        ("group", {"host": "Kim"}, "the pair's own"),
        ("group", {"third": "K" * 5000}, "too long"),
        ("regular", {"third": "Kim"}, "no seats for guests"),
    ],
)
def test_who_can_not_be_there_is_said_and_no_meeting_is_begun(desk, bank, people, said):
    with pytest.raises(WhoIsThere) as refused:
        desk.begin(PAIR, bank, people=people)
    assert said in str(refused.value)
    assert not desk.unfinished(PAIR)
    desk.make_sure_free(PAIR)


def test_a_group_is_rehearsed_with_a_full_circle(tmp_path):
    folder = tmp_path / "r"
    folder.mkdir()
    desk = a_desk(tmp_path / "home")
    _, meeting = begin_rehearsal(folder, {}, desk.bank("group"), "full")
    assert len(meeting.start.seats) == 6
    meeting.leave()
