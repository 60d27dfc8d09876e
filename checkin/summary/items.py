"""What the rows of the summary are made of: something said, whose it is, and what more there is to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.text import clean, clean_line

if TYPE_CHECKING:
    from checkin.meeting.flow import Question
    from checkin.meeting.state import State


@dataclass(frozen=True, slots=True)
class Detail:
    """A further line of an item: its label (may be empty) and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said. `text` is people's own words, of several lines maybe.

    `lead` is what it is (a kind of offer), `by` whose it is (empty where that goes without saying),
    `tail` what is said of it in our words (what became of a step, when it is due), `talked` that
    there was talk of it and nothing written.
    """

    text: str
    lead: str = ""
    by: str = ""
    tail: str = ""
    details: tuple[Detail, ...] = ()
    talked: bool = False


def words(value: object) -> str:
    """A text as it is shown: cleaned, without blank lines around it."""
    return "" if value is None else clean(str(value)).strip()


def whose(state: State, question: Question, seat: str) -> str:
    """The name to stand beside an answer. The mentee's own answers are the rule and need none,
    unless two take turns.
    """
    if question.who == "both" or state.start.takes_turns or state.start.plays(seat) != "mentee":
        return name_of(state, seat)
    return ""


def details_of(*pairs: tuple[str, object]) -> tuple[Detail, ...]:
    """The further lines of pairs of label and text; those that say nothing are left out."""
    return tuple(Detail(label, text) for label, raw in pairs if (text := words(raw)))


def name_of(state: State, seat: str) -> str:
    """The name of the person in a seat, on one line."""
    return clean_line(state.start.name(seat))
