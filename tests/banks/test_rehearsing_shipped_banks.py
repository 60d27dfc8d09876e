"""Each bank that comes with the program, rehearsed: within its budgets, nothing out of reach, nothing cut."""

import pytest

from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.library import Library
from checkin.banks.reading.reader import read_bank
from checkin.banks.rehearsal.cost import PROMPTS, TYPED
from checkin.banks.rehearsal.page_room import CARD_ROWS
from checkin.banks.rehearsal.rehearsing import rehearse, to_json
from checkin.banks.rehearsal.report import report
from checkin.ground.text import cell_width
from checkin.meeting.cards import CARDS

NAMES = [entry.id for entry in Library([Folder(shipped_folder(), "shipped")]).entries()]
each_bank = pytest.mark.parametrize("name", NAMES)


def rehearsed(name):
    reading = read_bank(shipped_folder() / f"{name}.yaml")
    return rehearse(reading.bank)


@each_bank
def test_no_path_is_beyond_what_a_good_talk_has_room_for(name):
    rehearsal = rehearsed(name)
    for depth, figures in (("quick", rehearsal.quick), ("full", rehearsal.full)):
        assert figures.most.prompts <= PROMPTS[depth]
        assert figures.most.typed <= TYPED[depth]
        assert not figures.more


@each_bank
def test_everything_can_be_asked_and_fits(name):
    rehearsal = rehearsed(name)
    assert rehearsal.unreachable == rehearsal.overflows == ()
    assert rehearsal.quick.never == rehearsal.full.never == ()


@each_bank
def test_the_minutes_a_bank_plans_are_about_those_its_questions_take(name):
    rehearsal = rehearsed(name)
    for figures in (rehearsal.quick, rehearsal.full):
        assert figures.planned is not None
        assert abs(figures.estimate - figures.planned) <= figures.planned // 3


def test_the_regular_meeting_is_as_long_as_it_was_designed_to_be():
    found = to_json(rehearsed("regular"))
    assert {name: found["quick"][name] for name in ("prompts", "typed", "keys", "minutes", "estimate")} == {
        "prompts": 9,
        "typed": 3,
        "keys": 13,
        "minutes": 20,
        "estimate": 20,
    }
    assert {name: found["full"][name] for name in ("prompts", "typed", "keys", "minutes", "estimate")} == {
        "prompts": 13,
        "typed": 6,
        "keys": 24,
        "minutes": 45,
        "estimate": 45,
    }
    assert (found["paths"], found["unreachable"], found["overflows"]) == (6, [], [])


@each_bank
def test_the_report_fits_a_terminal(name):
    text = report(rehearsed(name), ())
    assert all(cell_width(line) <= 80 for line in text.splitlines())
    assert text.count("planned: ") == 2


def test_a_card_takes_a_row_for_each_of_its_fields():
    assert {kind: len(fields) for kind, fields in CARDS.items()} == CARD_ROWS
