"""The gate: what keeps an offer closed until the mentee has thought aloud, and what opens it.

It opens by itself once every question it waits for was answered or talked about (hidden ones don't
hold it); the mentee opens it at any moment and needs no reason; the mentor opens it with one of
three. Once open it stays open. Every way is an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.answered import is_met
from checkin.meeting.flow import shown

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.state import State


def held_by(state: State, offer: Question) -> tuple[Question, ...]:
    """The questions an offer still waits for, in the bank's order; empty once nothing holds it."""
    if state.gate_open(offer.id):
        return ()
    return tuple(q for q in shown(state) if q.id in offer.opens_after and not is_met(state, q))


def offers_at(state: State, at: str) -> tuple[Question, ...]:
    """The offers that are asked. Of two who take turns only those to the one whose matter is in hand `at` a
    question.
    """
    offers = tuple(q for q in shown(state) if q.type == "offer")
    question = state.questions.get(at)
    if question is None or not state.start.takes_turns:
        return offers
    whose = state.start.thinker(question)
    return tuple(q for q in offers if state.start.receiver(q) == whose)


def closed_offer(state: State, at: str = "") -> Question | None:
    """The next offer whose gate is still closed, None when every gate is open: what "ask now" opens.

    `at` is the question in hand: see `offers_at`.
    """
    return next((q for q in offers_at(state, at) if not state.gate_open(q.id)), None)


def ready_to_open(state: State) -> tuple[Question, ...]:
    """The offers that nothing holds any more and that have not been opened yet."""
    return tuple(
        q for q in shown(state) if q.type == "offer" and not state.gate_open(q.id) and not held_by(state, q)
    )
