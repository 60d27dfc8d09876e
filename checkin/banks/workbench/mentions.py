"""Where a file names a question: its id, `use:`, `when`, `${…}`, gates, choices, aliases, translations.

Every place is found as the span that is to be changed, so that nothing around it is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checkin.banks.format import PIPED
from checkin.banks.piping import parse_key, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.reading.nodes import Node
    from checkin.banks.workbench.spans import Page

Role = Literal["id", "use", "alias", "name"]
"""What a mention does: it gives the id, takes the question of a shared file, keeps an old id, or names it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names the question: a span of characters, and the question in whose settings it is.

    `exact` is false when the name is written in a way that can't be changed by its span alone (with
    escape sequences, say).
    """

    role: Role
    start: int
    end: int
    line: int
    question: Node | None = None
    exact: bool = True


def questions_of(top: Node) -> Iterator[Node]:
    """The map of every question of a bank or a file of shared questions, those in pools included."""
    for stage in _entries(top, "stages"):
        for item in _entries(stage, "questions"):
            pool = item.setting("from")
            drawn = (item,) if pool is None else pool.entries
            yield from (each for each in drawn if each.kind == "map")
    yield from (each for each in _entries(top, "questions") if each.kind == "map")


def called(question: Node) -> str:
    """The id that a question has in its bank: its own, or that of the shared one it takes."""
    own, used = question.setting("id"), question.setting("use")
    if own is not None and own.kind == "scalar":
        return own.text
    return used.text.rpartition(".")[2] if used is not None and used.kind == "scalar" else ""


def mentions(page: Page, top: Node, name: str, stem: str = "") -> list[Mention]:
    """Every place in a bank or a file of shared questions that names the question `name`, in order.

    `stem` is the name of the shared file that it comes from, so that its `use:` is found; without one
    no `use:` is.
    """
    found: list[Mention] = []
    for question in questions_of(top):
        used = question.setting("use") if stem else None
        own = [
            *_whole(page, question.setting("id"), name, "id"),
            *_whole(page, used, f"{stem}.{name}", "use", skip=len(stem) + 1),
            *_whole(page, question.setting("choices_from"), name),
            *_each(page, question, "opens_after", name, "name"),
            *_each(page, question, "aliases", name, "alias"),
            *_tests(page, question.setting("when"), name),
            *_texts(page, question, name),
        ]
        found += [Mention(each.role, each.start, each.end, each.line, question, each.exact) for each in own]
    return sorted(found, key=lambda each: each.start)


def mentions_in_translation(page: Page, top: Node, name: str) -> list[Mention]:
    """Every place in a translation that names the question `name`, in order."""
    found: list[Mention] = []
    words = top.setting("questions")
    for key, question in words.pairs if words is not None and words.kind == "map" else ():
        found += _whole(page, key, name, "id")
        if question.kind == "map":
            found += _texts(page, question, name)
    return sorted(found, key=lambda each: each.start)


def _whole(page: Page, node: Node | None, name: str, role: Role = "name", skip: int = 0) -> list[Mention]:
    """A scalar that is the name and nothing else; `skip` characters of it stand before the name."""
    if node is None or node.kind != "scalar" or node.text != name:
        return []
    return [_inside(page, node, name, role, skip)]


def _each(page: Page, question: Node, ids: str, name: str, role: Role) -> list[Mention]:
    """The items of a setting that is a list of ids."""
    return [found for item in _entries(question, ids) for found in _whole(page, item, name, role)]


def _inside(page: Page, node: Node, text: str, role: Role, skip: int, length: int | None = None) -> Mention:
    """The part of a scalar in one line that stands `skip` characters into its text."""
    start, end = page.offset(node.line, node.column), page.offset(node.end_line, node.end_column)
    at = page.text.find(text, start, end)
    if at < 0:
        return Mention(role, start, end, node.line, exact=False)
    stop = at + (len(text) if length is None else skip + length)
    return Mention(role, at + skip, stop, page.line_of(at))


def _tests(page: Page, when: Node | None, name: str) -> Iterator[Mention]:
    """The keys of a `when`."""
    for key, value in when.pairs if when is not None and when.kind == "map" else ():
        if key.value == "any":
            for item in value.entries:
                yield from _tests(page, item, name)
            continue
        ref = parse_key(key.text)
        if ref is not None and ref.name == name:
            yield _inside(page, key, key.text, "name", len("last.") if ref.last else 0, len(name))


def _texts(page: Page, question: Node, name: str) -> Iterator[Mention]:
    """The `${…}` of a question's texts."""
    for each in PIPED:
        node = question.setting(each)
        for item in () if node is None else node.texts:
            if item.kind == "scalar":
                yield from _piped(page, item, name)


def _piped(page: Page, node: Node, name: str) -> list[Mention]:
    """The `${…}` of one text, found in the characters of the file that write it."""
    there = sum(ref.name == name for ref, _, _ in references(node.text))
    if not there:
        return []
    start, end = page.offset(node.line, node.column), page.offset(node.end_line, node.end_column)
    if page.text[start : start + 1] in ("|", ">"):
        start = page.line_end(node.line)  # what follows the sign is no text
    # A folded text may break its line wherever it has a space.
    written = re.compile(
        rf"\$\{{\s*(?:last\.)?({re.escape(name)})(?:\.[a-z][a-z0-9_]*)?\s*(?:\|[^{{}}]*)?\}}"
    )
    spans = [match.span(1) for match in written.finditer(page.text, start, end)]
    if len(spans) != there:
        return [Mention("name", start, end, node.line, exact=False)]
    return [Mention("name", first, last, page.line_of(first)) for first, last in spans]


def _entries(node: Node, name: str) -> tuple[Node, ...]:
    """The items of a setting that is a list; none when it is not there, or something else."""
    found = node.setting(name)
    return found.entries if found is not None else ()
