"""Right-moment prompts and the record: what a new meeting may ask, what it keeps of that, switching off."""

from datetime import timedelta

from desks import DAY, PAIR, a_desk, desk_at, on, render, say, talk

from checkin.meeting.flow import shown
from checkin.meeting.moments.listed import order, switches
from checkin.record.additions import switch
from checkin.record.open_meeting import OpenMeeting


def held(desk, goal="Speak at the demo", next_meeting="", bank="regular") -> OpenMeeting:
    """A meeting about a goal that came to no step, saved."""
    meeting = desk.begin(PAIR, bank)
    if goal:
        say(meeting, "goal", goal)
        talk(meeting, "step")
    if next_meeting:
        on(meeting, "next", value=next_meeting)
    return meeting


def prompt_in(meeting) -> str:
    return next((q.moment for q in shown(meeting.state) if q.moment), "")


def test_the_first_meeting_of_a_pair_has_no_prompt_and_the_second_may(tmp_path):
    desk = a_desk(tmp_path)
    first = held(desk, next_meeting="2026-12-20")
    assert not any(question.moment for question in first.start.bank.all_questions())
    desk.save(first, render)
    assert prompt_in(desk.begin(PAIR, "regular")) == "early"


def test_a_quick_meeting_has_none(tmp_path):
    desk = a_desk(tmp_path)
    desk.save(held(desk, next_meeting="2026-12-20"), render)
    assert prompt_in(desk.begin(PAIR, "regular", "quick")) == ""


def test_a_topic_met_three_times_without_a_step_is_noticed(tmp_path):
    for week in range(2):
        desk = a_desk(tmp_path) if not week else desk_at(tmp_path, DAY + timedelta(weeks=2))
        switch(desk, PAIR, "moment:topic_end", on=False)
        desk.save(held(desk, ("Speak at the demo", "Speaking at our demo")[week]), render)
    desk = desk_at(tmp_path, DAY + timedelta(weeks=4))
    meeting = desk.begin(PAIR, "regular")
    say(meeting, "goal", "To speak at the team demo")
    assert prompt_in(meeting) == "forward"
    say(meeting, "moment_forward", "Parking it for now")
    desk.save(meeting, render)
    ledger = desk.ledger(PAIR)
    assert [topic.end for topic in ledger.ledgers.topics] == ["", "", "parked"]
    assert ledger.ledgers.moments == {"forward": meeting.start.id}
    assert order(ledger.ledgers, ledger.meetings)[-1] != "forward"
    assert "forward" not in order(ledger.ledgers, ledger.meetings)


def test_a_prompt_switched_off_does_not_come_until_it_is_switched_on(tmp_path):
    desk = a_desk(tmp_path)
    desk.save(held(desk, next_meeting="2026-12-20"), render)
    switch(desk, PAIR, "moment:early", on=False)
    meeting = desk.begin(PAIR, "regular")
    assert prompt_in(meeting) == ""
    meeting.leave()
    switch(desk, PAIR, "moment:early", on=True)
    ledger = desk.ledger(PAIR)
    assert all(one.on for one in switches(ledger.ledgers, ledger.meetings))


def test_a_prompt_seen_is_still_the_one_when_the_meeting_goes_on_another_day(tmp_path):
    desk = a_desk(tmp_path)
    desk.save(held(desk, next_meeting="2026-12-20"), render)
    meeting = desk.begin(PAIR, "regular")
    on(meeting, "turned", "", "moment_early")
    meeting.leave()
    again = desk_at(tmp_path, DAY + timedelta(days=20)).resume(PAIR)
    assert prompt_in(again) == "early" == again.state.moment
