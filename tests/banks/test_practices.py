"""The 45 practices: each has a part that puts it to work, at its own time, and a test that holds it."""

from __future__ import annotations

import ast
import importlib
from functools import cache
from pathlib import Path

import pytest

from checkin.banks.folders import Folder, shipped_folder
from checkin.banks.library import Library
from checkin.banks.model import Bank, Question, Stage
from checkin.banks.practice_table import PRACTICES
from checkin.banks.practices import MOMENTS, coverage, uncovered
from checkin.meeting.moments import table

TESTS = Path(__file__).parent.parent
LOOKING_BACK = {"relationship_review", "closing"}
"""Kinds of meeting in which a pair looks back at itself."""

ALONE = {"solo", "prepare"}
FIXED_RHYTHM = {"regular"}


@cache
def shipped_banks() -> tuple[Bank, ...]:
    library = Library([Folder(shipped_folder(), "shipped")])
    return tuple(library.find(entry.id).bank for entry in library.entries())


def banks_with(number: int) -> set[str]:
    return {bank.id for bank in shipped_banks() if any(number in q.practices for q in bank.all_questions())}


@cache
def names_in(path: Path) -> frozenset[str]:
    """The tests a file holds, by name, whatever they are run with."""
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


by_number = pytest.mark.parametrize("practice", PRACTICES, ids=lambda one: f"{one.number}-{one.when}")


# Each has a part that is there, and a test that is there


@by_number
def test_each_practice_is_put_to_work_by_a_part_that_is_there(practice):
    assert practice.parts
    for name in practice.parts:
        module, _, path = name.partition(":")
        found = importlib.import_module(module)
        for step in path.split("."):
            found = found[step] if isinstance(found, dict) else getattr(found, step)


@by_number
def test_each_practice_is_held_by_a_test_that_is_there(practice):
    assert practice.tests
    for name in practice.tests:
        path, _, test = name.partition("::")
        assert test in names_in(TESTS.parent / path), f"{name} is not there"


def test_there_are_forty_five_by_number_each_with_a_name_of_its_own():
    assert [practice.number for practice in PRACTICES] == list(range(1, 46))
    assert len({practice.name for practice in PRACTICES}) == 45
    assert {practice.when for practice in PRACTICES} == set(MOMENTS)


def test_no_part_and_no_test_is_named_twice_for_one_practice():
    for practice in PRACTICES:
        assert len(set(practice.parts)) == len(practice.parts)
        assert len(set(practice.tests)) == len(practice.tests)


# Each has its place at its own time


@by_number
def test_each_practice_has_its_place_when_the_table_says(practice):
    asked = banks_with(practice.number)
    prompts = {moment.id for moment in table.MOMENTS if practice.number in moment.practices}
    assert bool(prompts) == (practice.when == "M")
    match practice.when:
        case "A":
            assert "regular" in asked
        case "M":
            named = {part.rpartition("BY_ID.")[2] for part in practice.parts if "BY_ID." in part}
            assert named
            assert named <= prompts
        case "C":
            assert asked
            assert not asked & FIXED_RHYTHM
        case "O":
            assert asked
        case "L":
            assert asked <= LOOKING_BACK | ALONE


def test_every_prompt_at_the_right_moment_belongs_to_a_practice_of_that_time():
    when = {practice.number: practice.when for practice in PRACTICES}
    for moment in table.MOMENTS:
        assert moment.practices
        assert {when[number] for number in moment.practices} == {"M"}


# What questions cover


def test_a_bank_covers_what_its_questions_name_those_in_pools_too():
    bank = Bank("mine", "Mine", (Stage("s", "S", (Question("a", "A?", practices=(6, 14)),)),))
    found = {each.practice.number: each for each in coverage([bank])}
    assert found[6].questions == ("mine.a",)
    assert found[44].questions == ()
    assert found[44].covered
    regular = next(one for one in shipped_banks() if one.id == "regular")
    assert "regular.really" in {name for each in coverage([regular]) for name in each.questions}


def test_nothing_is_left_uncovered():
    assert uncovered(shipped_banks()) == ()
