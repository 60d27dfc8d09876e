"""A meeting in memory alone: the same rules and the same consequences, and nothing written anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from checkin.meeting.consequences import consequences
from checkin.meeting.events import Event
from checkin.meeting.folding import apply, begin
from checkin.meeting.rules import Act, checked

if TYPE_CHECKING:
    from checkin.meeting.start import Start
    from checkin.meeting.state import State


class Holder(Protocol):
    """What acts are done to: an open meeting, or a rehearsal of one."""

    @property
    def state(self) -> State:
        """What the meeting has come to so far."""
        ...

    def new_row(self) -> str:
        """An id for a row that is about to be added."""
        ...

    def act(self, act: Act) -> State:
        """Do one act and what follows from it. Raises `NotNow` when the meeting does not allow it."""
        ...


class Rehearsal:
    """A meeting that is only tried out."""

    def __init__(self, start: Start) -> None:
        self._state = begin(start)
        self._rows = 0

    @property
    def state(self) -> State:
        """What it has come to so far."""
        return self._state

    def new_row(self) -> str:
        """An id that no row has."""
        self._rows += 1
        return f"row {self._rows}"

    def act(self, act: Act) -> State:
        """Do one act and what follows from it. Raises `NotNow`; nothing has changed then."""
        self._happen(checked(self._state, act))
        for consequence in consequences(self._state, act):
            self._happen(checked(self._state, consequence))
        return self._state

    def _happen(self, act: Act) -> None:
        n = self._state.n + 1
        event = Event(str(n), n, act.seat, "", act.what, act.q, act.row, act.field, act.value)
        self._state = apply(self._state, event)
