"""What a pair's meetings leave behind besides steps: plain data, oldest first, as the record keeps it.

Agreement versions, lessons, strengths, doors, ripples, resources (the shelf), topics and intentions. The
record makes these from its facts; meetings, trends, summaries and screens read them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

CLAUSES = ("role", "rhythm", "boundaries", "reply_time", "bridge")
"""The clauses of an agreement that the program itself knows, by the ids of their questions: what the mentor
is there for, how often to meet, what stays outside, how soon to answer, what to do until help comes.
"""

DOOR_MOVES = ("offered", "accepted", "declined", "contacted", "outcome")
"""What happens with a door, in order; `outcome` closes it."""

TOPIC_ENDS = ("step", "parked", "heard", "referred", "")
"""How a topic was left: with a step, parked, it needed hearing, taken to somebody else; or nothing said."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of an agreement: the id of its question, its heading, its words."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version of the working agreement, whole. `number` counts from 1, `date` is a local ISO date.

    `agreed` are the seats (`mentee`, `mentor`) that said it looks right. `trial` is how many meetings it is
    tried for, 0 for one that stands until it is changed. `meeting` is empty for one made outside a meeting.
    """

    id: str
    number: int
    date: str
    clauses: tuple[Clause, ...]
    agreed: tuple[str, ...] = ()
    trial: int = 0
    meeting: str = ""

    def clause(self, id: str) -> str:
        """The words of a clause, empty when there is none."""
        return next((clause.text for clause in self.clauses if clause.id == id), "")


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something learned. `easier` is the "next time I can …", `tags` those of its question. `seat` is whose
    it is: `mentee`, `mentor` or a guest's id.
    """

    id: str
    meeting: str
    date: str
    text: str
    easier: str = ""
    tags: tuple[str, ...] = ()
    seat: str = "mentee"


@dataclass(frozen=True, slots=True)
class Strength:
    """What the mentor saw in the mentee: its evidence, a note for a hard day, and `own`, the mentee's words
    for it in the first person, if they have put it so.
    """

    id: str
    meeting: str
    date: str
    text: str
    evidence: str = ""
    hard_day: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class DoorMove:
    """Something that happened with a door: one of `DOOR_MOVES`, a local ISO date, and words about it."""

    id: str
    date: str
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """An introduction: who makes it (`DOOR_MODES`), the mentee's message and consent, and what came of it."""

    id: str
    meeting: str
    date: str
    text: str
    mode: str = "mentee"
    message: str = ""
    consent: bool = False
    moves: tuple[DoorMove, ...] = ()

    @property
    def state(self) -> str:
        """Where it stands: the last of its moves, `offered` when nothing has happened yet."""
        return self.moves[-1].what if self.moves else "offered"

    @property
    def open(self) -> bool:
        """Whether something may still come of it."""
        return self.state not in ("declined", "outcome")


@dataclass(frozen=True, slots=True)
class Ripple:
    """Something passed on, and who could use it."""

    id: str
    meeting: str
    date: str
    text: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something on the shelf, of one of `cards.SOURCES`. `step` is the id of the step it is for, if any."""

    id: str
    meeting: str
    date: str
    text: str
    source: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """The goal of one meeting and how it was left (`TOPIC_ENDS`), with its sign of success and what else it
    depends on. `seat` is whose it is, as for `Lesson`.
    """

    id: str
    meeting: str
    date: str
    text: str
    end: str = ""
    sign: str = ""
    depends: str = ""
    seat: str = "mentee"


@dataclass(frozen=True, slots=True)
class Intention:
    """How somebody wants to show up (`seat` is `mentee` or `mentor`): an answer tagged `intention`.

    `rated` is how it went by their own view, 0 to 10, at the review of `rated_on`, a local ISO date; None and
    empty before.
    """

    id: str
    meeting: str
    date: str
    seat: str
    text: str
    rated: int | None = None
    rated_on: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something that waits for the next joint meeting, with a first approach maybe.

    `origin` is `prep`, `solo`, `jot`, or `parked` for what a meeting put aside; `seat` whose it is, of the
    pair or a guest's id. `meeting` is the one that parked it. Once a meeting had it, `used` is that meeting.
    """

    id: str
    date: str
    seat: str
    text: str
    approach: str = ""
    origin: str = "prep"
    used: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Everything above that one pair has, oldest first.

    `card` is the mentee's own card, "know this about me"; `off` are the ids of prompts and signals that the
    pair switched off (`moment:…`, `signal:…`); `moments` maps each right-moment prompt to the meeting that
    had it last.
    """

    agreements: tuple[Agreement, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    strengths: tuple[Strength, ...] = ()
    doors: tuple[Door, ...] = ()
    ripples: tuple[Ripple, ...] = ()
    resources: tuple[Resource, ...] = ()
    topics: tuple[Topic, ...] = ()
    intentions: tuple[Intention, ...] = ()
    brought: tuple[Brought, ...] = ()
    card: str = ""
    off: frozenset[str] = frozenset()
    moments: dict[str, str] = field(default_factory=dict)

    @property
    def agreement(self) -> Agreement | None:
        """The version that holds, None when there is none, or none of its clauses was left as it was said."""
        return self.agreements[-1] if self.agreements and self.agreements[-1].clauses else None

    def lessons_of(self, seat: str) -> tuple[Lesson, ...]:
        """What one of them learned, `mentee` or `mentor`."""
        return tuple(one for one in self.lessons if one.seat == seat)

    @property
    def waiting(self) -> tuple[Brought, ...]:
        """What waits for the next joint meeting."""
        return tuple(one for one in self.brought if not one.used)


class Met(Protocol):
    """A meeting that was held, as the record's index has it."""

    @property
    def id(self) -> str:
        """A ULID, which sorts by time."""
        ...

    @property
    def kind(self) -> str:
        """The kind of its bank."""
        ...

    @property
    def date(self) -> str:
        """A local ISO date."""
        ...

    @property
    def takeaways(self) -> Mapping[str, str]:
        """What each took away, by whose it is: `mentee` or `mentor`."""
        ...
