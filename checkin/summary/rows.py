"""Answers that are made of rows, as they stand in the summary: cards, options, offers, steps and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean_line
from checkin.meeting.cards import CARDS, HELP_WORDS, SOURCES
from checkin.meeting.steps import plan_words, steps_of
from checkin.meeting.words import OFFER_WORDS, STATUS_WORDS
from checkin.summary.items import Item, details_of, name_of, whose, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.meeting.cards import CardField
    from checkin.meeting.flow import Question
    from checkin.meeting.state import Row, State
    from checkin.meeting.steps import Step


def _listed(state: State, question: Question) -> list[Item]:
    rows = [row for row in state.live_rows(question.id) if words(row.text("text"))]
    return [Item(words(row.text("text")), by=whose(state, question, row.seat)) for row in rows]


FOR_ONE_ALONE = ("hard_day",)
"""Fields of cards that are for one person on a day of their own: in no form of the shared summary."""


def _cards(state: State, question: Question) -> list[Item]:
    first, *others = CARDS[question.type]
    found: list[Item] = []
    for row in state.live_rows(question.id):
        if not (text := words(row.text(first.name))):
            continue
        told = [
            (field.label, _part(state, field, row.fields.get(field.name)))
            for field in others
            if field.name not in FOR_ONE_ALONE and not field.yes_no
        ]
        if isinstance(wanted := row.fields.get("consent"), bool):
            mentee = name_of(state, state.start.mentee)
            told.append(("", f"{mentee} wants this" if wanted else f"{mentee} does not want this"))
        found.append(Item(text, by=whose(state, question, row.seat), details=details_of(*told)))
    return found


def _part(state: State, field: CardField, value: object) -> str:
    """A card's field in words. Who makes contact is called by name."""
    if field.name == "mode" and value in ("mentee", "mentor"):
        start = state.start
        return name_of(state, start.mentee if value == "mentee" else start.mentor)
    return dict(field.choices).get(str(value), words(value))


def _options(state: State, question: Question) -> list[Item]:
    return [
        Item(
            words(row.text("text")),
            by=name_of(state, row.seat),
            details=details_of(("Upside", row.text("upside")), ("Risk", row.text("risk"))),
        )
        for row in state.live_rows(question.id)
        if words(row.text("text"))
    ]


KEPT, THINK = "keep", "think"
"""What the mentee makes of an offer that stays with them, and of one they want to think about."""

TO_THINK = "to think about"


def _offers(state: State, question: Question) -> list[Item]:
    """Only what the mentee keeps, takes something from, or wants to think about: that is marked as such."""
    takes = f"What {name_of(state, state.start.receiver(question))} takes from it"
    return [
        Item(
            words(row.text("text")),
            lead=_kind_of_offer(row),
            by=name_of(state, row.seat),
            tail=TO_THINK if row.text("reaction") == THINK else "",
            details=details_of(
                ("May not fit because", row.text("fit")),
                ("It rests on", row.text("factors")),
                ("It may cost", row.text("risk")),
                (takes, row.text("takes")),
            ),
        )
        for row in state.live_rows(question.id)
        if words(row.text("takes")) or (row.text("reaction") in (KEPT, THINK) and words(row.text("text")))
    ]


def _kind_of_offer(row: Row) -> str:
    kind = OFFER_WORDS.get(row.text("kind"), "").capitalize()
    source = row.text("source") if row.text("source") in SOURCES else ""
    return f"{kind} ({source})" if kind and source else kind or source.capitalize()


def _accounts(state: State, question: Question) -> list[Item]:
    """What the owners said became of the steps of earlier meetings; what was not touched is left out."""
    earlier = {step.id: step for step in state.start.open_steps}
    found: list[Item] = []
    for row in state.live_rows(question.id):
        status, note = STATUS_WORDS.get(row.text("status"), ""), words(row.text("note"))
        talked = bool(row.fields.get("talked")) and not status
        if row.id in earlier and (status or note or talked):
            step = earlier[row.id]
            tail = status or (state.start.talked_words if talked else "")
            found.append(
                Item(
                    words(step.what), by=name_of(state, step.owner), tail=tail, details=details_of(("", note))
                )
            )
    return found


def _steps(state: State, question: Question) -> list[Item]:
    return [
        Item(
            words(step.what),
            by=name_of(state, step.owner),
            tail=f"by {show_iso(step.due)}" if step.due else "",
            details=details_of(("", plan_words(step.if_, step.then)), ("Help with it", help_words(step))),
        )
        for step in steps_of(state, question.id)
        if words(step.what)
    ]


MADE_OF_ROWS: dict[str, tuple[str, Callable[[State, Question], list[Item]]]] = {
    "list": ("list", _listed),
    **dict.fromkeys(CARDS, ("list", _cards)),
    "options": ("list", _options),
    "offer": ("list", _offers),
    "follow_through": ("list", _accounts),
    "steps": ("tasks", _steps),
}
"""By type of question: the form its items stand in, and what makes them."""


def help_words(step: Step) -> str:
    """How somebody helps with a step, and the reason where there is one; empty when nobody said so."""
    return ": ".join(filter(None, [HELP_WORDS.get(step.help, ""), clean_line(step.help_why)]))
