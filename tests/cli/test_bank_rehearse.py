"""`banks rehearse`: the figures, the report for people, and the walk of which nothing is kept."""

import signal
import subprocess
import sys

import pytest
from command_line import checkin_with, environment
from terminal import heed_signals

BANK = """\
format: 1
id: coffee
title: A coffee
stages:
  - id: talk
    title: Talk
    questions:
      - id: sure
        type: yes_no
        quick: yes
        ask: Are you sure?
      - id: why
        type: line
        ask: Why?
        when: {sure: {is: yes}}
      - id: never
        quick: yes
        ask: What is next?
        when: {why: {answered: yes}, sure: {is: no}}
      - id: after
        ask: And then?
        when: {never: {answered: yes}}
      - id: only_full
        quick: yes
        ask: What else?
        when: {why: {answered: yes}}
"""


@pytest.fixture
def coffee(tmp_path):
    path = tmp_path / "coffee.yaml"
    path.write_text(BANK)
    return path


def test_the_figures_have_the_shape_that_was_promised(tmp_path):
    found = checkin_with(tmp_path, "banks", "rehearse", "regular", "--json").json()
    for depth, prompts, typed, minutes in (("quick", 9, 3, 20), ("full", 14, 6, 45)):
        assert found[depth]["prompts"] <= prompts
        assert found[depth]["typed"] <= typed
        assert found[depth]["keys"] > found[depth]["prompts"]
        assert found[depth]["minutes"] == minutes
    assert found["paths"] == found["quick"]["paths"] + found["full"]["paths"]
    assert found["unreachable"] == found["overflows"] == []


def test_a_file_is_rehearsed_as_well(tmp_path, coffee):
    found = checkin_with(tmp_path, "banks", "rehearse", str(coffee), "--json").json()
    assert found["unreachable"] == ["never", "after"]
    assert found["quick"]["unreachable"] == ["never", "only_full"]
    assert (found["quick"]["prompts"], found["full"]["prompts"]) == (1, 3)


def test_the_report_says_what_depends_on_what_and_what_is_never_asked(tmp_path, coffee):
    done = checkin_with(tmp_path, "banks", "rehearse", str(coffee))
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "Quick 1 prompt, 0 typed lines, 2 keys, about 2 minutes" in said
    assert "at the shortest: 1 prompt" in said
    assert "`why` is asked when `sure` is yes." in said
    assert f"{coffee}:19: `never` would never be asked" in said
    assert "`after` waits for one that is never asked." in said
    assert "In the quick meeting, though marked for it: `only_full`." in said


def test_one_depth_can_be_asked_for(tmp_path, coffee):
    said = checkin_with(tmp_path, "banks", "rehearse", str(coffee), "--quick").out
    assert "Quick" in said
    assert "Full" not in said
    assert "`why` is asked" not in said


def test_a_broken_bank_is_told_as_the_checker_tells_it(tmp_path, coffee):
    coffee.write_text(BANK.replace("        ask: Why?", "        aks: Why?"))
    checked = checkin_with(tmp_path, "banks", "check", str(coffee))
    for more, where in (((), "out"), (("--json",), "err"), (("--walk", "--plain"), "err")):
        done = checkin_with(tmp_path, "banks", "rehearse", str(coffee), *more)
        assert done.code == checked.code == 2
        assert checked.out.strip() in getattr(done, where)
        assert where == "out" or not done.out


def test_a_bank_that_is_not_there_names_the_nearest(tmp_path):
    done = checkin_with(tmp_path, "banks", "rehearse", "regulr")
    assert done.code == 3
    assert "regular" in done.err


def test_a_walk_has_no_figures(tmp_path):
    assert checkin_with(tmp_path, "banks", "rehearse", "regular", "--walk", "--json").code == 2


def walked(tmp_path, *arguments, lines=60):
    made = tmp_path / "made"
    made.mkdir()
    home = tmp_path / "home"
    env = {"TMPDIR": str(made)}
    done = checkin_with(home, "banks", "rehearse", *arguments, "--walk", stdin="\n" * lines, env=env)
    assert not list(made.iterdir())
    assert not (home / "pairs").exists()
    return done


def test_a_walk_as_plain_lines_keeps_nothing(tmp_path):
    done = walked(tmp_path, "regular", "--quick")
    assert done.code == 0
    assert "Rehearsal: nothing is kept." in done.out
    assert "What happened with “Ask somebody how they began”?" in done.out
    assert done.out.rstrip().endswith("The rehearsal ends here. Nothing was kept.")
    assert "aved" not in done.out.replace("nothing is saved", "")
    assert "resume" not in done.out + done.err


def test_a_walk_that_is_left_keeps_nothing_either(tmp_path):
    done = walked(tmp_path, "regular", lines=3)
    assert done.code == 130
    assert "resume" not in done.out + done.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_walk_that_is_ended_from_outside_leaves_nothing_behind(tmp_path, number):
    made = tmp_path / "made"
    made.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "checkin", "banks", "rehearse", "regular", "--walk"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path / "home", {"TMPDIR": str(made), "PYTHONUNBUFFERED": "1"}),
        preexec_fn=heed_signals,
    )
    for line in process.stdout:
        if b"Sam: How are you" in line:
            break
    else:
        pytest.fail(f"it was not asked: {process.communicate()[1].decode()}")
    assert list(made.iterdir())
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert b"Traceback" not in said
    assert not list(made.iterdir())
