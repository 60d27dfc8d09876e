"""What there is to know besides a pair's ledgers to put them into words: names, steps, the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean_line
from checkin.meeting.words import all_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checkin.summary.recorded import Recorded


STRETCH = "stretch"
"""The kind of the meetings about a step past what is comfortable."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step that came of a meeting about daring something: which meeting, its local ISO date, what was to
    be done, and what became of it so far (`open` or a status of the record).
    """

    id: str
    meeting: str
    date: str
    what: str
    status: str


@dataclass(frozen=True, slots=True)
class Around:
    """What there is to know besides the ledgers: the names, what the steps say by their ids, today's date,
    and the steps past what is comfortable, oldest first.
    """

    mentee: str
    mentor: str
    today: date
    steps: Mapping[str, str] = field(default_factory=dict)
    rungs: tuple[Rung, ...] = ()

    def day(self, iso: str) -> str:
        """A date in words."""
        return show_iso(iso, self.today)

    def names(self, seats: tuple[str, ...]) -> str:
        """Who sits in these seats, in a sentence."""
        called = {"mentee": self.mentee, "mentor": self.mentor}
        return all_of([called.get(seat, seat) for seat in sorted(set(seats))])


def around_of(ledger: Recorded, today: date) -> Around:
    """What there is to know besides the ledgers of a pair's record."""
    people = {seat: ledger.person(seat) for seat in ("mentee", "mentor")}
    names = {seat: clean_line(person.name) if person else seat for seat, person in people.items()}
    dared = {one.id: one.date for one in ledger.meetings if one.kind == STRETCH}
    rungs = (
        Rung(step.id, step.meeting, dared[step.meeting], step.what, step.status)
        for step in ledger.steps
        if step.meeting in dared
    )
    return Around(
        names["mentee"],
        names["mentor"],
        today,
        {step.id: step.what for step in ledger.steps},
        tuple(sorted(rungs, key=lambda one: (one.date, one.id))),
    )
