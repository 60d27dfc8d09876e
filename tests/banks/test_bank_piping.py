"""Putting answers into questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.banks.model import Ref
from checkin.banks.piping import fill, parse_key, references


def given_by(answers):
    return lambda ref: answers.get(ref.key)


def test_an_answer_is_put_in():
    assert fill("What moves “${goal}” on?", given_by({"goal": "the talk"})) == "What moves “the talk” on?"


def test_an_answer_of_one_seat_is_named_with_its_seat():
    assert fill("${takeaway.mentee}", given_by({"takeaway.mentee": "rest"})) == "rest"


def test_only_the_first_line_that_says_something_is_put_in():
    assert fill("${goal}", given_by({"goal": "\n  \n speak   at the demo \nand more"})) == "speak at the demo"


def test_a_long_answer_is_cut_to_sixty_cells():
    assert fill("${goal}", given_by({"goal": "x" * 80})) == "x" * 59 + "…"
    assert len(fill("${goal}", given_by({"goal": "x" * 60}))) == 60


def test_a_long_answer_is_cut_after_a_word():
    long = "Speak at the team demo on Thursday without reading from paper, and enjoy it"
    assert fill("${goal}", given_by({"goal": long})) == (
        "Speak at the team demo on Thursday without reading from…"
    )
    at_a_comma = "Speak at the team demo on Thursday, standing, with no paper, and enjoy it"
    assert fill("${goal}", given_by({"goal": at_a_comma})) == (
        "Speak at the team demo on Thursday, standing, with no paper…"
    )
    assert fill("${goal}", given_by({"goal": "I " + "x" * 80})) == "I " + "x" * 57 + "…"


def test_a_missing_answer_is_the_fallback_or_dots():
    assert fill("${goal|this} and ${goal} and ${goal|}.", given_by({"goal": "  "})) == "this and … and ."


def test_words_that_stand_in_are_put_in_as_they_are():
    assert fill("Of “${goal|it}”?", given_by({})) == "Of “it”?"
    assert fill("“${goal}”", given_by({})) == "“…”"


def test_what_was_put_in_is_never_filled_again():
    assert fill("${a} ${b}", given_by({"a": "${b}", "b": "yes"})) == "${b} yes"


def test_a_full_stop_before_a_closing_quote_goes():
    assert fill("“${goal}”?", given_by({"goal": "Write it."})) == "“Write it”?"
    assert fill("“${goal}”?", given_by({"goal": "Write it..."})) == "“Write it...”?"
    assert fill("Last time: ${goal}", given_by({"goal": "Write it."})) == "Last time: Write it."


@pytest.mark.parametrize("text", ["„${goal}“?", "»${goal}«?", "«${goal}»?"])
def test_the_quotes_of_other_languages_close_as_well(text):
    assert fill(text, given_by({"goal": "Schreib es."})) == text.replace("${goal}", "Schreib es")


def test_a_reference_knows_last_part_and_fallback():
    (ref, start, end), *rest = references("So: ${last.takeaway.mentee| that }!")
    assert ref == Ref("takeaway", "mentee", last=True, fallback="that")
    assert (start, end, rest) == (4, 34, [])


@pytest.mark.parametrize("text", ["${Goal}", "${}", "${goal", "${a.b.c}", "$goal", "{{goal}}", "${goal }|x}"])
def test_what_is_no_reference_stays_as_it_is(text):
    kept = fill(text, lambda ref: "ANSWER" if ref.name != "goal" or "|x" not in text else "goal")
    assert "ANSWER" not in kept


def test_a_key_of_when_is_read_like_a_reference():
    assert parse_key("step.readiness") == Ref("step", "readiness")
    assert parse_key("last.goal") == Ref("goal", last=True)
    assert parse_key("Goal") is None


@given(st.text(), st.text())
def test_text_without_a_reference_never_changes(text, answer):
    if "${" not in text:
        assert fill(text, lambda _: answer) == text


@given(st.text(max_size=200))
def test_any_answer_fits_in_one_line(answer):
    filled = fill("a${goal}b", lambda _: answer)
    assert "\n" not in filled
    assert filled.startswith("a")
    assert filled.endswith("b")
