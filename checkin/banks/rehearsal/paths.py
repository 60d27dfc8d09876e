"""The paths through a bank: which sets of its questions can be asked in a depth, and what they cost.

A path is told apart from another by the questions that are asked; whatever a pool gives counts as one
path as long as nothing depends on it. Questions that hang together by their conditions are walked
through together, in the bank's order, and apart from all others, whose figures are added. On the way
two pasts count as one once no condition can tell them apart any more, so that the walk stays short where
the paths are many. What it finds is never too little: whatever a meeting asks is one of the paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.banks.rehearsal.cost import NOTHING, Cost
from checkin.banks.rehearsal.route import route
from checkin.banks.rehearsal.walker import Found, Sum, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.banks.model import Bank, Depth


@dataclass(frozen=True, slots=True)
class Paths:
    """What was found in one depth.

    `count` is the number of paths, or fewer where there are `more` than can be counted. `most` and `least`
    are each figure's largest and smallest over all of them (their minutes without the ending). `asked` are
    the questions that some path asks. `never` are those that none does, but for those that only wait for
    one of them.
    """

    count: int
    more: bool
    most: Cost
    least: Cost
    asked: frozenset[str]
    never: tuple[str, ...]


def paths(bank: Bank, depth: Depth, along: Iterable[str] | None = None) -> Paths:
    """Walk through `bank`; with `along`, only where exactly these questions are asked (one path or none)."""
    way = route(bank, depth)
    found = Found(along=None if along is None else frozenset(along))
    total = Sum(1, NOTHING, NOTHING)
    for pool in way.pools:
        costs = [leg.cost for leg in pool.legs]
        total = _joined(total, _drawn(costs, pool.pick, found, [leg.question.id for leg in pool.legs]))
    for legs in way.groups:
        total = _joined(total, walk(way, legs, found))
    if found.along is not None and not found.along <= {leg.question.id for leg in way.legs}:
        total.count = 0
    every = {leg.question.id for leg in way.legs}
    never = never_asked(bank, depth) if found.along is None and found.asked < every else ()
    return Paths(total.count, found.more, total.most, total.least, frozenset(found.asked), never)


def never_asked(bank: Bank, depth: Depth) -> tuple[str, ...]:
    """The questions that no path asks, but for those that only wait for one of them. In the bank's order."""
    way = route(bank, depth)
    found = Found(forgiving=True)
    for legs in way.groups:
        if any(leg.residue is not True for leg in legs):
            walk(way, legs, found, apart=False)
    return tuple(leg.question.id for leg in way.legs if leg.question.id in found.never)


def _size(cost: Cost) -> tuple[int, ...]:
    return cost.prompts, cost.minutes, cost.typed, cost.keys


def _joined(first: Sum, second: Sum) -> Sum:
    return Sum(first.count * second.count, first.most + second.most, first.least + second.least)


def _drawn(costs: Sequence[Cost], pick: int, found: Found, ids: Sequence[str]) -> Sum:
    """Any `pick` of a pool on which nothing depends: the longest of each figure, and the shortest."""
    found.asked.update(ids if pick else ())
    if found.along is not None and len(found.along.intersection(ids)) != min(pick, len(ids)):
        return Sum(0, NOTHING, NOTHING)

    def some(largest: bool) -> Cost:
        figures = zip(*(_size(cost) for cost in costs), strict=True)
        ordered = (sorted(figure, reverse=largest) for figure in figures)
        prompts, minutes, typed, keys = [sum(figure[:pick]) for figure in ordered]
        return Cost(prompts, typed, keys, minutes)

    return Sum(1, some(largest=True), some(largest=False)) if costs else Sum(1, NOTHING, NOTHING)
