"""What holds for every command: help whatever is broken, one line for what goes wrong, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import IMPORTED_FROM, Done, a_pair, checkin_with, environment

import checkin
from checkin.cli.entry import run
from checkin.cli.root import COMMANDS

LATER = ["sync", "export", "import", "doctor"]

BROKEN_PLACES = {
    "a file": "{tmp}/file",
    "no such place": "/proc/nowhere/at/all",
    "a device": "/dev/null",
    "empty": "",
    "odd": "{tmp}/\udcff\n[red]",
    "somebody who is not there": "~nobody-has-this-name/x",
}


def test_help_names_every_command_and_none_of_later_versions(tmp_path):
    done = checkin_with(tmp_path, "--help")
    assert done.code == 0
    assert done.err == ""
    assert all(f"\n  {name} " in done.out for name in COMMANDS)
    assert not any(f"\n  {name} " in done.out for name in LATER)
    assert checkin_with(tmp_path, "-h").out == done.out


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """The command line within this process: for what needs no process of its own, as it is quicker."""
    monkeypatch.setenv("CHECKIN_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments):
        code = run(arguments)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return command


@pytest.mark.parametrize("command", [*COMMANDS, "pair new", "step done", "banks list", "banks check"])
def test_every_command_explains_itself(here, command):
    done = here(*command.split(), "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: checkin {command} ")
    assert "--banks DIR" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_version(tmp_path):
    assert checkin_with(tmp_path, "--version").out == f"checkin {checkin.__version__}\n"


@pytest.mark.parametrize("place", BROKEN_PLACES.values(), ids=BROKEN_PLACES)
def test_help_works_whatever_is_broken_and_the_rest_says_so_in_one_line(tmp_path, place):
    (tmp_path / "file").write_text("in the way")
    env = {"CHECKIN_HOME": place.format(tmp=tmp_path), "CHECKIN_BANKS": "/nowhere", "HOME": str(tmp_path)}
    assert checkin_with(None, "--help", env=env).code == 0
    assert checkin_with(None, "meet", "--help", env=env).code == 0
    assert checkin_with(None, "help", "meeting", env=env).code == 0
    done = checkin_with(None, "pairs", env=env)
    assert done.code in (0, 1)
    made = checkin_with(None, "pair", "new", "--mentor", "R", "--mentee", "S", env=env)
    assert made.code in (0, 1)
    assert all(line.startswith(("checkin: ", "Hold your first")) for line in made.err.splitlines())


@pytest.mark.parametrize(
    "env",
    [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}],
)
def test_pages_are_printed_in_any_encoding(tmp_path, env):
    for arguments in (["--help"], ["help"], ["help", "meeting"], ["banks", "show", "regular"]):
        done = checkin_with(tmp_path, *arguments, env=env)
        assert done.code == 0, done.err
        assert done.out


def test_help_without_a_home_or_a_stdout(tmp_path):
    env = environment(None)
    for closed in ("0", "1", "2"):
        script = f'exec "$0" -m checkin --help {closed}>&-'
        done = subprocess.run(
            ["/bin/sh", "-c", script, sys.executable],
            env=env,
            cwd=IMPORTED_FROM,
            capture_output=True,
            timeout=180,
        )
        assert done.returncode == 0
        assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_output_that_cannot_be_written_is_said_in_one_line(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checkin", "help", "meeting"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
            cwd=IMPORTED_FROM,
            timeout=180,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"checkin: ")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_went_away_is_no_matter_to_talk_about(tmp_path):
    script = '"$0" -m checkin banks show regular | true; "$0" -m checkin help codes | head -n 1'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable],
        env=environment(tmp_path),
        cwd=IMPORTED_FROM,
        capture_output=True,
        timeout=180,
    )
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stepz"], "There is no command “stepz”. The nearest is “checkin step"),
        (["steps", "--al"], "No such option"),
        (["banks", "lost"], "The nearest is “checkin banks list”"),
        (["step", "finish", "x"], "There is no command “finish”"),
        (["step"], "Say what to do: carry, change, done, drop. See: checkin step --help"),
        (["summary", "--format", "pdf"], "pdf"),
        (["summary", "a", "b", "c"], "unexpected extra argument"),
        (["help", "meting"], "The nearest is “meeting”"),
        (["\x1b[31mred"], "There is no command “[31mred”"),
        (["--plan"], "--plain"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_exits_with_two(here, arguments, said):
    done = here(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.startswith("checkin: ")
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


@pytest.mark.parametrize("name", LATER)
def test_commands_of_later_versions_are_not_there(here, name):
    assert here(name).code == 2


def test_a_defect_is_one_line_with_a_note_that_holds_no_words_of_people(tmp_path):
    home = tmp_path / "home"
    a_pair(home)
    # A stand-in for a module of ours that breaks, found before the real one.
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import os, sys\n"
        "class Broken:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'checkin.cli.steps':\n"
        "            raise ValueError(os.environ['SAID'])\n"
        "sys.meta_path.insert(0, Broken())\n"
    )
    env = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{IMPORTED_FROM}", "SAID": "what Sam said in private"}
    done = checkin_with(home, "steps", env=env)
    assert done.code == 1
    assert done.err.startswith("checkin: Something unexpected happened")
    assert done.err.count("\n") == 1
    (note,) = (home / "log").iterdir()
    assert str(note) in done.err
    assert note.stat().st_mode & 0o777 == 0o600
    assert "ValueError" in note.read_text()
    assert "private" not in note.read_text()


def test_every_page_of_the_manual_is_listed_and_printed(here):
    contents = here("help").out
    names = [line.split()[0] for line in contents.splitlines() if line.startswith("  ")]
    assert names[0] == "start"
    assert {"meeting", "lines", "answers", "steps", "banks", "data", "codes"} <= set(names)
    for name in names:
        page = here("help", name)
        assert page.code == 0
        assert page.err == ""
    assert here("help", "step", "done").out.startswith("Usage: checkin step done ")


def test_an_account_without_a_home_is_told_what_to_set():
    nobody = "import os; os.environ.pop('HOME', None); os.getuid = lambda: 4_000_000_000; "
    code = nobody + "import sys; from checkin.cli.entry import run; sys.exit(run(['pairs']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(None),
        cwd=IMPORTED_FROM,
        capture_output=True,
        timeout=180,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        b"checkin: This account has no home folder to keep things in. Set CHECKIN_HOME"
    )
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_before_the_first_question(tmp_path):
    tmp_path.chmod(0o500)
    done = checkin_with(tmp_path, stdin="Sam\n")
    tmp_path.chmod(0o700)
    assert (done.code, done.out) == (1, "")
