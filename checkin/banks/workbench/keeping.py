"""The old id of a renamed question, kept among its aliases in the style of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.workbench.spans import Edit, Page

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node


def kept(page: Page, question: Node, old: str, new: str) -> Edit:
    """The edit by which the old id stands among the question's aliases."""
    aliases = question.setting("aliases")
    if aliases is not None and aliases.kind == "list":
        for item in aliases.items:
            start, end = page.offset(item.line, item.column), page.offset(item.end_line, item.end_column)
            if item.text == new and new in page.text[start:end]:  # back to what it was called before
                at = page.text.index(new, start)
                return Edit(at, at + len(new), old)
        if not aliases.items:
            at = page.offset(aliases.line, aliases.column) + 1
            return Edit(at, at, old)
        last = aliases.items[-1]
        if aliases.flow:
            at = page.offset(last.end_line, last.end_column)
            return Edit(at, at, f", {old}")
        lead = page.text[page.line_start(last.line) : page.offset(last.line, last.column)].replace('"', "")
        return page.after_line(last.end_line, lead + old)
    key, value = next(pair for pair in question.pairs if pair[0].value == "id")
    if question.flow:
        at = page.offset(value.end_line, value.end_column)
        return Edit(at, at, f", aliases: [{old}]")
    return page.after_line(value.end_line, " " * (key.column - 1) + f"aliases: [{old}]")
