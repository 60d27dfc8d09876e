"""One slip of the pen gives one message, never a cascade; the figures for all slips stand at `EVERY`."""

from collections import Counter
from itertools import chain

import pytest
from mutations import broken_lines, misspelt_names, misspelt_settings
from rich_bank import RICH, write_rich

from checkin.banks.folders import shipped_folder
from checkin.banks.reading.reader import read_bank

EVERY = 23
"""Which share of the slips is tried: each twenty-third. With 1, some 8,300 slips of the rich bank are: every
misspelt setting gives exactly one message, no misspelt name more than one, and of the broken lines 99.5 in
a hundred at most one."""


def messages(path, text, search):
    path.write_text(text, encoding="utf-8")
    reading = read_bank(path, search)
    assert (reading.bank is None) == bool(reading.errors)
    return reading.diagnostics


def told(slip, found):
    return f"{slip.kind}, line {slip.line}: {slip.text.splitlines()[slip.line - 1]!r}: {found}"


def some(slips):
    return (slip for nth, slip in enumerate(slips) if nth % EVERY == 0)


def test_the_rich_bank_itself_is_clean(tmp_path):
    assert read_bank(write_rich(tmp_path), []).told() == ""


def test_a_misspelt_setting_gives_one_message_in_its_own_line(tmp_path):
    path = write_rich(tmp_path)
    for slip in some(misspelt_settings(RICH)):
        found = messages(path, slip.text, [])
        assert [each.line for each in found] == [slip.line], told(slip, found)


def test_a_misspelt_name_gives_one_message_at_most(tmp_path):
    path = write_rich(tmp_path)
    for slip in some(misspelt_names(RICH)):
        found = messages(path, slip.text, [])
        assert len(found) <= 1, told(slip, found)


@pytest.mark.parametrize("name", ["regular", "first_meeting"])
def test_so_it_is_in_the_shipped_banks(tmp_path, name):
    text = (shipped_folder() / f"{name}.yaml").read_text(encoding="utf-8")
    for slip in some(chain(misspelt_settings(text), misspelt_names(text))):
        found = messages(tmp_path / "bank.yaml", slip.text, [shipped_folder()])
        assert len(found) <= 1, told(slip, found)


def test_a_broken_line_seldom_gives_more_than_one_message(tmp_path):
    path = write_rich(tmp_path)
    many = Counter(len(messages(path, slip.text, [])) for slip in some(broken_lines(RICH)))
    more = sum(count for number, count in many.items() if number > 1)
    assert more <= many.total() * 0.02, many
    assert max(many) <= 4, many


def fix(tmp_path, *changes):
    text = RICH
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [(each.code, each.message, each.help) for each in messages(write_rich(tmp_path), text, [])]


def test_a_mistyped_id_is_told_once_with_every_line_that_names_it(tmp_path):
    ((code, message, remedy),) = fix(tmp_path, ("- id: goal", "- id: gaol"))
    assert code == "unknown-question"
    assert message == "no question is called `goal`"
    assert remedy.startswith("a question with a similar id exists: `gaol` (line 53)")
    assert remedy.endswith("it is named in lines 129, 184 too")


def test_a_mistyped_seat_is_told_once(tmp_path):
    ((code, _, remedy),) = fix(tmp_path, ("- id: guide", "- id: giude"))
    assert (code, remedy) == ("unknown-seat", "a similar one exists: `giude`")


def test_a_file_that_is_not_found_says_nothing_of_its_questions(tmp_path):
    ((code, _, _),) = fix(tmp_path, ("- shared.yaml", "- sahred.yaml"))
    assert code == "no-such-include"


def test_a_name_that_is_no_setting_stands_for_the_one_that_is_missing(tmp_path):
    ((_, message, remedy),) = fix(tmp_path, ("ask: Who could help?", "question: Who could help?"))
    assert message == "question `talk_to` has no setting `question`"
    assert remedy == "`ask` is missing here: is it the one you mean?"


def test_a_lost_hyphen_is_one_slip_however_many_settings_are_there_twice(tmp_path):
    ((code, message, remedy),) = fix(tmp_path, ("      - id: mood\n", ""))
    assert (code, message) == ("duplicate-key", "`type` is set twice, and so is `ask`")
    assert remedy == "does a new item start here? Its first line needs a `- `"


def test_an_unknown_type_says_nothing_of_what_the_type_would_need(tmp_path):
    ((code, _, _),) = fix(tmp_path, ("type: scale", "type: thermometer"))
    assert code == "unknown-type"


def test_two_slips_are_two_messages(tmp_path):
    codes = [each[0] for each in fix(tmp_path, ("${item}", "${itme}"), ("hint: Small", "hnt: Small"))]
    assert codes == ["unknown-question", "unknown-key"]
