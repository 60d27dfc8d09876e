"""The whole relationship in one document for one of the two: what is theirs to take away when a pair ends.

The mentee's has goals and what became of them, steps, lessons, strengths with the notes for a hard day,
doors; the mentor's what they learned, and what the mentee took from their offers. Neither has what the
other keeps for themselves, and nobody is counted or rated in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.ground.clock import local_day
from checkin.ground.dates import show_iso
from checkin.ground.text import clean, clean_line, counted
from checkin.meeting.cards import first_contact
from checkin.meeting.doors import STATE_WORDS
from checkin.meeting.flow import shown
from checkin.meeting.picks import said
from checkin.meeting.returning import easier_words
from checkin.meeting.reviewing import rated_words
from checkin.meeting.words import BECAME_WORDS, OFFER_WORDS, TOPIC_WORDS, who_with_whom
from checkin.summary.document import Section
from checkin.summary.entries import Entry
from checkin.summary.items import Detail, Item
from checkin.summary.picked_out import parked_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checkin.meeting.ledgers import Door, Ledgers
    from checkin.summary.document import Saved
    from checkin.summary.recorded import Recorded

SEATS = ("mentee", "mentor")


@dataclass(frozen=True, slots=True)
class Takeaway:
    """The document: its heading, how long it was, and its sections. All text is clean, none is escaped."""

    heading: str
    subheading: str
    sections: tuple[Section, ...]


def takeaway_of(record: Recorded, held: Iterable[Saved], seat: str) -> Takeaway:
    """The document of a pair for the `mentee` or the `mentor`.

    `held` are its saved meetings, the oldest first, as far as they can be read. Raises ValueError for any
    other seat.
    """
    if seat not in SEATS:
        raise ValueError(f"nobody sits in a seat called {seat!r}")
    names = {one: _name(record, one) for one in SEATS}
    parts = _for_mentee if seat == "mentee" else _for_mentor
    sections = [
        Section(title, (Entry("", "", title, "list", items),))
        for title, items in parts(record, tuple(held), names)
        if items
    ]
    if agreed := tuple(_agreement(record.ledgers)):
        sections.append(Section("How you worked together", agreed))
    return Takeaway(
        heading=f"{who_with_whom(names['mentee'], names['mentor'])}: for {names[seat]}",
        subheading=_how_long(record),
        sections=tuple(sections),
    )


def markdown(takeaway: Takeaway) -> str:
    """The document in Markdown, ending with a newline. People's text renders as just that."""
    from checkin.summary import escaping
    from checkin.summary.markdown import sections_of

    top = [f"# {escaping.title(takeaway.heading)}", escaping.line(takeaway.subheading)]
    return clean("\n\n".join([*top, *sections_of(takeaway.sections)])) + "\n"


def html(takeaway: Takeaway) -> str:
    """The document as one HTML file that prints well."""
    from checkin.summary.html import head, page, sections_of

    parts = [*head(takeaway.heading, takeaway.subheading), *sections_of(takeaway.sections)]
    return page(takeaway.heading, "en", "\n".join(parts))


Part = tuple[str, tuple[Item, ...]]
"""A section to be: its title and its items."""


def _for_mentee(record: Recorded, held: tuple[Saved, ...], names: Mapping[str, str]) -> Iterator[Part]:
    left, mentor = record.ledgers, names["mentor"]
    yield "What you take away", tuple(_takeaways(record, "mentee"))
    yield "Your goals, and how each was left", tuple(_goals(left, "mentee"))
    yield "Steps you took", tuple(_steps(record, "mentee", still_open=False))
    yield "Steps still open", tuple(_steps(record, "mentee", still_open=True))
    yield "What you know now", tuple(_lessons(left, "mentee"))
    yield (
        "Your strengths",
        tuple(
            _item(
                one.own or one.text,
                tail="" if one.own else f"seen by {mentor}",
                details=[
                    (f"{mentor} called it", one.text if one.own and one.own != one.text else ""),
                    ("Seen when", one.evidence),
                ],
            )
            for one in left.strengths
        ),
    )
    yield (
        "For a hard day",
        tuple(_item(one.hard_day, by=mentor) for one in left.strengths if one.hard_day.strip()),
    )
    yield f"What you took from {mentor}'s offers", tuple(_taken(held))
    yield "Parked for another time", tuple(_parked(left, names, "mentee"))
    yield "Doors", tuple(_door(one, names) for one in left.doors)
    yield (
        "Things to use",
        tuple(_item(one.text, tail=one.source) for one in left.resources),
    )
    yield "How you wanted to show up", tuple(_intentions(left, "mentee"))
    yield "What you wanted known about you", tuple([_item(left.card)] if left.card.strip() else [])


def _for_mentor(record: Recorded, held: tuple[Saved, ...], names: Mapping[str, str]) -> Iterator[Part]:
    left, mentee = record.ledgers, names["mentee"]
    yield "What you learned", tuple(_takeaways(record, "mentor"))
    yield "How you wanted to show up", tuple(_intentions(left, "mentor"))
    yield f"What {mentee} took from your offers", tuple(_taken(held))
    yield "Your goals, and how each was left", tuple(_goals(left, "mentor"))
    yield "What you know now", tuple(_lessons(left, "mentor"))
    yield "Lessons from your meetings", tuple(_lessons(left, "mentee"))
    yield (
        "What you saw in them",
        tuple(
            _item(one.text, details=[("Seen when", one.evidence)])
            for one in left.strengths
            if one.text != one.own
        ),
    )
    yield (
        "Passed on",
        tuple(_item(one.text, details=[("Who could use it", one.person)]) for one in left.ripples),
    )
    yield "Steps you took", tuple(_steps(record, "mentor", still_open=False))
    yield "Steps still open", tuple(_steps(record, "mentor", still_open=True))
    yield "Parked for another time", tuple(_parked(left, names, "mentor"))


def _takeaways(record: Recorded, seat: str) -> Iterator[Item]:
    for meeting in reversed(record.meetings):
        if text := meeting.takeaways.get(seat, "").strip():
            yield _item(text, tail=_day(meeting.date))


def _steps(record: Recorded, seat: str, *, still_open: bool) -> Iterator[Item]:
    """Somebody's steps with what they said of them."""
    for step in record.steps:
        if step.owner_seat == seat and (step.status in ("open", "partly")) == still_open:
            yield _item(
                step.what,
                tail="" if step.status == "open" else BECAME_WORDS.get(step.status, ""),
                details=[("", note) for note in step.notes],
            )


def _goals(left: Ledgers, seat: str) -> Iterator[Item]:
    for one in left.topics:
        if one.seat == seat:
            yield _item(
                one.text,
                tail=", ".join(filter(None, [_day(one.date), TOPIC_WORDS.get(one.end, "")])),
                details=[("How you would know", one.sign), ("What else it depends on", one.depends)],
            )


def _lessons(left: Ledgers, seat: str) -> Iterator[Item]:
    for one in left.lessons_of(seat):
        yield _item(one.text, tail=_day(one.date), details=[("Next time I can", easier_words(one.easier))])


def _intentions(left: Ledgers, seat: str) -> Iterator[Item]:
    for one in left.intentions:
        if one.seat == seat:
            went = rated_words(one, _day(one.rated_on))
            yield _item(one.text, tail=_day(one.date), details=[("How it went, by your own view", went)])


def _parked(left: Ledgers, names: Mapping[str, str], seat: str) -> Iterator[Item]:
    """What still waits: the mentor's own; to the mentee, everybody's, with whose it is."""
    for one in parked_of(left):
        if not one.used and seat in ("mentee", one.seat):
            yield _item(one.text, tail=_day(one.date), by="" if one.seat == seat else names.get(one.seat, ""))


def _agreement(left: Ledgers) -> Iterator[Entry]:
    if left.agreement is not None:
        for one in left.agreement.clauses:
            yield Entry(one.id, "agreement", clean_line(one.label), "words", (_item(one.text),))


def _door(door: Door, names: Mapping[str, str]) -> Item:
    by = first_contact(door.mode, names["mentee"], names["mentor"])
    told = [("", f"{_day(move.date)}: {_state(move.what)}. {move.note}") for move in door.moves]
    return _item(
        door.text,
        tail=_state(door.state),
        details=[("First contact by", by), ("What should be said", door.message), *told],
    )


def _taken(held: Iterable[Saved]) -> Iterator[Item]:
    """What the mentee wrote that they take from an offer of the mentor's."""
    for meeting in held:
        state = meeting.state
        start = state.start
        for question in shown(state):
            if question.type != "offer" or start.role(start.receiver(question)) != "mentee":
                continue
            for row in state.live_rows(question.id):
                if text := row.text("takes").strip():
                    yield _item(
                        text,
                        tail=_day(local_day(start.at, start.zone).isoformat()),
                        details=[(OFFER_WORDS.get(row.text("kind"), "").capitalize(), said(row))],
                    )


def _how_long(record: Recorded) -> str:
    """From when to when, and how many meetings."""
    if not record.meetings:
        return "You have not met yet."
    first, last = record.meetings[-1].date, record.meetings[0].date
    span = _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    ended = f", ended on {_day(record.state_date)}" if record.state == "closed" and record.state_date else ""
    return f"{counted(len(record.meetings), 'meeting')}, {span}{ended}"


def _item(text: str, *, tail: str = "", by: str = "", details: Iterable[tuple[str, str]] = ()) -> Item:
    return Item(
        clean(text).strip(),
        by=clean_line(by),
        tail=clean_line(tail),
        details=tuple(
            Detail(clean_line(label), words) for label, raw in details if (words := clean(raw).strip())
        ),
    )


def _name(record: Recorded, seat: str) -> str:
    person = record.person(seat)
    return clean_line(person.name) if person else seat


def _day(iso: str) -> str:
    return show_iso(iso)


def _state(what: str) -> str:
    return STATE_WORDS.get(what, what)
