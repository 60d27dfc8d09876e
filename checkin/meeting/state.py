"""A meeting's state: what its events have come to so far. `folding` makes it of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Question
    from checkin.meeting.events import Value
    from checkin.meeting.start import Start

EMPTY: Mapping[Any, Any] = MappingProxyType({})


def _nothing() -> Mapping[Any, Any]:
    # A read-only mapping can't be a field's default before Python 3.12: it has no hash.
    return EMPTY


TALKED = "talked"
"""The field of an account that was talked about, set by `talked` and by nothing else."""

NOTE = "note"
"""The field of an account that holds its words, the only one that can be taken back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one seat answered to one question.

    `value` has the question's type, None when there is none; `fields` are its further parts (the
    reason of a pick). `talked` is true for what was talked about and not written down, `between_us`
    for words that were taken back.
    """

    value: Value = None
    fields: Mapping[str, str] = field(default_factory=_nothing)
    talked: bool = False
    between_us: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer that is a list of things: an option, an offer, a step, an account.

    `seat` is whose it is. Removed rows stay, as tombstones.
    """

    id: str
    seat: str
    fields: Mapping[str, Any] = field(default_factory=_nothing)
    removed: bool = False

    def text(self, name: str) -> str:
        """A field as text, empty when it is not there."""
        value = self.fields.get(name)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Opening:
    """That a gate opened: for whom and why (one of `events.OPENINGS`), and when."""

    seat: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a seat is: a prompt, a row within it, and where it goes on to if it came here out of turn."""

    prompt: str
    row: str = ""
    then: str = ""


@dataclass(frozen=True)
class State:
    """Everything known of a meeting at one moment. Made by `folding.begin`, changed only through
    `folding.apply`.

    `questions` are all of the frozen bank by id, hidden ones too; `agreed` lists the seats that said
    "looks right to us", in the order they said so. `sealed` has the (question, seat) of blind answers that
    are ready and may not have been shown yet. `moment` is the id of the right-moment prompt whose page was
    turned to, or that was answered; empty while there was none. The first one stays. `parked` is what waits
    for another time, with tombstones, as rows of no question.
    """

    start: Start
    questions: Mapping[str, Question]
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=_nothing)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=_nothing)
    gate: Mapping[str, Opening] = field(default_factory=_nothing)
    places: Mapping[str, Place] = field(default_factory=_nothing)
    next_meeting: str = ""
    sealed: frozenset[tuple[str, str]] = frozenset()
    moment: str = ""
    parked: tuple[Row, ...] = ()
    agreed: tuple[str, ...] = ()
    stopped: bool = False
    n: int = 0

    def answer(self, q: str, seat: str) -> Answer:
        """What was answered, an empty `Answer` when nothing was. Hidden questions are not looked at."""
        return self.answers.get((q, seat), NO_ANSWER)

    def live_rows(self, q: str) -> tuple[Row, ...]:
        """The rows of a question that were not removed, in the order they were made."""
        return tuple(row for row in self.rows.get(q, ()) if not row.removed)

    @property
    def waits(self) -> tuple[Row, ...]:
        """What was parked and not taken away again, in the order in which it was."""
        return tuple(row for row in self.parked if not row.removed)

    def row(self, q: str, row_id: str) -> Row | None:
        """The row, removed or not; None when there is none."""
        return next((row for row in self.rows.get(q, ()) if row.id == row_id), None)

    def gate_open(self, q: str) -> bool:
        """Whether an offer's gate is open: it was opened, or nothing ever held it."""
        question = self.questions.get(q)
        return q in self.gate or (question is not None and not question.opens_after)

    def may_add(self, question: Question, seat: str) -> bool:
        """Whether a seat may add to these options: whose they are always may, anybody else once an offer to
        the one whose they are is open, or when the bank has none.
        """
        start = self.start
        if start.thinks(seat, question):
            return True
        whose = start.thinker(question)
        offers = [q for q in self.questions.values() if q.type == "offer" and start.receiver(q) == whose]
        return not offers or any(self.gate_open(q.id) for q in offers)


NO_ANSWER = Answer()


def is_blind(question: Question) -> bool:
    """Whether nobody sees another's answer before all are ready, where each has a keyboard of their own."""
    return question.type == "pulse" and question.who == "both"
