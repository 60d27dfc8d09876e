"""Thoughts that the mentor kept ready, for when their turn has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from checkin.meeting.rules import Act
from checkin.meeting.values import OFFER_KINDS

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.state import State


class Thought(Protocol):
    """One of them, as its owner wrote it down."""

    @property
    def kind(self) -> str:
        """One of `OFFER_KINDS`, or empty."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def fit(self) -> str:
        """Why it may not fit, or empty."""
        ...


def put_in(state: State, offer: Question, row: str, thought: Thought) -> Act:
    """The act that offers a thought, as the row with this id."""
    kind = thought.kind if thought.kind in OFFER_KINDS else ""
    given = {"kind": kind, "text": " ".join(thought.text.split()), "fit": thought.fit}
    said = {name: text for name, text in given.items() if text.strip()}
    return Act("added", state.start.giver(offer), offer.id, row, value=said)


def ready_words(number: int, name: str, key: str) -> str:
    """How many there are and the key that leads to them in the app; never what they say."""
    thoughts = "1 thought" if number == 1 else f"{number} thoughts"
    return f"{name} kept {thoughts} ready: {key}"
