"""Cards, goals, clauses and offers as plain lines: the same fields as on the pages, asked one by one."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import Meeting, a_bank, a_start
from scripted import Scripted, a_desk, sam_and_robin, talk

from checkin.banks.model import ROW_TYPES, Question
from checkin.meeting.grid import MOST, NOT_THE_ANSWER, read, written
from checkin.meeting.known import Known
from checkin.meeting.ledgers import Agreement, Brought, Clause, Lesson
from checkin.meeting.rules import Act
from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.meeting import _ask_here
from checkin.plain.moves import look
from checkin.plain.rows import row_words
from checkin.plain.talk import LOOKS, MOVES, Talk
from checkin.record.additions import bring
from checkin.record.private import queue_offer, queued_offers
from checkin.summary.document import document_of
from checkin.summary.plain_text import text

BROUGHT = (
    Brought("1", "2026-11-20", "mentee", "Say no to Kim", "ask for a day"),
    Brought("2", "2026-11-21", "mentee", "The slides", origin="jot"),
)
AGREED = Agreement("A", 2, "2026-11-01", (Clause("rhythm", "Rhythm", "Every other week"),), ("mentee",))
LESSON = Lesson("L", "M", "2026-03-03", "I said yes too fast.", "say no on the spot", ("kim",))

CARDS = """\
format: 1
id: cards
title: Cards
shape: free
stages:
  - id: one
    title: One
    questions:
      - {id: bring, type: challenges, at_most: 3, ask: What do you bring?}
      - {id: learned, type: lesson, who: both, ask: What did you learn?}
      - {id: good, type: strength, who: mentor, ask: What are they good at?}
      - {id: door, type: door, ask: Which door?}
      - {id: on, type: ripple, ask: Who could use this?}
"""

PICKS = """\
format: 1
id: picks
title: Picks
shape: free
stages:
  - id: one
    title: One
    questions:
      - {id: ideas, type: options, who: both, ask: What could you do?}
      - {id: pick, type: pick, choices_from: ideas, ask: Which first?}
"""

LINES = (
    *("Say no", "Ask first", "The talk", "", ""),
    *("It passes", "wait for it", "", "I listen", "", ""),
    *("Asking", "On Monday", "", "You ask well.", "And early.", "", ""),
    *("Kim", "together", "Hello Kim", "", "maybe", "yes", ""),
    *("The list", "Lee", ""),
    *("", "", ""),
)

ANSWERS = """\
bring: [{text: Say no, approach: Ask first}, The talk]
learned: {mentee: [{text: It passes, easier: wait for it}], mentor: [I listen]}
good: {text: Asking, evidence: On Monday, hard_day: "You ask well.\\nAnd early."}
door: {text: Kim, mode: together, message: Hello Kim, consent: yes}
on: {text: The list, person: Lee}
"""


class InMemory(Meeting):
    """A meeting in memory with what plain lines ask of one."""

    shared, trouble, seat, damage = False, None, "", ()

    def act(self, what, *args, **options):
        if isinstance(what, Act):
            super().act(what.what, what.q, seat=what.seat, row=what.row, field=what.field, value=what.value)
            return self.state
        return super().act(what, *args, **options)

    def new_row(self):
        return self._ids.new()

    def may_write(self, _question, _seat):
        return True


def ask(*lines, question, known=None, desk=None):
    """Ask one question of a meeting with these lines; the meeting and what was said."""
    meeting = InMemory(replace(a_start(a_bank(question)), known=known or Known()))
    console = Scripted(list(lines))
    _ask_here(Talk(desk or SimpleNamespace(today=lambda: None), meeting, console, look), question, "")
    assert not console.lines
    return meeting.state, console.transcript


def rows_of(state, q):
    return [dict(row.fields) for row in state.live_rows(q)]


def a_desk_with_cards(folder):
    desk = a_desk(folder)
    sam_and_robin(desk)
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "cards.yaml").write_text(CARDS, encoding="utf-8")
    return desk


def test_cards_said_as_lines_and_given_in_a_file_make_the_same_meeting(tmp_path):
    spoken, written = a_desk_with_cards(tmp_path / "a"), a_desk_with_cards(tmp_path / "b")
    code, console = talk(spoken, *LINES, bank="cards")
    assert code == 0, console.transcript
    assert not console.lines
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    hold_from_file(written, "sam-robin", "cards", "full", path)
    for q in ("bring", "learned", "good", "door", "on"):
        told, read = (desk.saved("sam-robin").state for desk in (spoken, written))
        assert rows_of(told, q) == rows_of(read, q), q
        assert [row.seat for row in told.live_rows(q)] == [row.seat for row in read.live_rows(q)]
    told, read = (text(document_of(desk.saved("sam-robin")), 80) for desk in (spoken, written))
    assert told == read


def test_a_card_is_read_back_with_its_fields_in_words():
    door = Question("door", "Which door?", "door")
    lines = ("Kim", "1", "", "", ":consent no", ":mode 2", ":mode", "")
    state, said = ask(*lines, question=door, known=Known(card="I need quiet."))
    assert "About Sam: I need quiet." in said
    assert "3. the mentor" in said
    assert rows_of(state, "door") == [{"text": "Kim", "mode": "together", "consent": False}]
    assert "A number after the word chooses: :mode 1" in said


def test_what_was_brought_is_taken_up_by_its_number():
    bring = Question("bring", "What do you bring?", "challenges", at_most=3)
    state, said = ask("1", "something else", "", "", question=bring, known=Known(brought=BROUGHT))
    assert "2 things were brought:\n1. Say no to Kim, a first idea: ask for a day\n2. The slides" in said
    assert [row["text"] for row in rows_of(state, "bring")] == ["Say no to Kim", "something else"]


def test_what_was_brought_waits_on_where_a_meeting_has_no_place_for_it(tmp_path):
    desk = a_desk_with_cards(tmp_path)
    (desk.places.banks / "picks.yaml").write_text(PICKS, encoding="utf-8")
    bring(desk, "sam-robin", seat="mentee", text="Say no to Kim")
    _, console = talk(desk, *[""] * 9, bank="picks")
    assert "Say no to Kim" not in console.transcript
    _, console = talk(desk, *[""] * 20, bank="cards")
    assert "1. Say no to Kim" in console.said
    _, console = talk(desk, *[""] * 20, bank="cards")
    assert "Say no to Kim" not in console.transcript


def test_the_goal_can_be_what_was_brought_and_brings_back_a_lesson():
    goal = Question("goal", "What would make today worth it?", "goal")
    known = Known(brought=BROUGHT, lessons=(LESSON,))
    state, said = ask("1", ":sign I said it", "", question=goal, known=known)
    answer = state.answer("goal", "mentee")
    assert answer.value == "Say no to Kim"
    assert dict(answer.fields) == {"sign": "I said it"}
    assert "next time I can say no on the spot" in said


def test_a_lesson_comes_back_by_the_tags_of_what_is_asked_before_anything_is_said():
    goal = Question("goal", "What would make today worth it?", "goal", tags=("kim",))
    _, said = ask("", question=goal, known=Known(lessons=(LESSON,)))
    assert said.index("next time I can") < said.index("Sam: ")


@pytest.mark.parametrize(
    ("lines", "value"), [(("",), "Every other week"), (("Weekly", ""), "Weekly"), ((":agreement", ""), None)]
)
def test_a_clause_is_kept_by_an_empty_line_and_changed_by_another(lines, value):
    rhythm = Question("rhythm", "How often?", "agreement")
    state, said = ask(*lines, question=rhythm, known=Known(agreement=AGREED))
    assert "So far: Every other week" in said
    assert state.answer("rhythm", "mentee").value == (value or "Every other week")
    assert (value is not None) or "Rhythm\n  Every other week\n\nLooks right to Sam." in said


def test_an_instruction_is_asked_what_it_rests_on_and_a_resource_what_it_is(tmp_path):
    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    view = Question("view", "A thought?", "offer")
    lines = ("Do it", "5", "the costs", "haste", "", "", "Quiet", "resource", "book", "", "", "")
    state, said = ask(*lines, question=view, desk=desk)
    assert "ready" not in said
    told, resource = rows_of(state, "view")
    assert (told["factors"], told["risk"]) == ("the costs", "haste")
    assert resource["source"] == "book"


def test_options_are_weighed_on_request_and_what_mattered_is_recalled_and_summed_up(tmp_path):
    desk = a_desk(tmp_path)
    sam_and_robin(desk)
    desk.places.banks.mkdir(parents=True)
    (desk.places.banks / "picks.yaml").write_text(PICKS, encoding="utf-8")
    weighs = (":weigh", "calm", "4", "3", "2", "1", "cheap", "", "", "3", "")
    code, console = talk(desk, "Rehearse", "Ask Kim", "", *weighs, "2", "", "", "", "", bank="picks")
    assert code == 0, console.transcript
    assert "2. Ask Kim adds up to 9." in console.said
    assert NOT_THE_ANSWER in console.said
    said = text(document_of(desk.saved("sam-robin")), 80)
    assert "Weighed by: calm (3), cheap (2)" in said
    assert "Adds up to: “Rehearse” 6, “Ask Kim” 9" in said
    _, console = talk(desk, "Go", "", ":weigh", "yes", "2", "1", "", bank="picks")
    assert "Last time it mattered: calm (3), cheap (2)." in console.said
    assert "1. Go adds up to 8." in console.said


NO_GRID = st.none() | st.integers(-1, 5) | st.text(max_size=3)
FITS = st.dictionaries(st.sampled_from("ab"), NO_GRID)
LINE = st.fixed_dictionaries({}, optional={"text": NO_GRID, "weight": NO_GRID, "fits": NO_GRID | FITS})


@settings(max_examples=30)
@given(NO_GRID | st.lists(NO_GRID | LINE, max_size=7))
def test_any_text_is_read_as_a_grid_or_as_none(data):
    found = read(json.dumps(data))
    assert read(written(found)) == found
    assert len(found) <= MOST


def test_thoughts_kept_ready_are_counted_and_said_only_on_request(tmp_path):
    desk = a_desk(tmp_path)
    pair = sam_and_robin(desk)
    queue_offer(desk, pair, "story", "I froze too", "it was smaller")
    view = Question("view", "A thought?", "offer")
    _, said = ask("", question=view, desk=desk)
    assert "Robin kept 1 thought ready." in said
    assert "I froze too" not in said
    state, said = ask(":ready", ":ready 1", "keep", "It passes", "", "", question=view, desk=desk)
    assert "1. I froze too" in said
    (offer,) = rows_of(state, "view")
    assert (offer["kind"], offer["fit"], offer["takes"]) == ("story", "it was smaller", "It passes")
    assert queued_offers(desk, pair) == ()


def test_help_with_a_step_is_a_word_and_the_heaviest_asks_for_a_reason():
    step = Question("step", "What next?", "steps")
    lines = ("Call", "", "", "", ":support", ":support 6", "no time", "", "")
    state, said = ask(*lines, question=step)
    (made,) = rows_of(state, "step")
    assert (made["help"], made["help_why"]) == ("do", "no time")
    assert "1. listen" in said


@pytest.mark.parametrize("kind", ROW_TYPES)
def test_no_word_about_a_row_takes_the_place_of_one_that_is_always_there(kind):
    assert not {*LOOKS, *MOVES} & set(row_words(Question("q", "?", kind)))
