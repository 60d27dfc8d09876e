"""What the lines say where somebody could stumble: alone, unsure, not safe, not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripted import Scripted, talk

from checkin.plain.answers.from_file import hold_from_file
from checkin.plain.home import home
from checkin.record.alone import own_desk
from checkin.record.turn_to import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.desk import Desk

EMPTY = [""] * 30


def test_nobody_else_is_named_to_somebody_alone(desk: Desk):
    _, console = talk(desk, "", "", ":help", *EMPTY, bank="solo")
    assert "On your own: Sam." in console.said
    assert "By itself it means: thought about." in console.transcript
    assert "Robin" not in console.transcript
    assert "alked about" not in console.transcript
    assert ":ask" not in console.transcript
    assert "Take your line along when you meet next." in console.transcript
    assert own_desk(desk, "sam-robin").saved("sam-robin").start.alone


def test_a_bank_of_few_questions_is_still_one_for_two(desk: Desk):
    desk.places.banks.mkdir(parents=True)
    questions = "[{id: a, questions: [{id: lately, ask: And lately?}]}]"
    (desk.places.banks / "coffee.yaml").write_text(
        f"format: 1\nid: coffee\ntitle: Coffee\nstages: {questions}\n".replace("{id: a,", "{id: a, title: A,")
    )
    _, console = talk(desk, *EMPTY, bank="coffee")
    assert "Coffee: Sam with Robin." in console.said
    assert "Talked about: And lately?" in console.transcript


def test_who_needs_somebody_else_hears_the_list_of_people_and_carries_nothing(desk: Desk):
    desk.places.config.mkdir(parents=True, exist_ok=True)
    (desk.places.config / FILE).write_text("Night line: 555 0100\n")
    _, console = talk(desk, "", "3", ":elsewhere", *EMPTY, bank="setback")
    assert "The list: Esc h, or :elsewhere." in console.transcript
    assert "People and places to turn to\n\nNight line: 555 0100" in console.transcript
    assert "You carry this one" not in console.transcript
    assert "555" not in str(desk.saved("sam-robin").events)


def test_a_step_that_is_only_talked_about_is_not_read_back(desk: Desk):
    _, console = talk(desk, *EMPTY)
    assert "No step is written down. Say it aloud, or :back leads there. Enter goes on." in console.said
    assert "Sam, yes (Enter), or the name of the one who carries it: " not in console.said


def test_the_offer_says_whose_turn_it_is_and_keeps_what_is_to_be_thought_about(desk: Desk):
    lines = ["", "", "", "", "", "", "I froze", "1", "smaller", "3", "", "Wait", "", "2", "", *EMPTY]
    _, console = talk(desk, *lines)
    at = console.said.index("Sam: Would a thought from your mentor help?")
    assert "Robin, your thought (Enter: none to write down): " in console.said[at:]
    assert "Robin, it may not fit Sam because: " in console.said
    assert console.said.count("Robin, another thought (Enter: no): ") == 2
    assert "- A story: I froze — Robin, to think about" in console.transcript
    assert "- Wait" not in console.transcript


def test_a_thought_without_a_word_to_it_is_named_once_before_saving_with_the_way_to_it(desk: Desk):
    lines = ["", "", "", "", "", "", "I froze", "", "", "", "", *[":skip"] * 4]
    _, console = talk(desk, *lines, "2", *EMPTY)
    words = "2. Robin's thought has no word of Sam's yet; it stays out of the summary."
    at = console.said.index(words)
    assert console.said[at - 2 : at] == ["Not discussed so far:", "1. Next steps"]
    assert console.said.count(words) == 1
    assert any("Would a thought from your mentor help?" in line for line in console.said[at:])


def test_a_maybe_can_stay_open(desk: Desk):
    _, console = talk(desk, *[":skip"] * 7, "maybe", "perhaps so", "", ":stop", bank="decision")
    at = console.said.index("Sam (yes or no): ")
    assert console.said[at + 1 : at + 4] == [
        "That can stay open: Enter passes on.",
        "Sam (yes or no): ",
        "Please type yes or no.",
    ]


def test_whoever_says_not_yet_is_asked_once_what_to_change_and_led_there(desk: Desk):
    end = ["", "not yet"]
    lines = [*[":skip"] * 11, "", *end, "nonsense", "goal", "Give the talk", "", *end, "", "not yet"]
    code, console = talk(desk, *lines)
    assert code == 0
    assert not console.lines
    assert "No question has this word. :summary says what is written down, and where." in console.said
    assert desk.saved("sam-robin").state.answer("goal", "mentee").value == "Give the talk"
    assert sum("What would you change?" in said for said in console.said) == 2


def test_the_second_of_several_steps_comes_without_its_menu(desk: Desk, tmp_path: Path):
    answers = tmp_path / "a.yaml"
    answers.write_text("step: [One, Two, Three]\n")
    hold_from_file(desk, "sam-robin", "regular", "full", answers)
    _, console = talk(desk, ":skip", "1", "", "9", "2", "", ":back", ":stop")
    assert console.said.count("Something else happening is an answer like any other.") == 1
    assert console.said.count("1. done") == 2  # at first, and where a word was no answer
    assert "Sam, number, 1 to 4 as before: " in console.said


def test_home_names_the_next_meeting_in_the_language_it_will_be_held_in(desk: Desk, tmp_path: Path):
    answers = tmp_path / "a.yaml"
    answers.write_text("goal: Vortrag\n")
    hold_from_file(desk, "sam-robin", "regular", "full", answers, language="de")
    console = Scripted(["q"])
    home(desk, console)
    assert "1. Regelmäßiges Treffen" in console.said
