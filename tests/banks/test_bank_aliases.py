"""Earlier ids of questions: one question each, and still good for what was answered under them."""

import pytest

from checkin.banks.codes.code import HEAD, MAIN, STAGE
from checkin.banks.reading.reader import read_bank


def read(folder, questions):
    path = folder / MAIN
    path.write_text(HEAD + STAGE + questions)
    return read_bank(path, [])


def ask(name, *settings, text="What matters?"):
    lines = (f"- id: {name}", *(f"  {each}" for each in (f"ask: {text}", *settings)))
    return "".join(f"      {line}\n" for line in lines)


def found(reading):
    return [(each.code, each.line) for each in reading.diagnostics]


def test_a_question_keeps_the_ids_it_had(tmp_path):
    reading = read(tmp_path, ask("goal", "aliases: [aim, wish]"))
    assert reading.told() == ""
    assert reading.bank.stages[0].questions[0].aliases == ("aim", "wish")


def test_an_earlier_answer_can_be_named_by_an_earlier_id(tmp_path):
    again = ask("again", "when: {last.aim: {answered: yes}}", text="Still “${last.aim|it}”?")
    reading = read(tmp_path, ask("goal", "aliases: [aim]") + again)
    assert reading.told() == ""


def test_in_the_meeting_itself_a_question_has_its_own_id_only(tmp_path):
    reading = read(tmp_path, ask("goal", "aliases: [aim]") + ask("again", text="Still “${aim}”?"))
    (told,) = reading.diagnostics
    assert (told.code, told.help) == ("unknown-question", "the question is called `goal` now")


@pytest.mark.parametrize(
    ("first", "second", "line", "message"),
    [
        (("goal",), ("aim", "aliases: [goal]"), 12, "`goal` means question `goal` already"),
        (("goal", "aliases: [aim]"), ("aim",), 10, "`aim` means question `aim` already"),
        (("goal", "aliases: [old]"), ("aim", "aliases: [old]"), 13, "`old` means question `goal` already"),
        (("goal", "aliases: [goal]"), ("aim",), 10, "`goal` is this question's own name already"),
        (("goal", "aliases: [old, old]"), ("aim",), 10, "`old` is this question's own name already"),
    ],
)
def test_an_alias_that_has_another_meaning_is_told_where_it_stands(tmp_path, first, second, line, message):
    reading = read(tmp_path, ask(*first) + ask(*second))
    (told,) = reading.diagnostics
    assert (told.code, told.line, told.message) == ("duplicate-id", line, message)
    assert told.related is not None
