"""The walk through a bank and the engine agree: whatever a meeting asks is one of the paths."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import a_bank, a_start
from random_meetings import OPEN_STEPS, act_of, draws, small_questions

from checkin.banks.drawing import draw
from checkin.banks.model import Pool, Question, Ref, Stage, When
from checkin.banks.model import Test as OneTest
from checkin.banks.rehearsal.paths import paths
from checkin.banks.rehearsal.rehearsing import rehearse, to_json
from checkin.banks.rehearsal.report import report
from checkin.ground.text import cell_width
from checkin.meeting.flow import prompts, shown
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.state import Answer
from checkin.plain.rehearsal import Rehearsal

BEFORE = ({}, {"q0": "yes", "q1": 3, "q2": True})


@st.composite
def banks(draw_):
    """A small bank, some of its questions in a pool."""
    questions = draw_(small_questions())
    items = list(questions)
    if len(items) > 2 and draw_(st.booleans()):
        start = draw_(st.integers(0, len(items) - 2))
        end = draw_(st.integers(start + 1, len(items)))
        pick = draw_(st.integers(1, end - start))
        items[start:end] = [Pool("pool", tuple(items[start:end]), pick, draw_(st.booleans()))]
    bank = a_bank()
    return replace(bank, stages=(Stage("goals", "Goals", tuple(items)),))


starts = st.builds(
    lambda bank, depth, count, last, asked: (
        bank,
        replace(
            a_start(bank, depth=depth, open_steps=OPEN_STEPS[:count], last=last),
            bank=draw(bank, dict.fromkeys(asked, "2026-01-01"), depth),
        ),
    ),
    banks(),
    st.sampled_from(("quick", "full")),
    st.integers(0, 2),
    st.sampled_from(BEFORE),
    st.lists(st.sampled_from([f"q{n}" for n in range(7)])),
)


def holds_to(bank, state):
    """The questions that are asked are a path, and no figure is beyond what was found."""
    found = paths(bank, state.start.depth)
    asked = {question.id for question in shown(state)}
    along = paths(bank, state.start.depth, asked)
    assert along.count >= 1, (sorted(asked), bank)
    assert asked <= found.asked
    count = len(prompts(state))
    assert found.least.prompts <= count <= found.most.prompts
    assert along.least.prompts <= count <= along.most.prompts
    assert not asked & set(found.never)


@settings(max_examples=80, deadline=None)
@given(starts, draws)
def test_whatever_a_random_meeting_asks_is_one_of_the_paths(bank_and_start, numbers):
    bank, start = bank_and_start
    meeting = Rehearsal(start)
    if not meeting.state.questions:
        return
    holds_to(bank, meeting.state)
    for four in numbers:
        act = act_of(meeting.state, *four)
        if act["what"] == "added":
            act["row"] = meeting.new_row()
        before = {question.id for question in shown(meeting.state)}
        try:
            meeting.act(Act(**act))
        except NotNow:
            continue
        if {question.id for question in shown(meeting.state)} != before:
            holds_to(bank, meeting.state)


@settings(max_examples=60, deadline=None)
@given(banks())
def test_whatever_a_bank_is_like_there_is_a_report_of_it(bank):
    rehearsal = rehearse(bank)
    assert all(cell_width(line) <= 80 for line in report(rehearsal, ()).splitlines())
    found = to_json(rehearsal)
    assert found["full"]["prompts"] >= found["full"]["least"]["prompts"]
    assert set(rehearsal.waiting) <= set(found["unreachable"])


ANSWERS = {
    "yes_no": (None, True, False),
    "choice": (None, "red", "green", "blue"),
    "choices": (None, ["red"], ["green"]),
    "scale": (None, *range(11)),
    "line": (None, "yes", "no", "maybe"),
    "text": (None, "something"),
}
TESTS = {
    "yes_no": (("is", True), ("is", False), ("is_not", True)),
    "choice": (("is", "red"), ("is_not", "red"), ("one_of", ("red", "blue"))),
    "choices": (("includes", "red"),),
    "scale": (("below", 5), ("at_least", 5), ("is", 3), ("is_not", 3), ("below", 8)),
    "line": (("is", "yes"), ("is_not", "yes"), ("one_of", ("yes", "no"))),
    "text": (),
}


@st.composite
def plain_questions(draw_):
    """Up to five questions that each answer by themselves, hanging on those before them."""
    made = []
    for number, type_ in enumerate(draw_(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=1, max_size=5))):

        def one_test(earlier):
            of = draw_(st.sampled_from(earlier))
            op, value = draw_(st.sampled_from((("answered", True), ("answered", False), *TESTS[of.type])))
            return OneTest(Ref(of.id), op, value)

        when = None
        if made and draw_(st.booleans()):
            tests = tuple(one_test(made) for _ in range(draw_(st.integers(0, 2))))
            some = tuple(When((one_test(made),)) for _ in range(draw_(st.integers(0 if tests else 1, 2))))
            when = When(tests, some)
        made.append(
            Question(
                f"q{number}",
                "And this?",
                type_,
                quick=draw_(st.integers(0, 3)) > 0,
                choices=("red", "green", "blue") if type_ in ("choice", "choices") else (),
                when=when,
            )
        )
    return tuple(made)


@settings(max_examples=40, deadline=None)
@given(plain_questions(), st.sampled_from(("quick", "full")))
def test_the_paths_counted_are_those_that_answers_can_take(questions, depth):
    bank = a_bank(*questions)
    state = Rehearsal(a_start(bank, depth=depth)).state
    asked = set()
    for values in product(*(ANSWERS[question.type] for question in questions)):
        answers = {
            (question.id, "mentee"): Answer(value)
            for question, value in zip(questions, values, strict=True)
            if value is not None
        }
        asked.add(frozenset(question.id for question in shown(replace(state, answers=answers))))
    found = paths(bank, depth)
    assert (found.count, found.more) == (len(asked), False)
    assert found.asked == frozenset().union(*asked)
    assert found.most.prompts == max(map(len, asked))
    assert found.least.prompts == min(map(len, asked))
    assert bool(found.never) == (len(found.asked) < sum(depth == "full" or q.quick for q in questions))
