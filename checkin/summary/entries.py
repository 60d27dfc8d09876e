"""What each question comes to in the shared summary: by its type, in the words used, without markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import clean, clean_line
from checkin.meeting.agreed import clause_of
from checkin.meeting.cards import CARDS, HELP_WORDS, SOURCES
from checkin.meeting.conditions import worded
from checkin.meeting.flow import picked_row, said, seats_of
from checkin.meeting.steps import plan_words, steps_of
from checkin.meeting.words import OFFER_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from checkin.meeting.cards import CardField
    from checkin.meeting.flow import Question
    from checkin.meeting.state import Row, State
    from checkin.meeting.steps import Step

EARLIER_STEPS = "What became of earlier steps"


@dataclass(frozen=True, slots=True)
class Detail:
    """A further line of an item: its label (may be empty) and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said. `text` is people's own words, of several lines maybe.

    `lead` is what it is (a kind of offer), `by` whose it is (empty where that goes without saying),
    `tail` what is said of it in our words (what became of a step, when it is due), `talked` that
    there was talk of it and nothing written.
    """

    text: str
    lead: str = ""
    by: str = ""
    tail: str = ""
    details: tuple[Detail, ...] = ()
    talked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One question's row in the summary.

    `form` says how its items stand: `words` (a person's answer, one paragraph or more), `list`, or
    `tasks`. When there is nothing to show, `quiet` says why: talked about, or not discussed, which is
    `unsaid`.
    """

    question: str
    type: str
    heading: str
    form: str = "words"
    items: tuple[Item, ...] = ()
    quiet: str = ""
    unsaid: bool = False


def entry(state: State, question: Question, visible: Collection[str]) -> Entry | None:
    """The row of a question that is asked; None when there is nothing to say about it."""
    form, found = _items(state, question)
    quiet, talked = "", False
    if not found:
        if question.type in ("say", "owner") or question.moment:
            # A prompt that came because the moment was right leaves nothing behind but what was written.
            return None
        talked = any(state.answer(question.id, seat).talked for seat in seats_of(state, question))
        if not talked and not question.required:
            return None
        quiet = state.start.talked_words if talked else state.start.open_words
    told = heading(state, question, visible)
    return Entry(question.id, question.type, told, form, found, quiet, unsaid=bool(quiet) and not talked)


def heading(state: State, question: Question, visible: Collection[str]) -> str:
    """A question's label if it has one, else the text as it was asked."""
    if question.label.strip():
        return clean_line(question.label)
    if question.type == "follow_through" and "${" in question.ask:
        return EARLIER_STEPS
    return clean_line(worded(state, question.ask, visible))


def in_words(question: Question, value: object) -> str:
    """An answer's value as people read it, empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(words(part) for part in value)
    if question.type in ("scale", "pulse") and isinstance(value, int):
        return f"{words(value)} ({question.min} to {question.max})"
    if question.type == "date":
        return show_iso(str(value))
    return words(value)


def words(value: object) -> str:
    """A text as it is shown: cleaned, without blank lines around it."""
    return "" if value is None else clean(str(value)).strip()


def _items(state: State, question: Question) -> tuple[str, tuple[Item, ...]]:
    if question.type in ("say", "owner"):
        return "words", ()
    if made := _MADE_OF_ROWS.get(question.type):
        form, items = made
        return form, tuple(items(state, question))
    if question.type == "pick":
        return "words", tuple(_picked(state, question))
    if question.type == "goal":
        return "words", tuple(_goals(state, question))
    form, found = _told(state, question)
    if question.type == "agreement" and not found:
        # A clause that nobody changed stands as it is.
        found = tuple(Item(text) for text in (words(clause_of(state, question)),) if text)
    return form, found


def _told(state: State, question: Question) -> tuple[str, tuple[Item, ...]]:
    form, found = "words", []
    for seat in seats_of(state, question):
        value = state.answer(question.id, seat).value
        by = _whose(state, question, seat)
        if isinstance(value, list | tuple):
            form = "list"
            found += [Item(text, by=by) for part in value if (text := words(part))]
        elif text := in_words(question, value):
            found.append(Item(text, by=by))
    return form, tuple(found)


def _goals(state: State, question: Question) -> list[Item]:
    found: list[Item] = []
    for seat in seats_of(state, question):
        answer = state.answer(question.id, seat)
        sign, depends = answer.fields.get("sign"), answer.fields.get("depends")
        details = _details(("How you would know", sign), ("What else it depends on", depends))
        text = words(answer.value)
        if text or details:
            found.append(Item(text, by=_whose(state, question, seat), details=details))
    return found


def _whose(state: State, question: Question, seat: str) -> str:
    """The name to stand beside an answer. The mentee's own answers are the rule and need none,
    unless two take turns.
    """
    if question.who == "both" or state.start.takes_turns or state.start.plays(seat) != "mentee":
        return _name(state, seat)
    return ""


def _listed(state: State, question: Question) -> list[Item]:
    rows = [row for row in state.live_rows(question.id) if words(row.text("text"))]
    return [Item(words(row.text("text")), by=_whose(state, question, row.seat)) for row in rows]


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
            whose = _name(state, state.start.mentee)
            told.append(("", f"{whose} wants this" if wanted else f"{whose} does not want this"))
        found.append(Item(text, by=_whose(state, question, row.seat), details=_details(*told)))
    return found


def _part(state: State, field: CardField, value: object) -> str:
    """A card's field in words. Who makes contact is called by name."""
    if field.name == "mode" and value in ("mentee", "mentor"):
        start = state.start
        return _name(state, start.mentee if value == "mentee" else start.mentor)
    return dict(field.choices).get(str(value), words(value))


def _options(state: State, question: Question) -> list[Item]:
    return [
        Item(
            words(row.text("text")),
            by=_name(state, row.seat),
            details=_details(("Upside", row.text("upside")), ("Risk", row.text("risk"))),
        )
        for row in state.live_rows(question.id)
        if words(row.text("text"))
    ]


KEPT, THINK = "keep", "think"
"""What the mentee makes of an offer that stays with them, and of one they want to think about."""

TO_THINK = "to think about"


def _offers(state: State, question: Question) -> list[Item]:
    """Only what the mentee keeps, takes something from, or wants to think about: that is marked as such."""
    takes = f"What {_name(state, state.start.receiver(question))} takes from it"
    return [
        Item(
            words(row.text("text")),
            lead=_kind_of_offer(row),
            by=_name(state, row.seat),
            tail=TO_THINK if row.text("reaction") == THINK else "",
            details=_details(
                ("May not fit because", row.text("fit")),
                ("Factors", row.text("factors")),
                ("Risk", row.text("risk")),
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


def _picked(state: State, question: Question) -> list[Item]:
    found: list[Item] = []
    for seat in seats_of(state, question):
        answer = state.answer(question.id, seat)
        row = picked_row(state, question, seat)
        why = words(answer.fields.get("why"))
        if row is not None:
            own = state.start.thinks(row.seat, question) and not state.start.takes_turns
            by = "" if own else _name(state, row.seat)
            found.append(Item(words(said(row)), by=by, details=_details(("Why", why))))
        elif why:
            found.append(Item("", details=_details(("Why", why))))
    return found


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
                Item(words(step.what), by=_name(state, step.owner), tail=tail, details=_details(("", note)))
            )
    return found


def _steps(state: State, question: Question) -> list[Item]:
    return [
        Item(
            words(step.what),
            by=_name(state, step.owner),
            tail=f"by {show_iso(step.due)}" if step.due else "",
            details=_details(("", plan_words(step.if_, step.then)), ("Help with it", help_words(step))),
        )
        for step in steps_of(state, question.id)
        if words(step.what)
    ]


_MADE_OF_ROWS: dict[str, tuple[str, Callable[[State, Question], list[Item]]]] = {
    "list": ("list", _listed),
    **dict.fromkeys(CARDS, ("list", _cards)),
    "options": ("list", _options),
    "offer": ("list", _offers),
    "follow_through": ("list", _accounts),
    "steps": ("tasks", _steps),
}


def help_words(step: Step) -> str:
    """How somebody helps with a step, and the reason where there is one; empty when nobody said so."""
    return ": ".join(filter(None, [HELP_WORDS.get(step.help, ""), clean_line(step.help_why)]))


def _details(*pairs: tuple[str, object]) -> tuple[Detail, ...]:
    return tuple(Detail(label, text) for label, raw in pairs if (text := words(raw)))


def _name(state: State, seat: str) -> str:
    return clean_line(state.start.name(seat))
