"""What every interface uses of an open meeting, whoever else is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.ground.clock import Clock
    from checkin.ground.errors import CannotDo
    from checkin.ground.ids import Ids
    from checkin.meeting.events import Event
    from checkin.meeting.rules import Act
    from checkin.meeting.start import Start
    from checkin.meeting.state import State
    from checkin.record.saved import SavedMeeting


class Held(Protocol):
    """A meeting held at one keyboard (`OpenMeeting`), or seen from a seat of one's own."""

    ids: Ids
    clock: Clock
    damage: tuple[str, ...]
    seat: str
    """One's own seat; empty where both sit at one keyboard."""

    @property
    def start(self) -> Start:
        """What the meeting started from."""
        ...

    @property
    def shared(self) -> bool:
        """Whether others may be in it from terminals of their own."""
        ...

    @property
    def state(self) -> State:
        """What the meeting has come to so far."""
        ...

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far that is known here, in order."""
        ...

    @property
    def trouble(self) -> CannotDo | None:
        """Why what is typed is only kept in memory at the moment, None while all is well."""
        ...

    @property
    def blank(self) -> bool:
        """Whether nothing was said yet."""
        ...

    def retry(self) -> bool:
        """Try again to keep what could not be kept; true when nothing waits any more."""
        ...

    def new_row(self) -> str:
        """An id for a row that is about to be added."""
        ...

    def may_write(self, question: Question, seat: str) -> bool:
        """Whether this interface may write a seat's answer to a question."""
        ...

    def act(self, act: Act) -> State:
        """Do one act and return the new state. Raises `NotNow` when the meeting does not allow it."""
        ...

    def saved(self) -> SavedMeeting:
        """The meeting as it would be saved now."""
        ...

    def leave(self, *, if_blank_drop: bool = False) -> None:
        """Close without saving; everything typed is kept."""
        ...
