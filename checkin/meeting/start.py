"""What a meeting starts from, frozen: the bank as drawn, who sits where, what earlier meetings left open.

It is the first line of the journal and the head of the saved meeting, so both can be read without
anything else beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.banks.drawing import from_json as bank_from_json
from checkin.banks.drawing import to_json as bank_to_json
from checkin.ground.clock import from_stamp
from checkin.ground.shapes import misfit
from checkin.meeting.known import NOTHING, Known
from checkin.meeting.known import from_json as known_from_json
from checkin.meeting.known import to_json as known_to_json
from checkin.meeting.words import all_of, who_with_whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Bank, Depth, Question

VERSION = 3
"""Version of the start's own format; one that is not known is refused, never guessed at.

From 2 on cards are rows, from 3 on something can be parked: a program that does not know that would pass
words over, and must not go on with such a meeting.
"""

READ = (1, 2, VERSION)
"""The versions that can be read."""

SOLO, PREPARE = "solo", "prepare"
"""The kinds of meeting that are always held alone, by the ids of their shipped banks."""

CLOSING = "closing"
"""The kind of meeting that ends a pair."""

OWN_MENTOR = 21
"""The practice, by its number in `banks.practices`, of being one's own mentor when nobody is there."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by an id of their own and the name they go by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A next step of an earlier meeting that is still open. `due` is a local ISO date or empty."""

    id: str
    what: str
    owner: str
    due: str = ""
    if_: str = ""
    then: str = ""
    carried: int = 0
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """The frozen start of one meeting.

    `seats` binds each seat of the bank to a person. `last` holds the answers of the previous meeting
    of this kind, by `id` and `id.part`. `takeaways` are last time's, by seat, whatever the kind was;
    `last_date` is when that was (local ISO date, or empty). `known` is what else the record holds for it.
    """

    id: str
    pair: str
    at: str
    zone: str
    depth: Depth
    bank: Bank
    seats: Mapping[str, Person]
    last: Mapping[str, Any] = field(default_factory=dict)
    open_steps: tuple[OpenStep, ...] = ()
    takeaways: Mapping[str, str] = field(default_factory=dict)
    last_date: str = ""
    known: Known = NOTHING
    v: int = VERSION

    def name(self, seat: str) -> str:
        """The name of the person in a seat; the seat's own id when nobody is bound to it."""
        person = self.seats.get(seat)
        return person.name if person else seat

    @property
    def pair_words(self) -> str:
        """Who meets: `Sam with Robin`; only the mentee where nobody else sits there."""
        if self.alone:
            return self.name(self.mentee)
        others = [self.name(seat) for seat in self.seats if seat != self.mentee] or [self.name(self.mentor)]
        return who_with_whom(self.name(self.mentee), all_of(others))

    @property
    def alone(self) -> bool:
        """Whether this kind of meeting is for the mentee alone: it is time alone or preparing, or nothing of
        it is for anybody else (`sit_there`) and it says that it serves being one's own mentor. Without that
        a bank of few questions may still be one for two.
        """
        if self.bank.goes_by in (SOLO, PREPARE):
            return True
        own = any(OWN_MENTOR in question.practices for question in self.bank.all_questions())
        return own and len(self.sit_there()) == 1

    @property
    def is_last(self) -> bool:
        """Whether this kind of meeting ends the pair: nobody is asked for a next one."""
        return self.bank.goes_by == CLOSING

    @property
    def talked_words(self) -> str:
        """What an empty answer means: talked about; to somebody alone, thought about."""
        return "thought about" if self.alone else "talked about"

    @property
    def open_words(self) -> str:
        """What is said of a question that nobody came to: not discussed; to somebody alone, left open."""
        return "left open" if self.alone else "not discussed"

    def mentee_last(self) -> tuple[str, ...]:
        """The seats, those that play the mentee last: theirs is the last word."""
        return tuple(sorted(self.seats, key=lambda seat: self.plays(seat) == "mentee"))

    def sit_there(self) -> tuple[str, ...]:
        """The seats of those who sit at one keyboard, as `mentee_last`: only who plays the mentee where
        nothing of the bank is for anybody else, no question, offer or cue.
        """
        for question in self.bank.all_questions():
            both = question.who == "both" or question.type == "offer"
            if both or question.cue or self.plays(question.who) == "mentor":
                return self.mentee_last()
        return tuple(seat for seat in self.seats if self.plays(seat) == "mentee")

    def thinker(self, question: Question) -> str:
        """The seat whose matter a question is: the one it is for; who receives an offer; the mentee's."""
        if question.type == "offer":
            return self.receiver(question)
        return question.who if question.who in self.seats else self.mentee

    def receiver(self, offer: Question) -> str:
        """The seat an offer is made to: whose thinking it waits for, where that is one seat and another than
        the one that makes it; else the mentee's.
        """
        waits_for = {q.who for q in self.bank.all_questions() if q.id in offer.opens_after}
        others = [seat for seat in self.seats if seat in waits_for and seat != offer.who]
        return others[0] if len(others) == 1 else self.mentee

    def giver(self, offer: Question) -> str:
        """The seat that makes an offer: its `who`, but for that of the receiver; else the mentor's."""
        return offer.who if offer.who in self.seats and offer.who != self.receiver(offer) else self.mentor

    def gives(self, seat: str, offer: Question) -> bool:
        """Whether a seat makes this offer; any other says what to make of it. Besides the giver all give
        who play the mentor and are not the one it is for.
        """
        if seat == self.giver(offer):
            return True
        return self.plays(seat) == "mentor" and seat != self.receiver(offer)

    def thinks(self, seat: str, question: Question) -> bool:
        """Whether options of this seat are own ideas here, and not an addition to somebody else's."""
        return self.plays(seat) == (self.plays(question.who) or "mentee")

    @property
    def takes_turns(self) -> bool:
        """Whether the one who plays the mentee gives as well, as peers do who swap at half-time."""
        offers = (question for question in self.bank.all_questions() if question.type == "offer")
        return any(self.plays(self.giver(offer)) == "mentee" for offer in offers)

    def role(self, seat: str) -> str:
        """What the record calls the person in a seat, whatever they play in this meeting: `mentee` or
        `mentor`, as they are in the pair, the id of a guest who is neither; empty for an empty seat.
        """
        if role := self.bank.roles().get(seat):
            return role
        person = self.seats.get(seat)
        return person.id if person else ""

    @property
    def guests(self) -> tuple[str, ...]:
        """The seats of those who are not of the pair."""
        own = self.bank.roles()
        return tuple(seat for seat in self.seats if seat not in own)

    def seat_of(self, role: str) -> str:
        """The seat of somebody whom the record calls so (see `role`); `role` when they are not there."""
        return next((seat for seat in self.seats if self.role(seat) == role), role)

    def plays(self, seat: str) -> str:
        """`mentee` or `mentor`: whose mechanisms the seat has; empty for a seat the bank has not."""
        return next((s.plays for s in self.bank.seats if s.id == seat), "")

    @property
    def mentee(self) -> str:
        """The seat that plays the mentee."""
        return self.bank.seat("mentee")

    @property
    def mentor(self) -> str:
        """The seat that plays the mentor."""
        return self.bank.seat("mentor")


def is_alone(bank: Bank) -> bool:
    """Whether a meeting with this bank is held alone, and kept with the mentee's private files."""
    seats = {seat.id: Person("", "") for seat in bank.seats}
    return Start("", "", "", "", "full", bank, seats).alone


def to_json(start: Start) -> dict[str, Any]:
    """The start as a JSON object."""
    return {
        "v": start.v,
        "id": start.id,
        "pair": start.pair,
        "at": start.at,
        "zone": start.zone,
        "depth": start.depth,
        "seats": {seat: {"id": p.id, "name": p.name} for seat, p in start.seats.items()},
        "last_date": start.last_date,
        "takeaways": dict(start.takeaways),
        "open_steps": [
            {
                "id": s.id,
                "what": s.what,
                "owner": s.owner,
                "due": s.due,
                "if": s.if_,
                "then": s.then,
                "carried": s.carried,
                "meeting": s.meeting,
            }
            for s in start.open_steps
        ],
        "last": dict(start.last),
        "known": known_to_json(start.known),
        "bank": bank_to_json(start.bank),
    }


def from_json(data: Mapping[str, Any]) -> Start:
    """The start of a JSON object.

    Raises `ValueError` when it is of a version that is not known, or a part is missing or of the wrong type.
    """
    if data.get("v") not in READ:
        raise ValueError(f"a meeting of version {data.get('v')!r}")
    try:
        start = Start(
            id=data["id"],
            pair=data["pair"],
            at=data["at"],
            zone=data["zone"],
            depth=data["depth"],
            bank=bank_from_json(data["bank"]),
            seats={seat: Person(p["id"], p["name"]) for seat, p in data["seats"].items()},
            last=dict(data.get("last", {})),
            open_steps=tuple(
                OpenStep(
                    id=s["id"],
                    what=s["what"],
                    owner=s["owner"],
                    due=s.get("due", ""),
                    if_=s.get("if", ""),
                    then=s.get("then", ""),
                    carried=s.get("carried", 0),
                    meeting=s.get("meeting", ""),
                )
                for s in data.get("open_steps", ())
            ),
            takeaways=dict(data.get("takeaways", {})),
            last_date=data.get("last_date", ""),
            known=known_from_json(data.get("known", {})),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a meeting whose start lacks {error}") from error
    if part := misfit(start):
        raise ValueError(f"a meeting whose start has a wrong “{part}”")
    from_stamp(start.at)
    return start
