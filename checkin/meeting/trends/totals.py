"""Totals for whoever looks after a programme: counts of one pair, sums from five pairs up, never content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from checkin.ground.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMAT = 1

LEAST_PAIRS = 5
"""Pairs below which nothing is added up: of fewer, a sum would say what one of them did."""

OWN_KIND = "own"
"""What meetings with a pair's own question banks are counted as: the name of a bank may name somebody."""

KINDS = (
    "first_meeting",
    "regular",
    "decision",
    "setback",
    "relationship_review",
    "stretch",
    "open_doors",
    "peer",
    "reverse",
    "group",
    "closing",
    "prepare",
    "solo",
)
"""The kinds of meeting that come with the program, and are counted by their names."""

_MOST = 1_000_000
_MONTH = len("2026-11")


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts of one pair. `mark` stands for the pair and says nothing of it; `made` is a local ISO date.

    `meetings` maps each kind to its meetings by month (`2026-11`). `agreement` says whether there is one.
    """

    mark: str
    made: str
    meetings: Mapping[str, Mapping[str, int]]
    steps: int
    steps_done: int
    agreement: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """The counts of several pairs together. `kinds` and `months` map to numbers of meetings."""

    pairs: int
    meetings: int
    kinds: Mapping[str, int]
    months: Mapping[str, int]
    steps: int
    steps_done: int
    agreements: int


def totals_of(
    mark: str,
    made: str,
    meetings: Iterable[tuple[str, str]],
    steps: Sequence[bool],
    *,
    agreement: bool,
) -> Totals:
    """Count a pair: `meetings` are (kind, local ISO date), `steps` say of each whether it is done."""
    count: dict[str, Counter[str]] = {}
    for kind, day in meetings:
        count.setdefault(kind if kind in KINDS else OWN_KIND, Counter())[day[:_MONTH]] += 1
    known = {kind: dict(sorted(count[kind].items())) for kind in (*KINDS, OWN_KIND) if kind in count}
    return Totals(mark, made, known, len(steps), sum(steps), agreement)


def to_json(totals: Totals) -> dict[str, Any]:
    """The counts as a JSON object."""
    return {
        "checkin_totals": FORMAT,
        "pair": totals.mark,
        "made": totals.made,
        "meetings": {kind: dict(months) for kind, months in totals.meetings.items()},
        "steps": totals.steps,
        "steps_done": totals.steps_done,
        "agreement": totals.agreement,
    }


def from_json(data: object) -> Totals:
    """The counts of a JSON object. Raises `ValueError` when it is no such object, or of another version."""
    if not isinstance(data, dict) or data.get("checkin_totals") != FORMAT:
        raise ValueError("these are no totals that this version knows")
    mark, made, meetings = data.get("pair"), data.get("made"), data.get("meetings")
    agreement = data.get("agreement")
    if not isinstance(mark, str) or not 0 < len(mark) <= _MONTH * 10 or not isinstance(agreement, bool):
        raise ValueError("the pair's mark or its agreement is missing")
    if not isinstance(meetings, dict) or not isinstance(made, str):
        raise ValueError("the meetings or the day are missing")
    _check_day(made)
    known: dict[str, dict[str, int]] = {}
    for kind, months in meetings.items():
        if kind not in (*KINDS, OWN_KIND) or not isinstance(months, dict):
            raise ValueError("a kind of meeting is not known")
        for month in months:
            _check_day(f"{month}-01")
        known[kind] = {month: _count(number) for month, number in months.items()}
    steps, done = _count(data.get("steps")), _count(data.get("steps_done"))
    if done > steps:
        raise ValueError("more steps are done than there are")
    return Totals(mark, made, known, steps, done, agreement)


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ValueError("a day or a month is none") from None


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise ValueError("a count is no whole number")
    return value


def add_up(every: Iterable[Totals]) -> Sum:
    """The sum over pairs; of a pair that is there twice, the counts made last are taken.

    Raises `ValueError`, in words for people, for fewer than `LEAST_PAIRS` pairs.
    """
    latest: dict[str, Totals] = {}
    for one in sorted(every, key=lambda one: one.made):
        latest[one.mark] = one
    if len(latest) < LEAST_PAIRS:
        raise ValueError(
            f"Totals are shown from {LEAST_PAIRS} pairs up; here are {counted(len(latest), 'pair')}."
        )
    kinds: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for one in latest.values():
        for kind, by_month in one.meetings.items():
            kinds[kind] += sum(by_month.values())
            months.update(by_month)
    return Sum(
        pairs=len(latest),
        meetings=sum(kinds.values()),
        kinds={kind: kinds[kind] for kind in (*KINDS, OWN_KIND) if kinds[kind]},
        months=dict(sorted(months.items())),
        steps=sum(one.steps for one in latest.values()),
        steps_done=sum(one.steps_done for one in latest.values()),
        agreements=sum(one.agreement for one in latest.values()),
    )
