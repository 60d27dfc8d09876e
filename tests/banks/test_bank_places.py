"""Where problems point: the very words that are marked, for every code, and for its further causes."""

import pytest

from checkin.banks.codes.code import HEAD, MAIN, STAGE
from checkin.banks.codes.of_meaning import MEANING
from checkin.banks.codes.of_text import TEXT
from checkin.banks.reading.reader import read_bank

CODES = {code.name: code for code in (*TEXT, *MEANING) if code.at != (0, 0)}

MARKED = {
    "not-a-bank": "format",
    "not-utf8": "\ufffd",
    "control-character": "\x1b",
    "too-deep": "[",
    "two-documents": "-",
    "yaml-syntax": ":",
    "indent": "a",
    "duplicate-key": "hint",
    "alias": "&small",
    "tag": "!",
    "swallowed-comment": "#1 for me",
    "swallowed-item": "-",
    "curly-quotes": "“Small and concrete.”",
    "flow-prose": "What else?",
    "yaml-word": "no",
    "format-version": "2",
    "unknown-key": "hnt",
    "missing-key": "id",
    "wrong-type": "What else comes to mind?",
    "wrong-value": "thrice",
    "unknown-type": "scales",
    "unknown-seat": "gain",
    "missing-seat": "-",
    "bad-id": "My Goal",
    "duplicate-id": "goal",
    "unknown-question": "${gaol}",
    "later-question": "${goal}",
    "bad-reference": "${",
    "no-answer": "goal",
    "wrong-test": "below",
    "unreachable": "at_least",
    "quick-gap": "${goal}",
    "no-effect": "max",
    "pulse-for-one": "pulse",
    "private-question": "load",
    "missing-stage": "stages",
    "only-tasks": "stages",
    "empty-pool": "from",
    "pick-too-many": "2",
    "no-such-include": "openers.yaml",
    "outside-folder": "../openers.yaml",
    "include-loop": "bank.yaml",
    "unknown-use": "openers.realy",
}
"""The words under the carets of each code's bad example."""

GOAL = "      - id: goal\n        ask: What matters?\n"
FURTHER = {
    "a stage without questions": (
        STAGE.replace("    questions:\n", "    questions: []\n"),
        "wrong-value",
        "[]",
    ),
    "stages that are a text": ("stages: some\n", "wrong-type", "some"),
    "a stage that is a text": ("stages:\n  - some\n", "wrong-type", "some"),
    "a use of several": (STAGE + "      - use: [a, b]\n", "wrong-type", "[a, b]"),
    "an id that is a list": (STAGE + GOAL.replace("id: goal", "id: [a]"), "wrong-type", "[a]"),
    "a test of a list": (
        STAGE
        + GOAL.replace("ask", "type: line\n        ask")
        + "      - id: b\n        ask: x\n        when: {goal: {is: [c]}}\n",
        "wrong-type",
        "[c]",
    ),
    "a mistyped any": (
        STAGE + GOAL + "      - id: b\n        ask: x\n        when: {ayn: [{goal: {answered: yes}}]}\n",
        "unknown-key",
        "ayn",
    ),
    "an include that is a map": ("include: [{a: b}]\n" + STAGE + GOAL, "wrong-type", "{a: b}"),
    "too many minutes": ("minutes: {full: 900}\n" + STAGE + GOAL, "wrong-value", "900"),
    "a seat called both": (
        "seats: [{id: both, plays: mentee}, {id: b, plays: mentor}]\n" + STAGE + GOAL,
        "bad-id",
        "both",
    ),
    "a seat twice": (
        "seats: [{id: a, plays: mentee}, {id: a, plays: mentee}, {id: b, plays: mentor}]\n" + STAGE + GOAL,
        "duplicate-id",
        "a",
    ),
}


def marked(problem, reading):
    """The words of the file that a problem marks."""
    line = reading.sources[problem.path][problem.line - 1]
    assert problem.end_line == problem.line
    return line[problem.column - 1 : problem.end_column - 1]


def test_every_code_with_a_place_has_its_words():
    assert set(MARKED) == set(CODES) - {"overflows"}


@pytest.mark.parametrize("name", MARKED)
def test_a_code_marks_exactly_the_words_that_are_meant(tmp_path, name):
    code = CODES[name]
    for file, content in code.bad.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    reading = read_bank(tmp_path / MAIN, [])
    (problem,) = reading.diagnostics
    assert marked(problem, reading) == MARKED[name]


@pytest.mark.parametrize("name", FURTHER)
def test_a_further_cause_has_one_message_at_its_place(tmp_path, name):
    text, code, words = FURTHER[name]
    (tmp_path / MAIN).write_text(HEAD + text, encoding="utf-8")
    reading = read_bank(tmp_path / MAIN, [])
    assert [(each.code, marked(each, reading)) for each in reading.diagnostics] == [(code, words)], (
        reading.told()
    )


def test_two_files_of_one_name_and_an_id_twice_in_a_file(tmp_path):
    shared = "format: 1\nquestions:\n  - id: a\n    ask: x\n"
    (tmp_path / "one").mkdir()
    (tmp_path / "s.yaml").write_text(shared + "  - id: a\n    ask: y\n", encoding="utf-8")
    (tmp_path / "one" / "s.yaml").write_text(shared, encoding="utf-8")
    (tmp_path / MAIN).write_text(HEAD + "include: [s.yaml, one/s.yaml]\n" + STAGE + GOAL, encoding="utf-8")
    reading = read_bank(tmp_path / MAIN, [])
    assert sorted((each.code, each.line) for each in reading.diagnostics) == [
        ("duplicate-id", 4),
        ("duplicate-id", 5),
    ]
