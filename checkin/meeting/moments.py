"""Right-moment prompts, for the record and the lists: which may come, which came, and what its answer leaves.

The prompts themselves are data (`moment_table`), so are their conditions (`moment_facts` has the figures);
`moment_choice` says which one a meeting has as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.banks.piping import fill
from checkin.meeting.conditions import worded
from checkin.meeting.flow import priority_step, shown, steps
from checkin.meeting.ledgers import TOPIC_ENDS
from checkin.meeting.moment_choice import with_moments as with_moments
from checkin.meeting.moment_facts import answer_words, carried_step
from checkin.meeting.moment_facts import history_facts as history_facts
from checkin.meeting.moment_table import BY_ID, MOMENTS, Moment, code_of, ids_of
from checkin.meeting.words import why_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Ledgers
    from checkin.meeting.moment_facts import Held
    from checkin.meeting.state import State

SWITCH = "moment:"
"""What stands before a prompt's id where it is switched on and off (`Ledgers.off`)."""


HEAD = "At most one of these comes in a meeting of 45 minutes, the one you had longest ago first."
"""What stands over the list of prompts."""

NEVER = "This will not be asked again. It can be switched on under “This pair”."
"""Said when a prompt is switched off on its own page."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a meeting's prompt leaves for the record, apart from its words; empty where it leaves nothing.

    `moment` is its id. `topic_end` is one of `ledgers.TOPIC_ENDS`. `help` is the rung of help with the step
    of this meeting that `step` names, `help_why` the reason for the highest. `carried` is an open step of
    earlier meetings, `carried_to` what the mentee wants with it: `smaller`, `different`, `let_go`, `keep`.
    `door` is a door of the record, `door_move` one of `ledgers.DOOR_MOVES` and `door_mode` one of
    `cards.DOOR_MODES`, or empty. `source` is what kind of thing could help (`cards.SOURCES`). `know_first`
    is what the mentee wants known before a door is opened. `urgent` says that the meeting came early
    because something came up, or that the mentor went first because it was urgent; `quiet` that signals
    leave this meeting out: it was urgent, or a step was too much.
    """

    moment: str = ""
    topic_end: str = ""
    step: str = ""
    help: str = ""
    help_why: str = ""
    carried: str = ""
    carried_to: str = ""
    door: str = ""
    door_move: str = ""
    door_mode: str = ""
    source: str = ""
    know_first: str = ""
    urgent: bool = False
    quiet: bool = False


def order(ledgers: Ledgers, meetings: Iterable[Held] = ()) -> tuple[str, ...]:
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


def switches(ledgers: Ledgers, meetings: Iterable[Held]) -> tuple[Switch, ...]:
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


def shown_in(state: State) -> str:
    """The id of the prompt whose page was turned to in this meeting; empty when there was none."""
    if state.moment and any(question.moment == state.moment for question in shown(state)):
        return state.moment
    return ""


def topic_end_of(state: State) -> str:
    """How today's topic was left, one of `ledgers.TOPIC_ENDS`: what was said, else a step or not."""
    said = code_of(state.moment, _answer(state)) if shown_in(state) in ("forward", "topic_end") else None
    if said in TOPIC_ENDS and said not in (None, "", "step"):
        return str(said)
    return "step" if steps(state) else ""


def left_by(state: State) -> Left:
    """What this meeting's prompt leaves for the record."""
    moment = shown_in(state)
    came_up = any(opening.why in ("urgent", "safety") for opening in state.gate.values())
    code = code_of(moment, _answer(state)) if moment else None
    urgent = came_up or (moment == "early" and code == "came_up")
    left = Left(
        moment,
        topic_end_of(state),
        urgent=urgent,
        quiet=urgent or (moment == "stretch" and code in ("smaller", "turn_to")),
    )
    facts = state.start.known.facts
    carries = carried_step(state)
    step = priority_step(state)
    match moment:
        case "help" if code and step is not None:
            return replace(left, step=step.id, help=code, help_why=_text(state, "do") if code == "do" else "")
        case "carried" if code and carries is not None:
            return replace(left, carried=carries.id, carried_to=code)
        case "door" if code:
            return replace(left, door=str(facts.get("door", "")), door_move=code)
        case "speak" if code:
            return replace(left, door=str(facts.get("speak_for_door", "")), door_mode=code)
        case "resource" if code:
            return replace(left, source=code)
        case "know_first":
            return replace(left, know_first=_text(state, ""))
    return left


def _answer(state: State) -> object:
    return answer_words(state, state.moment)


def _text(state: State, after: str) -> str:
    """What was written at the meeting's prompt: at its first question, or at the one after an answer."""
    moment = BY_ID[state.moment]
    id = next(id for id, ask in zip(ids_of(moment), moment.asks, strict=True) if ask.after == after)
    value = state.answer(id, state.questions[id].who).value
    return str(value).strip() if value else ""
