"""The 45 practices: each is asked about, or done by the program, or on the list of those still to come."""

from __future__ import annotations

import importlib

import pytest

from checkin.banks.library import Folder, Library, shipped_folder
from checkin.banks.model import Bank, Question, Stage
from checkin.banks.practices import MOMENTS, PRACTICES, coverage, uncovered

NOT_YET = (6, 7, 11, 14, 23, 29, 34, 35, 36, 38, 40, 41, 43, 44)
"""The practices that neither a shipped bank nor a part of the program covers. Shorten it as they come."""


def shipped_banks():
    library = Library([Folder(shipped_folder(), "shipped")])
    return [library.find(entry.id).bank for entry in library.entries()]


def told(of):
    """The table of what covers each practice, for whoever reads why a test does not pass."""
    rows = [
        f"{each.practice.number:>2} {each.practice.when} {each.practice.name}: "
        + (", ".join([*each.questions, *each.parts]) or "not yet")
        for each in of
    ]
    return "\n".join(["", *rows])


def test_what_is_not_covered_yet_is_exactly_what_is_listed():
    banks = shipped_banks()
    found = tuple(practice.number for practice in uncovered(banks))
    lost = [number for number in found if number not in NOT_YET]
    gained = [number for number in NOT_YET if number not in found]
    assert not lost, f"no longer covered: {lost}{told(coverage(banks))}"
    assert not gained, f"covered now, take it off the list: {gained}{told(coverage(banks))}"


def test_there_are_forty_five_by_number_each_with_a_name_of_its_own():
    assert [practice.number for practice in PRACTICES] == list(range(1, 46))
    assert len({practice.name for practice in PRACTICES}) == 45
    assert {practice.when for practice in PRACTICES} == set(MOMENTS)


def test_whatever_belongs_in_every_meeting_is_covered():
    assert not [practice.name for practice in uncovered(shipped_banks()) if practice.when == "A"]


@pytest.mark.parametrize("name", sorted({part for practice in PRACTICES for part in practice.parts}))
def test_a_part_that_is_named_is_there(name):
    module, _, path = name.partition(":")
    found = importlib.import_module(module)
    for step in path.split("."):
        found = getattr(found, step)


def test_a_bank_covers_what_its_questions_name_those_in_pools_too():
    bank = Bank("mine", "Mine", (Stage("s", "S", (Question("a", "A?", practices=(6, 14)),)),))
    by_number = {each.practice.number: each for each in coverage([bank])}
    assert by_number[6].questions == ("mine.a",)
    assert by_number[14].covered
    assert not by_number[44].covered
    assert {practice.number for practice in uncovered([])} > {6, 14}
    regular = next(one for one in shipped_banks() if one.id == "regular")
    assert "regular.really" in {name for each in coverage([regular]) for name in each.questions}
