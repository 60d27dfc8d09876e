"""What a YAML syntax error means, in words that help somebody who is no programmer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Diagnostic

if TYPE_CHECKING:
    import yaml

NBSP = "\u00a0"

_SETTING = re.compile(r"^(?P<indent>\s*(?:-\s+)*)(?P<key>[\w.-]+):\s+(?P<text>\S.*?)\s*$")


def quoted(text: str) -> str:
    """`text` as YAML in quotation marks."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def explain(error: Exception, lines: list[str], name: str) -> Diagnostic:
    """The one syntax error of a file; `error` is what PyYAML raised, `lines` the file's lines."""
    problem = str(getattr(error, "problem", "") or error)
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    at = _place(mark or opened, lines)
    start = _place(opened, lines) if opened else at
    said = _said(problem, context, at, start, lines)
    (line, column), code, message, remedy = said
    return Diagnostic(name, line, column, line, column + 1, "error", code, message, remedy)


Said = tuple[tuple[int, int], str, str, str]


def _said(problem: str, context: str, at: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Said:
    """Place, code, message and remedy."""
    line = lines[at[0] - 1] if lines else ""
    char = line[at[1] - 1 : at[1]]
    nbsp = _nbsp(at, start, lines)
    if nbsp:
        return (
            nbsp,
            "yaml-syntax",
            "a non-breaking space stands where a plain space belongs",
            "delete it and type a space; it often comes with text copied from elsewhere",
        )
    tab = _tab(at[0], lines)
    if tab and ("token" in problem or "block" in context):
        return tab, "indent", "this line is indented with a tab", "use spaces; YAML does not allow tabs there"
    if char == "\t" and "token" in problem:
        return at, "yaml-syntax", "a tab stands where a space belongs", "delete it and type a space"
    if "quoted scalar" in context and "escape" in problem:
        return (
            at,
            "yaml-syntax",
            "a backslash inside double quotation marks starts an escape, and this is none",
            "use single quotation marks around the text, or write `\\\\` for a backslash",
        )
    if "quoted scalar" in context:
        return start, "yaml-syntax", "a quotation mark is opened here and never closed", "close it"
    if "tag" in problem or "tag" in context:
        return (
            start,
            "tag",
            "tags that start with `!` are not used here",
            "text that starts with `!` needs quotation marks",
        )
    if "anchor" in context or "alias" in context:
        return (
            start,
            "yaml-syntax",
            f"text that starts with `{_char(start, lines)}` needs quotation marks",
            _quote_line(start[0], lines),
        )
    if "block scalar" in context:
        return (
            start,
            "yaml-syntax",
            "text that starts with `|` or `>` needs quotation marks",
            _quote_line(start[0], lines) or "or put nothing but `|` there, and the text in the next lines",
        )
    if "cannot start any token" in problem:
        return (
            at,
            "yaml-syntax",
            f"text that starts with `{char}` needs quotation marks",
            _quote_line(at[0], lines),
        )
    if "flow" in context:
        return _flow(problem, start, lines)
    if "mapping values" in problem:
        return _second_colon(at, lines)
    if "simple key" in context or "expected ':'" in problem:
        return (
            start,
            "yaml-syntax",
            "this line has no `:` after the name of a setting",
            "write `name: text`; text that goes on in the next line must be indented further",
        )
    return _misplaced(at, lines)


def _second_colon(at: tuple[int, int], lines: list[str]) -> Said:
    line = lines[at[0] - 1]
    match = _SETTING.match(line)
    if match and at[1] - 1 >= match.start("text"):
        return (
            at,
            "yaml-syntax",
            f"a second `:` in the text of `{match['key']}`",
            f"put the text in quotation marks: `{match['key']}: {quoted(match['text'])}`",
        )
    indent = len(line) - len(line.lstrip())
    return (
        (at[0], indent + 1),
        "indent",
        "this line is indented further than the setting above it",
        "line it up with the other settings of the same thing",
    )


def _flow(problem: str, start: tuple[int, int], lines: list[str]) -> Said:
    opening = _char(start, lines)
    row = lines[start[0] - 1]
    if "'?'" in problem and opening == "[":
        return start, "flow-prose", "text with a `?` can not stand in brackets", block_form(row)
    kind = "list" if opening == "[" else "map"
    return (
        start,
        "yaml-syntax",
        f"the {kind} that `{opening}` opens here is not closed, or a comma is missing in it",
        "text with commas, colons or brackets in it needs quotation marks there",
    )


def block_form(row: str) -> str:
    """How the list in brackets of this line is written without them."""
    match = re.match(r"^\s*(?:-\s+)*(?P<key>[\w.-]+):\s*\[(?P<items>[^\]]*)", row)
    if not match:
        return "write each item on a line of its own, after `- `"
    items = [item.strip().strip("\"'") for item in match["items"].split(",")]
    return f"write `{match['key']}:` and below it, one to a line: " + ", ".join(
        f"`- {item}`" for item in items if item
    )


def _misplaced(at: tuple[int, int], lines: list[str]) -> Said:
    """The parser met something where nothing of the kind can stand."""
    line = lines[at[0] - 1] if lines else ""
    before = line[: at[1] - 1]
    if before.rstrip().endswith(('"', "'")):
        text = re.sub(r"^\s*(?:-\s+)*(?:[\w.-]+:\s)?\s*", "", line).rstrip()
        inner = text[1:-1] if len(text) > 2 and text[0] == text[-1] else text
        return (
            at,
            "yaml-syntax",
            "there is text after the closing quotation mark",
            f"put the whole text in quotation marks: `{quoted(inner)}`",
        )
    if re.search(r":\s+[*&]\S*\s*$", before):
        found = re.search(r"[*&]\S*\s*$", before)
        column = (found.start() if found else 0) + 1
        return (
            (at[0], column),
            "yaml-syntax",
            f"text that starts with `{line[column - 1]}` needs quotation marks",
            _quote_line(at[0], lines),
        )
    if not before.strip(" -"):
        what = "an item of a list" if line[at[1] - 1 :].startswith("-") else "this line"
        return (
            at,
            "indent",
            f"{what} does not line up with the lines above",
            "settings of one thing start in the same column; so do the `-` of one list",
        )
    return (
        at,
        "yaml-syntax",
        "this does not fit what stands before it",
        "text with signs in it needs quotation marks",
    )


def _quote_line(number: int, lines: list[str]) -> str:
    match = _SETTING.match(lines[number - 1])
    if not match:
        return "put the text in quotation marks"
    return f"put the text in quotation marks: `{match['key']}: {quoted(match['text'])}`"


def _nbsp(at: tuple[int, int], start: tuple[int, int], lines: list[str]) -> tuple[int, int] | None:
    """The place of a non-breaking space that stands for indentation or after a colon or dash."""
    for number in sorted({at[0], start[0], max(1, at[0] - 1)}, reverse=True):
        match = re.match(
            r"[ \t]*(?:- *)*(?:[\w.-]+:)?(\u00a0)", lines[number - 1] if number <= len(lines) else ""
        )
        if match:
            return number, match.start(1) + 1
    return None


def _tab(number: int, lines: list[str]) -> tuple[int, int] | None:
    match = re.match(r" *(?:- *)*(\t)", lines[number - 1] if number <= len(lines) else "")
    return (number, match.start(1) + 1) if match else None


def _char(place: tuple[int, int], lines: list[str]) -> str:
    return lines[place[0] - 1][place[1] - 1 : place[1]] if place[0] <= len(lines) else ""


def _place(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """A mark of PyYAML as line and column from 1, held inside the file."""
    if mark is None:
        return 1, 1
    line = min(mark.line + 1, max(1, len(lines)))
    if mark.line + 1 > line:
        return line, len(lines[-1]) + 1
    return line, min(mark.column, len(lines[line - 1])) + 1
