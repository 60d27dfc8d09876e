"""Which right-moment prompt a meeting has, if any: the one that was seen, else the one that may come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.banks.model import Bank, Question, Ref, Test, When
from checkin.banks.rehearsal.cost import has_room
from checkin.banks.rehearsal.outcomes import passes
from checkin.meeting.moments.facts import facts_now, furthest
from checkin.meeting.moments.table import BY_ID, MOMENTS, Moment, first_id, ids_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from typing import Any

    from checkin.banks.model import Depth
    from checkin.meeting.known import Known
    from checkin.meeting.state import State

FREE = "free"
"""The shape of the banks that have no prompts besides their own questions."""

SEATS = 2
"""How many sit in the meetings that prompts come in: a mentee and a mentor."""


def moment_of(state: State, visible: Container[str]) -> str:
    """The id of the prompt this meeting has as it stands; empty when there is none.

    `visible` are the questions of the bank that are asked. Once its page was turned to it stays. Before
    that it is the one longest unseen whose condition holds now, unless it would stand behind the page
    where somebody is, or the meeting is over.
    """
    if state.moment or state.stopped:
        return state.moment
    waiting = [name for name in state.start.known.moments if first_id(name) in state.questions]
    if not waiting:
        return ""
    facts = facts_now(state, visible)
    reached = furthest(state)
    order = {q: at for at, q in enumerate(state.questions)}
    for name in waiting:
        if name in BY_ID and order[first_id(name)] > reached and satisfied(BY_ID[name].when, facts):
            return name
    return ""


def satisfied(when: When, facts: Mapping[str, Any]) -> bool:
    """Whether a condition over named figures holds; a figure that is not there passes no test but
    `answered: no`.
    """
    if not all(passes(test, facts.get(test.ref.name)) for test in when.tests):
        return False
    return not when.any or any(satisfied(one, facts) for one in when.any)


def is_the_extra(question: Question) -> bool:
    """Whether a question of the bank is the one that comes on top when the step looks too big.

    Where a prompt asks a second question, it takes the place of this one: a meeting has room for one more.
    """
    tests = question.when.tests if question.when is not None else ()
    return not question.moment and any(test.ref.part == "readiness" for test in tests)


def with_moments(bank: Bank, known: Known, depth: Depth) -> Bank:
    """A frozen bank with the questions of the prompts that may come in this meeting, each in its place.

    There are none in a quick meeting, in a bank of free shape or one that leaves no room, for a meeting alone
    or of more than two, and none in a pair's first meeting: insight comes once they know each other.
    """
    if depth == "quick" or bank.shape == FREE or not known.meetings:
        return bank
    if not _for_two(bank) or not has_room(bank):
        return bank
    taken = {question.id for question in bank.all_questions()}
    stages = {stage.id: list(stage.questions) for stage in bank.stages}
    for moment in MOMENTS:
        if moment.id not in known.moments or taken & set(ids_of(moment)):
            continue
        anchor = _anchor(bank, moment)
        if anchor is None or not _may_hold(moment, known):
            continue
        stage, side, at = anchor
        items = stages[stage]
        index = next(n for n, question in enumerate(items) if question.id == at)
        if side == "after":
            index += 1
            while index < len(items) and items[index].moment:
                index += 1
        items[index:index] = _questions(moment, bank)
    return replace(bank, stages=tuple(replace(stage, items=tuple(stages[stage.id])) for stage in bank.stages))


def _for_two(bank: Bank) -> bool:
    """Whether the bank is for one who plays the mentee and one who plays the mentor, and both are asked."""
    if len(bank.seats) != SEATS or {seat.plays for seat in bank.seats} != {"mentee", "mentor"}:
        return False
    mentor = bank.seat("mentor")
    return any(q.who in ("both", mentor) or q.type == "offer" for q in bank.all_questions())


def _anchor(bank: Bank, moment: Moment) -> tuple[str, str, str] | None:
    """Where a prompt stands in a bank: the stage, the side, the question's id; None for nowhere."""
    for side, kind in moment.where:
        for stage in bank.stages:
            for question in stage.questions:
                if question.type == kind:
                    return stage.id, side, question.id
    return None


_TODAY = frozenset(
    {
        *("urgent", "bare_instructions", "doors_offered", "resources_offered", "steps", "readiness", "help"),
        *("carried", "goal", "met_before", "card"),
    }
)
"""The figures that only the meeting itself tells."""


def _may_hold(moment: Moment, known: Known) -> bool:
    """Whether a prompt's condition can come to hold in this meeting, by what the record says at its start."""
    figures = [test for test in moment.when.tests if test.ref.name not in _TODAY]
    return all(passes(test, known.facts.get(test.ref.name)) for test in figures)


def _questions(moment: Moment, bank: Bank) -> list[Question]:
    first = first_id(moment.id)
    words = dict(moment.asks[0].choices)
    made = []
    for id, ask in zip(ids_of(moment), moment.asks, strict=True):
        made.append(
            Question(
                id=id,
                ask=_naming(ask.ask, bank),
                type=ask.type,
                who=bank.seat(ask.who),
                hint=ask.hint,
                cue=ask.cue,
                label=ask.label,
                follow_ups=ask.follow_ups,
                choices=tuple(said for _, said in ask.choices),
                tags=ask.tags,
                practices=moment.practices,
                when=When((Test(Ref(first), "is", words[ask.after]),)) if ask.after else None,
                moment=moment.id,
            )
        )
    return made


def _naming(text: str, bank: Bank) -> str:
    """A prompt's text with the bank's own ids in place of `{goal}` and `{steps}`."""
    for kind in ("goal", "steps"):
        own = next((question.id for question in bank.all_questions() if question.type == kind), kind)
        text = text.replace(f"{{{kind}|", f"${{{own}|")
    return text
