"""Trends: figures folded from two years of meetings, what they say in words, and what they never say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from meetings import Meeting, a_bank, a_start, shipped
from scripted_pairs import (
    FIRST,
    Pair,
    Talk,
    a_helping_pair,
    a_pair_in_a_crisis,
    a_pair_where_the_mentor_takes_over,
    two_peers,
)

from checkin.banks.drawing import draw
from checkin.banks.model import Question
from checkin.meeting.events import Event
from checkin.meeting.folding import fold
from checkin.meeting.ledgers import DoorMove
from checkin.meeting.reviewing import hangs_on
from checkin.meeting.start import Person
from checkin.meeting.trends import around, doing, relating, thinking
from checkin.meeting.trends.counted import counted_of
from checkin.meeting.trends.every import trends_of
from checkin.meeting.trends.matters import AHEAD, ONE_ANOTHER, SETBACK, THOUGHT, WEEKLY, matters_of
from checkin.meeting.trends.past import PastAccount
from checkin.meeting.trends.trend import TOO_FEW, grouped


@cache
def past(make=a_helping_pair):
    """One and the same past for all that look at it, so that its figures are counted once."""
    return make().past()


def of(*talks: Talk, days: int = 14):
    """The past of a pair that held just these meetings."""
    pair = Pair()
    for talk in talks:
        pair.meet(talk, days)
    return pair.past()


def figures(trend):
    return [point.figures for point in trend.points]


def test_ideas_count_as_first_until_the_mentor_offers_anything():
    seen = of(Talk(own=2, later=1, offers=(("story", "keep"),)), Talk(own=1, added=1), Talk(own=3))
    trend = thinking.ideas(seen)
    assert figures(trend) == [(2, 1, 0), (1, 0, 1), (3, 0, 0)]
    assert trend.words[0] == (
        "Of 8 ideas, 7 came from Sam and 1 from Robin; 6 of Sam’s came before Robin offered anything."
    )


def test_the_halves_of_two_years_are_set_beside_each_other():
    trend = thinking.ideas(past())
    assert (
        "In the first half of these meetings 56 of 56 were Sam’s, in the second half 78 of 78." in trend.words
    )
    assert len(thinking.ideas(of(Talk(), Talk(), Talk())).words) == 1


def test_a_pick_belongs_to_whose_idea_it_was():
    seen = of(Talk(pick="own"), Talk(pick="mentor", offers=(("door", "keep"),)), Talk(pick="mentor", added=1))
    assert figures(thinking.picks(seen)) == [(1, 0), (0, 1), (0, 1)]


def test_steps_count_by_owner_and_by_what_became_of_them():
    mentors = ("mentor", None, "", "changed")
    seen = of(
        Talk(), Talk(steps=(("mentee", 3, "do", "done"), mentors)), Talk(steps=(("mentee", 9, "", "open"),))
    )
    assert figures(doing.steps(seen)) == [(1, 0), (1, 1), (1, 0)]
    assert doing.outcomes(seen).words == ("4 steps: 2 done, 1 something else happened, 1 still open.",)


def test_help_counts_by_rung_and_says_what_was_done_without_any():
    rungs = ("", "question", "rehearse", "do")
    seen = of(*(Talk(steps=(("mentee", 6, rung, "done"),)) for rung in rungs))
    trend = doing.helped(seen)
    assert figures(trend) == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    assert trend.words == ("Sam did 4 steps, 1 of them without help.", "Robin did 1 thing for Sam.")


def test_readiness_stays_the_number_that_was_said():
    seen = of(*(Talk(steps=(("mentee", ready, "", "done"),)) for ready in (4, 9, 6)))
    trend = doing.readiness(seen)
    assert figures(trend) == [(4,), (9,), (6,)]
    assert trend.words[1] == "2 steps began below 7; 2 of them got done, or partly."
    assert [point.figures for point in grouped(trend, 2)] == [(9,), (6,)]


def test_a_setback_counts_the_days_to_the_next_step_done():
    pair = Pair()
    for talk in (Talk(), Talk(setback=True, steps=()), Talk()):
        pair.meet(talk)
    first, last = pair.steps
    pair.steps = [
        replace(first, accounts=(PastAccount(FIRST + timedelta(days=2), "done"),)),
        replace(last, accounts=(PastAccount(FIRST + timedelta(days=31), "done", pair.held[-1].id),)),
    ]
    assert figures(doing.setbacks(pair.past())) == [(17,)]


def test_a_meeting_came_up_when_something_was_urgent():
    seen = of(Talk(), Talk(opened="urgent"), Talk(opened="covered"), Talk(opened="safety"))
    assert figures(relating.planned(seen)) == [(1, 0), (0, 1), (1, 0), (0, 1)]


def test_meetings_count_by_what_they_were_about():
    seen = of(Talk(), Talk(setback=True), Talk(pulses=(("challenge", 4, 7),)), Talk(end="heard"))
    trend = relating.kinds(seen)
    assert figures(trend) == [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 0, 0, 1), (0, 0, 1, 0, 0)]
    assert trend.words == (
        "4 meetings: week by week in 1, a setback in 1, thought through in 1, one another in 1.",
    )


def test_what_a_meeting_was_about_goes_by_what_was_said_and_not_by_its_kind():
    bank = a_bank(
        Question("goal", "What for?", "goal", tags=("goal",)),
        Question("door", "Which door?", "door"),
        Question("risk", "What could go wrong?", tags=("decision",)),
        Question("found", "What did you learn?", "lesson"),
    )
    regular, decision = Meeting(a_start(bank)), Meeting(a_start(replace(bank, id="decision")))
    for meeting in (regular, decision):
        meeting.say("goal", "Speak at the demo")
        assert matters_of(meeting.state, ()) == (WEEKLY,)
    regular.add("door", text="Kim")
    assert matters_of(regular.state, ()) == (AHEAD,)
    regular.add("found", text="Ask early")
    assert matters_of(regular.state, ("heard",)) == (THOUGHT, AHEAD)
    decision.talk("risk")
    assert matters_of(decision.state, (), setback=True) == (SETBACK, AHEAD)


@pytest.mark.parametrize(
    ("kind", "q", "about"),
    [
        ("decision", "decision", AHEAD),
        ("stretch", "dare", AHEAD),
        ("open_doors", "where", AHEAD),
        ("first_meeting", "story", ONE_ANOTHER),
    ],
)
def test_the_shipped_kinds_say_what_they_are_about(kind, q, about):
    meeting = Meeting(a_start(shipped(kind)))
    meeting.talk(q)
    assert matters_of(meeting.state, ()) == (about,)


def test_the_numbers_of_a_review_stay_as_each_gave_them():
    reviews = [Talk(pulses=(("challenge", 4 + n, 7), ("support", 8, 8))) for n in range(3)]
    challenge, support = relating.pulses(of(*reviews))
    assert (challenge.title, figures(challenge)) == ("Challenge", [(4, 7), (5, 7), (6, 7)])
    assert support.words == ("The numbers as you gave them, 0 to 10. The last time: Sam 8, Robin 8.",)


def test_the_mentors_turn_says_how_it_came_and_why():
    trend = thinking.gate(of(Talk(), Talk(opened="asked"), Talk(opened="covered"), Talk(opened="covered")))
    assert trend.words == (
        "Robin’s turn came once after Sam had thought aloud, and once because Sam asked for it.",
        "Robin went first twice (this was covered already 2).",
    )


def test_offers_count_by_kind_and_resources_by_theirs():
    shelf = (("book", "A book"), ("person", "Ana"))
    seen = of(
        *(Talk(offers=((kind, "keep"),), shelf=shelf) for kind in ("story", "instruction", "instruction"))
    )
    assert "Clear instructions among them: 2." in thinking.offers(seen).words
    assert [(p.label, p.figures) for p in thinking.sources(seen).points] == [
        ("books", (3,)),
        ("people", (3,)),
    ]


def test_topics_say_how_they_were_left_and_which_came_back():
    same = "Settle the argument with Kim"
    seen = of(Talk(goal=same, end="parked"), Talk(), Talk(goal="settle that argument with Kim", end=""))
    assert around.topics(seen).words == (
        "3 topics: ended with a step 1, parked 1, nothing said 1.",
        "“settle that argument with Kim” came up 2 times.",
    )


@pytest.mark.parametrize(
    ("depends", "alone"),
    [
        ("Robin", True),
        ("robin and my mentor.", True),
        ("Robin, Ana", False),
        ("the weather", False),
        ("", False),
    ],
)
def test_a_goal_hangs_on_the_mentor_alone_where_nobody_else_is_named(depends, alone):
    assert hangs_on(depends, "Robin") is alone
    assert hangs_on(depends, "Robin Fischer") is alone


def test_people_show_whether_there_is_anybody_besides_the_mentor():
    alone = Talk(offers=(("story", "keep"),))
    seen = of(alone, alone, replace(alone, shelf=(("person", "Ana"),)), Talk(doors=("mentee",)))
    trend = around.people(seen)
    assert [(p.label, p.figures) for p in trend.points][:2] == [("Robin", (3,)), ("Ana", (1,))]
    assert trend.words[0] == "In 2 of 4 meetings somebody besides Robin had a part in it."
    (point,) = around.people(of(Talk(shelf=(("person", "robin"),)), alone, alone)).points
    assert (point.label, point.figures) == ("Robin", (3,))  # written another way, it is still the mentor


def test_doors_show_who_knocks():
    pair = Pair()
    for mode in ("mentor", "together", "mentee"):
        pair.meet(Talk(doors=(mode,)))
    pair.doors[0] = replace(pair.doors[0], moves=(DoorMove("m", "2025-01-01", "contacted"),))
    trend = around.doors(pair.past())
    assert figures(trend) == [(0, 0, 1), (0, 1, 0), (1, 0, 0)]
    assert trend.words[1] == "1 of them led to a first contact so far."


def test_who_takes_part_counts_acts_by_part_of_the_meeting_and_no_words():
    few = relating.contribution(of(Talk(), Talk(), Talk()))
    wordy = of(Talk(goal="A goal that goes on and on " * 9), Talk(), Talk())
    assert figures(relating.contribution(wordy)) == figures(few)
    assert ("Close", (3, 3)) in [(point.label, point.figures) for point in few.points]


def test_how_often_you_meet_says_the_days_between():
    assert relating.rhythm(of(Talk(), Talk(), Talk(), days=9)).words == ("You met 3 times, 9 days apart.",)


def test_below_three_meetings_nothing_is_told():
    for trend in trends_of(of(Talk(offers=(("story", "keep"),)), Talk())):
        assert trend.few, trend.id
        assert trend.told == (TOO_FEW,)
    assert trends_of(of())


def test_among_peers_and_the_other_way_round_nobody_is_counted_as_the_mentor():
    pair = Pair()
    held = pair.meet(Talk(added=1))
    bank = replace(
        held.state.start.bank,
        seats=tuple(
            replace(seat, plays="mentor" if seat.plays == "mentee" else "mentee")
            for seat in held.state.start.bank.seats
        ),
    )
    start = replace(held.state.start, bank=bank)
    pair.held = [replace(held, state=replace(held.state, start=start))]
    assert pair.past().usual == ()
    assert len(pair.past().with_figures) == 1


@pytest.mark.parametrize(
    "make", [a_helping_pair, a_pair_where_the_mentor_takes_over, a_pair_in_a_crisis, two_peers]
)
def test_no_picture_grades_anybody(make):
    said = " ".join(
        f"{trend.title} {' '.join(trend.series)} {' '.join(trend.told)}" for trend in trends_of(past(make))
    )
    assert "%" not in said
    unkind = r"rescu|score|performance|compliance|fail|overdue|streak|good|bad|better|worse|average|too m"
    assert not re.search(unkind, said, re.IGNORECASE)
    assert "!" not in said


def test_every_picture_that_tells_something_shows_its_events():
    for make in (a_helping_pair, a_pair_in_a_crisis):
        for trend in trends_of(past(make)):
            assert trend.few or trend.because, trend.id


def test_figures_add_up_by_month_and_by_quarter():
    trend = thinking.ideas(past())
    for most in (8, 12, 30):
        rows = grouped(trend, most)
        assert len(rows) <= most or most == 8
        assert sum(sum(row.figures) for row in rows) == sum(sum(figures) for figures in figures(trend))
    assert grouped(trend, 30)[0].label == "Nov 2024"
    assert grouped(trend, 12)[0].label == "Oct–Dec 2024"
    assert grouped(trend, 4)[0].label == "2024"


def test_a_name_of_whatever_script_is_no_trouble():
    pair = Pair("Zoë 🌊", "[bold]李[/]")
    for _ in range(3):
        held = pair.meet(Talk())
    assert held.state.start.seats["mentee"] == Person("01K9A0000000000000000000SA", "Zoë 🌊")
    assert any("[bold]李[/]" in series for trend in trends_of(pair.past()) for series in trend.series)


@pytest.mark.parametrize(("choice", "quiet"), [(0, False), (1, True), (2, True)])
def test_a_setback_that_is_too_much_is_passed_over_by_what_looks_for_signals(choice, quiet):
    start = a_start(shipped("setback"))
    now = next(q for q in start.bank.all_questions() if q.type == "choice")
    event = Event("01", 1, "mentee", start.at, "answered", now.id, value=now.choices[choice])
    assert counted_of(fold(start, [event]), [event]).quiet is quiet


@pytest.mark.parametrize("bank", ["peer", "reverse", "group"])
def test_nobody_is_the_mentor_of_whom_the_figures_speak_in_meetings_of_other_seats(bank):
    bank = shipped(bank)
    start = a_start(shipped("regular"))
    people = {seat.id: Person(seat.id, seat.id) for seat in bank.seats}
    start = replace(start, bank=draw(bank, {}, "full"), seats=people)
    assert not counted_of(fold(start, []), []).usual
