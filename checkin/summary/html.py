"""The shared summary as one HTML file that reads well on a screen and prints well on A4 and Letter.

People's words are put in as text, never as markup; nothing in the file is fetched from anywhere or runs.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from checkin.ground.text import clean, clean_line
from checkin.summary.document import document_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.summary.document import Document, Saved, Section
    from checkin.summary.entries import Entry
    from checkin.summary.items import Item

STYLE = """
@page { margin: 20mm 18mm; }
:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.5 "Iowan Old Style", Charter, Georgia, "DejaVu Serif", serif; }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; overflow-wrap: anywhere; }
h1, h2, h3, .tail, .label, .quiet, footer { font-family: system-ui, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; padding-top: 0.75rem; border-top: 1px solid; }
h3 { font-size: 0.9375rem; margin: 1.25rem 0 0.25rem; }
h1, h2, h3 { break-after: avoid; break-inside: avoid; }
p { margin: 0.25rem 0; orphans: 3; widows: 3; }
ul { margin: 0.25rem 0; padding-left: 1.4rem; }
li { margin: 0.4rem 0; break-inside: avoid; }
li p { margin: 0; }
.tasks { list-style: none; padding-left: 0; }
.tasks li { padding-left: 1.75rem; text-indent: -1.75rem; }
.tasks li > * { text-indent: 0; }
.box { display: inline-block; width: 1.75rem; }
.tail, .label, .quiet { font-size: 0.875rem; }
.quiet { font-style: italic; }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid; break-inside: avoid; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  h2 { margin-top: 1.25rem; }
  h3 { margin-top: 0.75rem; }
}
"""

_INDENT = 40
"""The most no-break spaces at the beginning of a line."""


def html_summary(meeting: Saved) -> str:
    """The page of a saved meeting."""
    return html(document_of(meeting))


def html(document: Document) -> str:
    """The whole page, ending with a newline. People's text shows as just that, whatever it holds."""
    parts = head(document.heading, document.subheading)
    parts += sections_of(document.sections)
    parts += [
        "<footer>",
        *(f"<p{_AUTO}>{_line(each)}</p>" for each in document.ending),
        "</footer>",
    ]
    return page(document.heading, document.language, "\n".join(parts))


def head(heading: str, subheading: str) -> list[str]:
    """What stands at the top of a page: lines of markup."""
    return [
        "<header>",
        f"<h1{_AUTO}>{_line(heading)}</h1>",
        f"<p{_AUTO}>{_line(subheading)}</p>",
        "</header>",
    ]


def sections_of(sections: Iterable[Section]) -> list[str]:
    """Sections, each under a heading of its own: lines of markup."""
    parts: list[str] = []
    for section in sections:
        parts += ["<section>", f"<h2{_AUTO}>{_line(section.title)}</h2>"]
        for quiet, entries in section.runs():
            if quiet:
                parts.append(_quietly(quiet, entries))
                continue
            for entry in entries:
                if section.headed(entry):
                    parts.append(f"<h3{_AUTO}>{_line(entry.heading)}</h3>")
                parts += _entry(entry)
        parts.append("</section>")
    return parts


def page(title: str, language: str, body: str) -> str:
    """A whole HTML file around a body, which is markup already. Only its own style is allowed in it."""
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(clean_line(language) or "en")}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_line(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            body,
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


_AUTO = ' dir="auto"'
"""The direction of a text is its own: names and words may be written from right to left."""


def _quietly(quiet: str, entries: tuple[Entry, ...]) -> str:
    headings = "; ".join(entry.heading for entry in entries)
    return f'<p class="quiet"{_AUTO}>{_line(f"{quiet.capitalize()}: {headings}")}</p>'


def _entry(entry: Entry) -> list[str]:
    if entry.form == "words":
        return [part for item in entry.items for part in _said(item)]
    tasks = entry.form == "tasks"
    items = [f"<li{_AUTO}>{_listed(item, tasks=tasks)}</li>" for item in entry.items]
    return ['<ul class="tasks">' if tasks else "<ul>", *items, "</ul>"]


def _said(item: Item) -> list[str]:
    """A person's answer, a paragraph for each of theirs, their name before the first where it is needed."""
    paragraphs = _paragraphs(item.text)
    if item.by:
        paragraphs = [f"<b>{_line(item.by)}:</b> {(paragraphs or [''])[0]}", *paragraphs[1:]]
    return [f"<p{_AUTO}>{paragraph}</p>" for paragraph in paragraphs] + _details(item)


def _listed(item: Item, *, tasks: bool) -> str:
    """One of a list: what it is, the words, whose they are, what is said of it."""
    text = "<br><br>".join(_paragraphs(item.text))
    lead = _line(item.lead)
    words = f"{lead}: {text}" if lead and text else lead or text
    tail = ", ".join(part for part in (_line(item.by), _line(item.tail)) if part)
    box = '<span class="box">☐</span>' if tasks else ""
    told = f' <span class="tail">— {tail}</span>' if tail else ""
    return "".join([box, words, told, *_details(item)])


def _details(item: Item) -> list[str]:
    return [
        f"<p{_AUTO}>"
        + (f'<span class="label">{_line(detail.label)}:</span> ' if detail.label else "")
        + "<br><br>".join(_paragraphs(detail.text))
        + "</p>"
        for detail in item.details
    ]


def _paragraphs(text: str) -> list[str]:
    """A text's paragraphs, those that empty lines part; lines within one are kept apart."""
    found: list[list[str]] = [[]]
    for line in clean(text).split("\n"):
        if line.strip():
            found[-1].append(_indented(line.rstrip()))
        elif found[-1]:
            found.append([])
    return ["<br>".join(lines) for lines in found if lines]


def _indented(line: str) -> str:
    words = line.lstrip(" \t")
    width = min(len(line[: len(line) - len(words)].expandtabs(4)), _INDENT)
    return "\u00a0" * width + escape(words)


def _line(text: str) -> str:
    return escape(clean_line(text))
