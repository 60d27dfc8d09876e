"""The kinds of meeting: what each is for, in which language, and banks that change meanwhile."""

import pytest
from meetings import shipped
from shell_data import a_pair, desk_at, held, opened

COFFEE = """\
format: 1
id: coffee
title: Coffee
about: Half an hour without an agenda.
opens_with: first_meeting
minutes: {quick: 10, full: 30}
stages:
  - id: talk
    title: Talk
    questions:
      - id: lately
        quick: yes
        ask: What has been on your mind?
"""

FINNISH = """\
format: 1
translates: coffee
language: fi
title: Kahvi
questions:
  lately:
    ask: Mitä mielessä?
"""


@pytest.fixture
def home(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def pair(home):
    pair = a_pair(home)
    held(home, pair, 9)
    return pair


@pytest.fixture
def banks(home, pair):
    folder = home / "question_banks"
    folder.mkdir()
    (folder / "coffee.yaml").write_text(COFFEE)
    return folder


def kinds(terminal):
    terminal.wait_for("Sam with Robin")
    terminal.keys("a")
    terminal.wait_for("Another kind of meeting\n")
    terminal.wait_for("Esc back")


def says(terminal, words):
    """Wait until words stand on the screen, in however many rows."""
    terminal.wait_for(lambda terminal: words in " ".join(terminal.text().split()))


def go_to(terminal, title):
    """Put the sign at a kind, and wait for what is said of it."""

    steps = []

    def both_stand(_):
        rows = terminal.text().splitlines()
        here = [at for at, row in enumerate(rows) if row.startswith(" > ")]
        there = [at for at, row in enumerate(rows) if row[3:].startswith(title)]
        steps[:] = [there[0] - here[0]] if here and there else []
        return steps

    terminal.wait_for(both_stand)
    terminal.keys("<Down>" * steps[0])
    terminal.wait_for(f"> {title}")


def test_the_suggested_kind_comes_first_and_says_when_it_was_held(home, banks):
    with opened(home) as terminal:
        kinds(terminal)
        terminal.wait_for("> Regular check-in")
        terminal.wait_for("suggested now, last Fri 13 Nov, 45 or 20 min")
        terminal.wait_for(shipped("regular").about[:40])
        terminal.wait_for("You had it last on Fri 13 Nov.")


def test_a_bank_of_ones_own_says_what_it_is_for_and_where_it_is(home, banks):
    with opened(home) as terminal:
        kinds(terminal)
        go_to(terminal, "Coffee")
        terminal.wait_for("~/kept/question_banks/coffee.yaml")
        for words in ("Half an hour without an agenda.", "Best after “First meeting”", "Your own"):
            says(terminal, words)


def test_more_than_a_dozen_banks_fit_the_smallest_usual_screen(home, banks):
    for number in range(4):
        text = COFFEE.replace("id: coffee", f"id: kind{number}").replace("Coffee", f"Kind {number}")
        (banks / f"kind{number}.yaml").write_text(text)
    with opened(home) as terminal:
        kinds(terminal)
        for number in range(4):
            terminal.wait_for(f"Kind {number}")


def test_the_agenda_can_be_read_before_starting_and_started_from(home, banks):
    with opened(home) as terminal:
        kinds(terminal)
        go_to(terminal, "Coffee")
        terminal.wait_for("v agenda")
        terminal.keys("v")
        terminal.wait_for("• What has been on your mind?")
        terminal.keys("t")
        terminal.wait_for("▸ Talk")
        terminal.keys("Tea")
        terminal.wait_for("  Tea")
    desk = desk_at(home)
    assert [one.title for one in desk.unfinished(desk.find_pair(None))] == ["Coffee"]


def test_a_language_is_chosen_with_a_key_and_the_meeting_is_held_in_it(home, banks):
    (banks / "coffee.fi.yaml").write_text(FINNISH)
    with opened(home) as terminal:
        kinds(terminal)
        go_to(terminal, "Coffee")
        terminal.wait_for("l language")
        says(terminal, "In English, also in Finnish")
        terminal.keys("l")
        terminal.wait_for("> Kahvi")
        says(terminal, "In Finnish, also in English")
        terminal.keys("<Enter>")
        terminal.wait_for("Mitä mielessä?")


def test_the_language_a_pair_had_last_is_offered_again(home, banks, pair):
    (banks / "coffee.fi.yaml").write_text(FINNISH)
    desk = desk_at(home)
    meeting = desk.begin(pair, "coffee", "full", "fi")
    desk.save(meeting, lambda saved: "")
    with opened(home) as terminal:
        kinds(terminal)
        terminal.wait_for("Kahvi")
        go_to(terminal, "Kahvi")
        terminal.wait_for("In Finnish,")


def test_a_bank_that_changes_on_the_disk_is_read_again_and_the_sign_stays(home, banks):
    with opened(home) as terminal:
        kinds(terminal)
        go_to(terminal, "Coffee")
        terminal.wait_for("~/kept/question_banks/coffee.yaml")
        (banks / ".coffee.yaml.tmp").write_text(COFFEE.replace("title: Coffee", "title: Tea, rather"))
        (banks / ".coffee.yaml.tmp").replace(banks / "coffee.yaml")
        terminal.wait_for("> Tea, rather")
        (banks / "biscuits.yaml").write_text(
            COFFEE.replace("coffee", "biscuits").replace("Coffee", "Biscuits")
        )
        terminal.wait_for("  Biscuits")
        terminal.wait_for("> Tea, rather")
        (banks / "biscuits.yaml").unlink()
        terminal.wait_until_gone("Biscuits")
        (banks / "coffee.yaml").write_text(COFFEE.replace("ask:", "aks:"))
        terminal.wait_for("can't be used")


def test_the_agenda_that_is_being_read_changes_with_its_bank(home, banks):
    with opened(home) as terminal:
        kinds(terminal)
        go_to(terminal, "Coffee")
        terminal.wait_for("v agenda")
        terminal.keys("v")
        terminal.wait_for("• What has been on your mind?")
        (banks / "coffee.yaml").write_text(COFFEE.replace("What has been on your mind?", "Milk or sugar?"))
        terminal.wait_for("• Milk or sugar?")
        (banks / "coffee.yaml").write_text("format: 1\n")
        terminal.wait_for("can't be used just now")
        terminal.wait_for("• Milk or sugar?")


def test_nothing_is_sent_while_nothing_changes(home, banks):
    with opened(home) as terminal:
        kinds(terminal)
        terminal.wait_for("You had it last on Fri 13 Nov.")

        def quiet(text):
            """Whether nothing is sent for five looks after an editor wrote a file of its own."""
            before = len(terminal.received)
            (banks / ".coffee.yaml.swp").write_text(text)
            terminal.wait_for_silence(1.5)
            return len(terminal.received) == before

        # Where many share a processor, the first screen may still be on its way after a pause.
        assert any(quiet(f"an editor's own {number}") for number in range(5))


def test_a_bank_edited_during_a_meeting_waits_for_the_next_one(home, banks):
    two = COFFEE + "      - id: next\n        ask: What comes next?\n"
    (banks / "coffee.yaml").write_text(two)
    with opened(home) as terminal:
        kinds(terminal)
        go_to(terminal, "Coffee")
        terminal.keys("<Enter>")
        terminal.wait_for("What has been on your mind?")
        changed = two.replace("What comes next?", "What was changed meanwhile?")
        (banks / "coffee.yaml").write_text(changed.replace("your mind", "your desk"))
        terminal.wait_for_silence(1.0)
        terminal.keys("Tea<Enter><Enter>")
        terminal.wait_for("What comes next?")
        terminal.keys("<C-q>")
        assert terminal.wait_for_end() == 0
    desk = desk_at(home)
    pair = desk.find_pair(None)
    meeting = desk.resume(pair)
    assert [q.ask for q in meeting.start.bank.all_questions()][1] == "What comes next?"
    desk.save(meeting, lambda saved: "")
    fresh = desk.begin(pair, "coffee")
    assert [q.ask for q in fresh.start.bank.all_questions()][1] == "What was changed meanwhile?"
    fresh.leave()
