"""The shared summary in Markdown, with a small YAML header. It reads well raw, on a Git host, in an email."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checkin.ground.text import clean
from checkin.summary import escaping
from checkin.summary.document import document_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.summary.document import Document, Saved, Section
    from checkin.summary.entries import Entry
    from checkin.summary.items import Item


def shared_summary(meeting: Saved) -> str:
    """The summary of a saved meeting, as it is kept beside the record."""
    return markdown(document_of(meeting))


def markdown(document: Document) -> str:
    """The whole summary, ending with a newline. People's text renders as just that, whatever it holds."""
    parts = [_header(document), f"# {escaping.title(document.heading)}", escaping.line(document.subheading)]
    parts += sections_of(document.sections)
    parts += ["---", *map(escaping.line, document.ending)] if document.ending else []
    return clean("\n\n".join(part for part in parts if part)) + "\n"


def sections_of(sections: Iterable[Section]) -> list[str]:
    """Sections, each under a heading of its own: blocks of Markdown."""
    parts: list[str] = []
    for section in sections:
        parts.append(f"## {escaping.title(section.title)}")
        for quiet, entries in section.runs():
            if quiet:
                parts.append(_quietly(quiet, entries))
                continue
            for entry in entries:
                if section.headed(entry):
                    parts.append(f"### {escaping.title(entry.heading)}")
                parts.append(_entry(entry))
    return parts


def _header(document: Document) -> str:
    """YAML whose texts are in double quotes, as JSON writes them: that is YAML too."""
    told: dict[str, str | int] = {
        "meeting": document.meeting,
        "pair": document.pair,
        "mentee": document.name(document.mentee),
        "mentor": document.name(document.mentor),
        "date": document.date.isoformat(),
        "bank": document.bank,
        "version": document.version,
        "depth": document.depth,
        "minutes": document.minutes,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "\n".join(["---", *lines, "---"])


def _quietly(quiet: str, entries: tuple[Entry, ...]) -> str:
    """What was only talked about, or not discussed, on one line."""
    headings = "; ".join(escaping.line(entry.heading) for entry in entries)
    return f"*{quiet.capitalize()}: {headings}*"


def _entry(entry: Entry) -> str:
    if entry.form == "words":
        return "\n\n".join(escaping.hard_breaks(_said(item)) for item in entry.items)
    bullet = "- [ ] " if entry.form == "tasks" else "- "
    return "\n".join(f"{bullet}{escaping.hard_breaks(_listed(item), '  ')}" for item in entry.items)


def _said(item: Item) -> str:
    """A person's answer, their name before it where it is needed."""
    text = escaping.block(item.text)
    if item.by:
        text = f"**{escaping.line(item.by)}:** {text}"
    return "\n".join([text, *_details(item)]).strip("\n")


def _listed(item: Item) -> str:
    """One of a list: what it is, the words, whose they are, what is said of it."""
    text = escaping.block(item.text)
    lead = f"{item.lead}: " if item.lead and text else item.lead
    tail = ", ".join(part for part in (escaping.line(item.by), escaping.line(item.tail)) if part)
    first = lead + text + (f" — {tail}" if tail and (lead or text) else tail)
    return "\n".join([first, *_details(item)])


def _details(item: Item) -> list[str]:
    return [
        (f"{escaping.line(detail.label)}: " if detail.label else "") + escaping.block(detail.text)
        for detail in item.details
    ]
