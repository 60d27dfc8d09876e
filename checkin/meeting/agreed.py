"""The working agreement in words: a clause where it is asked for again, and the whole of it to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.meeting.words import all_of

if TYPE_CHECKING:
    from datetime import date

    from checkin.banks.model import Question
    from checkin.meeting.start import Start
    from checkin.meeting.state import State

NO_AGREEMENT = "There is no agreement yet. A first meeting, or a look at how you work together, makes one."
"""What is said of a pair that has agreed nothing so far."""


def clause_of(state: State, question: Question) -> str:
    """What the agreement that holds says to a question, by any id it had; empty where it says nothing."""
    agreement = state.start.known.agreement
    if agreement is None:
        return ""
    words = (agreement.clause(id).strip() for id in (question.id, *question.aliases))
    return next(filter(None, words), "")


def agreement_words(start: Start, today: date | None = None) -> str:
    """The agreement that holds, clause by clause, with whose it is; in words when there is none."""
    agreement = start.known.agreement
    if agreement is None:
        return NO_AGREEMENT
    title = f"Version {agreement.number}, {show_iso(agreement.date, today)}"
    names = [start.name(start.seat_of(seat)) for seat in agreement.agreed]
    agreed = f"Looks right to {all_of(names)}." if names else ""
    trial = f"To try for {agreement.trial} meetings." if agreement.trial else ""
    clauses = [f"{one.label}\n{_indented(one.text)}" for one in agreement.clauses]
    return "\n\n".join(filter(None, [title, *clauses, " ".join(filter(None, [agreed, trial]))]))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines())
