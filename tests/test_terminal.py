"""The terminal that other tests look through, held against small programs."""

import os
import signal
import sys

import pytest
from terminal import Terminal

ECHO = "import sys\nprint('ready', flush=True)\nfor line in sys.stdin: print('got', repr(line), flush=True)"


def python(program, **options):
    return Terminal([sys.executable, "-c", program], **options)


def test_keys_reach_the_program_and_its_answer_is_on_the_screen():
    with python(ECHO) as terminal:
        terminal.wait_for("ready")
        terminal.keys("a <lt> b<Enter>")
        terminal.wait_for("got 'a < b\\n'")


def test_waiting_for_what_never_comes_shows_the_screen():
    with python("print('something else')") as terminal, pytest.raises(AssertionError, match="something else"):
        terminal.wait_for("what never comes")


def test_the_exit_code_is_told():
    with python("raise SystemExit(7)") as terminal:
        assert terminal.wait_for_end() == 7


def test_a_signal_is_told_as_its_number_below_zero():
    with python(ECHO) as terminal:
        terminal.wait_for("ready")
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_for_end() == -signal.SIGKILL


def test_closing_the_terminal_hangs_up(tmp_path):
    mark = tmp_path / "mark"
    program = (
        "import signal, sys, pathlib\n"
        f"def gone(*_): pathlib.Path({str(mark)!r}).write_text('hung up'); sys.exit(0)\n"
        "signal.signal(signal.SIGHUP, gone)\nprint('ready', flush=True)\n"
        "while True: signal.pause()"
    )
    with python(program) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_for_end() == 0
    assert mark.read_text() == "hung up"


def test_a_new_size_is_told_to_the_program():
    program = (
        "import os, signal\n"
        # Not with `print`, which a signal may not come into while it writes.
        "show = lambda *_: os.write(1, f'{tuple(os.get_terminal_size())}\\r\\n'.encode())\n"
        "signal.signal(signal.SIGWINCH, show)\nshow()\n"
        "while True: signal.pause()"
    )
    with python(program, size=(70, 20)) as terminal:
        terminal.wait_for("(70, 20)")
        terminal.resize(100, 30)
        terminal.wait_for("(100, 30)")
        assert len(terminal.screen.display) == 30


def test_wide_characters_take_two_cells():
    with python("print('小林と|'); input()") as terminal:
        terminal.wait_for("小林と|")
        terminal.wait_for(lambda seen: seen.cursor == (0, 1))


def test_settings_of_the_one_who_runs_the_tests_do_not_reach_the_program(monkeypatch):
    monkeypatch.setenv("CHECKIN_HOME", "/somewhere/else")
    monkeypatch.setenv("NO_COLOR", "1")
    show = "import os; print(os.environ.get('CHECKIN_HOME'), os.environ.get('NO_COLOR'), os.environ['X'])"
    with python(show, env={"X": "given"}) as terminal:
        terminal.wait_for("None None given")
    assert os.environ["NO_COLOR"] == "1"
