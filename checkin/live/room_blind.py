"""Blind answers at the room: held in memory until none is missing, then put down together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.live.permissions import all_ready, is_shown
from checkin.meeting.rules import Act, NotNow, checked
from checkin.meeting.state import NO_ANSWER, is_blind

if TYPE_CHECKING:
    from checkin.meeting.events import Value
    from checkin.record.open_meeting import OpenMeeting


class RoomBlind:
    """The blind answers that seats have given and nobody sees yet."""

    def __init__(self, meeting: OpenMeeting) -> None:
        self._meeting = meeting
        self._given: dict[str, dict[str, Value]] = {}

    @property
    def held(self) -> tuple[str, ...]:
        """The questions with an answer that is not put down yet."""
        return tuple(self._given)

    @property
    def on_their_way(self) -> bool:
        """Whether all are ready for an answer that is not put down yet: the seats are about to give it."""
        state = self._meeting.state
        return any(
            is_blind(question) and all_ready(state, question) and not is_shown(state, question)
            for question in state.questions.values()
        )

    def give(self, seat: str, q: str, value: Any) -> bool:
        """Take a seat's answer; whether it is held now. One to what is no blind question is passed over.

        Raises `NotNow` when somebody is not ready yet, or for an answer that the question can't have.
        """
        state = self._meeting.state
        question = state.questions.get(q)
        if question is None or not is_blind(question) or is_shown(state, question):
            return False
        if not all_ready(state, question):
            raise NotNow("Not everybody is ready yet.")
        act = checked(state, Act("answered", seat, q, value=value))
        self._given.setdefault(q, {})[seat] = act.value
        return True

    def put_down(self, q: str, *, ending: bool = False) -> bool:
        """Put down the answers to a question once none is missing; at the end, those that are there.

        Whether any were held and have been put down.
        """
        state, given = self._meeting.state, self._given.get(q, {})
        missing = [
            one
            for one in state.start.seats
            if one not in given and (q, one) in state.sealed and state.answer(q, one) == NO_ANSWER
        ]
        if not given or (missing and not ending):
            return False
        del self._given[q]
        for one in given:
            if state.answer(q, one) == NO_ANSWER:
                self._meeting.act(Act("answered", one, q, value=given[one]))
        return True
