"""The wheel: it has the banks and the manual in it, and works where there is no checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from command_line import ANSWERS

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built by the build backend itself, so that nothing has to be fetched."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is a tool for development")
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """A folder with what is in the wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def run(elsewhere, home, *arguments):
    # What checkin depends on comes from here, checkin itself from there: named first, it is found first.
    path = os.pathsep.join([str(elsewhere), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return subprocess.run(
        [sys.executable, "-S", "-m", "checkin", *arguments],
        cwd=home,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": path, "CHECKIN_HOME": str(home), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=180,
    )


def test_the_wheel_has_what_is_needed_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "checkin/question_banks/regular.yaml" in names
    assert "checkin/question_banks/shared/openers.yaml" in names
    assert "checkin/question_banks/.schema/bank-1.json" in names
    assert "checkin/docs/start.md" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "question_banks/"))]
    assert not [name for name in names if "__pycache__" in name]


def test_the_banks_are_found_without_the_checkout(elsewhere, tmp_path):
    done = run(elsewhere, tmp_path, "banks", "list", "--json")
    assert done.returncode == 0, done.stderr
    assert str(elsewhere / "checkin" / "question_banks" / "regular.yaml") in done.stdout
    assert run(elsewhere, tmp_path, "banks", "check", "--strict").returncode == 0
    assert run(elsewhere, tmp_path, "help", "start").stdout.startswith("# ")


def test_a_meeting_can_be_held_without_the_checkout(elsewhere, tmp_path):
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    assert run(elsewhere, tmp_path, "pair", "new", "--mentor", "Robin", "--mentee", "Sam").returncode == 0
    held = run(elsewhere, tmp_path, "meet", "--answers", "answers.yaml")
    assert held.returncode == 0, held.stderr
    assert "Speak at the team demo" in run(elsewhere, tmp_path, "summary", "last").stdout
