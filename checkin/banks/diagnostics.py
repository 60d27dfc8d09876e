"""One thing wrong in a file, where it is, and how it is told to people and to tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from checkin.ground.text import cell_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Severity = Literal["error", "warning"]

_WIDEST = 100
"""The most cells of a source line that are shown."""

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


def render(diagnostic: Diagnostic, source_lines: Sequence[str], colour: bool = False) -> str:
    """The problem for people: location first, the line shown, the remedy; no newline at the end.

    `source_lines` are the lines of the file the problem is in, without line ends.
    """
    paint = _painter(colour)
    head = (
        paint(f"{diagnostic.where}: ", "strong")
        + paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
        + paint(f": {diagnostic.message}", "strong")
    )
    lines = [head]
    places = _places(diagnostic, source_lines)
    gutter = len(str(max(places))) if places else 2
    if places:
        lines.append(paint(" " * gutter + " |", "quiet"))
    for number, (column, end_column, sign, said) in sorted(places.items()):
        shown, before, width = _window(source_lines[number - 1], column, end_column)
        carets = sign * max(1, width)
        lines.append(paint(f"{number:>{gutter}} |", "quiet") + f" {shown}".rstrip())
        lines.append(
            paint(" " * gutter + " |", "quiet")
            + " " * (before + 1)
            + paint(f"{carets} {said}".rstrip(), diagnostic.severity if sign == "^" else "quiet")
        )
    if diagnostic.help:
        lines.append(paint(" " * gutter + " =", "quiet") + f" help: {diagnostic.help}")
    return "\n".join(lines)


def render_all(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False
) -> str:
    """Every problem, an empty line between two; `sources` holds the lines of each file by its path."""
    return "\n\n".join(render(each, sources.get(each.path, ()), colour) for each in diagnostics)


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


def _window(line: str, column: int, end_column: int) -> tuple[str, int, int]:
    """The part of `line` that is shown, the cells before the marked text, and the cells of it."""
    start, end = column - 1, end_column - 1
    skipped = 0
    if len(line) > _WIDEST:
        skipped = max(0, min(start - 20, len(line) - _WIDEST))
        line = ("…" if skipped else "") + line[skipped : skipped + _WIDEST] + "…"
        start = start - skipped + bool(skipped)
        end = min(end - skipped + bool(skipped), len(line) - 1)
    before, marked = _visible(line[:start]), _visible(line[start:end])
    before_width = cell_width(before) + max(0, start - len(line))
    return before + marked + _visible(line[end:]), before_width, cell_width(marked)


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
