"""Blind answers at a seat: drafts that stay with their person until everybody is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.live.permissions import all_ready, is_shown
from checkin.meeting.folding import apply
from checkin.meeting.rules import Act
from checkin.meeting.stays_out import title_of

if TYPE_CHECKING:
    from checkin.live.drafts import Drafts
    from checkin.live.seat_sending import Sending
    from checkin.live.view import View
    from checkin.meeting.events import Event, Value
    from checkin.meeting.state import State


class SeatBlind:
    """One seat's own blind answers in a meeting, laid over its view and given to the room in time."""

    def __init__(self, seat: str, view: View, drafts: Drafts, sending: Sending) -> None:
        self._seat = seat
        self._view = view
        self._drafts = drafts
        self._sending = sending
        self._drawn: tuple[State, State] | None = None
        self._given: set[str] = set()
        """Questions whose answer was sent on this connection."""

    @property
    def state(self) -> State:
        """The view's state with the drafts on top."""
        state = self._view.state
        if self._drawn is None or self._drawn[0] is not state:
            drawn = state
            for event in self.as_events():
                drawn = apply(drawn, event)
            self._drawn = (state, drawn)
        return self._drawn[1]

    def as_events(self) -> list[Event]:
        """The drafts, as the events they would be now."""
        state = self._view.state
        drafts = [
            Act("answered", self._seat, q, value=value)
            for q, value in self._drafts.all(self._view.told.start.id).items()
            if q in state.questions and not is_shown(state, state.questions[q])
        ]
        return [self._view.event(act, state.n) for act in drafts]

    def keep(self, q: str, value: Value) -> None:
        """Keep an answer; None lets it go. It counts as not given yet."""
        self._put(q, value)
        self._given.discard(q)

    def show(self) -> None:
        """Once everybody is ready, give one's own; the room puts all of them down together."""
        state = self._view.told.state
        for q, value in self._drafts.all(self._view.told.start.id).items():
            question = state.questions.get(q)
            if question is None or is_shown(state, question):
                self._put(q, None)
            elif (q, self._seat) in state.sealed and all_ready(state, question) and q not in self._given:
                self._given.add(q)
                self._sending.send({"k": "shown", "q": q, "value": value})

    def unseen(self) -> list[tuple[str, Value]]:
        """The answers that nobody has seen and the room has not got, each after its question's title."""
        state = self._view.told.state
        return [
            (title_of(state, state.questions[q]), value)
            for q, value in self._drafts.all(self._view.told.start.id).items()
            if q in state.questions and q not in self._given and not is_shown(state, state.questions[q])
        ]

    def begin_anew(self) -> None:
        """There is a new connection, on which nothing was given yet."""
        self._given = set()

    def forget(self) -> None:
        """The meeting is over: nothing of it stays."""
        self._drafts.forget(self._view.told.start.id)

    def _put(self, q: str, value: Value) -> None:
        self._drafts.put(self._view.told.start.id, q, value)
        self._drawn = None
