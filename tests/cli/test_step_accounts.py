"""`step done|drop|change|carry`: what became of a step, said between meetings."""

import dataclasses
import shutil

import pytest
from command_line import ANSWERS, TALKED, a_pair, checkin_with, hold

from checkin.ground.ids import Ids
from checkin.plain.answers.from_file import hold_from_file
from checkin.record.desk import Desk


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    home = tmp_path_factory.mktemp("accounts") / "home"
    hold(home, a_pair(home), ANSWERS)
    hold(home, a_pair(home, "Noor"), TALKED)
    return home


@pytest.fixture
def home(kept, tmp_path):
    return shutil.copytree(kept, tmp_path / "home")


def ids(home):
    return {step["what"]: step["id"] for step in checkin_with(home, "steps", "--all", "--json").json()}


def status(home, what):
    steps = checkin_with(home, "steps", "--all", "--json").json()
    return next((step["status"], step["carried"], step["notes"]) for step in steps if step["what"] == what)


ASK = "Ask Ana to listen on Thursday"


@pytest.mark.parametrize(("word", "becomes"), [("done", "done"), ("drop", "dropped"), ("change", "changed")])
def test_an_account_closes_a_step(home, word, becomes):
    ending = ids(home)[ASK][-5:].lower()
    done = checkin_with(home, "step", word, ending, "--note", "It was   fine\n")
    assert (done.code, done.out) == (0, "")
    assert ASK in done.err
    assert status(home, ASK) == (becomes, 0, ["It was fine"])
    assert ASK not in checkin_with(home, "steps").out
    listed = checkin_with(home, "steps", "--all").out
    assert ASK in " ".join(listed.split())
    assert becomes in listed


def test_a_step_that_is_carried_on_stays_open(home):
    assert checkin_with(home, "step", "carry", ids(home)[ASK]).code == 0
    assert status(home, ASK)[1] == 1
    assert ASK in checkin_with(home, "steps").out


def test_the_ending_is_looked_for_over_all_pairs(home):
    other = "Read the “Zen” paper"
    assert checkin_with(home, "step", "done", ids(home)[other][-6:]).code == 0
    assert status(home, other)[0] == "done"


def test_an_ending_that_is_not_there_exits_with_three(home):
    done = checkin_with(home, "step", "done", "nope")
    assert done.code == 3
    assert done.err.startswith("checkin: There is no step “nope”.")
    assert checkin_with(home, "step", "done", "").code == 3


def test_an_ending_that_several_have_names_them(tmp_path):
    home = tmp_path / "home"
    # Without chance in them, ids made one after the other end alike.
    desk = dataclasses.replace(
        Desk.from_environment({"CHECKIN_HOME": str(home)}), ids=Ids(chance=lambda count: bytes(count))
    )
    answers = tmp_path / "answers.yaml"
    answers.write_text("step: [Ask Ana, Ask Ben]\n")
    hold_from_file(desk, desk.create_pair("Robin", "Sam"), "regular", "full", answers)
    done = checkin_with(home, "step", "done", "0000")
    assert done.code == 2
    assert done.err.startswith("checkin: Several ids end with 0000: ")
    assert done.err.count("\n") == 1
    first = checkin_with(home, "steps").out.splitlines()[1].split()[0]
    assert checkin_with(home, "step", "done", first).code == 0
    assert len(checkin_with(home, "steps", "--json").json()) == 1
