"""The shared summary as plain text: headings, wrapped lines, no markup: for the linear mode and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean, wrap

if TYPE_CHECKING:
    from checkin.summary.document import Document
    from checkin.summary.entries import Entry, Item

NARROWEST = 20


def text(document: Document, width: int = 78) -> str:
    """The whole summary in lines of at most `width` cells (at least 20), ending with a newline."""
    width = max(width, NARROWEST)
    blocks = [[*wrap(document.heading, width), *wrap(document.subheading, width)]]
    for section in document.sections:
        blocks.append(wrap(section.title, width))
        for at, entry in enumerate(section.entries):
            same = not at and entry.heading.casefold() == section.title.casefold()
            head = [] if same else _hung("  ", entry.heading, width)
            blocks.append([*head, *_entry(entry, width)])
    next_meeting = f"Next meeting: {document.next_meeting or 'not set'}"
    blocks.append([*wrap(next_meeting, width), *wrap(document.closing, width)])
    return clean("\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks)) + "\n"


def _entry(entry: Entry, width: int) -> list[str]:
    if entry.quiet:
        return _hung("    ", f"({entry.quiet})", width)
    lines: list[str] = []
    for item in entry.items:
        if entry.form == "words":
            said = f"{item.by}: {item.text}" if item.by else item.text
            lines += _hung("    ", said, width) if said else []
        else:
            lines += _hung("    - ", _listed(item), width)
        for detail in item.details:
            words = f"{detail.label}: {detail.text}" if detail.label else detail.text
            lines += _hung("    " if entry.form == "words" else "      ", words, width)
    return lines


def _listed(item: Item) -> str:
    words = ": ".join(part for part in (item.lead, item.text) if part)
    tail = ", ".join(part for part in (item.by, item.tail) if part)
    return " — ".join(part for part in (words, tail) if part)


def _hung(mark: str, words: str, width: int) -> list[str]:
    """Wrapped lines, the first one behind a mark and the others below its text."""
    lines = wrap(words, width - len(mark))
    return [(mark if not at else " " * len(mark)) + line for at, line in enumerate(lines)]
