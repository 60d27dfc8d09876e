"""Two meetings held against each other, stage by stage: side by side where there is room, else one under
the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.ground.text import cell_width, wrap
from checkin.summary.plain_text import so_far

if TYPE_CHECKING:
    from checkin.summary.document import Document, Section

SIDE_BY_SIDE = 110
"""Columns from which the two stand side by side."""

_BETWEEN = " │ "


def side_by_side(earlier: Document, later: Document, width: int) -> str:
    """What was said in both, in lines of at most `width` cells (at least 40), ending with a newline."""
    wide = width >= SIDE_BY_SIDE - 6
    column = (width - len(_BETWEEN)) // 2 if wide else width
    pairs = [(_headed(earlier, column), _headed(later, column))]
    pairs += [
        (_told(earlier, title, column), _told(later, title, column)) for title in _titles(earlier, later)
    ]
    if wide:
        return "\n".join(line for left, right in pairs for line in _beside(left, right, column)) + "\n"
    blocks = [block for left, right in pairs[1:] for block in _under(earlier, later, left, right)]
    return "\n".join(blocks) + "\n"


def _titles(earlier: Document, later: Document) -> list[str]:
    """The stages of both in their order; those that only one has, where they stand in it."""
    titles = [section.title for section in later.sections]
    for at, section in enumerate(earlier.sections):
        if section.title not in titles:
            before = [one.title for one in earlier.sections[:at] if one.title in titles]
            titles.insert(titles.index(before[-1]) + 1 if before else 0, section.title)
    return titles


def _headed(document: Document, width: int) -> list[str]:
    return [*wrap(f"{show_date(document.date)}: {document.subheading}", width), ""]


def _told(document: Document, title: str, width: int) -> list[str]:
    """One stage of a meeting: its title, and what was said; only the title where nothing was."""
    section: Section | None = next((one for one in document.sections if one.title == title), None)
    said = so_far(replace(document, sections=(section,)), width).strip("\n") if section else ""
    return [*said.split("\n"), ""] if said else [*wrap(title, width), "  ·", ""]


def _beside(left: list[str], right: list[str], column: int) -> list[str]:
    rows = max(len(left), len(right))
    lines = []
    for at in range(rows):
        one = left[at] if at < len(left) else ""
        other = right[at] if at < len(right) else ""
        lines.append((one + " " * (column - cell_width(one)) + _BETWEEN + other).rstrip())
    return lines


def _under(earlier: Document, later: Document, left: list[str], right: list[str]) -> list[str]:
    return [left[0], *_dated(earlier, left), *_dated(later, right)]


def _dated(document: Document, lines: list[str]) -> list[str]:
    return [f" {show_date(document.date)}", *(line for line in lines[1:] if line.strip()), ""]
