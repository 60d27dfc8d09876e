"""The app where a terminal can show it, plain lines everywhere else."""

import sys

import pytest
from command_line import a_pair, checkin_with, environment
from terminal import Terminal

from checkin.cli.interface import full_screen

FULL_SCREEN = b"\x1b[?1049h"
HINT = "checkin --plain"


def started(home, *arguments, **env):
    return Terminal([sys.executable, "-m", "checkin", *arguments], env=environment(home, env))


@pytest.mark.parametrize(
    ("env", "arguments"),
    [
        ({"TERM": "dumb"}, []),
        ({"TERM": ""}, []),
        ({"TERM": "xterm-256color", "CHECKIN_PLAIN": "1"}, []),
        ({"TERM": "xterm-256color"}, ["--plain"]),
        ({"TERM": "xterm-256color"}, ["meet", "--plain"]),
    ],
)
def test_plain_lines_are_chosen_and_have_no_escapes(tmp_path, env, arguments):
    a_pair(tmp_path)
    with started(tmp_path, *arguments, **env) as terminal:
        terminal.wait_for("Sam with Robin")
        assert b"\x1b" not in terminal.received


def test_a_terminal_gets_the_app_and_is_told_once_that_there_are_plain_lines(tmp_path):
    a_pair(tmp_path)
    seen = []
    for _ in range(2):
        with started(tmp_path, TERM="xterm-256color") as terminal:
            terminal.wait_for("Sam with Robin")
            terminal.keys("<C-q>")
            assert terminal.wait_for_end() == 0
            before, screen, _ = bytes(terminal.received).partition(FULL_SCREEN)
            assert screen
            seen.append(HINT in before.decode())
    assert seen == [True, False]


@pytest.mark.parametrize(
    ("arguments", "code"), [(["meet", "nobody"], 3), (["resume"], 3), (["meet", "--bank", "regulr"], 3)]
)
def test_what_stands_in_the_way_is_said_before_the_app_starts(tmp_path, arguments, code):
    a_pair(tmp_path)
    with started(tmp_path, *arguments, TERM="xterm-256color") as terminal:
        assert terminal.wait_for_end() == code
        assert FULL_SCREEN not in terminal.received
        assert "checkin: " in terminal.text()


def test_a_pipe_on_either_side_means_plain_lines(tmp_path):
    a_pair(tmp_path)
    done = checkin_with(tmp_path, stdin="", env={"TERM": "xterm-256color"})
    assert "\x1b" not in done.out
    assert not full_screen({"TERM": "xterm-256color"}, plain=True)
    assert not full_screen({}, plain=False)
