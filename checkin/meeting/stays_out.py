"""What would stay out of the summary with nobody noticing: said once before saving, with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown
from checkin.meeting.picks import said
from checkin.meeting.state import is_blind
from checkin.meeting.words import all_of, in_letters

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.state import State

_QUOTED = 50


@dataclass(frozen=True, slots=True)
class StaysOut:
    """A sentence about it, and the id of the question where it can be put right."""

    q: str
    words: str


def stays_out(state: State, told: State | None = None) -> tuple[StaysOut, ...]:
    """What is written down and yet in no summary, in the bank's order: a thought that its receiver has said
    nothing to, and a blind answer that waits for somebody else's.

    Where each has a keyboard of their own, `told` is what everybody knows by now, `state` one's own view.
    """
    found = []
    for question in shown(state):
        words = ""
        if question.type == "offer":
            words = _without_a_word(state, question)
        elif told is not None and is_blind(question):
            words = _one_sided(state, told, question)
        if words:
            found.append(StaysOut(question.id, words))
    return tuple(found)


def title_of(state: State, question: Question) -> str:
    """A question in a few words: its label, else the beginning of it."""
    return clean_line(question.label) or cut(
        clean_line(worded(state, question.ask, state.questions)), _QUOTED
    )


def _without_a_word(state: State, offer: Question) -> str:
    start = state.start
    giver, receiver = start.name(start.giver(offer)), start.name(start.receiver(offer))
    rows = [row for row in state.live_rows(offer.id) if said(row).strip()]
    silent = [row for row in rows if not row.text("reaction") and not row.text("takes").strip()]
    if len(silent) > 1:
        some = in_letters(len(silent))
        return f"{some} of {giver}'s thoughts have no word of {receiver}'s yet; they stay out of the summary."
    which = f"{giver}'s thought" if len(rows) == 1 else f"A thought of {giver}'s"
    return f"{which} has no word of {receiver}'s yet; it stays out of the summary." if silent else ""


def _one_sided(state: State, told: State, question: Question) -> str:
    """Who is still to give a blind answer; empty while nobody gave one, and once they are shown."""
    start, q = state.start, question.id
    given = [told.answer(q, seat) for seat in start.seats]
    shown = all(answer.talked or answer.value is not None for answer in given)
    begun = any((q, seat) in told.sealed or state.answer(q, seat).value is not None for seat in start.seats)
    late = [
        seat
        for seat, answer in zip(start.seats, given, strict=True)
        if (q, seat) not in told.sealed and not answer.talked
    ]
    if shown or not begun or not late:
        return ""
    title = title_of(state, question)
    names = all_of([f"{start.name(seat)}'s" for seat in late])
    numbers = "number is" if len(late) == 1 else "numbers are"
    return f"“{title}”: {names} {numbers} not in yet; until then none is shown, nor in the summary."
