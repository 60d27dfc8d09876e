"""The right-moment prompts as a pair has them: which may come next, which are off, what each asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.banks.piping import fill
from checkin.meeting.conditions import worded
from checkin.meeting.flow import shown
from checkin.meeting.moments.table import BY_ID, MOMENTS, Moment
from checkin.meeting.words import why_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Ledgers, Met
    from checkin.meeting.state import State

SWITCH = "moment:"
"""What stands before a prompt's id where it is switched on and off (`Ledgers.off`)."""

HEAD = "At most one of these comes in a meeting of 45 minutes, the one you had longest ago first."
"""What stands over the list of prompts."""

NEVER = "This will not be asked again. It can be switched on under “This pair”."
"""Said when a prompt is switched off on its own page."""


def order(ledgers: Ledgers, meetings: Iterable[Met] = ()) -> tuple[str, ...]:
    """The ids of the prompts that may come next time, the one longest unseen first.

    Those never seen come first, as the table has them. Left out are those that are switched off, and the
    one that the latest of `meetings` had: nothing is asked twice in a row.
    """
    latest = max((meeting.id for meeting in meetings), default="")
    may = [
        moment.id
        for moment in MOMENTS
        if SWITCH + moment.id not in ledgers.off
        and not (latest and ledgers.moments.get(moment.id, "") == latest)
    ]
    return tuple(sorted(may, key=lambda id: ledgers.moments.get(id, "")))


@dataclass(frozen=True, slots=True)
class Switch:
    """A prompt as the pair has it: whether it is `on`, and its `last` local ISO date, empty for none."""

    moment: Moment
    on: bool
    last: str = ""

    @property
    def id(self) -> str:
        """What it is called where it is switched."""
        return SWITCH + self.moment.id


def switches(ledgers: Ledgers, meetings: Iterable[Met]) -> tuple[Switch, ...]:
    """Every prompt as the pair has it, in the order of the table. `meetings` are those held."""
    days = {meeting.id: meeting.date for meeting in meetings}
    return tuple(
        Switch(
            moment,
            SWITCH + moment.id not in ledgers.off,
            days.get(ledgers.moments.get(moment.id, ""), ""),
        )
        for moment in MOMENTS
    )


def asks(moment: Moment) -> str:
    """What a prompt asks, for a list: “this” and “your mentor” stand for what only a meeting knows."""
    return fill(re.sub(r"(?<!\$)\{", "${", moment.asks[0].ask), lambda _: None)


def why_asked(state: State, question: Question) -> str:
    """Why a question came to this meeting: it takes turns in a pool, or this was its moment. Else empty."""
    moment = BY_ID.get(question.moment)
    if moment is None or question.when is not None:
        return why_drawn(question, state.start)
    return worded(state, moment.why, {one.id for one in shown(state)})
