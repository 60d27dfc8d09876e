"""What asking costs two people: pages, lines worth typing, keys, minutes; by type of question, in one table.

How the figures came about. *Typed lines*: what is worth typing by default is the goal, the options, the
step and what each takes away; everything else is talked about, though it can be typed. In the quick depth
one option is a line, and what is taken away is said aloud. *Keys*: those pressed in the app besides the
letters of the typed lines, with everything else passed by Enter and every choice made with its digit:
a choice is a digit and Enter, options end with Enter on an empty line, a step in the full depth has a
field each for what, by when and if, and a digit for how ready. A meeting held by a test presses them.
*Minutes*: a share of the 20 and the 45 minutes that the regular meeting was made for. Lengths of words
don't come into it: what people say, they say. A group is reckoned at the fewest who can hold it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.banks.model import CARD_TYPES, Pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.banks.model import Bank, Depth, Question

PROMPTS = {"quick": 9, "full": 14}
"""The most pages that a meeting of each depth should ask."""

TYPED = {"quick": 3, "full": 6}
"""The most lines that a meeting of each depth should have people type."""

ENDING = {"quick": 1, "full": 2}
"""Minutes for the summary, and when to meet next."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Pages, lines worth typing, keys besides their letters, minutes."""

    prompts: int = 0
    typed: int = 0
    keys: int = 0
    minutes: int = 0

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        return Cost(
            self.prompts + other.prompts,
            self.typed + other.typed,
            self.keys + other.keys,
            self.minutes + other.minutes,
        )

    def most(self, other: Cost) -> Cost:
        """The larger of each figure."""
        return Cost(
            max(self.prompts, other.prompts),
            max(self.typed, other.typed),
            max(self.keys, other.keys),
            max(self.minutes, other.minutes),
        )

    def least(self, other: Cost) -> Cost:
        """The smaller of each figure."""
        return Cost(
            min(self.prompts, other.prompts),
            min(self.typed, other.typed),
            min(self.keys, other.keys),
            min(self.minutes, other.minutes),
        )


NOTHING = Cost()


@dataclass(frozen=True, slots=True)
class _Figures:
    """Of one type: keys and minutes in the quick and in the full depth, and whether each seat has its own."""

    keys: tuple[int, int]
    minutes: tuple[int, int]
    each_seat: bool = True


_FIGURES = {
    "text": _Figures((1, 1), (1, 3)),
    "line": _Figures((1, 1), (1, 2)),
    "list": _Figures((1, 1), (2, 3)),
    "choice": _Figures((2, 2), (1, 1)),
    "choices": _Figures((2, 2), (1, 2)),
    "scale": _Figures((2, 2), (1, 1)),
    "yes_no": _Figures((2, 2), (1, 1)),
    "date": _Figures((1, 1), (1, 1)),
    "person": _Figures((1, 1), (1, 1)),
    "say": _Figures((1, 1), (1, 1), each_seat=False),
    # For one open step: a digit, Enter, in full one past what was found out. Each further one as much again.
    "follow_through": _Figures((2, 3), (2, 4), each_seat=False),
    "goal": _Figures((1, 1), (2, 4)),
    # Enter on the empty line; one more for each option that is typed.
    "options": _Figures((1, 1), (3, 5), each_seat=False),
    # Said aloud: Enter on the empty line for a thought.
    "offer": _Figures((1, 1), (3, 5), each_seat=False),
    "pick": _Figures((3, 3), (1, 2)),
    # In full: what, by when, an if left empty (then is passed over with it), how ready, and on.
    "steps": _Figures((2, 5), (2, 4), each_seat=False),
    "owner": _Figures((1, 1), (1, 1), each_seat=False),
    "takeaway": _Figures((1, 1), (1, 3)),
    "pulse": _Figures((2, 2), (1, 1)),
    "agreement": _Figures((1, 1), (2, 4)),
    "load": _Figures((0, 0), (0, 0)),
    # Enter on the empty line; one more for each card that is typed.
    **dict.fromkeys(CARD_TYPES, _Figures((1, 1), (2, 4), each_seat=False)),
}


def cost_of(question: Question, depth: Depth, bank: Bank) -> Cost:
    """What one question costs where it stands on a page of its own."""
    figures = _FIGURES[question.type]
    full = depth == "full"
    seats = bank.fewest if question.who == "both" and figures.each_seat else 1
    typed = _typed(question, depth, bank)
    enters = typed if question.type == "options" else 0
    # What is taken away is said by each after the other, in one go.
    talks = 1 if question.type == "takeaway" else seats
    return Cost(1, typed, figures.keys[full] * seats + enters, figures.minutes[full] * talks)


def cost_of_card(questions: Sequence[Question]) -> Cost:
    """What the quick depth's one card costs: read aloud together, and one Enter past it."""
    return Cost(1, 0, 1, 1 + len(questions)) if questions else NOTHING


def has_room(bank: Bank) -> bool:
    """Whether a full meeting with this bank leaves room for one more page: a prompt at the right moment.

    Every question counts, and of a pool as many as it gives.
    """
    asked = (item.pick if isinstance(item, Pool) else 1 for stage in bank.stages for item in stage.items)
    return sum(asked) < PROMPTS["full"]


def _typed(question: Question, depth: Depth, bank: Bank) -> int:
    if question.type in ("goal", "takeaway"):
        seats = bank.fewest if question.who == "both" else 1
        return seats if depth == "full" or question.type == "goal" else 0
    if question.type == "options":
        return (question.at_least or 1) if depth == "full" else 1
    return 1 if question.type == "steps" else 0
