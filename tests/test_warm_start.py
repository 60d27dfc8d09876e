"""Programs that were split off, held against the same programs started from nothing."""

import os
import signal
import subprocess
import sys

import pytest
import warm_start
from command_line import IMPORTED_FROM, environment

LOOK = """
import atexit, os, signal, sys
atexit.register(print, "at the end")
print(__name__, sys.argv, os.getcwd(), sys.path[0], dict(os.environ), sorted(os.listdir("/proc/self/fd"))[:4])
for stream in (sys.stdin, sys.stdout, sys.stderr, sys.__stdout__):
    print(stream.encoding, stream.errors, stream.line_buffering, stream.name, stream.isatty())
print([signal.getsignal(number) for number in (signal.SIGPIPE, signal.SIGCHLD)])
print("trouble: é", file=sys.stderr)
print(sys.stdin.read())
"""


@pytest.fixture
def both(monkeypatch, tmp_path):
    """Runs a program in both ways."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip("nothing starts warm here")

    def run(*argv, given=b"", timeout=60.0):
        monkeypatch.setattr(warm_start, "_FROM_NOTHING", 0)
        done = []
        for allowed in (False, True):
            monkeypatch.setattr(warm_start, "allowed", allowed)
            env = environment(tmp_path, {"SOME": "thing"})
            done.append(
                warm_start.run([sys.executable, *argv], given=given, env=env, cwd=tmp_path, timeout=timeout)
            )
        return [(one.returncode, one.stdout, one.stderr) for one in done]

    return run


def test_a_program_finds_everything_as_if_it_had_started_from_nothing(both):
    cold, warm = both("-c", LOOK, "an", "argument", given="words é".encode())
    assert warm == cold
    assert cold[0] == 0
    assert "words é" in cold[1].decode()


def test_a_script_and_a_module_know_their_own_names(both, tmp_path):
    (tmp_path / "named.py").write_text("import sys\nprint(__name__, __file__, sys.argv, sys.path[0])")
    for argv in ([str(tmp_path / "named.py"), "a"], ["-m", "named", "b"], ["-m", "checkin", "--version"]):
        cold, warm = both(*argv)
        assert warm == cold
        assert cold[1]


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("pass", 0),
        ("raise SystemExit(7)", 7),
        ("raise SystemExit(-1)", 255),
        ("import threading; threading.Timer(0.1, print, ['late']).start()", 0),
        ("import os; os.close(1); print('unheard')", 120),
        ("import os, threading; threading.Timer(0.05, os._exit, [4]).start()", 4),
        ("raise SystemExit('said at the end')", 1),
        ("import os; os._exit(3)", 3),
        ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
    ],
)
def test_the_end_is_told(both, code, end):
    cold, warm = both("-c", code)
    assert warm == cold
    assert warm[0] == end


def test_what_nobody_caught_is_told_as_python_tells_it(both):
    cold, warm = both("-c", "1 / 0")
    assert warm[0] == cold[0] == 1
    assert b"ZeroDivisionError" in warm[2]


def test_much_input_and_output_pass_at_once(both):
    cold, warm = both("-c", "import sys; print(sys.stdin.read() * 2)", given=b"x" * 300_000)
    assert warm == cold
    assert len(warm[1]) == 600_001


def test_a_program_without_end_is_ended(both):
    with pytest.raises(subprocess.TimeoutExpired):
        both("-c", "import signal; signal.pause()", timeout=0.3)


def test_a_signal_for_a_program_whose_end_is_not_told_yet_is_let_go():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    news, told = os.pipe()
    os.write(told, b"%d\n" % ended.pid)
    program = warm_start.SplitOff(news)
    program.kill()
    assert program.poll() is None
    os.write(told, b"0\n")
    assert program.wait(1) == 0
    os.close(told)


def test_another_language_starts_from_nothing(monkeypatch):
    monkeypatch.setattr(warm_start, "allowed", True)
    for more in ({"LANG": "C"}, {"LC_ALL": "de_DE.UTF-8"}, {"PYTHONUTF8": "0"}, {"PYTHONPATH": "elsewhere"}):
        env = environment(None, more)
        argv = [sys.executable, "-m", "checkin"]
        assert warm_start.start(argv, (0, 1, 2), IMPORTED_FROM, env, own_session=False) is None
