"""A pair's record as what is made of the whole of it sees it: the shape in which the record hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.meeting.ledgers import Ledgers, Met


class Named(Protocol):
    """Somebody with a name."""

    @property
    def name(self) -> str:
        """The name they go by."""
        ...


class Stepped(Protocol):
    """A step and what became of it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def meeting(self) -> str:
        """The id of the meeting that made it."""
        ...

    @property
    def what(self) -> str:
        """What is to be done."""
        ...

    @property
    def owner_seat(self) -> str:
        """Whose it is: `mentee` or `mentor`."""
        ...

    @property
    def status(self) -> str:
        """open, done, partly, changed or dropped."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What the owner said of it, the oldest first."""
        ...


class Recorded(Protocol):
    """What is on record about a pair."""

    @property
    def meetings(self) -> Sequence[Met]:
        """Their meetings, the newest first."""
        ...

    @property
    def steps(self) -> Sequence[Stepped]:
        """Their steps, the oldest first."""
        ...

    @property
    def ledgers(self) -> Ledgers:
        """What their meetings left behind."""
        ...

    @property
    def state(self) -> str:
        """active, paused or closed."""
        ...

    @property
    def state_date(self) -> str:
        """Since when: a local ISO date, or empty."""
        ...

    def person(self, seat: str, /) -> Named | None:
        """The person in a seat."""
        ...
