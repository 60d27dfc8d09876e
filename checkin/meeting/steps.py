"""Next steps made in this meeting: one owner each, the first that stands is the priority step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checkin.meeting.state import Row, State

SOFT_CAP = 3
"""More steps than this are allowed and gently advised against: one priority step, a cap of three."""

FIELDS = ("what", "owner", "due", "if", "then", "readiness")
"""What a step holds: see `Step`."""

READY_FROM, READY_TO = 0, 10


@dataclass(frozen=True, slots=True)
class Step:
    """One next step. `owner` is a seat, `due` a local ISO date or empty, `readiness` 0 to 10 or None."""

    id: str
    what: str
    owner: str
    due: str = ""
    if_: str = ""
    then: str = ""
    readiness: int | None = None
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
        priority=priority,
    )


def steps(state: State, q: str = "") -> tuple[Step, ...]:
    """The steps that say what is to be done, in the order made: of one question, or of all that are asked."""
    from checkin.meeting.flow import shown  # what is asked may itself hang on a step: flow stands on this

    asked = [state.questions[q]] if q in state.questions else () if q else shown(state)
    found: list[Step] = []
    for question in asked:
        if question.type == "steps":
            for row in state.live_rows(question.id):
                if row.text("what"):
                    found.append(step_of(row, priority=not found))
    return tuple(found)


def priority_step(state: State, q: str = "") -> Step | None:
    """The first step, None when there is none."""
    return next(iter(steps(state, q)), None)
