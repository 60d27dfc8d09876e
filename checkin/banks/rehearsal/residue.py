"""Conditions while a bank is walked through: what is left of each once some of its tests are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.banks.model import Test, When

Residue = Union[bool, tuple[frozenset[int], frozenset[frozenset["Residue"]]]]  # noqa: UP007 (it names itself)
"""True or false; or the numbers of the tests that all have to hold, and, of each set, at least one."""


def residue_of(when: When, number: Callable[[Test], int]) -> Residue:
    """A whole condition; `number` tells tests apart."""
    choices = {frozenset(residue_of(each, number) for each in when.any)} if when.any else set()
    return simple(frozenset(number(test) for test in when.tests), frozenset(choices))


def both(first: Residue, second: Residue) -> Residue:
    """Where both have to hold."""
    if isinstance(first, bool):
        return second if first else False
    if isinstance(second, bool):
        return first if second else False
    return first[0] | second[0], first[1] | second[1]


def one_of(numbers: frozenset[int]) -> Residue:
    """Where at least one of these has to hold."""
    return simple(frozenset(), frozenset({frozenset((frozenset({each}), frozenset()) for each in numbers)}))


def simple(numbers: frozenset[int], choices: frozenset[frozenset[Residue]]) -> Residue:
    """Tests that all have to hold and choices of which each has to, as true or false where that is plain."""
    left: set[frozenset[Residue]] = set()
    for choice in choices:
        if True in choice:
            continue
        possible = choice - {False}
        if not possible:
            return False
        left.add(possible)
    return (numbers, frozenset(left)) if numbers or left else True


def settled(residue: Residue, known: Mapping[int, bool]) -> Residue:
    """What is left once the tests of these numbers are known."""
    if isinstance(residue, bool):
        return residue
    numbers, choices = residue
    if any(not known.get(each, True) for each in numbers):
        return False
    return simple(
        frozenset(each for each in numbers if each not in known),
        frozenset(frozenset(settled(each, known) for each in choice) for choice in choices),
    )


def numbers_in(residue: Residue) -> frozenset[int]:
    """The tests that a condition still waits for."""
    if isinstance(residue, bool):
        return frozenset()
    numbers, choices = residue
    return numbers.union(*(numbers_in(each) for choice in choices for each in choice))
