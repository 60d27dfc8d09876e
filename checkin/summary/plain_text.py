"""The shared summary as plain text: headings, wrapped lines, no markup: for the linear mode and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean, wrap

if TYPE_CHECKING:
    from checkin.summary.document import Document
    from checkin.summary.entries import Entry
    from checkin.summary.items import Item

NARROWEST = 20


def text(document: Document, width: int = 78) -> str:
    """The whole summary in lines of at most `width` cells (at least 20), ending with a newline."""
    width = max(width, NARROWEST)
    return _joined(
        [
            [*wrap(document.heading, width), *wrap(document.subheading, width)],
            *_sections(document, width),
            *([[line for each in document.ending for line in wrap(each, width)]] if document.ending else []),
        ]
    )


def so_far(document: Document, width: int = 78) -> str:
    """What was said up to now, in lines of at most `width` cells (at least 20): no heading, no end.

    What was not discussed is left out: it still may be.
    """
    return _joined(_sections(document, max(width, NARROWEST), unsaid=False))


def _joined(blocks: list[list[str]]) -> str:
    return clean("\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks)) + "\n"


def _sections(document: Document, width: int, *, unsaid: bool = True) -> list[list[str]]:
    """A block for each title and each row; without `unsaid`, none for what was not discussed."""
    blocks: list[list[str]] = []
    for section in document.sections:
        if not unsaid and all(entry.unsaid for entry in section.entries):
            continue
        blocks.append(wrap(section.title, width))
        for quiet, entries in section.runs():
            if not unsaid and entries[0].unsaid:
                continue
            if quiet:
                headings = "; ".join(entry.heading for entry in entries)
                blocks.append(_hung("  ", f"{quiet.capitalize()}: {headings}", width))
                continue
            for entry in entries:
                head = _hung("  ", entry.heading, width) if section.headed(entry) else []
                blocks.append([*head, *_entry(entry, width)])
    return blocks


def _entry(entry: Entry, width: int) -> list[str]:
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
