"""The rows of the picker: whose a bank is, two of one name, what is left to do, and the mouse."""

import pytest
from shell_data import a_pair, held, opened

BANK = """\
format: 1
id: {id}
title: Coffee
about: {about}
stages:
  - id: talk
    title: Talk
    questions:
      - id: lately
        quick: yes
        ask: What has been on your mind?
"""


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "kept"
    pair = a_pair(home)
    held(home, pair, 9)
    folder = home / "question_banks"
    folder.mkdir()
    (folder / "coffee.yaml").write_text(BANK.format(id="coffee", about="With milk."))
    (folder / "tea.yaml").write_text(BANK.format(id="tea", about="With sugar."))
    (folder / "coffee.fi.yaml").write_text("format: 1\ntranslates: coffee\nlanguage: fi\ntitle: Kahvi\n")
    return home


def picker(terminal):
    terminal.wait_for("Sam with Robin")
    terminal.keys("a")
    terminal.wait_for("Another kind of meeting\n")
    terminal.wait_for("Coffee (tea)")


def test_rows_say_whose_it_is_which_one_and_what_is_left(home):
    with opened(home) as terminal:
        picker(terminal)
        rows = terminal.text().splitlines()
        assert next(row for row in rows if "Coffee (tea)" in row).rstrip().endswith("yours")
        # Two stages and questions, no problem.
        coffee = next(row for row in rows if "Coffee (coffee)" in row)
        assert "yours, 3 lines not translated yet" in coffee
        assert "problem" not in coffee


def test_a_click_takes_a_kind_in_hand_and_another_one_starts_it(home):
    with opened(home) as terminal:
        picker(terminal)
        terminal.click_on("Coffee (tea)")
        terminal.wait_for("> Coffee (tea)")
        terminal.wait_for("With sugar.")
        assert "Another kind of meeting" in terminal.text()
        terminal.click_on("Coffee (tea)")
        terminal.wait_for("What has been on your mind?")


def test_a_problem_in_another_file_keeps_the_name_of_the_file(home):
    (home / "question_banks" / "coffee.fi.yaml").write_text("format: 1\ntranslates: coffee\nlanguage: fi\n")
    with opened(home) as terminal:
        picker(terminal)
        terminal.click_on("Coffee (coffee)")
        terminal.wait_for("With milk.")
        terminal.keys("p")
        terminal.wait_for("4 lines not translated yet, and it can be used")
        terminal.wait_for("> coffee.fi.yaml, line 2, column 1 (a warning)")
