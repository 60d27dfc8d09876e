"""Why a meeting can't be held with a bank, in one line, and where the rest is explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.banks.beginning import REGULAR
from checkin.ground.errors import WrongInput
from checkin.ground.text import clean_line, cut

if TYPE_CHECKING:
    from checkin.banks.reading.reader import Reading

_LONGEST = 90
"""Cells of a problem that is told within a line."""


def unusable(name: str, reading: Reading, *, behind: str = "", in_reach: bool = False) -> WrongInput:
    """What is wrong first with the bank `name`, or with a translation, as in `coffee in fi`.

    `reading` has an error. `behind` is the origin of the last bank of its name behind it, or empty;
    `in_reach` says that commands find its file by its name alone.
    """
    first, more = reading.errors[0], len(reading.errors) - 1
    where = f"{Path(first.path).name}{f', line {first.line}' if first.line else ''}"
    others = f" (and {more} more)" if more else ""
    instead = " It stands before another bank of that name." if behind else ""
    file = reading.path.stem if in_reach and reading.path.stem == name.replace(" in ", ".") else reading.path
    remedy = f"`checkin banks check {file}` explains it."
    if behind == "shipped":
        which = "" if name == REGULAR else f" --bank {name}"
        remedy += f" `checkin meet{which} --shipped` takes the one that came with the program meanwhile."
    said = cut(clean_line(first.message), _LONGEST)
    return WrongInput(f"The question bank {name} can't be used: {where}: {said}{others}.{instead}", remedy)
