"""What there is to know besides a pair's ledgers to put them into words: names, steps, the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from checkin.ground.dates import show_iso
from checkin.ground.text import clean_line
from checkin.meeting.words import all_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Around:
    """What there is to know besides the ledgers: the names, what the steps say by their ids, today's date."""

    mentee: str
    mentor: str
    today: date
    steps: Mapping[str, str] = field(default_factory=dict)

    def day(self, iso: str) -> str:
        """A date in words."""
        return show_iso(iso, self.today)

    def names(self, seats: tuple[str, ...]) -> str:
        """Who sits in these seats, in a sentence."""
        called = {"mentee": self.mentee, "mentor": self.mentor}
        return all_of([called.get(seat, seat) for seat in sorted(set(seats))])


class Named(Protocol):
    """Somebody with a name."""

    @property
    def name(self) -> str:
        """The name."""
        ...


class Stepped(Protocol):
    """A step, as the record has it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def what(self) -> str:
        """What is to be done."""
        ...


class Recorded(Protocol):
    """What is on record about a pair."""

    @property
    def steps(self) -> Sequence[Stepped]:
        """Their steps."""
        ...

    def person(self, seat: str, /) -> Named | None:
        """The person in a seat."""
        ...


def around_of(ledger: Recorded, today: date) -> Around:
    """What there is to know besides the ledgers of a pair's record."""
    people = {seat: ledger.person(seat) for seat in ("mentee", "mentor")}
    names = {seat: clean_line(person.name) if person else seat for seat, person in people.items()}
    return Around(names["mentee"], names["mentor"], today, {step.id: step.what for step in ledger.steps})
