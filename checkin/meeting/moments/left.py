"""What a meeting's right-moment prompt leaves for the record, and how its answer says the topic was left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.banks.piping import references
from checkin.ground.text import clean_line
from checkin.meeting.answered import priority_step, steps
from checkin.meeting.conditions import KNOWN, worded
from checkin.meeting.flow import shown
from checkin.meeting.ledgers import TOPIC_ENDS
from checkin.meeting.moments.facts import answer_words, carried_step
from checkin.meeting.moments.table import BY_ID, code_of, ids_of

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.meeting.state import State


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


def shown_in(state: State) -> str:
    """The id of the prompt whose page was turned to in this meeting; empty when there was none."""
    if state.moment and any(question.moment == state.moment for question in shown(state)):
        return state.moment
    return ""


def asked_about(state: State, question: Question) -> str:
    """The step or the door of the record that a prompt's question names, in its words; empty for none."""
    if not question.moment:
        return ""
    named = (ref.part for ref, _, _ in references(question.ask) if ref.name == KNOWN)
    found = (worded(state, f"${{{KNOWN}.{part}|}}", ()) for part in named if part.endswith("_what"))
    return clean_line(next(found, ""))


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
