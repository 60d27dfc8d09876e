"""Next steps made in this meeting: one owner each, the first that stands is the priority step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from checkin.meeting.state import Row, State

SOFT_CAP = 3
"""More steps than this are allowed and gently advised against: one priority step, a cap of three."""

FIELDS = ("what", "owner", "due", "if", "then", "readiness", "help", "help_why")
"""What a step holds: see `Step`."""

READY_FROM, READY_TO = 0, 10


@dataclass(frozen=True, slots=True)
class Step:
    """One next step. `owner` is a seat, `due` a local ISO date or empty, `readiness` 0 to 10 or None.

    `help` is how somebody helps with it, one of `cards.HELP_RUNGS` or empty; `help_why` the reason for it.
    """

    id: str
    what: str
    owner: str
    due: str = ""
    if_: str = ""
    then: str = ""
    readiness: int | None = None
    help: str = ""
    help_why: str = ""
    priority: bool = False

    def value(self, name: str) -> Any:
        """A field by the name it has in banks (`if` too); None when it is empty."""
        value = getattr(self, "if_" if name == "if" else name, None)
        return None if value == "" else value


def step_of(row: Row, *, priority: bool) -> Step:
    """The step a row stands for."""
    readiness = row.fields.get("readiness")
    return Step(
        id=row.id,
        what=row.text("what"),
        owner=row.text("owner"),
        due=row.text("due"),
        if_=row.text("if"),
        then=row.text("then"),
        readiness=readiness if type(readiness) is int else None,
        help=row.text("help"),
        help_why=row.text("help_why"),
        priority=priority,
    )


def steps_of(state: State, q: str) -> tuple[Step, ...]:
    """The steps of one question that say what is to be done, in the order made."""
    question = state.questions.get(q)
    if question is None or question.type != "steps":
        return ()
    rows = [row for row in state.live_rows(q) if row.text("what")]
    return tuple(step_of(row, priority=not at) for at, row in enumerate(rows))


def priority_of(state: State, q: str) -> Step | None:
    """The first step of one question, None when there is none."""
    return next(iter(steps_of(state, q)), None)


def plan_words(if_: str, then: str) -> str:
    """An if–then plan as one sentence without its full stop, empty when there is none.

    People type "if it rains" as well as "it rains": their own "if" and "then" are not said twice.
    """
    if_ = re.sub(r"^if\s+", "", clean_line(if_), flags=re.IGNORECASE)
    then = re.sub(r"^then\s+", "", clean_line(then), flags=re.IGNORECASE)
    if if_ and then:
        return f"If {if_.rstrip(',')}, then {then}"
    return f"If {if_}" if if_ else f"Then {then}" if then else ""
