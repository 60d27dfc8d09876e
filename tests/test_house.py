"""The house: which rooms there are, who may import whom, and that a command loads only what it needs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import IMPORTED_FROM, a_pair, environment, hold

import checkin
from checkin.cli import root

REPOSITORY = Path(__file__).parent.parent
ROOMS = {"ground", "banks", "meeting", "record", "summary", "live", "plain", "tui", "cli", "docs"}
TOP = {"checkin", "question_banks", "tests", "pyproject.toml", "README.md", "LICENSE"}

HEAVY = (
    "textual",
    "rich",
    "asyncio",
    "pycrdt",
    "filelock",
    "hypothesis",
    "pytest",
    "markdown_it",
    "icalendar",
)
"""What no command loads that only looks. `filelock` is for changes, the others are for the app or tests."""

OWN_COMMANDS = {
    "--help": (),
    "--version": (),
    "demo --help": (),
    "pairs": (),
    "steps": (),
    "steps --due --json": (),
    "history": (),
    "history --search demo": (),
    "kept lessons": (),
    "steps --owner sam --ics": ("icalendar",),
    "takeback": (),
    "summary": (),
    "summary --format json": (),
    "summary --format txt": (),
    "trends": (),
    "totals": (),
    "banks list": ("yaml",),
    "banks show regular": ("yaml",),
    "banks check": ("yaml",),
    "share": (),
    "join": (),
    "seat --as mentee --pair sam-robin --home {home}": (),
    "invite {key} --as mentee": (),
    "help": (),
    "help meeting": (),
    "meet --help": (),
    "banks --help": (),
    "step done none": (),
    "pair new --mentor A --mentee B": ("filelock",),
    "pair takeaway --for mentee": (),
    "own --plain": (),
    "prep --show": (),
    "jot something": ("tinydb", "filelock"),
    "solo --plain": ("yaml", "tinydb", "filelock"),
    "review --plain": ("yaml", "tinydb", "filelock"),
    "meet sam-robin --answers {answers}": ("yaml", "tinydb", "filelock"),
    "meet sam-robin --plain": ("yaml", "tinydb", "filelock"),
    "resume sam-robin --plain": ("yaml", "tinydb", "filelock"),
    "": ("yaml", "tinydb", "filelock"),
}
"""Every command, with what it may load besides click."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("house") / "home"
    hold(home, a_pair(home))
    (home.parent / "key.pub").write_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 43)
    return home


@pytest.mark.parametrize("command", OWN_COMMANDS)
def test_a_command_loads_only_what_it_needs(home, command):
    loaded = loaded_by(home, command)
    assert "checkin" in loaded
    unwanted = {*HEAVY, "yaml", "tinydb"} - set(OWN_COMMANDS[command])
    assert not loaded & unwanted


@pytest.mark.parametrize("page", ["settings", "keys", "meeting"])
def test_keys_that_were_just_chosen_are_told_without_the_app(tmp_path, page):
    (tmp_path / "config.yaml").write_text("keys:\n  next: f5\n  nxt: f6\n", encoding="utf-8")
    loaded = loaded_by(tmp_path, f"help {page}")
    assert "yaml" in loaded, "else they were not read at all"
    assert not loaded & {*HEAVY, "tinydb"}


def loaded_by(home: Path, command: str) -> set[str]:
    """The packages that a command loads in a process of its own."""
    code = (
        "import sys\n"
        "from checkin.cli.entry import run\n"
        "run(sys.argv[1:])\n"
        "sys.stdout.flush()\n"
        "print('\\n' + ' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    named = {"home": home, "key": home.parent / "key.pub", "answers": home.parent / "sam-robin-answers.yaml"}
    arguments = command.format_map(named).split()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=b"",
        capture_output=True,
        env=environment(home),
        cwd=IMPORTED_FROM,
        timeout=180,
    )
    return set(done.stdout.decode().splitlines()[-1].split())


def test_the_pairs_page_is_shown_without_the_engine():
    """It is what people wait for first."""
    code = (
        "import sys\n"
        "import checkin.tui.running, checkin.tui.screens.home, checkin.tui.screens.pair\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=IMPORTED_FROM,
        env=environment(None),
        timeout=180,
    )
    loaded = set(done.stdout.decode().split())
    assert "checkin.tui.screens.overview" in loaded
    assert not loaded & {"checkin.meeting.flow", "checkin.banks.model", "yaml", "pycrdt"}


def test_every_command_is_looked_at():
    looked_at = {command.split()[0] for command in OWN_COMMANDS if command} - {"--help", "--version"}
    assert looked_at == set(root.COMMANDS)


def test_the_import_rules_hold():
    pytest.importorskip("importlinter", reason="import-linter is a tool for development")
    if not (REPOSITORY / "pyproject.toml").exists():
        pytest.skip("the rules are in the checkout")
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=REPOSITORY, env=environment(None), capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stdout.decode()


def test_the_package_has_the_rooms_of_the_design_and_no_others():
    package = Path(checkin.__file__).parent
    folders = {path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {"question_banks"} == ROOMS
    assert {path.name for path in package.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_nothing_lies_about_at_the_top():
    there = {path.name for path in REPOSITORY.iterdir() if not path.name.startswith(".")}
    assert there - TOP <= {"dist", "build", "checkin.egg-info", "__pycache__"}


def test_every_module_says_in_its_first_line_what_it_is():
    package = Path(checkin.__file__).parent
    silent = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []


def test_every_page_of_the_manual_that_a_screen_names_is_there():
    package = Path(checkin.__file__).parent
    named = {
        name
        for path in (package / "tui").rglob("*.py")
        for name in re.findall(r'HELP_PAGE\b[^=\n]*= "(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {path.stem for path in (package / "docs").glob("*.md")}
