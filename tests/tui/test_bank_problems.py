"""What is wrong in a bank, shown in the app: where, why, the editor at that line, and a way round it."""

import pytest
from meetings import SHIPPED
from shell_data import a_pair, desk_at, held, opened

REGULAR = (SHIPPED / "regular.yaml").read_text(encoding="utf-8")
BROKEN = REGULAR.replace("What one thing would make today worth it?", "What would?").replace(
    "        required: yes\n", "        requird: yes\n", 1
)


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "kept"
    held(home, a_pair(home), 9)
    (home / "question_banks").mkdir()
    (home / "question_banks" / "regular.yaml").write_text(BROKEN)
    return home


@pytest.fixture
def regular(home):
    return home / "question_banks" / "regular.yaml"


def an_editor(tmp_path, script):
    """A program that edits the file it is given last, as `$VISUAL`."""
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
    path.chmod(0o755)
    return str(path)


def problems(terminal):
    terminal.wait_for("can't be used: 1 problem")
    terminal.keys("s")
    terminal.wait_for("Use the shipped one this time")
    terminal.keys("p")
    terminal.wait_for("has no setting `requird`")
    terminal.wait_for("Esc back")


def test_the_pairs_page_says_that_ones_own_bank_cannot_be_used(home):
    with opened(home) as terminal:
        terminal.wait_for("can't be used: 1 problem")


def test_a_broken_bank_is_never_in_the_way_of_a_meeting(home):
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("s")
        terminal.wait_for("Use the shipped one this time")
        terminal.keys("u")
        terminal.wait_for("▸ Since last time")
        terminal.keys("Well")
        terminal.wait_for("  Well")
    desk = desk_at(home)
    meeting = desk.resume(desk.find_pair(None))
    asked = next(q.ask for q in meeting.start.bank.all_questions() if q.type == "goal")
    assert asked == "What one thing would make today worth it?"
    meeting.leave()


def test_the_problem_is_shown_where_it_stands_with_the_remedy(home):
    line = BROKEN[: BROKEN.index("requird")].count("\n") + 1
    with opened(home) as terminal:
        problems(terminal)
        terminal.wait_for(f"Line {line}, column 9: Question `goal` has no setting `requird`")
        terminal.wait_for("│         requird: yes")
        terminal.wait_for("│         ^^^^^^^")
        terminal.wait_for("A setting with a similar name exists: `required`")
        terminal.wait_for("~/kept/question_banks/regular.yaml")


def test_the_shipped_one_can_be_used_from_the_problems_too(home):
    with opened(home) as terminal:
        problems(terminal)
        terminal.keys("u")
        terminal.wait_for("▸ Since last time")


def test_it_can_be_mended_in_the_editor_and_then_be_used(home, tmp_path):
    editor = an_editor(tmp_path, 'sed -i s/requird/required/ "$file"')
    with opened(home, VISUAL=editor) as terminal:
        problems(terminal)
        terminal.keys("e")
        terminal.wait_for("No problems")
        terminal.wait_for("Nothing is wrong in it any more.")
        terminal.keys("<Esc>")
        terminal.wait_for("Regular check-in, about 45 minutes")
        terminal.keys("s")
        terminal.wait_for("▸ Since last time")


def test_an_editor_that_cannot_be_started_is_said_before_the_screen_comes_back(home):
    with opened(home, VISUAL="/nowhere/such-editor") as terminal:
        problems(terminal)
        terminal.keys("e")
        terminal.wait_for("Enter goes back to checkin.")
        terminal.keys("<Enter>")
        terminal.wait_for("has no setting `requird`")
        terminal.wait_for("Esc back")
        terminal.keys("<Esc>")
        terminal.wait_for("Start a meeting")


def test_a_file_mended_elsewhere_is_noticed_while_its_problems_are_shown(home, regular):
    with opened(home) as terminal:
        problems(terminal)
        regular.write_text(BROKEN.replace("requird", "reqired"))
        terminal.wait_for("has no setting `reqired`")
        regular.write_text(BROKEN.replace("requird", "required"))
        terminal.wait_for("Nothing is wrong in it any more.")
        regular.unlink()
        terminal.wait_for("There is no such file")


def test_what_a_file_holds_is_never_taken_for_markup(home, regular):
    regular.write_text(BROKEN.replace("requird: yes", "'[bold]x[/]': [red]yes[/red]"))
    with opened(home) as terminal:
        terminal.wait_for("can't be used")
        terminal.keys("s")
        terminal.wait_for("Use the shipped one this time")
        terminal.keys("p")
        terminal.wait_for("'[bold]x[/]': [red]yes[/red]")


def test_many_problems_are_gone_through_with_the_arrows(home, regular):
    lines = "".join(f"        nonsense_{number}: x\n" for number in range(30))
    regular.write_text(BROKEN.replace("        requird: yes\n", lines))
    with opened(home) as terminal:
        terminal.wait_for("can't be used: 30 problems")
        terminal.keys("s")
        terminal.wait_for("Use the shipped one this time")
        terminal.keys("p")
        terminal.wait_for("more lines (PgDn or Space)")
        terminal.keys("<End>")
        terminal.wait_for("`nonsense_29`")
        terminal.keys("<Up>")
        terminal.wait_for(
            lambda terminal: any("> Line" in row and "_28" in row for row in terminal.screen.display)
        )
        terminal.keys("<Home>")
        terminal.wait_for("`nonsense_0`")


def test_warnings_are_told_as_what_they_are_and_the_bank_can_be_used(home, regular):
    regular.write_text(REGULAR.replace("hint: Small and concrete.", "hint: It's #1 for me"))
    with opened(home) as terminal:
        terminal.wait_for("Sam with Robin")
        terminal.keys("a")
        terminal.wait_for("suggested now")
        terminal.wait_for("p problems")
        terminal.wait_for("1 problem")
        terminal.keys("p")
        terminal.wait_for("1 problem, and it can be used")
        terminal.wait_for("(a warning)")
