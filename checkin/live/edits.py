"""What pycrdt says happened to a text, as edits of code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.ground.edits import Edit, smallest_edit

if TYPE_CHECKING:
    from collections.abc import Iterable


def edits_of(deltas: Iterable[list[dict[str, Any]]], before: str, after: str) -> tuple[Edit, ...]:
    """Return what deltas (of steps to keep, take out and put in, counted in UTF-8 bytes) did to a text."""
    edits: list[Edit] = []
    text = before
    for delta in deltas:
        data, at, position = text.encode(), 0, 0
        for step in delta:
            if "insert" in step:
                edit = position, position, str(step["insert"])
            else:
                size = step.get("retain") or step.get("delete") or 0
                letters = len(data[at : at + size].decode(errors="replace"))
                at += size
                if "retain" in step:
                    position += letters
                    continue
                edit = position, position + letters, ""
            position += len(edit[2])
            edits.append(edit)
            text = text[: edit[0]] + edit[2] + text[edit[1] :]
    if text != after:  # not what we are told: then by the looks of it
        edits = [smallest_edit(before, after)]
    return tuple(edits) if before != after else ()
