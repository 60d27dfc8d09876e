"""What a meeting leaves on record besides its steps: agreement, lessons, strengths, doors and the like.

All of it follows from the saved meeting alone, ids included: saved twice, after a crash say, it is there
once. What stays between the two, was removed or is not asked in the end leaves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.clock import local_day
from checkin.ground.ids import derived, is_ulid
from checkin.meeting.agreeing import changed, clauses_after, clauses_onto
from checkin.meeting.answered import given, steps
from checkin.meeting.brought import brought_came_up
from checkin.meeting.cards import DOOR_MODES
from checkin.meeting.events import PARKED
from checkin.meeting.flow import shown
from checkin.meeting.ledgers import DOOR_MOVES
from checkin.meeting.moments.left import left_by, topic_end_of
from checkin.meeting.parking import is_parked
from checkin.meeting.picks import said
from checkin.meeting.reviewing import RATING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checkin.banks.model import Question
    from checkin.meeting.ledgers import Agreement
    from checkin.meeting.state import Row
    from checkin.record.left_behind import Fact
    from checkin.record.saved import SavedMeeting

INTENTION, CARD, OWN = "intention", "card", "own"
"""Tags of questions whose answers are kept: how somebody wants to show up, what to know about the mentee,
and what the mentee now does without asking."""


def left_of(saved: SavedMeeting, agreements: Sequence[Agreement] = ()) -> dict[str, list[Fact]]:
    """The facts of a saved meeting, by table. `agreements` are the versions on record, the oldest first: what
    the meeting changed of the agreement is put into the newest before it.
    """
    made = _Making(saved)
    came_up = brought_came_up(saved.state, saved.events)
    facts = {
        "agreements": list(_agreement(made, agreements)),
        "lessons": [
            made.of(row, easier=row.text("easier"), tags=list(question.tags)) | made.whose(row.seat)
            for question, row in made.rows("lesson")
        ],
        "strengths": [*_strengths(made)],
        "doors": [*_doors(made)],
        "ripples": [made.of(row, person=row.text("person")) for _, row in made.rows("ripple")],
        "resources": [made.of(row, source=row.text("source")) for row in made.kept_offers("resource")],
        "topics": list(_topics(made)),
        "intentions": list(_said(made, INTENTION)),
        "intention_ratings": list(_rated(made)),
        "cards": list(_card(made)),
        "brought": list(_parked(made)),
        "brought_used": [
            made.fact("used", one.id, brought=one.id)
            for one in saved.start.known.brought
            if came_up and not one.used
        ],
        "states": list(_state(made)),
        **_moment(made),
        "guests": [
            {"id": person.id, "name": person.name, "seat": seat}
            for seat, person in saved.start.seats.items()
            if made.start.role(seat) == person.id
        ],
    }
    return {table: found for table, found in facts.items() if found}


def closes(saved: SavedMeeting) -> bool:
    """Whether this meeting ends its pair."""
    return saved.start.is_last


class _Making:
    """Makes facts of one saved meeting."""

    def __init__(self, saved: SavedMeeting) -> None:
        self.saved = saved
        self.start, self.state = saved.start, saved.state
        self.left = left_by(saved.state)
        self.asked = shown(saved.state)
        self.date = local_day(self.start.at, self.start.zone).isoformat()
        # New facts come after all that was on record when the meeting ended, not when it began.
        self._at = max((event.id for event in saved.events if is_ulid(event.id)), default=self.start.id)

    def fact(self, *parts: str, **values: object) -> Fact:
        """A fact whose id follows from the meeting and `parts`."""
        id = derived(self._at, self.start.id, *parts)
        return {"id": id, "meeting": self.start.id, "date": self.date, **values}

    def of(self, row: Row, **values: object) -> Fact:
        """The fact of a row, under its id."""
        words = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {"id": row.id, "meeting": self.start.id, "date": self.date, "text": said(row).strip(), **words}

    def whose(self, seat: str) -> Fact:
        """Whose something is, where it is not the mentee's, as most of it is."""
        role = self.start.role(seat)
        return {} if role == "mentee" else {"seat": role}

    def rows(self, kind: str) -> Iterator[tuple[Question, Row]]:
        """The rows that say something of all questions of a type that are asked."""
        for question in self.asked:
            if question.type == kind:
                yield from ((question, row) for row in self.live(question))

    def live(self, question: Question) -> Iterator[Row]:
        """The rows of a question that say something."""
        return (row for row in self.state.live_rows(question.id) if said(row).strip())

    def kept_offers(self, kind: str) -> Iterator[Row]:
        """The mentor's offers of a kind that the mentee keeps, or takes something from."""
        for _, row in self.rows("offer"):
            keeps = row.text("reaction") == "keep" or row.text("takes").strip()
            if row.text("kind") == kind and keeps:
                yield row


def _agreement(made: _Making, agreements: Sequence[Agreement]) -> Iterator[Fact]:
    if not changed(made.state):
        return
    fact = made.fact("agreement")
    newest = next((one for one in reversed(agreements) if one.id < fact["id"]), None)
    known = made.start.known.agreement
    if newest is None or (known is not None and known.id == newest.id):
        clauses = clauses_after(made.state)
    else:
        clauses = clauses_onto(made.state, newest.clauses)
    if newest is None or clauses != newest.clauses:
        kept = [{"id": one.id, "label": one.label, "text": one.text.strip()} for one in clauses]
        yield fact | {"clauses": kept, "trial": 0}


def _strengths(made: _Making) -> Iterator[Fact]:
    for _, row in made.rows("strength"):
        yield made.of(row, evidence=row.text("evidence"), hard_day=row.text("hard_day"))
    for question, row in made.rows("list"):
        # What the mentee now does without asking is a strength in their own words.
        if OWN in question.tags and made.start.role(row.seat) == "mentee":
            yield made.of(row, own=said(row))


def _doors(made: _Making) -> Iterator[Fact]:
    """The doors the mentee named; where none was named, those that were offered and kept."""
    named = list(made.rows("door"))
    for _, row in named:
        yield made.of(
            row,
            mode=row.text("mode") or "mentee",
            message=row.text("message"),
            consent=row.fields.get("consent") is True,
        )
    for row in made.kept_offers("door") if not named else ():
        yield made.of(row, mode="mentee", message="", consent=False)


def _topics(made: _Making) -> Iterator[Fact]:
    left = "step" if steps(made.state) else topic_end_of(made.state)
    for question, seat, answer in given(made.state):
        text = answer.value
        if question.type == "goal" and isinstance(text, str) and text.strip():
            parts = {name: answer.fields.get(name, "").strip() for name in ("sign", "depends")}
            # Whoever parks the goal itself has said how it was left.
            end = left or (PARKED if is_parked(made.state, text) else "")
            fact = made.fact("topic", question.id, seat, text=text.strip(), end=end, **parts)
            yield fact | made.whose(seat)


def _parked(made: _Making) -> Iterator[Fact]:
    """What was parked waits for the next joint meeting. Alone it waits for its owner's yes, elsewhere."""
    for row in () if made.start.alone else made.state.waits:
        fact = made.of(row, approach="", origin=PARKED)
        yield fact | {"seat": made.start.role(row.seat)}


def _said(made: _Making, tag: str) -> Iterator[Fact]:
    """What each seat answered in words to the questions with a tag."""
    for question, seat, answer in given(made.state):
        if tag in question.tags and isinstance(answer.value, str) and answer.value.strip():
            yield made.fact(tag, question.id, seat, seat=made.start.role(seat), text=answer.value.strip())


def _rated(made: _Making) -> Iterator[Fact]:
    """How it went with how each wanted to show up, in a number of their own."""
    meant = {one.seat: one.id for one in made.start.known.intentions}
    for question, seat, answer in given(made.state):
        role = made.start.role(seat)
        if RATING in question.tags and role in meant and isinstance(answer.value, int):
            yield made.fact(RATING, question.id, seat, intention=meant[role], seat=role, value=answer.value)


def _card(made: _Making) -> Iterator[Fact]:
    told = [str(fact["text"]) for fact in _said(made, CARD) if fact["seat"] == "mentee"]
    text = "\n".join(told)
    if text and text != made.start.known.card:
        yield made.fact("card", text=text)


def _moment(made: _Making) -> dict[str, list[Fact]]:
    """What the meeting's right-moment prompt leaves: that it was there, and what was said of a door."""
    left = made.left
    facts: dict[str, list[Fact]] = {}
    if left.moment:
        facts["moments"] = [made.fact("moment", moment=left.moment)]
    if left.door and left.door_move in DOOR_MOVES:
        facts["door_moves"] = [made.fact("move", door=left.door, what=left.door_move, note="")]
    if left.door and left.door_mode in DOOR_MODES:
        facts["door_modes"] = [made.fact("mode", door=left.door, mode=left.door_mode)]
    return facts


def _state(made: _Making) -> Iterator[Fact]:
    if closes(made.saved):
        yield made.fact("state", state="closed", at=made.saved.ended, note="")
