"""The desk: what one meeting hands on to the next, and which meeting is meant."""

from datetime import timedelta

import pytest
from desks import DAY, PAIR, a_desk, desk_at, on, render, say

from checkin.ground.errors import HeldByOther, NotFound, WrongInput
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown
from checkin.record.ledger import Ledger
from checkin.record.saving import agree_later


@pytest.fixture
def home(tmp_path):
    a_desk(tmp_path / "home")
    return tmp_path / "home"


def week(home, number):
    return desk_at(home, DAY + timedelta(weeks=number))


def test_a_year_of_meetings_every_two_weeks_opens_with_no_question_twice(home):
    drawn, asked = [], []
    for number in range(26):
        desk = week(home, number)
        meeting = desk.begin(PAIR, "regular", ("full", "quick")[number % 2])
        opener = next(q for q in shown(meeting.state) if q.pool)
        drawn.append(opener.id)
        asked.append(opener.ask)
        desk.save(meeting, render)
    assert len(set(drawn)) == len(set(asked)) == 26
    meeting = week(home, 26).begin(PAIR)
    assert next(q.id for q in shown(meeting.state) if q.pool) == drawn[0]
    meeting.leave()


def test_the_first_meeting_starts_from_nothing(home):
    desk = week(home, 0)
    assert desk.suggested_bank(PAIR) == "first_meeting"
    meeting = desk.begin(PAIR, "first_meeting")
    start = meeting.start
    assert (start.open_steps, start.last, start.takeaways, start.last_date) == ((), {}, {}, "")
    assert {seat: person.name for seat, person in start.seats.items()} == {"mentee": "Sam", "mentor": "Robin"}
    desk.save(meeting, render)
    assert desk.suggested_bank(PAIR) == "regular"


def test_the_next_meeting_starts_from_open_steps_takeaways_and_last_answers(home):
    desk = week(home, 0)
    meeting = desk.begin(PAIR)
    say(meeting, "goal", "Speak at the demo ")
    plan = {"what": "Rehearse", "due": "2026-12-03", "if": "Ana is away", "then": "I record it"}
    step = on(meeting, "added", "mentee", "step", value={**plan, "readiness": 6})
    other = on(meeting, "added", "mentee", "step", value={"what": "Ask for a slot", "owner": "mentor"})
    say(meeting, "takeaway", "I was alone")
    say(meeting, "takeaway", "I waited", seat="mentor")
    saved, _ = desk.save(meeting, render)

    start = week(home, 1).begin(PAIR)
    start.leave()
    first, second = start.start.open_steps
    assert (first.id, first.what, first.owner, first.due) == (step, "Rehearse", "mentee", "2026-12-03")
    assert (first.if_, first.then, first.carried) == ("Ana is away", "I record it", 0)
    assert first.meeting == saved.start.id
    assert (second.id, second.owner) == (other, "mentor")
    assert start.start.takeaways == {"mentee": "I was alone", "mentor": "I waited"}
    assert start.start.last_date == "2026-11-27"
    last = start.start.last
    assert last["goal"] == "Speak at the demo"
    assert (last["step"], last["step.readiness"], last["step.owner"]) == ("Rehearse", 6, "mentee")
    assert last["takeaway.mentor"] == "I waited"
    assert worded(start.state, "Last time: ${last.goal|nothing}", ()) == "Last time: Speak at the demo"
    assert [row.id for row in start.state.live_rows("account")] == [step, other]


def test_last_answers_are_of_the_last_meeting_of_the_kind_and_takeaways_of_the_last_of_all(home):
    for number, (bank, goal) in enumerate((("regular", "A talk"), ("first_meeting", "A letter"))):
        desk = week(home, number)
        meeting = desk.begin(PAIR, bank)
        say(meeting, "goal", goal)
        say(meeting, "takeaway", f"From {bank}")
        desk.save(meeting, render)
    meeting = week(home, 2).begin(PAIR, "regular")
    meeting.leave()
    assert meeting.start.last["goal"] == "A talk"
    assert meeting.start.takeaways == {"mentee": "From first_meeting"}
    assert meeting.start.last_date == "2026-12-04"


def test_a_step_waits_until_it_is_done_and_is_counted_when_it_is_carried_on(home):
    desk = week(home, 0)
    meeting = desk.begin(PAIR)
    step = on(meeting, "added", "mentee", "step", value={"what": "Rehearse"})
    desk.save(meeting, render)
    for number, (status, waits) in enumerate((("still", True), ("partly", True), ("done", False)), 1):
        desk = week(home, number)
        meeting = desk.begin(PAIR)
        assert meeting.start.open_steps[0].carried == (number > 1)
        on(meeting, "set", "mentee", "account", row=step, field="status", value=status)
        desk.save(meeting, render)
        assert desk.ledger(PAIR).step(step).open == waits
    meeting = week(home, 4).begin(PAIR)
    meeting.leave()
    assert meeting.start.open_steps == ()


def test_an_account_between_meetings_closes_a_step_too(home):
    desk = week(home, 0)
    meeting = desk.begin(PAIR)
    on(meeting, "added", "mentee", "step", value={"what": "Rehearse"})
    desk.save(meeting, render)
    desk.account(PAIR, desk.ledger(PAIR).steps[0], "done", "went \x1bwell\n")
    (step,) = desk.ledger(PAIR).steps
    assert (step.open, step.notes, step.accounts[0].meeting) == (False, ("went well",), None)


def test_an_earlier_meeting_that_can_not_be_read_costs_its_words_only(home):
    desk = week(home, 0)
    meeting = desk.begin(PAIR)
    say(meeting, "goal", "A talk")
    on(meeting, "added", "mentee", "step", value={"what": "Rehearse"})
    saved, _ = desk.save(meeting, render)
    (desk.places.meetings(PAIR) / f"{saved.start.id}.json").write_text("{")
    meeting = week(home, 1).begin(PAIR)
    meeting.leave()
    assert meeting.start.last == {}
    assert [step.what for step in meeting.start.open_steps] == ["Rehearse"]


def test_a_saved_meeting_is_named_by_last_number_or_ending(home):
    saved = []
    for number in range(2):
        desk = week(home, number)
        saved.append(desk.save(desk.begin(PAIR), render)[0])
    desk = week(home, 3)
    assert desk.saved(PAIR) == desk.saved(PAIR, "last") == desk.saved(PAIR, "2") == saved[1]
    assert desk.saved(PAIR, "1") == saved[0]
    assert desk.saved(PAIR, saved[0].start.id[-8:].lower()) == saved[0]
    for nothing in ("0", "3", "99999999999999", "nothing", "٣"):
        with pytest.raises(NotFound, match="There is no meeting"):
            desk.saved(PAIR, nothing)


def test_without_a_saved_meeting_there_is_none_to_show(home):
    with pytest.raises(NotFound, match="no saved meeting yet"):
        week(home, 0).saved(PAIR)


def test_of_several_unfinished_meetings_the_latest_goes_on_unless_one_is_named(home):
    ids = []
    for number in range(2):
        meeting = week(home, number).begin(PAIR)
        ids.append(meeting.start.id)
        meeting.leave()
    desk = week(home, 2)
    assert [one.id for one in desk.unfinished(PAIR)] == ids[::-1]
    assert {one.title for one in desk.unfinished(PAIR)} == {"Regular check-in"}
    latest = desk.resume(PAIR)
    assert latest.start.id == ids[1]
    latest.leave()
    named = desk.resume(PAIR, ids[0][-10:].lower())
    assert named.start.id == ids[0]
    named.leave()
    with pytest.raises(NotFound, match="no unfinished meeting"):
        desk.resume(PAIR, "zzzz")


def test_an_unknown_bank_leaves_no_meeting_open(home):
    desk = week(home, 0)
    with pytest.raises((NotFound, WrongInput)):
        desk.begin(PAIR, "nowhere")
    assert desk.unfinished(PAIR) == ()
    desk.begin(PAIR).leave()


def test_agreeing_later_is_on_record_once_and_in_the_summary(home):
    desk = week(home, 0)
    saved, summary = desk.save(desk.begin(PAIR), render)
    for _ in range(2):
        agree_later(desk, PAIR, saved.start.id, "mentee", render)
    assert desk.ledger(PAIR).meetings[0].agreed == ("mentee",)
    again = desk.saved(PAIR)
    assert again.state.agreed == ("mentee",)
    assert summary.read_text("utf-8") == render(again)


def test_nobody_changes_the_record_between_reading_it_and_writing_the_summary_of_who_agreed(home):
    desk = week(home, 0)
    saved, _ = desk.save(desk.begin(PAIR), render)
    held = []

    def slowly(meeting):
        with pytest.raises(HeldByOther), Ledger(desk.places.pair(PAIR)).change(0):
            pass  # somebody else agrees, say, or takes a line back
        held.append(meeting.state.agreed)
        return render(meeting)

    agree_later(desk, PAIR, saved.start.id, "mentee", slowly)
    assert held == [("mentee",)]
