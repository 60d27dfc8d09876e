"""One thing wrong in a file, where it is, and how it is told to people and to tools."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checkin.ground.text import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Severity = Literal["error", "warning"]

_WIDEST = 72
"""The most cells of a source line that are shown: with its number they fit a screen of 80."""

WIDTH = 80
"""Columns for remedies where the terminal does not say how many it has."""

MOST_SHOWN = 50
"""The most problems that are shown one after the other."""

_NARROWEST = 30
"""The fewest columns for a remedy."""

_HELD = "\ue000"
"""Stands for a space at which no row ends."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "quiet": "\x1b[36m", "strong": "\x1b[1m"}
_PLAIN = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place of the same file that explains a problem: `first used here`. Counted from 1."""

    line: int
    column: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in a file. Lines and columns count from 1, in characters; `end_column` is the one after.

    `line` 0 means the file as a whole: it is missing, empty or not text. `mark` is said beside the
    carets, `help` is the remedy; both may be empty.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    severity: Severity
    code: str
    message: str
    help: str = ""
    related: Related | None = None
    mark: str = ""

    @property
    def where(self) -> str:
        """The location as editors understand it: `file:line:column`."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    @property
    def in_short(self) -> str:
        """Where and what, within a sentence, without a full stop: `mine.yaml, line 3: …`."""
        return f"{self.path}{f', line {self.line}' if self.line else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of what is shown of a file: the line of this `number`, or below one its marks (`number` 0).

    `sign` is `^` under the problem itself, `-` under what explains it, empty for a line of the file.
    """

    number: int
    text: str
    sign: str = ""


def in_order(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems as they stand in their files, those of one file together, each once."""
    files = {path: at for at, path in enumerate(dict.fromkeys(each.path for each in diagnostics))}
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda each: (files[each.path], each.line, each.column, each.severity),
        )
    )


def to_json(diagnostic: Diagnostic) -> dict[str, object]:
    """The problem for tools. `end_column` is the column after the last character."""
    return {
        "file": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }


def render(
    diagnostic: Diagnostic, source_lines: Sequence[str], colour: bool = False, width: int = WIDTH
) -> str:
    """The problem for people: location first, the line shown, the remedy; no newline at the end.

    `source_lines` are the lines of the file the problem is in, without line ends. The remedy is in rows of
    at most `width` cells. The first line is one line however long it is: programs read it.
    """
    paint = _painter(colour)
    head = (
        paint(f"{diagnostic.where}: ", "strong")
        + paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
        + paint(f": {diagnostic.message}", "strong")
    )
    lines = [head]
    rows = frame(diagnostic, source_lines)
    gutter = max((len(str(row.number)) for row in rows), default=2)
    if rows:
        lines.append(paint(" " * gutter + " |", "quiet"))
    for row in rows:
        indent = len(row.text) - len(row.text.lstrip(" ")) if row.sign else 0
        marks = paint(row.text[indent:], diagnostic.severity if row.sign == "^" else "quiet")
        shown = " " * indent + (marks if row.sign else row.text)
        lines.append(paint(f"{row.number or '':>{gutter}} |", "quiet") + f" {shown}".rstrip())
    if diagnostic.help:
        lead = " " * gutter + " = help: "
        first, *more = _rows(diagnostic.help, width - len(lead))
        lines.append(paint(lead[: gutter + 2], "quiet") + lead[gutter + 2 :] + first)
        lines += [" " * len(lead) + row for row in more]
    return "\n".join(lines)


def frame(diagnostic: Diagnostic, source_lines: Sequence[str], widest: int = _WIDEST) -> list[Shown]:
    """The lines of the file that a problem is about, each with its marks below; at most `widest` cells.

    Empty for a problem of the file as a whole. No character in it acts on a terminal.
    """
    rows: list[Shown] = []
    for number, (column, end_column, sign, said) in sorted(_places(diagnostic, source_lines).items()):
        shown, before, width = _window(source_lines[number - 1], column, end_column, widest)
        rows.append(Shown(number, shown.rstrip()))
        rows.append(Shown(0, f"{' ' * before}{sign * max(1, width)} {said}".rstrip(), sign))
    return rows


def render_all(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],
    colour: bool = False,
    most: int = MOST_SHOWN,
    width: int = WIDTH,
) -> str:
    """The first `most` problems, an empty line between two, and how many more there are.

    `sources` holds the lines of each file by its path.
    """
    shown = [render(each, sources.get(each.path, ()), colour, width) for each in diagnostics[:most]]
    more = len(diagnostics) - most
    if more > 0:
        shown.append(f"… and {more:,} more; they are shown when some of these are mended")
    return "\n\n".join(shown)


def _rows(text: str, width: int) -> list[str]:
    """A remedy in rows; what is to be copied from it, between backticks, stays in one where it can."""
    width = max(_NARROWEST, width)
    whole = re.sub(
        r"`[^`]+`",
        lambda found: found[0].replace(" ", _HELD) if len(found[0]) < width // 2 else found[0],
        text,
    )
    return [_visible(row.replace(_HELD, " ")) for row in wrap(whole, width)]


def _places(diagnostic: Diagnostic, lines: Sequence[str]) -> dict[int, tuple[int, int, str, str]]:
    """What is shown under which line: first column, column after, sign and words."""
    places: dict[int, tuple[int, int, str, str]] = {}
    related = diagnostic.related
    if related and 0 < related.line <= len(lines) and related.line != diagnostic.line:
        places[related.line] = (related.column, related.end_column, "-", related.text)
    if 0 < diagnostic.line <= len(lines):
        over = diagnostic.end_line != diagnostic.line
        end = len(lines[diagnostic.line - 1].rstrip()) + 1 if over else diagnostic.end_column
        places[diagnostic.line] = (diagnostic.column, max(end, diagnostic.column + 1), "^", diagnostic.mark)
    return places


def _window(line: str, column: int, end_column: int, widest: int) -> tuple[str, int, int]:
    """The part of `line` that is shown, the cells before the marked text, and the cells of it.

    A line of more than `widest` cells is cut around the marked text; “…” stands for what is left out.
    """
    start, end = min(column - 1, len(line)), min(end_column - 1, len(line))
    first, last = 0, len(line)
    if len(line) > widest or cell_width(_visible(line)) > widest:
        room = widest - 2
        first = _back(line, start, room // 4)
        last = _on(line, first, room)
        if last == len(line):
            first = _back(line, last, room)
    end = min(end, last)
    before = ("…" if first else "") + _visible(line[first:start])
    marked = _visible(line[start:end])
    shown = before + marked + _visible(line[end:last] if end > start else line[start:last])
    beyond = column - 1 - start
    return shown + ("…" if last < len(line) else ""), cell_width(before) + beyond, cell_width(marked)


def _back(line: str, at: int, room: int) -> int:
    """Where the text that takes at most `room` cells before `at` begins."""
    while at > 0 and (width := cell_width(_visible(line[at - 1]))) <= room:
        at, room = at - 1, room - width
    return at


def _on(line: str, at: int, room: int) -> int:
    """Where the text that takes at most `room` cells from `at` on ends."""
    while at < len(line) and (width := cell_width(_visible(line[at]))) <= room:
        at, room = at + 1, room - width
    return at


def _visible(text: str) -> str:
    """`text` with tabs as spaces and every character that would act on a terminal made visible."""
    return "".join(
        char
        if " " <= char < "\x7f" or (char > "\xa0" and char.isprintable())
        else "    "
        if char == "\t"
        else " "
        if char.isspace() and char >= "\xa0"
        else chr(0x2400 + ord(char))
        if char < " "
        else "\ufffd"
        for char in text
    )


def _painter(colour: bool) -> Callable[[str, str], str]:
    return (lambda text, name: f"{_COLOURS[name]}{text}{_PLAIN}") if colour else (lambda text, _: text)
