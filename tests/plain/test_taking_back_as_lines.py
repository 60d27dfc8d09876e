"""Taking a line of a saved meeting back, as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scripted import Scripted, talk

from checkin.plain.ledgers import READ_FIRST, tell_history

if TYPE_CHECKING:
    from checkin.record.desk import Desk

PAIR = "sam-robin"


@pytest.fixture
def met(desk: Desk) -> Desk:
    talk(desk, "Well", "Speak at the fair", *[""] * 40)
    return desk


def said(desk: Desk, *lines: str) -> str:
    console = Scripted(list(lines))
    tell_history(desk, console, PAIR)
    return console.transcript


def test_x_takes_back_a_line_of_the_summary_that_was_read_last(met: Desk):
    told = said(met, "1", ":x", "1", "yes", "1", "fair", "")
    assert ":x takes a line of it back." in told
    assert "Nobody can bring it back." in told
    assert "Taken back. What was sent" in told
    assert told.count("This was said in none of them.") == 1
    assert "Speak at the fair" not in told.partition("Taken back.")[2]


def test_nothing_goes_that_was_not_meant(met: Desk):
    told = said(met, ":x", "1", ":x", "", ":x", "1", "no", "fair", "")
    assert READ_FIRST in told
    assert "It stays." in told
    assert not met.ledger(PAIR).redactions
