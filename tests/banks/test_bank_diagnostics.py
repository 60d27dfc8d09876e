"""How a problem is told: the three examples of the format's description, to the letter, and odd lines."""

import dataclasses

import pytest

from checkin.banks.diagnostics import Diagnostic, in_order, render, to_json
from checkin.banks.reading.reader import read_bank

GOALS = """format: 1
id: sample
title: Sample
stages:
  - id: goals
    title: Goals
    questions:
      - id: goal
        ask: What one thing would make today worth it?
"""


def told(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "question_banks").mkdir()
    (tmp_path / "question_banks" / "regular.yaml").write_text(text, encoding="utf-8")
    return read_bank("question_banks/regular.yaml", []).told()


def padded(text, line):
    """`text` with comments before its ninth line, so that what follows stands in `line`."""
    head, rest = text[: len(GOALS)], text[len(GOALS) :]
    return "# a comment\n" * (line - 10) + head + rest


def test_an_unknown_setting_reads_as_in_the_description(tmp_path, monkeypatch):
    text = padded(GOALS + "        hnt: Small and concrete.\n", 30)
    assert told(tmp_path, monkeypatch, text) == (
        "question_banks/regular.yaml:30:9: error[unknown-key]: question `goal` has no setting `hnt`\n"
        "   |\n"
        "30 |         hnt: Small and concrete.\n"
        "   |         ^^^\n"
        "   = help: a setting with a similar name exists: `hint`"
    )


def test_an_id_used_twice_reads_as_in_the_description(tmp_path, monkeypatch):
    between = "".join(f"        # {number}\n" for number in range(7))
    text = padded(GOALS + between + "      - id: goal\n        ask: What else?\n", 28)
    assert told(tmp_path, monkeypatch, text) == (
        "question_banks/regular.yaml:35:13: error[duplicate-id]: the id `goal` is used twice\n"
        "   |\n"
        "26 |       - id: goal\n"
        "   |             ---- first used here\n"
        "35 |       - id: goal\n"
        "   |             ^^^^ used again here\n"
        "   = help: rename one; ids name the answers in saved summaries"
    )


def test_an_unknown_question_reads_as_in_the_description(tmp_path, monkeypatch):
    more = (
        "      - id: confidence\n        type: scale\n        ask: How sure are you?\n"
        "      - id: next\n        ask: What would help?\n        when: {confidense: {below: 7}}\n"
    )
    assert told(tmp_path, monkeypatch, padded(GOALS + more, 48)) == (
        "question_banks/regular.yaml:53:16: error[unknown-question]: "
        "no earlier question is called `confidense`\n"
        "   |\n"
        "53 |         when: {confidense: {below: 7}}\n"
        "   |                ^^^^^^^^^^\n"
        "   = help: a question with a similar id exists: `confidence` (line 48)"
    )


def problem(column=1, end_column=2, line=1, **more):
    return Diagnostic("b.yaml", line, column, line, end_column, "error", "wrong-type", "no", **more)


def test_carets_stand_under_wide_characters_and_tabs():
    assert render(problem(4, 6), ["日本\tab"]).splitlines()[2:] == ["1 | 日本    ab", "  |         ^^"]


def test_a_very_long_line_is_shown_around_the_place():
    lines = render(problem(5_001, 5_004), ["x" * 5_000 + "abc" + "y" * 5_000]).splitlines()
    assert max(map(len, lines)) < 120
    assert lines[2].index("abc") == lines[3].index("^^^")


def test_control_characters_of_the_file_never_reach_the_terminal():
    shown = render(problem(1, 3), ["a\x1b[2J\x85\u202e b"])
    assert all(char == "\n" or char.isprintable() for char in shown)


def test_a_place_past_the_end_of_the_file_is_told_without_a_line():
    assert render(problem(line=9), ["one"]) == "b.yaml:9:1: error[wrong-type]: no"


def test_colours_are_there_when_asked_for_and_change_no_word():
    import re

    plain = render(problem(help="do it"), ["text"])
    coloured = render(problem(help="do it"), ["text"], colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("width", [40, 80, 100])
def test_a_long_remedy_keeps_to_the_screen_and_hangs_below_its_first_word(width):
    remedy = "look at them, then write `of: 0a1b2c3d`; " * 4
    shown = render(
        dataclasses.replace(problem(help=remedy), message="so long, " * 20 + "so"), ["text"], width=width
    )
    first, *rest = shown.splitlines()
    assert first == f"b.yaml:1:1: error[wrong-type]: {'so long, ' * 20}so", "tools read it in one line"
    assert all(len(line) <= width for line in rest)
    rows = rest[rest.index("  | ^") + 1 :]
    assert all(row.startswith(" " * 10) and row[10] != " " for row in rows[1:])
    assert sum(row.count("`of: 0a1b2c3d`") for row in rows) == 4, "what is to be copied stays whole"
    assert " ".join(" ".join(rows).split()) == f"= help: {remedy}".strip()


def test_a_remedy_of_one_long_word_is_told_whole():
    path = "/a/" + "b" * 200
    rows = render(problem(help=path), ["text"]).splitlines()[-3:]
    assert "".join(row.strip() for row in rows).endswith(path)


def test_json_has_the_promised_keys():
    assert list(to_json(problem())) == [
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "severity",
        "code",
        "message",
        "help",
    ]


def test_problems_stand_in_the_order_of_the_file_each_once():
    late, early = problem(line=9), problem(line=2)
    assert in_order([late, early, late]) == (early, late)
