"""A meeting from a file of answers: whole, or refused with every problem and nothing saved."""

from __future__ import annotations

import json
from datetime import timedelta
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripted import ANSWERS, SUNDAY, a_desk, files, sam_and_robin

from checkin.banks.reading.nodes import parse
from checkin.ground.errors import CannotDo, WrongInput
from checkin.meeting.answered import steps
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.answers.unattended import play
from checkin.plain.rehearsal import Rehearsal
from checkin.record.record_file import RecordFile
from checkin.record.starting import new_start

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk
    from checkin.record.saved import SavedMeeting

PAIR = "sam-robin"


def held(desk: Desk, text: str, bank: str = "regular", depth: str = "full") -> SavedMeeting:
    path = desk.places.home.parent / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    saved, summary = hold_from_file(desk, PAIR, bank, depth, path)  # type: ignore[arg-type]
    assert summary.is_file()
    return saved


def problems(desk: Desk, text: str, depth: str = "full", bank: str = "regular") -> list[str]:
    before = files(desk.places.home)
    with pytest.raises(WrongInput) as refused:
        held(desk, text, bank, depth)
    assert refused.value.exit_code == 2
    assert files(desk.places.home) == before
    assert not desk.unfinished(PAIR)
    folder = str(desk.places.home.parent) + "/"
    assert all(line.startswith(folder + "answers.yaml:") for line in refused.value.problems)
    return [line.removeprefix(folder) for line in refused.value.problems]


def test_a_whole_regular_meeting_is_held_and_saved(desk: Desk):
    saved = held(desk, ANSWERS)
    state = saved.state
    assert state.answer("goal", "mentee").value == "Give the talk"
    assert state.answer("tried", "mentee").talked
    assert state.answer("real_issue", "mentee").value == "I freeze.\nEvery time."
    assert [row.text("text") for row in state.live_rows("ideas")] == ["Rehearse on Thursday", "Ask Kim"]
    assert state.live_rows("perspective")[0].fields == {
        "kind": "story",
        "text": "I froze too",
        "fit": "it was smaller",
        "reaction": "keep",
        "takes": "It passes",
    }
    assert state.answer("pick", "mentee").value == state.live_rows("ideas")[1].id
    assert state.answer("pick", "mentee").fields == {"why": "closest"}
    (step,) = steps(state)
    assert (step.what, step.owner, step.due, step.readiness) == ("Book the room", "mentee", "2026-11-27", 6)
    assert state.answer("takeaway", "mentor").value == "Ask first"
    assert state.next_meeting == "2026-12-06"
    assert state.agreed == ("mentor", "mentee")
    assert not desk.unfinished(PAIR)
    assert [meeting.id for meeting in desk.ledger(PAIR).meetings] == [saved.start.id]


def test_what_is_missing_is_not_discussed(desk: Desk):
    saved = held(desk, "goal: Only this\ntried:\nideas: []\nowner: ~\n")
    assert [event.what for event in saved.events] == ["answered", "stopped"]
    assert saved.state.agreed == ()


def test_the_quick_depth_takes_the_answers_of_its_card(desk: Desk):
    text = "tried: a\nreal_issue: {talked: yes}\noutcome: b\nperspective: A thought\nstep: Book it\n"
    state = held(desk, text, depth="quick").state
    assert state.gate["perspective"].why == "thought"
    assert state.live_rows("perspective")[0].text("text") == "A thought"
    assert steps(state)[0].what == "Book it"


def test_every_problem_is_listed_with_its_line_and_nothing_is_saved(desk: Desk):
    text = """\
gaol: Give the talk
goal: [a, b]
ideas: Rehearse
perspective:
  - a thought
step:
  - {what: Book it, owner: [mentee, mentor]}
  - {what: Call, owner: Kim}
  - {due: fri}
  - {what: Go, due: smarch, readiness: 12}
owner: perhaps
takeaway: Start small
next_meeting: whenever
agreed: [mentee, Kim]
"""
    found = problems(desk, text)
    assert found == [
        "answers.yaml:1: gaol: there is no question of this id in regular; did you mean goal?",
        "answers.yaml:2: goal: takes a text, not a list",
        "answers.yaml:3: ideas: takes a list of options, not a text",
        (
            "answers.yaml:4: perspective: Robin's turn has not come: tried and real_issue and outcome "
            "come first, answered or {talked: yes}"
        ),
        "answers.yaml:7: step: two owners are named; a step has exactly one",
        "answers.yaml:8: step: “Kim” is nobody of this pair: it is Sam (mentee) or Robin (mentor)",
        "answers.yaml:9: step: a step needs what:",
        "answers.yaml:10: step: readiness takes a whole number from 0 to 10",
        "answers.yaml:10: step: “smarch” is not clearly a date; write one like fri, in 2 weeks or 2026-12-01",
        "answers.yaml:11: owner: “perhaps” is nobody of this pair: it is Sam (mentee) or Robin (mentor)",
        "answers.yaml:12: takeaway: is for both: write mentee: and mentor:",
        (
            "answers.yaml:13: next_meeting: “whenever” is not clearly a date; "
            "write one like fri, in 2 weeks or 2026-12-01"
        ),
        "answers.yaml:14: agreed: “Kim” is nobody of this pair: it is Sam (mentee) or Robin (mentor)",
    ]


@pytest.mark.parametrize(
    ("text", "depth", "words"),
    [
        ("proud: x", "full", "was not drawn for this meeting; this time really is asked"),
        ("tired: x", "full", "there is no question of this id in regular; did you mean tried?"),
        ("smaller: x", "full", "is not asked in this meeting: what it depends on was answered otherwise"),
        ("smaller: x", "quick", "is not asked in this meeting: the quick depth leaves it out"),
        ("account: {x: done}", "full", "is not asked in this meeting: no earlier step is open"),
        ("pick: 1", "full", "there is nothing to pick from"),
        ("owner: mentor", "full", "there is no step to own"),
        ("ideas: [{text: a, by: mentor}]", "full", "Robin's turn has not come"),
        ("perspective: {talked: yes}", "full", "Robin's turn has not come"),
        ("ideas: [{text: a, colour: b}]", "full", "an option has no “colour”"),
        ("ideas: [a]\npick: 2", "full", "“2” is none of the 1 options"),
        ("ideas: [a]\npick: {why: b}", "full", "a pick needs option:"),
        ("step: {what: a, owners: mentee}", "full", "a step has no “owners”; did you mean owner?"),
        ("step: {what: a, owner: both}", "full", "two owners are named; a step has exactly one"),
        ("step: {what: a, owner: Sam and Robin}", "full", "two owners are named; a step has exactly one"),
        ("step: {what: a, owner: mentee}\nowner: Sam and Robin", "full", "two owners are named"),
        ("step: [a, b, c, d]", "full", "There is room for 3 here"),
        ("takeaway: {mentee: a, mentro: b}", "full", "“mentro” is nobody of this pair"),
        ("tried: {text: a}", "full", "takes a text, not a map"),
        (f"goal: {'x' * 50_001}", "full", "takes a text of at most 50,000 characters"),
        ("goal: a\ngoal: b", "full", "`goal` is set twice"),
        ("goal: 'a", "full", ""),
        ("- goal", "full", "a map from question id to answer was expected, not a list"),
        ("", "full", "nothing"),
    ],
)
def test_what_can_not_be_is_said_and_nothing_is_saved(desk: Desk, text: str, depth: str, words: str):
    found = problems(desk, text, depth)
    assert len(found) == 1
    assert words in found[0]


def test_a_mistake_is_told_once_not_once_more_for_what_follows_from_it(desk: Desk):
    text = "tried: [a]\nreal_issue: b\noutcome: c\nperspective: A thought\nideas: {a: b}\npick: 1\n"
    assert [line.split(": ")[1] for line in problems(desk, text)] == ["tried", "ideas"]


def test_owners_and_offers_may_be_named_by_seat_or_by_name(desk: Desk):
    text = ANSWERS.replace("- Rehearse on Thursday", "- {text: Together, by: robin}")
    text = text.replace("readiness: 6}", "readiness: 8, owner: Robin}").replace(
        "smaller: Only ask", "really: Only ask"
    )
    state = held(desk, text).state
    assert state.live_rows("ideas")[0].seat == "mentor"
    assert steps(state)[0].owner == "mentor"


def test_the_owner_question_can_name_the_owner(desk: Desk):
    state = held(desk, "step: [One, Two]\nowner: mentor\n").state
    assert [step.owner for step in steps(state)] == ["mentor", "mentee"]
    assert state.answer("owner", "mentee").value is True


@pytest.mark.parametrize("key", ["text", "ending", "id"])
def test_earlier_steps_are_named_by_text_or_id(desk: Desk, key: str):
    held(desk, "step: [{what: Book the room}, {what: Call Kim}]\n")
    first, second = desk.ledger(PAIR).steps
    named = {"text": first.what, "ending": first.id[-6:].lower(), "id": first.id}[key]
    burned = "{status: something else happened, note: It burned down}"
    text = f'account:\n  "{named}": {burned}\n  Call Kim: still on it\n'
    held(desk, text)
    assert [step.status for step in desk.ledger(PAIR).steps] == ["changed", "open"]
    assert desk.ledger(PAIR).steps[0].notes == ("It burned down",)
    assert second.id == desk.ledger(PAIR).steps[1].id


def test_an_earlier_step_that_does_not_exist_is_a_problem(desk: Desk):
    held(desk, "step: [{what: Book the room}]\n")
    (found,) = problems(desk, "account:\n  Book the hall: done\n")
    assert found == "answers.yaml:2: account: there is no open step “Book the hall”"
    (found,) = problems(desk, "account:\n  Book the room: failed\n")
    assert (
        found == "answers.yaml:2: account: a step can not be “failed”; it can be done, partly, changed, still"
    )


def test_a_bank_question_called_next_meeting_wins(desk: Desk):
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "tiny.yaml").write_text(
        "format: 1\nid: tiny\ntitle: Tiny\nshape: free\n"
        "stages:\n  - id: one\n    title: One\n    questions:\n"
        "      - {id: next_meeting, ask: What should we talk about next?}\n"
        "      - {id: day, type: date, ask: Which day?}\n"
        "      - {id: how, type: choice, ask: How?, choices: [Well, So so]}\n"
        "      - {id: many, type: choices, ask: Which?, choices: [A, B, C]}\n"
        "      - {id: much, type: scale, ask: How much?}\n"
        "      - {id: sure, type: yes_no, ask: Sure?}\n"
        "      - {id: notes, type: list, who: both, ask: What else?}\n"
        "      - {id: hear, type: say, ask: Listen.}\n",
        encoding="utf-8",
    )
    text = (
        "next_meeting: The move\nday: fri\nhow: so so\nmany: [C, a]\nmuch: 7\nsure: no\n"
        "notes: {mentee: [x], Robin: [y, z]}\n"
    )
    state = held(desk, text, bank="tiny").state
    assert state.answer("next_meeting", "mentee").value == "The move"
    assert state.next_meeting == ""
    told = {q: state.answer(q, "mentee").value for q in ("day", "how", "many", "much", "sure")}
    assert told == {"day": "2026-11-27", "how": "So so", "many": ["A", "C"], "much": 7, "sure": False}
    assert [(row.seat, row.text("text")) for row in state.live_rows("notes")] == [
        ("mentee", "x"),
        ("mentor", "y"),
        ("mentor", "z"),
    ]
    wrong = "day: never\nhow: Badly\nmany: A\nmuch: lots\nsure: maybe\nnotes: [x]\nhear: x\n"
    assert [line.split(": ")[1] for line in problems(desk, wrong, bank="tiny")] == [
        *("day", "how", "many", "much", "sure", "notes", "hear"),
    ]


def test_a_file_that_is_not_there_or_a_folder_is_said(desk: Desk, tmp_path: Path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(WrongInput) as refused:
            hold_from_file(desk, PAIR, "regular", "full", path)
        assert path.name in refused.value.message


def test_when_it_can_not_be_saved_nothing_is_left_behind(desk: Desk):
    desk.places.summaries(PAIR).write_text("in the way")
    with pytest.raises(CannotDo):
        held(desk, ANSWERS)
    assert not desk.unfinished(PAIR)
    assert not desk.ledger(PAIR).meetings


def test_when_the_record_can_not_be_written_no_file_of_the_meeting_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise CannotDo("The disk is full.")

    before = files(desk.places.home)
    monkeypatch.setattr(RecordFile, "write", refuse)
    with pytest.raises(CannotDo):
        held(desk, ANSWERS)
    rmtree(desk.places.home / "cache")  # banks that were read, nothing of the meeting
    assert files(desk.places.home) == before


def test_hostile_text_is_cleaned_on_the_way_in(desk: Desk):
    state = held(desk, 'goal: "a\u200bb <b>c</b> [red]d[/]"\n').state
    assert state.answer("goal", "mentee").value == "ab <b>c</b> [red]d[/]"


IDS = (
    *("really", "proud", "account", "goal", "tried", "real_issue", "outcome", "ideas", "perspective", "pick"),
    *("step", "smaller", "owner", "takeaway", "agreed", "next_meeting", "nobody"),
)
PARTS = (
    *("text", "by", "upside", "kind", "fit", "reaction", "takes", "option", "why", "what", "owner", "due"),
    *("if", "then", "readiness", "status", "note", "mentee", "mentor", "talked"),
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 20),
    st.sampled_from(["mentee", "Robin", "both", "fri", "keep", "story", "done", "1", "2026-12-01", ""]),
    st.text(max_size=8),
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(PARTS), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def start_and_bank(tmp_path_factory: pytest.TempPathFactory):
    desk = a_desk(tmp_path_factory.mktemp("any"))
    sam_and_robin(desk)
    held(desk, "step: [{what: Book the room}]\n")
    bank = desk.bank("regular")
    ledger = desk.ledger(PAIR)
    return [
        new_start(desk.places, PAIR, ledger, bank, depth, desk.ids, desk.clock) for depth in ("full", "quick")
    ], bank


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tree=st.dictionaries(st.sampled_from(IDS), trees, max_size=8), depth=st.sampled_from([0, 1]))
def test_whatever_is_answered_there_are_problems_or_a_meeting(start_and_bank, tree, depth):
    starts, bank = start_and_bank
    top, _ = parse(json.dumps(tree), "any.yaml")
    if top is None or top.kind != "map":
        return
    rehearsal = Rehearsal(starts[depth])
    entries = {key.text: (key, value) for key, value in top.pairs}
    found = play(rehearsal, entries, SUNDAY.date(), bank)
    assert found == sorted(found)
    for step in steps(rehearsal.state):
        assert step.owner in ("mentee", "mentor")
    if rehearsal.state.live_rows("perspective"):
        assert rehearsal.state.gate_open("perspective")
    if not found:
        assert play(Rehearsal(starts[depth]), entries, SUNDAY.date() + timedelta(days=1), bank) == []
