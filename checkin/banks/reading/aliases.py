"""Earlier ids of questions: each means one question only, and none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Related

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node
    from checkin.banks.reading.outline import Outline, Placed


def check_aliases(outline: Outline) -> None:
    """Note every alias that is the id or an alias of another question too, or the question's own id."""
    taken: dict[str, tuple[Placed, Node]] = {}
    for placed in outline.questions:
        if placed.question.id:
            taken.setdefault(placed.question.id, (placed, placed.at))
    for placed in outline.questions:
        if "aliases" not in placed.written:
            continue
        sheet, _, node = placed.written["aliases"]
        for item in node.entries:
            if item.kind != "scalar" or item.text not in placed.question.aliases:
                continue
            first = taken.setdefault(item.text, (placed, item))
            if first[1] is item:
                continue
            own = first[0] is placed
            sheet.note(
                item,
                "duplicate-id",
                f"`{item.text}` is this question's own name already"
                if own
                else f"`{item.text}` means question `{first[0].question.id}` already",
                "delete the alias"
                if own
                else "delete one of the two; an answer counts for one question only",
                related=Related(first[1].line, first[1].column, first[1].end_column, "first used here")
                if first[0].sheet is sheet
                else None,
                mark="used again here",
            )
