"""A bank rehearsed: what both depths ask at most and at least, what they never ask, what overflows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checkin.banks.rehearsal.cost import ENDING, Cost
from checkin.banks.rehearsal.page_room import ROWS, PageRoom, stage_fits
from checkin.banks.rehearsal.paths import never_asked, paths
from checkin.banks.rehearsal.route import route

if TYPE_CHECKING:
    from checkin.banks.model import Bank, Depth

CARD = "@card"
"""Stands for the quick depth's one card among what overflows. No question can have this id."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One depth. `most` and `least` are each figure's largest and smallest over all `paths`, or `more` paths.

    Their minutes are an estimate by the kinds of questions; `planned` is what the bank says, or None.
    `never` are the questions that this depth is meant to ask, and that no path asks.
    """

    paths: int
    more: bool
    most: Cost
    least: Cost
    planned: int | None
    never: tuple[str, ...]

    @property
    def estimate(self) -> int:
        """Minutes by the kinds of questions, of the longest path."""
        return self.most.minutes


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Both depths. `unreachable` are the questions that neither asks, `waiting` those of them that only
    wait for another one.

    `overflows` are those that do not fit a page at 80×24, then `CARD` and the ids of stages whose titles
    don't.
    """

    bank: Bank
    quick: Rehearsed
    full: Rehearsed
    unreachable: tuple[str, ...]
    waiting: tuple[str, ...]
    overflows: tuple[str, ...]


def rehearse(bank: Bank) -> Rehearsal:
    """Go through a bank that has no errors, every path of both depths."""
    quick, asked_quick = _depth(bank, "quick")
    full, asked_full = _depth(bank, "full")
    asked = asked_quick | asked_full
    never = tuple(each.id for each in bank.all_questions() if each.id not in asked)
    roots = never_asked(bank, "full") if never else ()
    waiting = tuple(name for name in never if name not in roots)
    return Rehearsal(bank, quick, full, never, waiting, tuple(_overflows(bank)))


def _depth(bank: Bank, depth: Depth) -> tuple[Rehearsed, frozenset[str]]:
    found = paths(bank, depth)
    end = Cost(minutes=ENDING[depth]) if found.most.prompts else Cost()
    meant = [
        each.id
        for each, pool in bank.placed_questions()
        if depth == "full" or (each if pool is None else pool).quick
    ]
    return Rehearsed(
        found.count,
        found.more,
        found.most + end,
        found.least + end,
        bank.minutes.get(depth),
        tuple(name for name in meant if name not in found.asked),
    ), found.asked


def _overflows(bank: Bank) -> list[str]:
    room = PageRoom(bank)
    card = route(bank, "quick").card
    found = list(room.overflowing())
    if len(card) > 1 and room.rows_of_card(card) > ROWS:
        found.append(CARD)
    return found + [stage.id for stage in bank.stages if not stage_fits(stage.title, len(bank.stages))]


def to_json(rehearsal: Rehearsal) -> dict[str, Any]:
    """The figures for programs: of each depth the most that any path asks, and beside it the least."""
    return {
        "bank": rehearsal.bank.id,
        "quick": _depth_json(rehearsal.quick),
        "full": _depth_json(rehearsal.full),
        "paths": rehearsal.quick.paths + rehearsal.full.paths,
        "more": rehearsal.quick.more or rehearsal.full.more,
        "unreachable": list(rehearsal.unreachable),
        "overflows": list(rehearsal.overflows),
    }


def _depth_json(depth: Rehearsed) -> dict[str, Any]:
    return {
        "prompts": depth.most.prompts,
        "typed": depth.most.typed,
        "keys": depth.most.keys,
        "minutes": depth.planned if depth.planned is not None else depth.estimate,
        "estimate": depth.estimate,
        "least": {
            "prompts": depth.least.prompts,
            "typed": depth.least.typed,
            "keys": depth.least.keys,
            "estimate": depth.least.minutes,
        },
        "paths": depth.paths,
        "more": depth.more,
        "unreachable": list(depth.never),
    }
