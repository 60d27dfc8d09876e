"""What `banks check` tells of a whole bank: questions nobody is asked, and what a small screen can't show."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.banks.folders import shipped_folder
from checkin.banks.model import Bank, Question, Stage
from checkin.banks.reading.reader import read_bank
from checkin.banks.rehearsal.page_room import COLUMNS, PageRoom
from checkin.ground.text import wrap

HEAD = "format: 1\nid: tried\ntitle: Tried\nstages:\n  - id: one\n    title: One\n    questions:\n"


def told(tmp_path, questions, head=HEAD):
    path = tmp_path / "tried.yaml"
    path.write_text(head + questions, encoding="utf-8")
    reading = read_bank(path, [])
    assert reading.bank is not None
    return [(each.code, each.line, each.column, each.message) for each in reading.diagnostics]


SURE = "      - {id: sure, type: yes_no, ask: Sure?}\n"
WHY = '      - {id: why, ask: "Why?", when: {sure: {is: yes}}}\n'


def test_a_question_that_no_path_asks_is_told_once_where_its_condition_stands(tmp_path):
    never = '      - id: never\n        ask: "And?"\n        when: {why: {answered: yes}, sure: {is: no}}\n'
    after = '      - {id: after, ask: "Then?", when: {never: {answered: yes}}}\n'
    found = told(tmp_path, SURE + WHY + never + after)
    assert [(code, line, column) for code, line, column, _ in found] == [("unreachable", 12, 15)]
    assert "`never`" in found[0][3]


def test_tests_that_contradict_each_other_are_told_by_themselves(tmp_path):
    mood = '      - {id: mood, type: scale, ask: "How is it?"}\n'
    never = '      - id: never\n        ask: "And?"\n        when: {mood: {below: 3, at_least: 7}}\n'
    assert [code for code, *_ in told(tmp_path, mood + never)] == ["unreachable"]


def test_what_the_meeting_before_said_may_have_been_anything(tmp_path):
    last = '      - {id: next, ask: "And?", when: {last.sure: {is: no}, sure: {is: yes}}}\n'
    assert told(tmp_path, SURE + last) == []


def test_a_question_that_only_one_depth_asks_is_asked(tmp_path):
    assert told(tmp_path, SURE + WHY.replace("id: why,", "id: why, quick: yes,")) == []


@pytest.mark.parametrize(
    ("setting", "where"),
    [
        ("hint: WORDS", "hint"),
        ("cue: WORDS", "cue"),
        ("follow_ups:\n" + "          - What else?\n" * 16, "follow_ups"),
        (
            "type: choice\n        choices:\n" + "".join(f"          - One {n}\n" for n in range(17)),
            "choices",
        ),
        ("type: scale\n        max: 40", "max"),
        ("type: list\n        at_least: 30", "at_least"),
    ],
    ids=lambda value: value.split(":")[0],
)
def test_what_takes_most_of_a_page_that_overflows_is_pointed_at(tmp_path, setting, where):
    setting = setting.replace("WORDS", "Some words to fill the page. " * 50).rstrip()
    questions = f'      - id: long\n        ask: "What?"\n        {setting}\n'
    ((code, line, _, message),) = told(tmp_path, questions)
    lines = (HEAD + questions).splitlines()
    at = next(n for n, each in enumerate(lines, 1) if f"{where}:" in each)
    assert (code, line - at) in (("overflows", 0), ("overflows", 1))  # a list begins on the next line
    assert "`long`" in message


def test_answers_put_in_count_at_the_width_they_are_cut_to(tmp_path):
    asks = " ".join(["${said}"] * 20)
    found = told(tmp_path, f'      - {{id: said, ask: "What?"}}\n      - id: next\n        ask: "{asks}"\n')
    assert [code for code, *_ in found] == ["overflows"]
    asks = " ".join(["${sure}"] * 20)
    assert told(tmp_path, SURE + f'      - id: next\n        ask: "{asks}"\n') == []


def test_a_stage_title_that_is_cut_is_pointed_at(tmp_path):
    head = HEAD.replace("title: One", "title: " + "One and another " * 6)
    found = told(tmp_path, SURE, head)
    assert [(code, line, column) for code, line, column, _ in found] == [("overflows", 6, 12)]


def test_a_card_of_too_many_questions_is_told(tmp_path):
    names = [f"q{n}" for n in range(5)]
    questions = "".join(f'      - {{id: {name}, ask: "What about this?"}}\n' for name in names)
    offer = f"      - {{id: offer, type: offer, quick: yes, opens_after: [{', '.join(names)}], ask: Well?}}\n"
    found = told(tmp_path, questions + offer)
    assert [code for code, *_ in found] == ["overflows"]
    assert "one card" in found[0][3]


def test_a_bank_with_errors_is_not_gone_through(tmp_path):
    path = tmp_path / "tried.yaml"
    path.write_text(
        HEAD + SURE + "      - {id: next, hnt: x, ask: " + "word " * 900 + "}\n", encoding="utf-8"
    )
    assert {each.code for each in read_bank(path, []).diagnostics} == {"unknown-key"}


def test_going_through_a_shipped_bank_takes_a_small_part_of_reading_it():
    path = shipped_folder() / "regular.yaml"
    read_bank(path)
    began = process_time()
    read_bank(path)
    assert process_time() - began < 1  # about 20 ms


@given(
    st.text(st.sampled_from("ab…“”—é日😀\u200d\ufe0f❤e\u0301 \t\n"), max_size=200)
    | st.text(max_size=90)
    | st.integers(70, 80).map("x ".__mul__)
)
def test_the_rows_of_a_text_are_those_it_is_wrapped_to(text):
    question = Question("one", ask=text)
    rows = PageRoom(Bank("b", "B", (Stage("s", "S", (question,)),))).parts_of(question)["ask"] - 1
    assert rows == (len(wrap(text, COLUMNS)) if text else 0)


def test_a_bank_full_of_long_texts_is_read_soon(tmp_path):
    words = "What would you like to have said about this by the end of the week, if it went well for once"
    questions = "".join(
        f"      - id: q{n}\n        ask: {words} {n}?\n        hint: {words}, {n}.\n        cue: {words}.\n"
        f"        follow_ups:\n          - {words}, {n} of them?\n          - {n}, {words}?\n"
        for n in range(300)
    )
    path = tmp_path / "tried.yaml"
    path.write_text(HEAD + questions, encoding="utf-8")
    assert path.stat().st_size > 150_000
    began = process_time()
    assert read_bank(path, []).diagnostics == ()
    assert process_time() - began < 1, "a tenth of a second; this only finds what is far off"
