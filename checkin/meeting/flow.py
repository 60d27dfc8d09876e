"""The flow: which questions are asked in this meeting as it stands, in which order, on which page.

A *prompt* is what stands on one page: a question, or, in the quick depth, the card of the questions
that hold the gate, asked aloud as one. After the last prompt comes the summary (`SUMMARY`). Nothing
here changes anything; everything is derived from the state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.banks.model import PRIVATE_TYPES
from checkin.meeting.conditions import holds
from checkin.meeting.moments.choice import is_the_extra, moment_of

if TYPE_CHECKING:
    # Handed on to the summary, which knows the meeting and not the banks.
    from checkin.banks.model import Question as Question
    from checkin.banks.model import Stage
    from checkin.meeting.state import State

SUMMARY = "@summary"
"""Where a meeting goes after its last prompt. No question can have this id."""

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One page of the meeting. `id` is the id of its first question; a card has several questions."""

    id: str
    stage: Stage
    questions: tuple[Question, ...]

    @property
    def question(self) -> Question:
        """The question, the first one of a card."""
        return self.questions[0]

    @property
    def is_card(self) -> bool:
        """Whether several questions are asked aloud as one."""
        return len(self.questions) > 1


def seats_of(state: State, question: Question) -> tuple[str, ...]:
    """The seats a question is for: each has an answer of its own. Bank order when it is for both, which
    means everybody who is there.
    """
    if question.who == BOTH:
        return tuple(state.start.seats)
    return (question.who,)


def shown(state: State) -> tuple[Question, ...]:
    """The questions that are asked in this meeting as it stands, in the bank's order.

    Left out are those the depth leaves out, those whose `when` does not hold, accounts when no step is
    open, what is for a seat nobody has, what is private to one person, and every right-moment prompt but the
    one this meeting has (`moments.choice.moment_of`). A pick and an owner are asked
    whether or not something was written down before them: it may have been talked about, and the count of
    prompts stays as it is.
    """
    visible = _visible(state)
    if moment := moment_of(state, visible):
        visible = _visible(state, moment)
    return tuple(visible.values())


def prompts(state: State) -> tuple[Prompt, ...]:
    """The pages of this meeting as it stands, in order."""
    visible = {question.id for question in shown(state)}
    card = card_of(state) & visible
    pages: list[Prompt] = []
    dealt = False
    for stage in state.start.bank.stages:
        for question in stage.questions:
            if question.id not in visible:
                continue
            if question.id in card:
                if not dealt:
                    together = tuple(q for q in state.questions.values() if q.id in card)
                    pages.append(Prompt(question.id, stage, together))
                    dealt = True
            else:
                pages.append(Prompt(question.id, stage, (question,)))
    return tuple(pages)


def card_of(state: State) -> frozenset[str]:
    """The questions of the quick depth's one card: those that hold a gate and are not asked one by one."""
    if state.start.depth != "quick":
        return frozenset()
    held_by = {
        name
        for question in state.questions.values()
        if question.type == "offer" and question.quick
        for name in question.opens_after
    }
    return frozenset(name for name in held_by if name in state.questions and not state.questions[name].quick)


def _visible(state: State, moment: str = "") -> dict[str, Question]:
    """The questions asked, by id in the bank's order: the bank's own, and those of this prompt."""
    visible: dict[str, Question] = {}
    asked = _asked_at_this_depth(state)
    second = False
    for question in state.questions.values():
        if question.moment not in ("", moment) or question.id not in asked:
            continue
        if not _has_matter(state, question) or (second and _gives_way(state, question)):
            continue
        if question.when is None or holds(state, question.when, visible):
            visible[question.id] = question
            second = second or bool(question.moment and question.when)
    return visible


def _gives_way(state: State, question: Question) -> bool:
    """Whether a question leaves its place to the second one of a prompt: nothing was said to it yet."""
    return is_the_extra(question) and not any(
        answer for (q, _), answer in state.answers.items() if q == question.id
    )


def _asked_at_this_depth(state: State) -> frozenset[str]:
    if state.start.depth == "full":
        return frozenset(state.questions)
    quick = {question.id for question in state.questions.values() if question.quick}
    return frozenset(quick | card_of(state))


def _has_matter(state: State, question: Question) -> bool:
    if question.type in PRIVATE_TYPES:
        return False
    if question.who != BOTH and question.who not in state.start.seats:
        return False
    return question.type != "follow_through" or bool(state.live_rows(question.id))
