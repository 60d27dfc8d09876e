"""The manual has every letter of the pages one is on most, by what it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import checkin
from checkin.tui.screens.look_back import LETTERS, LookBackScreen
from checkin.tui.screens.meeting import MeetingScreen
from checkin.tui.screens.pair import PairScreen
from checkin.tui.screens.this_pair import ThisPairScreen
from checkin.tui.screens.trends import TrendsScreen

DOCS = Path(checkin.__file__).parent / "docs"


def told(page: str, head: str) -> set[str]:
    """The letters of one list of the manual: those that stand alone before words."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(re.escape(head) + r".*?(?=\n- \*\*|\n\n|\Z)", text, re.DOTALL)
    assert found, head
    return set(re.findall(r"(?:[:,.]|and|also)\s+([a-z/])(?= )", found[0]))


@pytest.mark.parametrize(
    ("screen", "page", "head", "besides"),
    [
        (MeetingScreen, "meeting.md", "- **Esc** leaves the field", set()),
        (PairScreen, "keys.md", "- **The pair's page**:", set()),
        (LookBackScreen, "keys.md", "- **Look back**:", set(LETTERS.values())),
        (TrendsScreen, "keys.md", "- **How it moved over time**:", set()),
        (ThisPairScreen, "keys.md", "- **This pair**:", set()),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_every_letter_of_a_page_is_in_the_manual(screen, page, head, besides):
    there = {command.letter for command in screen.OWN_COMMANDS if command.letter} | besides
    assert there <= told(page, head) | told("keys.md", "Everywhere:")


def test_the_letters_of_a_look_back_are_each_for_one_thing():
    letters = [command.letter for command in LookBackScreen.OWN_COMMANDS] + list(LETTERS.values())
    assert len(set(letters)) == len(letters)
