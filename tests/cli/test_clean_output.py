"""What is printed is clean, whatever an altered record holds."""

import json

import pytest
from command_line import a_pair, checkin_with, hold

from checkin.record.layout import decode, encode

BAD = "\u009b31m\u202e"
"""What would colour and turn round the rest of the line on a terminal that took it at its word."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("altered") / "home"
    hold(home, a_pair(home))
    path = home / "pairs" / "sam-robin" / "record.json"
    tables = decode(path.read_bytes(), path)
    for name, keys in (
        ("people", ("name",)),
        ("steps", ("what", "if", "due")),
        ("meetings", ("title", "date")),
    ):
        for number, fact in tables[name].items():
            tables[name][number] = {**fact, **{key: f"{fact.get(key)}{BAD}" for key in keys}}
    path.write_bytes(encode(tables))
    return home


@pytest.mark.parametrize(
    "command",
    [
        ["pairs"],
        ["pairs", "--json"],
        ["steps"],
        ["steps", "--json"],
        ["steps", "--owner", f"nobody{BAD}"],
        ["history"],
        ["history", "--json"],
        ["history", "--search", "Sam"],
        ["summary", "--format", "txt"],
        ["summary", "--format", "json"],
        ["step", "carry", f"x{BAD}"],
    ],
)
def test_no_command_prints_what_a_terminal_would_obey(home, command):
    done = checkin_with(home, *command)
    assert not {"\u009b", "\u202e"} & set(done.out + done.err)
    assert done.out or done.code


def test_what_is_printed_for_programs_is_escaped_nowhere_either(home):
    done = checkin_with(home, "steps", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert "\\u009b" not in done.out
    assert "\\u202e" not in done.out
    assert any(step["what"].endswith("31m") for step in json.loads(done.out))


def test_what_was_done_is_told_cleanly(home):
    step = checkin_with(home, "steps", "--json").json()[0]
    done = checkin_with(home, "step", "carry", step["id"])
    assert done.code == 0
    assert "Still on it: " in done.err
    assert not {"\u009b", "\u202e"} & set(done.err)
