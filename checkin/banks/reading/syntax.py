"""What a YAML syntax error means, in words that help somebody who is no programmer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.banks.diagnostics import Diagnostic
from checkin.banks.reading.slips import (
    Slip,
    find_nameless,
    find_slip,
    quote_line,
    quoted,
    setting_of,
    takes_text,
)

if TYPE_CHECKING:
    import yaml

_Place = tuple[int, int]
"""A line and a column, from 1."""


def explain(error: Exception, lines: list[str], name: str) -> Diagnostic:
    """The one syntax error of a file; `error` is what PyYAML raised, `lines` the file's lines."""
    problem = str(getattr(error, "problem", "") or error)
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    at = _place(mark or opened, lines)
    start = _place(opened, lines) if opened else at
    said = _usual(at, start, lines) or _said(problem, context, at, start, lines)
    place = (said.line, said.column, said.line, said.end)
    return Diagnostic(name, *place, "error", said.code, said.message, said.remedy)


def _usual(at: _Place, start: _Place, lines: list[str]) -> Slip | None:
    """One of the usual slips, in the line where reading stopped or in one beside it."""
    for number in dict.fromkeys((at[0], start[0], at[0] - 1)):
        slip = find_slip(number, lines)
        if slip:
            return slip
    return None


def _said(problem: str, context: str, at: _Place, start: _Place, lines: list[str]) -> Slip:
    """What the parser's words mean."""
    if "quoted scalar" in context and "escape" in problem:
        return _escape(at, lines)
    if "quoted scalar" in context:
        return _at(
            start,
            "a quotation mark is opened here and never closed",
            f"put a {_char(start, lines)} at the end of the text; inside of it use “ and ”",
        )
    if "tag" in problem or "tag" in context:
        return _starts_with(start, lines, "tag")
    if "anchor" in context or "alias" in context or "block scalar" in context:
        return _starts_with(start, lines)
    if "cannot start any token" in problem and _char(at, lines) == "\t":
        return _at(
            at,
            "a tab stands where a space belongs",
            "delete it and type a space, or 2 spaces for each level at the beginning of a line",
        )
    if "cannot start any token" in problem:
        return _starts_with(at, lines)
    if "flow" in context:
        return _brackets(problem, start, lines)
    if "mapping values" in problem:
        return _second_colon(at, lines)
    if "document start" in problem and any(re.match(r"\.\.\.(?:\s|$)", each) for each in lines[: at[0]]):
        return _at(
            at, "something follows after the end of the text", "delete the line `...`", "two-documents"
        )
    if "simple key" in context or "expected ':'" in problem:
        return find_nameless(start[0], lines)
    return _misplaced(at, lines)


def _at(place: _Place, message: str, remedy: str, code: str = "yaml-syntax") -> Slip:
    return Slip(place[0], place[1], place[1] + 1, code, message, remedy)


def _starts_with(place: _Place, lines: list[str], code: str = "yaml-syntax") -> Slip:
    """A text that starts with a sign that means something else in YAML."""
    sign = _char(place, lines)
    row = lines[place[0] - 1]
    shown = f"`{sign}`" if sign != "`" else "a backquote"
    remedy = quote_line(row)
    if sign in ("|", ">"):
        remedy += f"; or leave nothing but `{sign}` in this line, and put the text below it, indented"
    return _at(place, f"text that starts with {shown} needs quotation marks", remedy, code)


def _escape(at: _Place, lines: list[str]) -> Slip:
    row = lines[at[0] - 1]
    column = at[1] if row[at[1] - 1 : at[1]] == "\\" else max(1, row.rfind("\\", 0, at[1]) + 1)
    return _at(
        (at[0], column),
        "in double quotation marks a backslash has a meaning of its own",
        "use single quotation marks around the text, or write `\\\\` for a backslash",
    )


def _second_colon(at: _Place, lines: list[str]) -> Slip:
    line = lines[at[0] - 1]
    match = setting_of(line)
    if match and at[1] - 1 >= match.start("text"):
        return _at(
            at,
            f"a second `:` in the text of `{match['key']}`",
            f"put the text in quotation marks: `{match['key']}: {quoted(match['text'])}`",
        )
    above = next((each for each in reversed(lines[: at[0] - 1]) if each.strip()), "")
    indent = len(line) - len(line.lstrip())
    if ":" not in above:
        return _at(
            at,
            "there is a `:` in a text of several lines",
            "put a `|` after the name of the setting, and the whole text in the lines below it",
        )
    return _at(
        (at[0], indent + 1),
        "this line is indented further than the setting above it",
        f"begin it in column {_start(above)} as the line above, not in {indent + 1}; "
        "or, if the text above goes on here, put it in quotation marks",
        "indent",
    )


def _brackets(problem: str, start: _Place, lines: list[str]) -> Slip:
    row = lines[start[0] - 1]
    opening = _char(start, lines)
    if opening not in ("[", "{"):  # the file ends before the parser said where
        start = (start[0], max(row.rfind("["), row.rfind("{"), 0) + 1)
        opening = _char(start, lines)
    if "'?'" in problem and opening == "[":
        return _at(start, "text with a `?` can not stand in brackets", block_form(row), "flow-prose")
    what, closing = ("list", "]") if opening == "[" else ("group of settings", "}")
    setting = setting_of(row)
    if setting and takes_text(setting["key"]):
        remedy = f"{quote_line(row)}; a bare text can't start with `{opening}`"
    else:
        remedy = (
            f"close it with `{closing}`, and put `,` between its parts; "
            "text with `,`, `:` or brackets in it needs quotation marks"
        )
    return _at(start, f"`{opening}` begins a {what} here, and it does not end well", remedy)


def block_form(row: str) -> str:
    """How the list in brackets of this line is written without them."""
    match = re.match(r"^\s*(?:-\s+)*(?P<key>[\w.-]+):\s*\[(?P<items>[^\]]*)", row)
    if not match:
        return "write each item on a line of its own, after a `-` and a space"
    items = [item.strip().strip("\"'") for item in match["items"].split(",")]
    return f"write `{match['key']}:` and below it, one to a line: " + ", ".join(
        f"`- {item}`" for item in items if item
    )


def _misplaced(at: _Place, lines: list[str]) -> Slip:
    """The parser met something where nothing of the kind can stand."""
    line = lines[at[0] - 1] if lines else ""
    before = line[: at[1] - 1]
    match = setting_of(line)
    if before.rstrip().endswith(('"', "'")):
        text = re.sub(r"^\s*(?:-\s+)*(?:[\w.-]+:\s)?\s*", "", line).rstrip()
        inner = text[1:-1] if len(text) > 2 and text[0] == text[-1] else text
        return _at(
            at,
            "there is text after the closing quotation mark",
            f"put the whole text in quotation marks: `{quoted(inner)}`",
        )
    if match and at[1] > match.start("text") and match["text"][0] in "*&[{?-,]}|>!%@":
        return _of_setting(at, match)
    if not before.strip(" -"):
        what = "an item of a list" if line[at[1] - 1 :].startswith("-") else "this line"
        return _at(
            at,
            f"{what} does not line up with the lines above",
            _columns(at, lines),
            "indent",
        )
    return _at(at, "this does not fit what stands before it", "text with signs in it needs quotation marks")


def _columns(at: _Place, lines: list[str]) -> str:
    """In which column a line would have to begin: the one that is nearest of those that begin above it."""
    dashed = lines[at[0] - 1][at[1] - 1 :].startswith("-")
    rule = "the `-` of one list start" if dashed else "settings of one thing start"
    above = [each for each in lines[: at[0] - 1] if each.strip() and not each.lstrip().startswith("#")]
    begun = (len(each) - len(each.lstrip()) + 1 for each in above if each.lstrip().startswith("-"))
    begins = set(begun) if dashed else {_start(each) for each in above}
    if not begins - {at[1]}:
        return f"{rule} in the same column"
    nearest = min(begins - {at[1]}, key=lambda column: (abs(column - at[1]), column))
    return f"{rule} in the same column: here that may be column {nearest}, and this line begins in {at[1]}"


def _start(row: str) -> int:
    """The column in which a line's setting begins, after its indent and the `-` of a list."""
    match = re.match(r"\s*(?:-\s+)*", row)
    return (match.end() if match else 0) + 1


def _of_setting(at: _Place, match: re.Match[str]) -> Slip:
    """A text that starts like something else, and goes on differently."""
    text = match["text"]
    char = match.string[at[1] - 1 : at[1]]
    if text[0] in "[{" and char in "]}" and not text[at[1] - match.start("text") :].strip(" ]}"):
        return _at(at, f"there is one `{char}` too many", "delete it, or look for a bracket that is missing")
    return _at(
        (at[0], match.start("text") + 1),
        f"text that starts with `{text[0]}` needs quotation marks",
        quote_line(match.string),
    )


def _char(place: _Place, lines: list[str]) -> str:
    return lines[place[0] - 1][place[1] - 1 : place[1]] if place[0] <= len(lines) else ""


def _place(mark: yaml.Mark | None, lines: list[str]) -> _Place:
    """A mark of PyYAML as line and column from 1, held inside the file."""
    if mark is None:
        return 1, 1
    line = min(mark.line + 1, max(1, len(lines)))
    if mark.line + 1 > line:
        return line, len(lines[-1]) + 1
    return line, min(mark.column, len(lines[line - 1])) + 1
