"""Each kind of thing that a pair keeps: a line to list, what stands beside it, and a text to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from checkin.ground.text import clean_line, counted
from checkin.meeting.cards import first_contact
from checkin.meeting.doors import STATE_WORDS
from checkin.meeting.returning import easier_words
from checkin.meeting.words import BECAME_WORDS, TOPIC_WORDS
from checkin.summary.picked_out import parked_of, people_of

if TYPE_CHECKING:
    from checkin.meeting.ledgers import Agreement, Door, Ledgers, Topic
    from checkin.summary.around import Around

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept: its id, its line in a list, what stands beside it, the whole of it."""

    id: str
    line: str
    beside: str
    text: str


def _by(seat: str, words: str, around: Around) -> str:
    """With whose it is before it, where that is not the mentee."""
    if seat == "mentee":
        return words
    return f"{around.mentor if seat == 'mentor' else 'a guest'}, {words}"


def lessons(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """What was learned, first what makes something easier next time, the newest at the top of both."""
    newest = sorted(_newest(ledgers.lessons), key=lambda lesson: not lesson.easier.strip())
    return tuple(
        Kept(
            one.id,
            _first(f"Next time I can {easier_words(one.easier)}" if one.easier.strip() else "", one.text),
            _by(one.seat, around.day(one.date), around),
            _whole(
                f"Next time I can {easier_words(one.easier)}" if one.easier.strip() else "",
                one.text,
                f"About: {', '.join(one.tags)}" if one.tags else "",
                f"From {_by(one.seat, around.day(one.date), around)}",
            ),
        )
        for one in newest
    )


def strengths(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """What was seen in the mentee, the newest first."""
    return tuple(
        Kept(
            one.id,
            _first(one.own, one.text),
            f"in {around.mentee}'s words" if one.own.strip() else around.day(one.date),
            _whole(
                f"{around.mentee}: {one.own}" if one.own.strip() else "",
                f"{around.mentor}: {one.text}"
                if one.text.strip() and (one.evidence or one.text != one.own)
                else "",
                f"Seen when: {one.evidence}" if one.evidence.strip() else "",
                f"From {around.day(one.date)}",
            ),
        )
        for one in reversed(ledgers.strengths)
    )


def doors(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """Introductions and what happened with each: those still open first, the newest at the top of both."""
    newest = sorted(_newest(ledgers.doors), key=lambda door: not door.open)
    return tuple(
        Kept(one.id, _first(one.text), STATE_WORDS.get(one.state, one.state), _whole(*_door(one, around)))
        for one in newest
    )


def _door(one: Door, around: Around) -> list[str]:
    by = first_contact(one.mode, around.mentee, around.mentor)
    yes = f"{around.mentee} wants this" if one.consent else f"Waits for {around.mentee}'s yes"
    return [
        one.text,
        f"First contact by {by}. {yes if one.state != 'declined' else 'Not wanted now'}.",
        f"What should be said: {one.message}" if one.message.strip() else "",
        f"{around.day(one.date)}: offered",
        *(
            f"{around.day(move.date)}: {STATE_WORDS.get(move.what, move.what)}"
            + (f". {clean_line(move.note)}" if move.note.strip() else "")
            for move in one.moves
            if move.what != "offered"
        ),
    ]


def shelf(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """Things to use, kind by kind, the newest first."""
    newest = sorted(_newest(ledgers.resources), key=lambda one: one.source)
    return tuple(
        Kept(
            one.id,
            _first(one.text),
            one.source or "something to use",
            _whole(
                one.text,
                f"A {one.source}" if one.source else "",
                f"For the step: {around.steps.get(one.step, '')}" if around.steps.get(one.step) else "",
                f"From {around.day(one.date)}",
            ),
        )
        for one in newest
    )


def agreements(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """Every version of the agreement, the newest first."""
    newest = tuple(reversed(ledgers.agreements))
    return tuple(
        Kept(
            one.id,
            "The agreement that holds now" if at == 0 else f"Version {one.number}",
            ", ".join(filter(None, [f"from {around.day(one.date)}", standing(one, around)])),
            _whole(
                *(f"{clean_line(clause.label)}\n{clause.text}" for clause in one.clauses),
                f"Version {one.number}, from {around.day(one.date)}; {standing(one, around)}.",
            ),
        )
        for at, one in enumerate(newest)
    )


def standing(agreement: Agreement, around: Around) -> str:
    """Who said that a version looks right, and whether it is being tried."""
    both = {"mentee", "mentor"} <= set(agreement.agreed)
    right = (
        f"right to {'both' if both else around.names(agreement.agreed)}"
        if agreement.agreed
        else "not yet agreed"
    )
    return f"tried for {counted(agreement.trial, 'meeting')}, {right}" if agreement.trial else right


def topics(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """What each meeting was about, the newest first."""
    return tuple(
        Kept(
            one.id,
            _first(one.text),
            _left(one, around),
            _whole(
                one.text,
                f"How you would know: {one.sign}" if one.sign.strip() else "",
                f"What else it depends on: {one.depends}" if one.depends.strip() else "",
                _left(one, around),
            ),
        )
        for one in reversed(ledgers.topics)
    )


def _left(topic: Topic, around: Around) -> str:
    """When a goal was there, and how it was left."""
    said = [around.day(topic.date), TOPIC_WORDS.get(topic.end, "")]
    return _by(topic.seat, ", ".join(filter(None, said)), around)


def parked(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """What waits still comes first."""
    newest = sorted(_newest(parked_of(ledgers)), key=lambda one: bool(one.used))
    return tuple(
        Kept(
            one.id,
            _first(one.text),
            "came up again" if one.used else f"waits since {around.day(one.date)}",
            _whole(
                one.text,
                f"Parked by {around.names((one.seat,))} on {around.day(one.date)}"
                if one.seat in ("mentee", "mentor")
                else f"Parked on {around.day(one.date)}",
                "It came up again when you met next" if one.used else "It waits for your next meeting",
            ),
        )
        for one in newest
    )


def rungs(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    """No count and no row of days: a rung that was not tried is on it like one that was."""
    dared = {topic.meeting: clean_line(topic.text) for topic in ledgers.topics}
    return tuple(
        Kept(
            one.id,
            _first(one.what),
            BECAME_WORDS.get(one.status, one.status),
            _whole(
                one.what,
                f"A rung of: {dared[one.meeting]}" if dared.get(one.meeting) else "",
                f"{around.day(one.date)}: {BECAME_WORDS.get(one.status, one.status)}",
            ),
        )
        for one in reversed(around.rungs)
    )


def people(ledgers: Ledgers, _around: Around) -> tuple[Kept, ...]:
    """Who else there is, and for what."""
    return tuple(
        Kept(
            name.casefold(),
            name,
            counted(len(whats), "thing"),
            _whole(name, "\n".join(f"- {what}" for what in whats)),
        )
        for name, whats in people_of(ledgers)
    )


def _newest(things: tuple[One, ...]) -> list[One]:
    return list(reversed(things))


def _first(*texts: str) -> str:
    """The first of the texts that says something, on one line."""
    return next(filter(None, map(clean_line, texts)), "(no words)")


def _whole(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())
