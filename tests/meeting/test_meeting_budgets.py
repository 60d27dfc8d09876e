"""How much a meeting asks of two people, over every path through the shipped banks."""

from itertools import product

import pytest
from meetings import Meeting, a_start, an_open_step, shipped
from moment_meetings import in_the_situation

from checkin.banks.model import Pool
from checkin.banks.rehearsal.cost import PROMPTS, TYPED, cost_of
from checkin.meeting.flow import prompts, shown
from checkin.meeting.moments.left import shown_in
from checkin.meeting.moments.table import BY_ID, first_id

BANKS = ("regular", "first_meeting")
each_path = pytest.mark.parametrize(("bank", "depth"), list(product(BANKS, ("full", "quick"))))


def meetings(bank, depth):
    """A meeting for every way its answers can turn what is asked: what a `when` looks at, and open steps."""
    for count, readiness in product(range(4), (None, *range(11))):
        steps = [an_open_step(f"Step {n}", id=f"01K9C0000000000000000000S{n}") for n in range(count)]
        meeting = Meeting(a_start(shipped(bank), depth=depth, open_steps=steps))
        if readiness is not None:
            meeting.add("step", what="Rehearse", readiness=readiness)
        yield meeting


def looked_at(bank):
    for question in shipped(bank).all_questions():
        whens = [question.when] if question.when else []
        while whens:
            when = whens.pop()
            whens += when.any
            yield from when.tests


def lines(state, depth):
    """Lines worth typing: the goal, the options asked for, the step, and what each takes away."""
    alone = [page.question for page in prompts(state) if not page.is_card]
    return sum(cost_of(question, depth, state.start.bank).typed for question in alone)


@pytest.mark.parametrize("bank", BANKS)
def test_readiness_is_all_that_turns_a_shipped_meeting(bank):
    assert {(test.ref.key, test.op) for test in looked_at(bank)} <= {("step.readiness", "below")}


@each_path
def test_no_path_asks_more_than_the_budget(bank, depth):
    for meeting in meetings(bank, depth):
        assert len(prompts(meeting.state)) <= PROMPTS[depth]
        assert lines(meeting.state, depth) <= TYPED[depth]


@each_path
def test_at_most_one_question_waits_for_the_right_moment_and_none_in_a_quick_meeting(bank, depth):
    for meeting in meetings(bank, depth):
        extra = [q.id for q in shown(meeting.state) if q.when is not None]
        assert extra in ([], ["smaller"])
        assert depth == "full" or not extra


def test_a_smaller_step_is_asked_for_below_seven_only():
    asked = {}
    for meeting in meetings("regular", "full"):
        step = next((row for row in meeting.state.live_rows("step")), None)
        readiness = step.fields["readiness"] if step else None
        asked.setdefault("smaller" in {q.id for q in shown(meeting.state)}, set()).add(readiness)
    assert asked == {True: set(range(7)), False: {None, 7, 8, 9, 10}}


@each_path
def test_whatever_opener_is_drawn_the_count_stays_the_same(bank, depth):
    pool = next(
        (item for stage in shipped(bank).stages for item in stage.items if isinstance(item, Pool)), None
    )
    if pool is not None:
        assert pool.pick == 1
        assert (
            len({(q.when, q.type in ("goal", "options", "steps", "takeaway")) for q in pool.questions}) == 1
        )


def test_many_open_steps_are_one_page():
    counts = {len(prompts(meeting.state)) for meeting in meetings("regular", "quick")}
    assert counts == {8, 9}


def test_the_quick_card_holds_what_was_tried_what_is_going_on_and_what_should_be_different():
    for meeting in meetings("regular", "quick"):
        (card,) = [page for page in prompts(meeting.state) if page.is_card]
        assert [q.id for q in card.questions] == ["tried", "real_issue", "outcome"]


def with_a_prompt(moment):
    """Full meetings with this prompt: with and without open steps, however ready, whatever is answered."""
    answers = [words for _, words in BY_ID[moment].asks[0].choices] or [None]
    for answer, readiness in product(answers, (None, 2, 5, 9)):
        meeting = in_the_situation(moment)
        meeting.turn(first_id(moment))
        if readiness is not None and moment != "topic_end":
            rows = meeting.state.live_rows("step")
            if rows:
                meeting.set("step", rows[0].id, readiness=readiness)
            else:
                meeting.add("step", what="Rehearse", readiness=readiness)
        if answer is not None:
            meeting.say(first_id(moment), answer, seat=meeting.state.questions[first_id(moment)].who)
        yield meeting


@pytest.mark.parametrize("moment", sorted(BY_ID))
def test_a_prompt_at_the_right_moment_stays_within_the_budget_too(moment):
    for meeting in with_a_prompt(moment):
        assert shown_in(meeting.state) == moment
        assert len(prompts(meeting.state)) <= PROMPTS["full"]
        assert lines(meeting.state, "full") <= TYPED["full"]
