"""What a question bank is once it has been read: plain frozen data, no positions, no files.

The reader makes a `Bank`; drawing from its pools makes one whose stages hold questions only (a
*frozen* bank), which is what a meeting is held with and what its journal keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Depth = Literal["quick", "full"]

PLAIN_TYPES = ("text", "line", "list", "choice", "choices", "scale", "yes_no", "date", "person", "say")
"""Types whose answer is a value, or nothing at all (`say`)."""

MECHANISM_TYPES = (
    "follow_through",
    "goal",
    "options",
    "offer",
    "pick",
    "steps",
    "owner",
    "takeaway",
    "pulse",
    "challenges",
    "agreement",
    "lesson",
    "strength",
    "door",
    "ripple",
    "load",
)
"""Types with a mechanism."""

TYPES = PLAIN_TYPES + MECHANISM_TYPES

CARD_TYPES = ("challenges", "lesson", "strength", "door", "ripple")
"""Types whose answer is cards: rows with a few named fields each (`checkin.meeting.cards`)."""

PRIVATE_TYPES = ("load",)
"""Types that belong to one person alone: never asked in a meeting, only afterwards and unseen by others."""

ROW_TYPES = ("list", "options", "offer", "steps", *CARD_TYPES)
"""Types whose answer is rows made during the meeting."""

TEXT_TYPES = ("text", "goal", "takeaway", "agreement")
"""Types answered by free text of several lines. An `agreement` is one clause of the working agreement."""

NUMBER_TYPES = ("scale", "pulse")
"""Types answered by a whole number from `min` to `max`."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A name in `${…}` or in `when`: `goal`, `takeaway.mentee`, `step.readiness`, `last.goal`, `item`.

    `part` is a seat or a field, or empty. `last` is true for an answer of the previous meeting of
    this kind. `fallback` is the text after `|`, or None when there is none.
    """

    name: str
    part: str = ""
    last: bool = False
    fallback: str | None = None

    @property
    def key(self) -> str:
        """The name as it is written without `last.` and fallback: `goal` or `takeaway.mentee`."""
        return f"{self.name}.{self.part}" if self.part else self.name


TestValue = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One entry of `when`: the answer `ref` names, held against `value` by `op`.

    `op` is one of `is`, `is_not`, `one_of`, `below`, `at_least`, `includes`, `answered`. `value` has
    the type the answer has: text, a whole number, yes or no, a tuple of texts for `one_of`.
    """

    ref: Ref
    op: str
    value: TestValue


@dataclass(frozen=True, slots=True)
class When:
    """All of `tests` hold, and, if there are any, at least one of `any`."""

    tests: tuple[Test, ...] = ()
    any: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. Field for field the setting of the same name in a bank.

    `who` is a seat or `both`. `min` and `max` bound a number (0 to 10 unless set). `aliases` are ids it
    had before. `pool` is the id of the pool it was drawn from, or empty; `asked_last` is the local date
    (YYYY-MM-DD) on which that pool last gave it to this pair, empty when it never did. `moment` is the id
    of the right-moment prompt it belongs to, empty for a question of the bank itself.
    """

    id: str
    ask: str
    type: str = "text"
    who: str = "mentee"
    quick: bool = False
    required: bool = False
    hint: str = ""
    cue: str = ""
    label: str = ""
    when: When | None = None
    follow_ups: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    min: int = 0
    max: int = 10
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    opens_after: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    pool: str = ""
    asked_last: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """A set of questions of which `pick` are drawn for a meeting."""

    id: str
    questions: tuple[Question, ...]
    pick: int = 1
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the meeting: its questions, and pools until they are drawn from."""

    id: str
    title: str
    items: tuple[Question | Pool, ...]
    purpose: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that stand in the stage by themselves; all of them in a frozen bank."""
        return tuple(item for item in self.items if isinstance(item, Question))


@dataclass(frozen=True, slots=True)
class Seat:
    """A role somebody has in a meeting; `plays` says whose mechanisms it has, mentee's or mentor's."""

    id: str
    plays: Literal["mentee", "mentor"]
    title: str = ""


DEFAULT_SEATS = (Seat("mentee", "mentee"), Seat("mentor", "mentor"))


@dataclass(frozen=True, slots=True)
class Bank:
    """A question bank. `version` is eight characters of the hash of the bytes it was read from."""

    id: str
    title: str
    stages: tuple[Stage, ...]
    about: str = ""
    language: str = "en"
    kind: str = ""
    minutes: Mapping[str, int] = field(default_factory=dict)
    seats: tuple[Seat, ...] = DEFAULT_SEATS
    shape: str = ""
    opens_with: str = ""
    closing: str = ""
    version: str = ""

    @property
    def goes_by(self) -> str:
        """The kind under which its meetings are found again: its `kind`, else its id."""
        return self.kind or self.id

    def all_questions(self) -> Iterator[Question]:
        """Every question, those in pools included, in file order."""
        return (question for question, _ in self.placed_questions())

    def placed_questions(self) -> Iterator[tuple[Question, Pool | None]]:
        """Every question in file order, each with the pool in which it stands, if it is in one."""
        for stage in self.stages:
            for item in stage.items:
                if isinstance(item, Pool):
                    yield from ((question, item) for question in item.questions)
                else:
                    yield item, None

    def with_questions(self, change: Callable[[Question], Question]) -> Bank:
        """The same bank with every question, those in pools included, as `change` returns it."""

        def changed(item: Question | Pool) -> Question | Pool:
            if isinstance(item, Pool):
                return replace(item, questions=tuple(change(question) for question in item.questions))
            return change(item)

        stages = (replace(stage, items=tuple(map(changed, stage.items))) for stage in self.stages)
        return replace(self, stages=tuple(stages))

    def roles(self) -> Mapping[str, str]:
        """Which seats are the pair's own, and whose: `mentee` or `mentor`.

        A seat of that name is that person's, whatever it plays; else the first one that plays the part.
        Further seats are for guests.
        """
        found: dict[str, str] = {seat.id: seat.id for seat in self.seats if seat.id in ("mentee", "mentor")}
        for role in ("mentee", "mentor"):
            free = (seat.id for seat in self.seats if seat.plays == role and seat.id not in found)
            if role not in found.values() and (first := next(free, None)) is not None:
                found[first] = role
        return {seat.id: found[seat.id] for seat in self.seats if seat.id in found}

    @property
    def guest_seats(self) -> tuple[Seat, ...]:
        """The seats that nobody of the pair has."""
        own = self.roles()
        return tuple(seat for seat in self.seats if seat.id not in own)

    @property
    def fewest(self) -> int:
        """How many people hold it at the least: all its seats, of those for guests one."""
        return len(self.seats) - max(0, len(self.guest_seats) - 1)

    def seat(self, plays: str) -> str:
        """The id of the first seat that plays `mentee` or `mentor`."""
        return next(seat.id for seat in self.seats if seat.plays == plays)
