"""A rehearsed bank told to people: how long it is, what depends on what, what never comes, what is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import DEFAULT_SEATS
from checkin.banks.rehearsal.cost import PROMPTS, TYPED, has_room
from checkin.banks.rehearsal.when_words import depends_on
from checkin.ground.text import cell_width, counted, hanging

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checkin.banks.diagnostics import Diagnostic
    from checkin.banks.model import Bank, Depth
    from checkin.banks.rehearsal.cost import Cost
    from checkin.banks.rehearsal.rehearsing import Rehearsal, Rehearsed

_ON_TOP = "In a full meeting one prompt may come on top, at the right moment."
"""Said of the banks in which it may. See `checkin help moments`."""

_LEAD = 8
_GREAT = 1_000_000
"""From so many paths on, only how many they are about is said."""


def report(
    rehearsal: Rehearsal,
    found: Iterable[Diagnostic],
    depths: Sequence[Depth] = ("quick", "full"),
    width: int = 80,
) -> str:
    """The report, in lines of at most `width` cells. `found` are the problems of the bank's file."""
    bank = rehearsal.bank
    lines = hanging(f"{bank.title} ({bank.id})", "", width)
    for depth in depths:
        lines += ["", *_depth(depth, rehearsal.quick if depth == "quick" else rehearsal.full, width)]
    lines += ["", *hanging(_paths(rehearsal, depths), "", width)]
    for_two = bank.shape != "free" and len(bank.seats) == len(DEFAULT_SEATS)
    if "full" in depths and for_two and has_room(bank):
        lines += hanging(_ON_TOP, "", width)
    warnings = list(found)
    never = [*_located(warnings, "unreachable", width), *_told(_never(rehearsal, depths), width)]
    for heading, told in (
        ("What depends on what:", _told(_dependencies(bank, depths), width)),
        ("Never asked:", never),
        ("Does not fit a screen of 80×24:", _located(warnings, "overflows", width)),
    ):
        if told:
            lines += ["", heading, *told]
    return "\n".join(lines) + "\n"


def _depth(depth: Depth, figures: Rehearsed, width: int) -> list[str]:
    name = f"{depth.capitalize():<{_LEAD}}"
    most, least = figures.most, figures.least
    if not most.prompts:
        words = "nothing is asked: no question says `quick: yes`" if depth == "quick" else "nothing is asked"
        return hanging(words, name, width)
    planned = "" if figures.planned is None else f" (planned: {figures.planned})"
    lines = hanging(f"{_figures(most)}{planned}", name, width)
    if least != most:
        lines += hanging(f"at the shortest: {_figures(least)}", " " * _LEAD, width)
    beyond = []
    if most.prompts > PROMPTS[depth]:
        beyond.append(f"{PROMPTS[depth]} prompts")
    if most.typed > TYPED[depth]:
        beyond.append(f"{TYPED[depth]} typed lines")
    if beyond:
        lines += hanging(f"a good talk has room for {' and '.join(beyond)}", " " * _LEAD, width)
    return lines


def _figures(cost: Cost) -> str:
    asked = f"{counted(cost.prompts, 'prompt')}, {counted(cost.typed, 'typed line')}"
    return f"{asked}, {counted(cost.keys, 'key')}, about {counted(cost.minutes, 'minute')}"


def _paths(rehearsal: Rehearsal, depths: Sequence[Depth]) -> str:
    told: list[str] = []
    for depth in depths:
        figures = rehearsal.quick if depth == "quick" else rehearsal.full
        if figures.most.prompts:
            noun = "" if told else " path" if figures.paths == 1 else " paths"
            told.append(f"{_number(figures)}{noun} in the {depth} meeting")
    pools = any(pool is not None for _, pool in rehearsal.bank.placed_questions())
    return f"{', '.join(told)}." + (" Whatever a pool gives counts as one." if pools else "") if told else ""


def _number(figures: Rehearsed) -> str:
    more = "more than " if figures.more else ""
    if figures.paths < _GREAT:
        return f"{more}{figures.paths:,}"
    return (
        f"{more}10^{len(str(figures.paths)) - 1}"
        if figures.more
        else f"about 10^{len(str(figures.paths)) - 1}"
    )


def _dependencies(bank: Bank, depths: Sequence[Depth]) -> list[str]:
    """What each question waits for; those that wait for the same are told together."""
    waiting: dict[str, list[str]] = {}
    for question, pool in bank.placed_questions():
        words = depends_on(question)
        if words and ("full" in depths or question.quick or (pool is not None and pool.quick)):
            waiting.setdefault(words, []).append(question.id)
    return [
        f"{_names(names)} {'is' if len(names) == 1 else 'are'} asked when {words}."
        for words, names in waiting.items()
    ]


def _never(rehearsal: Rehearsal, depths: Sequence[Depth]) -> list[str]:
    """What the checker has no place for: what waits for what never comes, what quick never asks."""
    told = []
    for question in rehearsal.bank.all_questions():
        if question.type == "load":
            told.append(f"`{question.id}` is private to one person: no meeting asks it.")
        elif question.id in rehearsal.waiting:
            told.append(f"`{question.id}` waits for one that is never asked.")
    quick = [name for name in rehearsal.quick.never if name not in rehearsal.unreachable]
    if quick and "quick" in depths:
        told.append(f"In the quick meeting, though marked for it: {_names(quick)}.")
    return told


def _located(found: Iterable[Diagnostic], code: str, width: int) -> list[str]:
    """The problems of one kind, each with its place, which is never broken, so that it can be followed."""
    lines = []
    for each in found:
        if each.code != code:
            continue
        place = f"  {each.path}:{each.line}:"
        if cell_width(f"{place} {each.message}") <= width:
            lines.append(f"{place} {each.message}")
        else:
            lines += [place, *hanging(each.message, "    ", width)]
    return lines


def _told(sentences: Iterable[str], width: int) -> list[str]:
    return [line for each in sentences for line in hanging(each, "  ", width)]


def _names(names: Iterable[str]) -> str:
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} and {last}" if others else last
