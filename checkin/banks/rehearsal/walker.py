"""One walk through questions that hang together, question by question, with every past that can matter.

The pasts that led to the same things being possible are kept as one node, with their number and their
longest and shortest figures: what comes after them is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.banks.rehearsal.cost import NOTHING, Cost, cost_of_card
from checkin.banks.rehearsal.outcomes import TooMany, missing, outcomes
from checkin.banks.rehearsal.residue import Residue, numbers_in, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checkin.banks.rehearsal.route import Leg, Route

MOST_STEPS = 60_000
"""The most that is looked at among questions that hang together, before they are taken one by one: states,
each the more the more conditions are still to come."""

MOST_AHEAD = 400_000
"""Questions that hang together times their conditions: more are taken one by one from the start."""

_State = tuple[int, tuple[int, ...]]
"""How many a pool still gives, and what is left of each condition that is still to come, by number."""

_Node = tuple[frozenset[_State], bool]
"""What may be the case after some of the questions, as far as they tell; and whether the card was dealt."""


@dataclass(slots=True)
class Sum:
    """How many pasts there are, and the most and the least that any of them costs."""

    count: int
    most: Cost
    least: Cost


@dataclass(slots=True)
class Found:
    """What a walk gathers."""

    along: frozenset[str] | None = None
    forgiving: bool = False
    asked: set[str] = field(default_factory=set)
    never: list[str] = field(default_factory=list)
    more: bool = False


def walk(way: Route, legs: Sequence[Leg], found: Found, *, apart: bool = True) -> Sum:
    """Through questions that hang together. `apart` keeps paths apart; else only what can be asked counts."""
    if len(legs) == 1 and legs[0].residue is True and not legs[0].tests and legs[0].left_after is None:
        (leg,) = legs
        found.asked.add(leg.question.id)
        cost = cost_of_card(way.card) if leg.on_card else leg.cost
        return Sum(_fits(found, leg, asked=True), cost, cost)
    walker = _Walker(way, legs, found, apart)
    try:
        return walker.walk()
    except TooMany:
        return walker.at_random()


def _fits(found: Found, leg: Leg, *, asked: bool) -> int:
    return int(found.along is None or (leg.question.id in found.along) is asked)


class _Walker:
    """One walk through questions that hang together."""

    def __init__(self, way: Route, legs: Sequence[Leg], found: Found, apart: bool) -> None:
        self.way = way
        self.legs = legs
        self.found = found
        self.apart = apart
        self.steps = 0
        self.at = 0
        self.nodes: dict[_Node, Sum] = {}
        self.residues: list[Residue] = [False, True]
        """What is left of conditions, by number, so that long rows of them are told apart quickly."""
        self.numbers: dict[Residue, int] = {False: 0, True: 1}
        self.coming: list[Residue] = []
        """The conditions that are still to come before the first question, each once."""
        self.own: list[int] = []
        """Of each question: where its own condition is among those still to come."""
        self.stay: list[list[tuple[int, bool]]] = []
        """Of each question: the conditions still to come behind it, and whether its answer turns them."""

    def walk(self) -> Sum:
        """Question by question. Raises `TooMany`."""
        self._look_ahead()
        self.nodes = self._begin()
        for at, leg in enumerate(self.legs):
            self.at = at
            self.nodes = self._after(leg)
        return self._all()

    def at_random(self) -> Sum:
        """The rest where there is too much to keep apart: each question may be asked or not."""
        total = self._all() if self.nodes else Sum(1, NOTHING, NOTHING)
        self.found.more = True
        dealt = False
        for leg in self.legs[self.at :]:
            cost = cost_of_card(self.way.card) if leg.on_card and not dealt else leg.cost
            cost = NOTHING if leg.on_card and dealt else cost
            dealt = dealt or leg.on_card
            self.found.asked.update([leg.question.id] if leg.residue is not False else ())
            sure = leg.residue is True and leg.left_after is None
            total = Sum(total.count, total.most + cost, total.least + (cost if sure else NOTHING))
        return total

    def _all(self) -> Sum:
        sums = list(self.nodes.values())
        if not sums:
            return Sum(0, NOTHING, NOTHING)
        total = Sum(sum(each.count for each in sums), sums[0].most, sums[0].least)
        for each in sums[1:]:
            total.most, total.least = total.most.most(each.most), total.least.least(each.least)
        return total

    def _look_ahead(self) -> None:
        last = {leg.residue: at for at, leg in enumerate(self.legs)}
        if len(last) * len(self.legs) > MOST_AHEAD:
            raise TooMany
        self.coming = ahead = list(last)
        waits: dict[int, set[Residue]] = {}
        for residue in ahead:
            for number in numbers_in(residue):
                waits.setdefault(number, set()).add(residue)
        for at, leg in enumerate(self.legs):
            turned = set().union(*(waits.get(number, ()) for number in leg.numbers))
            self.own.append(ahead.index(leg.residue))
            self.stay.append([(nth, each in turned) for nth, each in enumerate(ahead) if last[each] > at])
            ahead = [each for each in ahead if last[each] > at]

    def _begin(self) -> dict[_Node, Sum]:
        states: set[tuple[int, ...]] = {tuple(self._number(each) for each in self.coming)}
        waited = frozenset().union(*(numbers_in(each) for each in self.coming))
        for numbers, found in self.way.beginnings():
            if not waited.isdisjoint(numbers):
                settle = [self._settling(dict(zip(numbers, outcome, strict=True))) for outcome in found]
                states = {tuple(map(each, state)) for state in states for each in settle}
                self._count(len(states))
        return {(frozenset((0, state) for state in states), False): Sum(1, NOTHING, NOTHING)}

    def _number(self, residue: Residue) -> int:
        number = self.numbers.setdefault(residue, len(self.residues))
        if number == len(self.residues):
            self.residues.append(residue)
        return number

    def _settling(self, known: dict[int, bool]) -> Callable[[int], int]:
        """What becomes of what is left of a condition, both by number, once these tests are known."""
        before: dict[int, int] = {}

        def settle(number: int) -> int:
            if number not in before:
                before[number] = self._number(settled(self.residues[number], known)) if known else number
            return before[number]

        return settle

    def _after(self, leg: Leg) -> dict[_Node, Sum]:
        """The nodes behind one question."""
        onwards: dict[_State, tuple[set[_State], set[_State]]] = {}
        every = {state for states, _ in self.nodes for state in states}
        can = any(self._draws(leg, state) and self._shows(state) for state in every)
        if not can and self.found.forgiving:
            self.found.never.append(leg.question.id)
        elif can:
            self.found.asked.add(leg.question.id)
        answers = [
            self._settling(dict(zip(leg.numbers, outcome, strict=True)))
            for outcome in outcomes(
                leg.question, leg.tests, [seat.id for seat in self.way.bank.seats], fills=leg.fills
            )
        ]
        nothing = [self._settling(dict(zip(leg.numbers, missing(leg.tests), strict=True)))]
        for state in every:
            asked: set[_State] = set()
            hidden: set[_State] = set()
            draws = self._draws(leg, state)
            shown = self._shows(state) or (self.found.forgiving and not can)
            if draws:
                (asked if shown else hidden).update(
                    self._next(leg, state, settle, 1) for settle in (answers if shown else nothing)
                )
            if not draws or (leg.left_after is not None and leg.left_after >= self._left(leg, state)):
                hidden.update(self._next(leg, state, settle, 0) for settle in nothing)
            onwards[state] = asked, hidden
            self._count(len(asked) + len(hidden))
        after: dict[_Node, Sum] = {}
        for (states, dealt), before in self.nodes.items():
            self._count(len(states))
            asked = set().union(*(onwards[state][0] for state in states))
            hidden = set().union(*(onwards[state][1] for state in states))
            if not self.apart:
                _add(after, (frozenset(asked | hidden), False), before)
                continue
            if asked and _fits(self.found, leg, asked=True):
                cost = leg.cost
                if leg.on_card:
                    cost = NOTHING if dealt else cost_of_card(self.way.card)
                there = Sum(before.count, before.most + cost, before.least + cost)
                _add(after, (frozenset(asked), dealt or leg.on_card), there)
            if hidden and _fits(self.found, leg, asked=False):
                _add(after, (frozenset(hidden), dealt), before)
        return after

    def _left(self, leg: Leg, state: _State) -> int:
        """How many the pool of this question still gives."""
        return leg.gives if leg.gives is not None else state[0]

    def _draws(self, leg: Leg, state: _State) -> bool:
        """Whether this question can be drawn, where it stands in a pool."""
        return leg.left_after is None or self._left(leg, state) > 0

    def _shows(self, state: _State) -> bool:
        """Whether this question's condition holds; all that it looks at is known by now."""
        return state[1][self.own[self.at]] == self.numbers[True]

    def _next(self, leg: Leg, state: _State, settle: Callable[[int], int], taken: int) -> _State:
        left = 0 if leg.left_after is None else self._left(leg, state) - taken
        residues = state[1]
        return left, tuple(
            settle(residues[nth]) if turns else residues[nth] for nth, turns in self.stay[self.at]
        )

    def _count(self, states: int) -> None:
        self.steps += states * (1 + len(self.stay[self.at]) // 8)
        if self.steps > MOST_STEPS:
            raise TooMany


def _add(nodes: dict[_Node, Sum], node: _Node, more: Sum) -> None:
    there = nodes.get(node)
    if there is None:
        nodes[node] = Sum(more.count, more.most, more.least)
    else:
        there.count += more.count
        there.most = there.most.most(more.most)
        there.least = there.least.least(more.least)
