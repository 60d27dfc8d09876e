"""What a depth of a bank can ask, in order, and what hangs together there: what `paths` walks through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.banks.model import Pool, Question
from checkin.banks.rehearsal.cost import Cost, cost_of
from checkin.banks.rehearsal.outcomes import Outcome, missing, outcomes_before
from checkin.banks.rehearsal.residue import Residue, both, numbers_in, one_of, residue_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.model import Bank, Depth, Test

_OPEN = "open steps"
"""What accounts wait for: whether earlier meetings left any step open."""


@dataclass(slots=True)
class Leg:
    """A question on the way. It is asked once `residue` is true.

    `tests` are those of conditions that look at its answer, `numbers` what they are told apart by; `fills` is
    whether there can be anything to choose from. In a pool on which something depends, `left_after` counts
    the questions that follow it there and `gives`, at the first of them, how many are drawn.
    """

    question: Question
    cost: Cost
    residue: Residue
    tests: list[Test] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    fills: bool = True
    on_card: bool = False
    left_after: int | None = None
    gives: int | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """A pool on which nothing depends: `pick` of these, whichever they are."""

    pick: int
    legs: list[Leg]


@dataclass(slots=True)
class Route:
    """The way through one depth: each leg is in a group of those that hang together, or in one of `pools`."""

    bank: Bank
    card: tuple[Question, ...]
    legs: list[Leg] = field(default_factory=list)
    groups: list[list[Leg]] = field(default_factory=list)
    pools: list[Draw] = field(default_factory=list)
    before: dict[str, tuple[list[Test], list[int]]] = field(default_factory=dict)
    """Tests of the meeting before, by what they look at."""
    either: list[int] = field(default_factory=list)
    """What may be so or not when the meeting starts."""
    lacking: tuple[list[Test], list[int]] = field(default_factory=lambda: ([], []))
    """Tests of what this depth does not ask."""

    def beginnings(self) -> Iterator[tuple[list[int], frozenset[Outcome]]]:
        """What is settled when the meeting starts, and every way it can be. Raises `TooMany`."""
        tests, numbers = self.lacking
        yield numbers, frozenset({missing(tests)})
        for number in self.either:
            yield [number], frozenset({(True,), (False,)})
        for tests, numbers in self.before.values():
            yield numbers, outcomes_before(tests)


def route(bank: Bank, depth: Depth) -> Route:
    """The way through a bank in a depth, its pools not drawn from yet."""
    return _Surveyor(bank, depth).route()


class _Surveyor:
    """Makes one route."""

    def __init__(self, bank: Bank, depth: Depth) -> None:
        self.bank = bank
        self.depth = depth
        self.numbers: dict[Test | str, int] = {}
        held = _held_by(bank) if depth == "quick" else {}
        standing = [each for stage in bank.stages for each in stage.questions]
        self.holders = {each.id: held[each.id] for each in standing if each.id in held and not each.quick}
        self.way = Route(bank, tuple(each for each in standing if each.id in self.holders))
        self.pooled: list[tuple[int, list[Leg]]] = []

    def route(self) -> Route:
        """Legs first, then who looks at whom, then what hangs together."""
        for stage in self.bank.stages:
            for item in stage.items:
                if isinstance(item, Pool):
                    self._pool(item)
                elif self.depth == "full" or item.quick or item.id in self.holders:
                    self.way.legs.append(self._leg(item))
        self._look()
        self._group()
        return self.way

    def number(self, of: Test | str) -> int:
        """A number for a test, or for something that is so or not when the meeting starts."""
        return self.numbers.setdefault(of, len(self.numbers))

    def _leg(self, question: Question, drawn: str = "") -> Leg:
        residue: Residue = True
        if question.type == "load":
            # Private to one person: never asked in a meeting.
            residue = False
        elif question.when is not None:
            residue = residue_of(question.when, self.number)
        if question.type == "follow_through":
            residue = both(residue, one_of(frozenset({self.number(_OPEN)})))
        if drawn:
            residue = both(residue, one_of(frozenset({self.number(drawn)})))
        holders = self.holders.get(question.id, ())
        if holders and "" not in holders:
            residue = both(residue, one_of(frozenset(self.number(each) for each in holders)))
        cost = cost_of(question, self.depth, self.bank)
        return Leg(question, cost, residue, on_card=bool(holders))

    def _pool(self, pool: Pool) -> None:
        """The questions of a pool that this depth draws from."""
        within = [each for each in pool.questions if self.depth == "full" or pool.quick or each.quick]
        held = {name for holders in self.holders.values() for name in holders}
        legs = [self._leg(each, each.id if each.id in held else "") for each in within]
        self.way.legs += legs
        self.pooled.append((min(pool.pick, len(legs)), legs))

    def _look(self) -> None:
        """Give each leg the tests that look at it; those of other things begin the meeting."""
        by_id = {leg.question.id: leg for leg in self.way.legs}
        offers = any(leg.question.type == "offer" for leg in self.way.legs)
        for of, number in self.numbers.items():
            if isinstance(of, str):
                self.way.either.append(number)
                continue
            if of.ref.last:
                tests, numbers = self.way.before.setdefault(of.ref.key, ([], []))
            elif of.ref.name in by_id:
                leg = by_id[of.ref.name]
                tests, numbers = leg.tests, leg.numbers
            else:
                tests, numbers = self.way.lacking
            tests.append(of)
            numbers.append(number)
        for leg in self.way.legs:
            source = leg.question.choices_from
            picks = leg.question.type == "pick" and offers
            leg.fills = not source or source in by_id or picks

    def _group(self) -> None:
        """Put together what hangs together, in order."""
        at = {leg.question.id: number for number, leg in enumerate(self.way.legs)}
        place = {id(leg): number for number, leg in enumerate(self.way.legs)}
        parents: dict[int | str, int | str] = {}

        def top(one: int | str) -> int | str:
            while one in parents:
                one = parents[one]
            return one

        def join(one: int | str, other: int | str) -> None:
            if top(one) != top(other):
                parents[top(one)] = top(other)

        names = {number: of for of, number in self.numbers.items()}
        for number, leg in enumerate(self.way.legs):
            for each in numbers_in(leg.residue):
                of = names[each]
                if isinstance(of, str):
                    join(number, of)
                elif of.ref.last:
                    join(number, f"last.{of.ref.key}")
                elif of.ref.name in at:
                    join(number, at[of.ref.name])
            if leg.on_card:
                join(number, "the card")
        alone: set[int] = set()
        for pick, legs in self.pooled:
            if all(leg.residue is True and not leg.tests for leg in legs):
                self.way.pools.append(Draw(pick, legs))
                alone.update(place[id(leg)] for leg in legs)
                continue
            for behind, leg in enumerate(legs, 1):
                leg.left_after = len(legs) - behind
                leg.gives = pick if behind == 1 else None
                join(place[id(leg)], place[id(legs[0])])
        groups: dict[int | str, list[Leg]] = {}
        for number, leg in enumerate(self.way.legs):
            if number not in alone:
                groups.setdefault(top(number), []).append(leg)
        self.way.groups = list(groups.values())


def _held_by(bank: Bank) -> dict[str, tuple[str, ...]]:
    """Questions that hold an offer of the quick depth, each with those of these offers that may not be drawn.

    An empty name stands for an offer that is there in any case.
    """
    held: dict[str, tuple[str, ...]] = {}
    for each, pool in bank.placed_questions():
        if each.type == "offer" and (each.quick or (pool is not None and pool.quick)):
            for name in each.opens_after:
                held[name] = (*held.get(name, ()), "" if pool is None else each.id)
    return held
