"""What the quick depth leaves open: questions asked there that name the answer of one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.format import PIPED
from checkin.banks.piping import references
from checkin.banks.reading.outline import Outline, PlacedPool
from checkin.banks.reading.references import locate

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.values import Sheet


def note_gaps(outline: Outline) -> None:
    """Warn of every `${…}` without a fallback that the quick depth has no answer for.

    Asked there are the quick questions, those of quick pools, and what holds a quick offer: that is
    the one card. Nothing is told of a bank of which a part could not be read.
    """
    if outline.gap is not None or any("quick" in placed.unsure for placed in outline.questions):
        return
    quick = _quick(outline)
    full_only = {placed.question.id for placed in outline.questions} - quick
    for placed in outline.questions:
        if placed.question.id in quick:
            for name in PIPED:
                if name in placed.written:
                    sheet, _, node = placed.written[name]
                    for item in node.texts:
                        _note_in(sheet, item, full_only)


def _quick(outline: Outline) -> set[str]:
    """The ids of the questions that the quick depth asks."""
    found: set[str] = set()
    alone: set[str] = set()
    held_by: set[str] = set()
    for stage in outline.stages:
        for item in stage.items:
            pooled = isinstance(item, PlacedPool)
            for placed in item.questions if isinstance(item, PlacedPool) else (item,):
                quick = placed.question.quick or (isinstance(item, PlacedPool) and item.quick)
                if quick:
                    found.add(placed.question.id)
                    if placed.question.type == "offer":
                        held_by.update(placed.question.opens_after)
                if not pooled:
                    alone.add(placed.question.id)
    # What a pool that is not quick holds is not drawn in the quick depth, an offer may wait for it or not.
    return found | (held_by & alone)


def _note_in(sheet: Sheet, node: Node, full_only: set[str]) -> None:
    if node.kind != "scalar":
        return
    for nth, (ref, start, end) in enumerate(references(node.text)):
        if ref.name in full_only and not ref.last and ref.fallback is None:
            sheet.note(
                locate(sheet, node, node.text[start:end], nth),
                "quick-gap",
                f"the quick meeting asks this, and not `{ref.name}`: it would read “…”",
                f"add a fallback: `${{{ref.key}|…}}`",
                severity="warning",
            )
