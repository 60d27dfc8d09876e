"""Cards, and the further parts of goals, offers and steps, in a file of answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scripted import a_desk, sam_and_robin

import checkin
from checkin.banks.model import CARD_TYPES
from checkin.ground.errors import WrongInput
from checkin.meeting.answered import steps
from checkin.meeting.grid import Criterion, grid_of
from checkin.meeting.values import ROW_FIELDS
from checkin.plain.answers.from_file import hold_from_file

if TYPE_CHECKING:
    from checkin.meeting.state import State
    from checkin.record.desk import Desk

BANK = """\
format: 1
id: cards
title: Cards
shape: free
stages:
  - id: one
    title: One
    questions:
      - {id: bring, type: challenges, ask: What do you bring?, at_most: 3}
      - {id: goal, type: goal, ask: What for?}
      - {id: found, type: lesson, ask: What did you learn?}
      - {id: more, type: line, ask: Enough of what?, when: {found: {includes: Alone is not enough}}}
      - {id: seen, type: strength, who: mentor, ask: What did you see?}
      - {id: door, type: door, who: mentor, ask: Which door?}
      - {id: pass, type: ripple, who: both, ask: Who could use it?}
      - {id: rhythm, type: agreement, ask: How often?}
      - {id: ways, type: options, ask: What could you do?}
      - {id: pick, type: pick, choices_from: ways, ask: Which one?}
      - {id: thought, type: offer, ask: A thought?}
      - {id: step, type: steps, ask: What next?}
"""

ANSWERS = """\
bring:
  - The demo
  - {text: The new lead, approach: Ask for lunch}
goal:
  text: Speak at the demo
  sign: I slept before it
  depends: Ana's calendar
found: {text: Alone is not enough, easier: ask somebody}
more: Of listening
seen:
  text: Patience
  evidence: The talk with Ana
  hard_day: You stayed
door:
  - {text: Kim, mode: both together, message: May I watch?, consent: yes}
  - {text: The open day, mode: mentor, consent: no}
pass:
  mentee: {text: The list, person: Ben}
  mentor: [To wait, To ask]
rhythm: Every two weeks
thought:
  kind: instruction
  text: Call first
  factors: They read nothing
  risk: It takes longer
  source: person
  reaction: keep
step:
  - {what: Call Ana, help: listen}
  - {what: Book the room, help: do, help_why: Only staff may}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "cards.yaml").write_text(BANK, encoding="utf-8")
    return desk


def held(desk: Desk, answers: str) -> State:
    path = desk.places.home.parent / "answers.yaml"
    path.write_text(answers, encoding="utf-8")
    return hold_from_file(desk, "sam-robin", "cards", "full", path)[0].state


def problems(desk: Desk, answers: str) -> list[str]:
    with pytest.raises(WrongInput) as refused:
        held(desk, answers)
    return [problem.partition("answers.yaml:")[2] for problem in refused.value.problems]


def test_every_card_and_every_part_can_be_said_in_a_file(desk: Desk):
    state = held(desk, ANSWERS)
    rows = {q: [dict(row.fields) for row in state.live_rows(q)] for q in state.rows}
    assert rows["bring"] == [{"text": "The demo"}, {"text": "The new lead", "approach": "Ask for lunch"}]
    assert rows["found"] == [{"text": "Alone is not enough", "easier": "ask somebody"}]
    assert rows["seen"] == [{"text": "Patience", "evidence": "The talk with Ana", "hard_day": "You stayed"}]
    assert rows["door"] == [
        {"text": "Kim", "mode": "together", "message": "May I watch?", "consent": True},
        {"text": "The open day", "mode": "mentor", "consent": False},
    ]
    assert [(row.seat, row.text("text")) for row in state.live_rows("pass")] == [
        ("mentee", "The list"),
        ("mentor", "To wait"),
        ("mentor", "To ask"),
    ]
    goal = state.answer("goal", "mentee")
    assert goal.value == "Speak at the demo"
    assert goal.fields == {"sign": "I slept before it", "depends": "Ana's calendar"}
    assert state.answer("rhythm", "mentee").value == "Every two weeks"
    (offer,) = rows["thought"]
    assert (offer["factors"], offer["risk"], offer["source"]) == (
        "They read nothing",
        "It takes longer",
        "person",
    )
    assert [(step.help, step.help_why) for step in steps(state)] == [
        ("listen", ""),
        ("do", "Only staff may"),
    ]


def test_the_examples_of_the_manual_are_answers(desk: Desk):
    page = (Path(checkin.__file__).parent / "docs" / "answers.md").read_text(encoding="utf-8")
    examples = dict(re.findall(r"^\| `(\w+)` \| `(\w+: \{.*\})` \|$", page, re.MULTILINE))
    assert tuple(examples) == CARD_TYPES
    examples["ripple"] = examples["ripple"].replace("pass: ", "pass:\n  mentee: ")
    state = held(desk, "\n".join(examples.values()) + "\n")
    for question in state.questions.values():
        if question.type in CARD_TYPES:
            (row,) = state.live_rows(question.id)
            assert set(row.fields) == set(ROW_FIELDS[question.type])


def test_what_matters_at_a_pick_can_be_weighed_in_a_file(desk: Desk):
    state = held(
        desk,
        """\
ways: [Rehearse, Present together]
pick:
  option: 2
  criteria:
    - {text: I learn from it, weight: 3, fits: {1: 1, Present together: 3}}
    - It is cheap
""",
    )
    first, second = (row.id for row in state.live_rows("ways"))
    assert grid_of(state, state.questions["pick"], "mentee") == (
        Criterion("I learn from it", 3, {first: 1, second: 3}),
        Criterion("It is cheap", 2, {}),
    )


def test_cards_can_be_talked_about_by_one_and_written_by_the_other(desk: Desk):
    state = held(desk, "bring: {talked: yes}\npass: {mentee: {talked: yes}, mentor: To wait}\n")
    assert state.answer("bring", "mentee").talked
    assert state.answer("pass", "mentee").talked
    assert [row.seat for row in state.live_rows("pass")] == ["mentor"]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("found: [[a]]", "1: found: a lesson takes a text or a map, not a list"),
        ("found:\n  - {easier: rest}", "2: found: a lesson needs text:"),
        ("found: {text: a, easyer: b}", "1: found: a lesson has no “easyer”; did you mean easier?"),
        ("door: {text: a, mode: us}", "1: door: mode can not be “us”; it can be mentee, together, mentor"),
        ("door: {text: a, consent: perhaps}", "1: door: takes yes or no, not “perhaps”"),
        ("pass: To wait", "1: pass: is for both: write under mentee and mentor what each says"),
        ("bring: [a, b, c, d]", "1: bring: There is room for 3 here"),
        ("pick: {criteria: [{weight: 1}]}", "1: pick: what matters needs text:"),
        ("pick: {criteria: [[a]]}", "1: pick: what matters takes a text or a map, not a list"),
        ("pick: {criteria: [{text: a, weight: 4}]}", "1: pick: weight is a whole number from 1 to 3"),
        ("pick: {criteria: [{text: a, fits: {x: 1}}]}", "1: pick: “x” is none of the 0 options"),
        ("pick: {criteria: [a, b, c, d, e, f]}", "1: pick: at most 5 things are weighed"),
        ("goal: {sign: a}", "1: goal: a goal needs text:"),
        ("goal: {text: a, sings: b}", "1: goal: a goal has no “sings”; did you mean sign?"),
        ("goal: {text: a, sign: [b]}", "1: goal: takes a text, not a list"),
        (
            "thought: {text: a, source: blog}",
            "1: thought: source can not be “blog”; it can be book, course, template, tool, article, person",
        ),
        (
            "step: {what: a, help: carry}",
            "1: step: help can not be “carry”; it can be listen, question, resource, rehearse, review, do",
        ),
    ],
)
def test_what_a_card_can_not_be_is_said_with_its_line(desk: Desk, answers: str, problem: str):
    assert problems(desk, answers + "\n") == [problem]


def test_all_that_is_wrong_with_cards_is_told_at_once(desk: Desk):
    found = problems(
        desk, "bring: [[a]]\nfound: {easier: a}\ndoor:\n  - {text: a, mode: us}\n  - {mode: x}\n"
    )
    assert [problem.split(": ")[0] for problem in found] == ["1", "2", "4", "5", "5"]
