"""Where a meeting is: its stages with a sign each, and the count of prompts, on one line at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import cell_width, cut
from checkin.tui.widgets.words import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from checkin.banks.model import Stage

SIGNS = {"done": "✓", "now": "▸", "ahead": "·"}


def stage_line(marks: Sequence[tuple[Stage, str]], count: str, width: int) -> Content:
    """The stages from the left, the count at the right edge, in `width` cells.

    `marks` are as `turning.stage_marks` gives them. Where there is no room for the titles, the signs of all
    stay and the title of the stage in hand.
    """
    room = width - cell_width(count) - 1
    titles = [(f"{SIGNS[mark]} {stage.title}", "bold" if mark == "now" else "") for stage, mark in marks]
    for gap in ("  ", " "):
        if sum(cell_width(words) + len(gap) for words, _style in titles) - len(gap) <= room:
            break
    else:
        now = next((stage.title for stage, mark in marks if mark == "now"), "")
        signs = "".join(SIGNS[mark] for _stage, mark in marks)
        gap, titles = "", [(cut(f"{signs} {now}", room), "bold")]
    spaced = [piece for title in titles for piece in (title, (gap, ""))][:-1]
    used = sum(cell_width(words) for words, _style in spaced)
    return styled(*spaced, " " * (width - used - cell_width(count)), count)
