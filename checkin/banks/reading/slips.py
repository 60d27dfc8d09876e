"""The usual slips that make a file no YAML, found by a look at the line where reading stopped.

Each of them is told by what somebody typed, not by what a parser was waiting for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checkin.banks.format import BANK, LISTS, MINUTES, POOL, QUESTION, SEAT, STAGE, USE

NBSP = "\u00a0"

_TABLES = (BANK, MINUTES, SEAT, STAGE, POOL, QUESTION, USE)
_KNOWN = frozenset(name for table in _TABLES for name in table)
_LISTED = frozenset(name for table in _TABLES for name, setting in table.items() if setting.kind in LISTS)
_INDENT = r"[ \t\u00a0]*(?:-[ \t\u00a0]+)*"
_NAME = r"[A-Za-z_][\w.-]*"
_SETTING = re.compile(rf"^(?P<indent>\s*(?:-\s+)*)(?P<key>{_NAME}):\s+(?P<text>\S.*?)\s*$")

PRINT_DASHES = "—–‐‑−•·"
"""Signs that stand for the `-` of a list where a text comes from a word processor or a web page."""

CURLY_PAIRS = frozenset(zip("“„”‘‚«»", "”“”’‘»«", strict=True))
"""Quotation marks of print, opening and closing; YAML reads them as text."""


class Slip(NamedTuple):
    """What is wrong, in the line `line` from `column` to before `end` (all from 1), and what to do."""

    line: int
    column: int
    end: int
    code: str
    message: str
    remedy: str


def quoted(text: str) -> str:
    """`text` as YAML in quotation marks; curly ones around the whole text give way to them."""
    if len(text) > 2 and (text[0], text[-1]) in CURLY_PAIRS:
        text = text[1:-1]
    return straight(text)


def straight(text: str) -> str:
    """`text` as YAML in quotation marks."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote_line(line: str) -> str:
    """How the text of this line is written in quotation marks."""
    match = _SETTING.match(line)
    if not match:
        return "put the text in quotation marks"
    return f"put the text in quotation marks: `{match['key']}: {quoted(match['text'])}`"


def setting_of(line: str) -> re.Match[str] | None:
    """The setting that a line writes, with its `key` and `text`, if it writes one with a text."""
    return _SETTING.match(line)


def find_slip(number: int, lines: list[str]) -> Slip | None:
    """The slip in a line (from 1) at which reading stopped, if it is one of the usual ones."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    for look in (_space, _tab, _mark_of_git, _fence, _colon, _dash, _space_after, _begun_list):
        slip = look(number, line)
        if slip:
            return slip
    return None


def find_nameless(number: int, lines: list[str]) -> Slip:
    """What is wrong with a line that should be a setting and has no `: ` after a name."""
    line = lines[number - 1]
    start = len(line) - len(line.lstrip(" -"))
    match = re.match(rf"({_NAME})\s*(?:[=;,]\s*|\s+)(\S.*)$", line[start:])
    single = re.fullmatch(rf"({_NAME})\s*[=;,.]?\s*", line[start:])
    tight = re.match(rf"{_NAME}: .*?[{{,\s](({_NAME}):)[{{\[]", line[start:])
    if tight:
        width = len(tight[1])
        return _slip(
            number, start + tight.start(1), width, "there is no space after this `:`", f"write `{tight[1]} `"
        )
    known = match[1] if match and match[1] in _KNOWN else ""
    if known and match:
        remedy = f"write `{known}: {match[2].rstrip()}`"
        return _slip(number, start, len(known), f"there is no `:` after `{known}`", remedy)
    if single:
        return _slip(
            number, start, len(single[1]), f"there is no `:` after `{single[1]}`", f"write `{single[1]}:`"
        )
    return _slip(
        number,
        start,
        1,
        "this line is no setting: it has no name with a `:` after it",
        "if it goes on with the text above, indent it further than the name of the setting",
    )


def _slip(number: int, start: int, width: int, message: str, remedy: str, code: str = "yaml-syntax") -> Slip:
    return Slip(number, start + 1, start + 1 + width, code, message, remedy)


def _space(number: int, line: str) -> Slip | None:
    match = re.match(rf"[ \t]*(?:-[ \t]*)*(?:{_NAME}[ \t]*:)?(\u00a0+)", line)
    if not match:
        return None
    return _slip(
        number,
        match.start(1),
        len(match[1]),
        "a non-breaking space stands where a plain space belongs",
        "delete it and type a space; it often comes with text copied from elsewhere",
    )


def _tab(number: int, line: str) -> Slip | None:
    match = re.match(r" *(?:- *)*(\t+)", line)
    if not match:
        return None
    return _slip(
        number,
        match.start(1),
        len(match[1]),
        "this line is indented with a tab",
        f"put 2 spaces for each level in place of {'the tab' if len(match[1]) == 1 else 'the tabs'}; "
        "most editors can be told to do that by themselves",
        "indent",
    )


def _mark_of_git(number: int, line: str) -> Slip | None:
    match = re.match(r"(?:<{7}|={7}|>{7})(?:\s|$)", line)
    if not match:
        return None
    return _slip(
        number,
        0,
        7,
        "two versions of this file were put together here, and nobody has chosen yet",
        "keep the lines you want, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
    )


def _fence(number: int, line: str) -> Slip | None:
    match = re.match(r"\s*(```+|~~~+)", line)
    if not match:
        return None
    return _slip(
        number,
        match.start(1),
        len(match[1]),
        "this line belongs to a page around the bank",
        "delete the line",
    )


def _colon(number: int, line: str) -> Slip | None:
    match = re.match(rf"{_INDENT}({_NAME})[ \u3000]*([：﹕︰])\s*(.*)$", line)
    if not match:
        return None
    return _slip(
        number,
        match.start(2),
        1,
        f"`{match[2]}` is a wide colon, and YAML knows the plain one only",
        f"write `{match[1]}: {match[3].rstrip()}`".rstrip(" `") + "`",
    )


def _dash(number: int, line: str) -> Slip | None:
    match = re.match(rf"\s*([{PRINT_DASHES}])\s*(.*)$", line)
    if match:
        return _slip(
            number,
            match.start(1),
            1,
            f"`{match[1]}` does not start an item of a list",
            f"write a plain hyphen and a space: `- {match[2].rstrip()[:60]}`",
        )
    match = re.match(r"\s*(-)([^\s-].*)$", line)
    if not match:
        return None
    return _slip(
        number,
        match.start(1),
        1,
        "there is no space after this `-`",
        f"write `- {match[2].rstrip()[:60]}`",
    )


def _space_after(number: int, line: str) -> Slip | None:
    match = re.match(rf"{_INDENT}({_NAME}):(?=[^\s:/])(\S.*)$", line)
    if not match:
        return None
    return _slip(
        number,
        match.start(1),
        len(match[1]) + 1,
        "there is no space after this `:`",
        f"write `{match[1]}: {match[2].rstrip()[:60]}`",
    )


def _begun_list(number: int, line: str) -> Slip | None:
    """A list whose first item stands beside its name."""
    match = re.match(rf"{_INDENT}({_NAME}):\s+(-)\s+(\S.*?)\s*$", line)
    if not match or match[1] not in _LISTED:
        return None
    return _slip(
        number,
        match.start(2),
        1,
        f"the list of `{match[1]}` begins beside its name",
        f"leave `{match[1]}:` alone in its line, and put each item on a line of its own below, "
        f"indented further: `- {match[3][:60]}`",
    )
