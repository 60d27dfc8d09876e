"""Types of what was read from a file, held against what its dataclass says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from checkin.ground.shapes import misfit

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Inner:
    title: str
    many: int | None = None


@dataclass(frozen=True)
class Outer:
    name: str = "a name"
    yes: bool = False
    tags: tuple[str, ...] = ()
    by: Mapping[str, str] = field(default_factory=dict)
    inner: tuple[Inner, ...] = ()
    named: Mapping[str, Inner] = field(default_factory=dict)
    maybe: Inner | None = None


GOOD = Outer(tags=("a",), by={"a": "b"}, inner=(Inner("x", 1),), named={"y": Inner("y")}, maybe=Inner("z"))


def test_what_is_as_it_says_fits():
    assert misfit(GOOD) == misfit(Outer()) == ""


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": None}, "name"),
        ({"yes": 1}, "yes"),
        ({"tags": "a"}, "tags"),
        ({"tags": ("a", 2)}, "tags"),
        ({"by": {"a": []}}, "by"),
        ({"by": ["a"]}, "by"),
        ({"inner": (Inner("x"), Inner({}))}, "title"),
        ({"named": {"y": Inner("y", True)}}, "many"),
        ({"maybe": Inner(3)}, "title"),
    ],
)
def test_the_first_field_that_does_not_fit_is_named_however_deep(changed, field):
    assert misfit(replace(GOOD, **changed)) == field
