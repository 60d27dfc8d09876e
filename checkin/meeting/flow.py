"""The flow: which questions are asked in this meeting as it stands, in which order, on which page.

A *prompt* is what stands on one page: a question, or, in the quick depth, the card of the questions
that hold the gate, asked aloud as one. After the last prompt comes the summary (`SUMMARY`). Nothing
here changes anything; everything is derived from the state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.banks.model import CARD_TYPES, PRIVATE_TYPES
from checkin.meeting.conditions import holds
from checkin.meeting.events import SHARED
from checkin.meeting.moment_choice import is_the_extra, moment_of
from checkin.meeting.picks import among, choice_of
from checkin.meeting.picks import said as said
from checkin.meeting.state import Answer, Place, Row, State
from checkin.meeting.steps import Step, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    # Handed on to the summary, which knows the meeting and not the banks.
    from checkin.banks.model import Question as Question
    from checkin.banks.model import Stage

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
    one this meeting has (`moment_choice.moment_of`). A pick and an owner are asked
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


def place_of(state: State, seat: str) -> Place:
    """Where a seat is now, alone or with the others: its prompt if that is still asked, else the next one."""
    pages = prompts(state)
    place = state.places.get(seat) or state.places.get(SHARED)
    if place is None:
        return enter(state, pages[0].id if pages else SUMMARY)
    if place.prompt == SUMMARY:
        return place
    if any(page.id == place.prompt for page in pages):
        items = items_of(state, place.prompt)
        if items and all(row.id != place.row for row in items):
            return Place(place.prompt, items[0].id, place.then)
        return place
    for page in pages:
        # On a card one may be at any of its questions (the depth can't change, but a bank can pipe to one).
        if any(question.id == place.prompt for question in page.questions):
            return Place(page.id, "", place.then)
    order = list(state.questions)
    if place.prompt not in order:
        return enter(state, pages[0].id if pages else SUMMARY)
    behind = order.index(place.prompt)
    return enter(state, next((page.id for page in pages if order.index(page.id) > behind), SUMMARY))


def prompt_at(state: State, place: Place) -> Prompt | None:
    """The prompt of a place, None at the summary."""
    return next((page for page in prompts(state) if page.id == place.prompt), None)


def enter(state: State, prompt_id: str, *, last: bool = False) -> Place:
    """The place where one arrives at a prompt: its first row, or its last one when coming back."""
    items = items_of(state, prompt_id)
    return Place(prompt_id, (items[-1].id if last else items[0].id) if items else "")


def following(state: State, place: Place) -> Place:
    """Where "next" leads: the next open step in hand, the prompt one left out of turn, or the next prompt."""
    items = [row.id for row in items_of(state, place.prompt)]
    if place.row in items[:-1]:
        return Place(place.prompt, items[items.index(place.row) + 1], place.then)
    if place.then and (place.then == SUMMARY or any(page.id == place.then for page in prompts(state))):
        return enter(state, place.then)
    ids = [page.id for page in prompts(state)]
    if place.prompt not in ids:
        return Place(SUMMARY)
    behind = ids.index(place.prompt)
    return enter(state, ids[behind + 1]) if behind + 1 < len(ids) else Place(SUMMARY)


def preceding(state: State, place: Place) -> Place | None:
    """Where "back" leads; None at the very first prompt."""
    items = [row.id for row in items_of(state, place.prompt)]
    if place.row in items[1:]:
        return Place(place.prompt, items[items.index(place.row) - 1], place.then)
    ids = [page.id for page in prompts(state)]
    if place.then in ids:
        # Where the pair came from, out of turn.
        return enter(state, place.then, last=True)
    if place.prompt == SUMMARY:
        return enter(state, ids[-1], last=True) if ids else None
    before = ids.index(place.prompt) - 1 if place.prompt in ids else -1
    return enter(state, ids[before], last=True) if before >= 0 else None


def items_of(state: State, prompt_id: str) -> tuple[Row, ...]:
    """The things in hand one after the other on a prompt: the open steps of a follow-through, else none."""
    question = state.questions.get(prompt_id)
    if question is None or question.type != "follow_through":
        return ()
    return state.live_rows(prompt_id)


def is_answered(state: State, question: Question, seat: str) -> bool:
    """Whether a seat wrote something down here, or made a row."""
    if question.type == "follow_through":
        return all(row.text("status") for row in state.live_rows(question.id))
    if question.type in ("list", *CARD_TYPES):
        return any(said(row) for row in state.live_rows(question.id) if row.seat == seat)
    if question.type in ("options", "offer", "steps"):
        return any(said(row) for row in state.live_rows(question.id))
    if question.type == "pick":
        return picked_row(state, question, seat) is not None
    return state.answer(question.id, seat).value is not None


def is_met(state: State, question: Question) -> bool:
    """Whether every seat it is for answered it or talked about it. `say` has nothing to answer."""
    if question.type == "say":
        return True
    if question.type == "follow_through":
        return all(row.text("status") or row.fields.get("talked") for row in state.live_rows(question.id))
    return all(
        is_answered(state, question, seat)
        or state.answer(question.id, seat).talked
        or (question.id, seat) in state.sealed
        for seat in seats_of(state, question)
    )


def left_out(state: State) -> tuple[Prompt, ...]:
    """The prompts with a required question that was neither answered nor talked about."""
    return tuple(
        page for page in prompts(state) if any(q.required and not is_met(state, q) for q in page.questions)
    )


def given(state: State) -> Iterator[tuple[Question, str, Answer]]:
    """Every answer that stands: those of questions that are asked, in the bank's order, seat by seat."""
    for question in shown(state):
        for seat in seats_of(state, question):
            answer = state.answers.get((question.id, seat))
            if answer is not None:
                yield question, seat, answer


def stage_marks(state: State, place: Place) -> tuple[tuple[Stage, str], ...]:
    """Each stage that is asked, with `done`, `now` or `ahead` as seen from a place."""
    stages: list[Stage] = []
    for page in prompts(state):
        if page.stage not in stages:
            stages.append(page.stage)
    here = prompt_at(state, place)
    current = stages.index(here.stage) if here else len(stages)
    return tuple(
        (stage, "done" if at < current else "now" if at == current else "ahead")
        for at, stage in enumerate(stages)
    )


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


def pickable(state: State, question: Question) -> tuple[Row, ...]:
    """What a pick chooses from: the options of `choices_from`, then the offers the mentee keeps.

    Those of questions that are not asked are not among them.
    """
    return among(state, question, {one.id for one in shown(state)})


def picked_row(state: State, question: Question, seat: str) -> Row | None:
    """The option or offer a seat picked, None when there is none or it is no longer there to be picked."""
    return choice_of(state, question, seat, {one.id for one in shown(state)})


def own_ideas(state: State, offer: Question) -> tuple[Row, ...]:
    """The own options of the one to whom an offer is made, of every question that is asked."""
    start = state.start
    whose = start.receiver(offer)
    return tuple(
        row
        for question in shown(state)
        if question.type == "options" and start.thinker(question) == whose
        for row in state.live_rows(question.id)
        if start.thinks(row.seat, question) and said(row)
    )


def steps(state: State) -> tuple[Step, ...]:
    """The steps of all questions that are asked, in the bank's order; the first is the priority."""
    found = [step for question in shown(state) for step in steps_of(state, question.id)]
    return tuple(replace(step, priority=not at) for at, step in enumerate(found))


def priority_step(state: State) -> Step | None:
    """The first of `steps`, None when there is none."""
    return next(iter(steps(state)), None)


def choices_of(state: State, question: Question) -> tuple[str, ...]:
    """What a choice is made from: the bank's choices, else what the rows of `choices_from` say, each once.

    There are none while that question is not asked, or has no rows.
    """
    if not question.choices_from:
        return question.choices
    if all(one.id != question.choices_from for one in shown(state)):
        return ()
    texts = (said(row).strip() for row in state.live_rows(question.choices_from))
    return tuple(dict.fromkeys(text for text in texts if text))
