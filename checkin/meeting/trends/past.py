"""What looking back looks at: a pair's meetings, steps and ledgers, handed over whole, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checkin.meeting.ledgers import Ledgers
from checkin.meeting.trends.counted import Counted, counted_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checkin.meeting.events import Event
    from checkin.meeting.state import State


NO_LEDGERS = Ledgers()


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A meeting that was held: its local date, kind and title, its events and the state they came to."""

    id: str
    date: date
    kind: str
    title: str
    state: State
    events: tuple[Event, ...]

    @property
    def next(self) -> str:
        """When to meet next, as agreed there: a local ISO date, or empty."""
        return self.state.next_meeting


@dataclass(frozen=True, slots=True)
class PastAccount:
    """What the owner said of a step (`done`, `partly`, `changed`, `dropped`, `carried`, `noted`), and when.

    `meeting` is empty when it was said between meetings.
    """

    date: date
    what: str
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step: the meeting that made it, whose it is (`mentee`, `mentor`, or `other`), what became of it.

    `status` is open, done, partly, changed or dropped; `carried` counts how often it was carried on.
    """

    id: str
    meeting: str
    what: str
    owner: str
    status: str = "open"
    carried: int = 0
    accounts: tuple[PastAccount, ...] = ()


@dataclass(frozen=True)
class Past:
    """One pair's past: their names, and what they did. `missing` says which meetings could not be read."""

    mentee: str
    mentor: str
    meetings: tuple[PastMeeting, ...]
    steps: tuple[PastStep, ...] = ()
    ledgers: Ledgers = NO_LEDGERS
    missing: tuple[str, ...] = ()

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Every meeting with its figures, oldest first."""
        return tuple(counted_of(held.state, held.events) for held in self.meetings)

    @cached_property
    def with_figures(self) -> tuple[tuple[PastMeeting, Counted], ...]:
        """Every meeting beside its figures."""
        return tuple(zip(self.meetings, self.counted, strict=True))

    @cached_property
    def usual(self) -> tuple[tuple[PastMeeting, Counted], ...]:
        """The meetings in which the mentee was the mentee, the mentor the mentor, and nobody else there."""
        return tuple((held, figures) for held, figures in self.with_figures if figures.usual)

    @cached_property
    def by_id(self) -> Mapping[str, PastMeeting]:
        """Each meeting by its id."""
        return {held.id: held for held in self.meetings}

    def name(self, role: str) -> str:
        """The name of the pair's `mentee` or `mentor`."""
        return self.mentee if role == "mentee" else self.mentor if role == "mentor" else "Somebody else"
