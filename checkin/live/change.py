"""What changed at a seat since its interface was told last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.ground.edits import Edit
    from checkin.meeting.events import Event


@dataclass(frozen=True, slots=True)
class Change:
    """What others did, or what became of the connection, since the last time this was told."""

    events: tuple[Event, ...] = ()
    """What others did, their typing included."""
    typed: str = ""
    """The seat of somebody else who is typing."""
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    """What their typing did to each text, by its key: a cursor among equal letters goes by these."""
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Why something of one's own was not taken, in plain words; the state is without it."""
    left_over: tuple[str, ...] = ()
    """What is one's own and not in the meeting that is over, in whole sentences with all its words: what came
    too late, and blind answers that nobody saw."""
    connection: str = ""
    """`lost` or `back` when that changed."""
    saved: str = ""
    """The meeting's id, once it is on record."""
    ended: str = ""
    """Why this seat is over, in plain words."""


@dataclass
class Gathering:
    """A change as it comes together."""

    events: list[Event] = field(default_factory=list)
    typed: str = ""
    edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    came: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    connection: str = ""
    saved: str = ""
    ended: str = ""
    other: bool = False
    """Something else an interface may show changed: trouble, a text that begins anew."""

    def told(self) -> Change | None:
        """The change, None when there is nothing to tell."""
        if self == Gathering():
            return None
        return Change(
            tuple(self.events),
            self.typed,
            dict(self.edits),
            tuple(self.came),
            tuple(self.left),
            tuple(self.refused),
            tuple(self.left_over),
            self.connection,
            self.saved,
            self.ended,
        )
