"""What a pair keeps besides meetings and steps, as lines to list and texts to read: one table for every
interface.

Notes for a hard day are in none of it: they are for the mentee alone, on such a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from checkin.ground.text import clean_line, counted
from checkin.meeting.cards import first_contact
from checkin.meeting.doors import STATE_WORDS
from checkin.meeting.words import BECAME_WORDS, TOPIC_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.meeting.ledgers import Agreement, Door, Ledgers
    from checkin.summary.around import Around

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept: its id, its line in a list, what stands beside it, the whole of it."""

    id: str
    line: str
    beside: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of thing that is kept. `about` says in a line what it is, `nothing` that there is none yet.

    `read` lists what there is, in the order people want it.
    """

    id: str
    title: str
    about: str
    nothing: str
    read: Callable[[Ledgers, Around], tuple[Kept, ...]]


def _lessons(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    newest = sorted(_newest(ledgers.lessons), key=lambda lesson: not lesson.easier.strip())
    return tuple(
        Kept(
            one.id,
            _first(f"Next time I can {clean_line(one.easier)}" if one.easier.strip() else "", one.text),
            around.day(one.date),
            _whole(
                f"Next time I can {one.easier}" if one.easier.strip() else "",
                one.text,
                f"About: {', '.join(one.tags)}" if one.tags else "",
                f"From {around.day(one.date)}",
            ),
        )
        for one in newest
    )


def _strengths(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
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


def _doors(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
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


def _shelf(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
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


def _agreements(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
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


def _topics(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            one.id,
            _first(one.text),
            ", ".join(filter(None, [around.day(one.date), TOPIC_WORDS.get(one.end, "")])),
            _whole(
                one.text,
                f"How you would know: {one.sign}" if one.sign.strip() else "",
                f"What else it depends on: {one.depends}" if one.depends.strip() else "",
                ", ".join(filter(None, [around.day(one.date), TOPIC_WORDS.get(one.end, "")])),
            ),
        )
        for one in reversed(ledgers.topics)
    )


def _rungs(ledgers: Ledgers, around: Around) -> tuple[Kept, ...]:
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


def _people(ledgers: Ledgers, _around: Around) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            name.casefold(),
            name,
            counted(len(whats), "thing"),
            _whole(name, "\n".join(f"- {what}" for what in whats)),
        )
        for name, whats in people_of(ledgers)
    )


def people_of(ledgers: Ledgers) -> list[tuple[str, list[str]]]:
    """Everybody besides the two who came up, and what for: behind a door, to ask, to pass something on to,
    and the goals that depend on them.
    """
    found: dict[str, tuple[str, list[str]]] = {}

    def add(name: str, what: str) -> None:
        if clean_line(name):
            found.setdefault(clean_line(name).casefold(), (clean_line(name), []))[1].append(what)

    for door in ledgers.doors:
        add(door.text, f"a door, {STATE_WORDS.get(door.state, door.state)}")
    for one in ledgers.resources:
        add(one.text if one.source == "person" else "", "somebody to ask")
    for ripple in ledgers.ripples:
        add(ripple.person, f"could use “{clean_line(ripple.text)}”")
    for topic in ledgers.topics:
        depends = clean_line(topic.depends).casefold()
        for key, (_, whats) in found.items() if depends else ():
            if key in depends:
                whats.append(f"“{clean_line(topic.text)}” depends on them too")
    return list(found.values())


COLLECTIONS: dict[str, Collection] = {
    one.id: one
    for one in (
        Collection(
            "agreement",
            "Agreement",
            "How you work together, and how it came to be.",
            "There is no agreement yet.",
            _agreements,
        ),
        Collection(
            "lessons",
            "Lessons",
            "What you know now, and what will be easier next time.",
            "No lesson has been kept yet.",
            _lessons,
        ),
        Collection(
            "strengths",
            "Strengths",
            "What was seen, and what you say of it yourself.",
            "No strength has been kept yet.",
            _strengths,
        ),
        Collection(
            "doors",
            "Doors",
            "People and occasions, and what came of them.",
            "No door has been kept yet.",
            _doors,
        ),
        Collection(
            "shelf", "Shelf", "Things to use instead of asking.", "Nothing is on the shelf yet.", _shelf
        ),
        Collection(
            "topics",
            "Goals",
            "What each meeting was about, and how it was left.",
            "No goal has been kept yet.",
            _topics,
        ),
        Collection(
            "rungs",
            "Rungs",
            "Small steps past what is comfortable, and what became of each.",
            "No such step has been kept yet.",
            _rungs,
        ),
        Collection(
            "people", "People", "Who else there is, and for what.", "Nobody else has come up yet.", _people
        ),
    )
}
"""Everything that is kept, by its id, in the order of the look-back."""


def _newest(things: tuple[One, ...]) -> list[One]:
    return list(reversed(things))


def _first(*texts: str) -> str:
    """The first of the texts that says something, on one line."""
    return next(filter(None, map(clean_line, texts)), "(no words)")


def _whole(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())
