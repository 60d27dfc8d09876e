"""One file's nodes turned into values by the table of settings, every problem noted where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checkin.banks.diagnostics import Diagnostic, Related, Severity
from checkin.banks.format import NO_WORDS, PLACES, RESERVED_IDS, TRICKY_WORDS, YES_WORDS, Setting, Table
from checkin.banks.nodes import Node
from checkin.banks.syntax import NBSP, quoted
from checkin.ground.text import clean, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ID = re.compile(r"[a-z][a-z0-9_]*")
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_LONGEST_ID = 60

Taken = dict[str, tuple[Node, Node]]
"""The settings that were found, by name: the node of the name and the node of the value."""


def similar(word: str, words: Iterable[str]) -> str:
    """The nearest of `words` if one is near, else an empty text."""
    return nearest(word, list(words)) or ""


class Sheet:
    """One file being read: its path and lines, and the list that its problems go to."""

    def __init__(self, path: str, lines: tuple[str, ...], problems: list[Diagnostic]) -> None:
        self.path = path
        self.lines = lines
        self.problems = problems

    def note(
        self,
        at: Node | tuple[int, int, int],
        code: str,
        message: str,
        help: str = "",
        *,
        severity: Severity = "error",
        related: Related | None = None,
        mark: str = "",
    ) -> None:
        """Note a problem at a node, or at a line, a column and the column after."""
        if isinstance(at, Node):
            line, column, end_line, end_column = at.line, at.column, at.end_line, at.end_column
            if end_line > line and end_column == 1:
                # A block of text ends where the next line begins.
                end_line, end_column = line, len(self.lines[line - 1]) + 1
        else:
            line, column, end_column = at
            end_line = line
        self.problems.append(
            Diagnostic(
                self.path, line, column, end_line, end_column, severity, code, message, help, related, mark
            )
        )

    def take(self, node: Node, table: Table, owner: str) -> Taken:
        """The known settings of a map; unknown and missing ones are noted. `owner` names it in messages."""
        taken: Taken = {}
        if node.kind != "map":
            self.note(
                node,
                "wrong-type",
                f"settings were expected for {owner}, not {_kind(node)}",
                "write `name: value`, one to a line",
            )
            return taken
        for key, value in node.pairs:
            if key.value in table:
                taken[key.value] = (key, value)
            else:
                self.unknown_key(key, table, owner)
        missing = [name for name, setting in table.items() if setting.required and name not in taken]
        if missing:
            first = node.pairs[0][0] if node.pairs else node
            names = ", ".join(f"`{name}`" for name in missing)
            self.note(
                first,
                "missing-key",
                f"{owner} has no {names}",
                "; ".join(f"`{name}`: {table[name].description}" for name in missing[:2]),
            )
        return taken

    def unknown_key(self, key: Node, table: Table, owner: str) -> None:
        """Note a setting that does not exist here, with what may have been meant."""
        name = key.value
        elsewhere = [place for place, other in PLACES.items() if name in other and other is not table]
        near = similar(name, table)
        if NBSP in name:
            remedy = "there is a non-breaking space in it: delete it and type a space"
        elif near:
            remedy = f"a setting with a similar name exists: `{near}`"
        elif elsewhere:
            remedy = f"`{name}` is a setting of {elsewhere[0]}"
        else:
            remedy = "the settings here are: " + ", ".join(f"`{each}`" for each in table)
        self.note(key, "unknown-key", f"{owner} has no setting `{_short(name)}`", remedy)

    def value(self, setting: Setting, node: Node) -> Any:
        """The value of a setting, or None when it is no such value, which is then noted."""
        converter = _CONVERTERS.get(setting.kind)
        return converter(self, setting, node) if converter else node

    def text(self, setting: Setting, node: Node, *, one_line: bool = False) -> str | None:
        """A text, cleaned, or None."""
        if node.kind != "scalar":
            remedy = "put the text in quotation marks" if node.flow else "write the text after the `:`"
            self.note(node, "wrong-type", f"`{setting.name}` is a text, not {_kind(node)}", remedy)
            return None
        found = clean(node.text).strip()
        if not found:
            at = node if node.end_column > node.column else (node.line, max(1, node.column - 1), node.column)
            self.note(
                at, "wrong-value", f"`{setting.name}` is empty", "write something, or delete the setting"
            )
            return None
        if one_line or "\n" not in found:
            found = " ".join(found.split())
        if setting.words and found not in setting.words:
            self.wrong_word(setting, node, found)
            return None
        if node.plain:
            self.traps(node)
        return found

    def wrong_word(self, setting: Setting, node: Node, found: str) -> None:
        """Note a word that is none of those that a setting takes."""
        near = similar(found, setting.words)
        code = "unknown-type" if setting.name == "type" else "wrong-value"
        self.note(
            node,
            code,
            f"`{_short(found)}` is no {setting.name}"
            if code == "unknown-type"
            else f"`{setting.name}` can not be `{_short(found)}`",
            f"a similar one exists: `{near}`"
            if near
            else "it can be " + ", ".join(f"`{each}`" for each in setting.words),
        )

    def traps(self, node: Node) -> None:
        """Warn of what YAML does to bare prose: swallowed comments, words that others read as yes or no."""
        row = self.lines[node.end_line - 1] if node.end_line <= len(self.lines) else ""
        rest = row[node.end_column - 1 :]
        comment = re.match(r"[ \t]+#(?=\S)", rest)
        if comment:
            start = node.end_column + comment.end() - 1
            whole = row[node.column - 1 :].rstrip() if node.line == node.end_line else "…"
            self.note(
                (node.end_line, start, len(row.rstrip()) + 1),
                "swallowed-comment",
                "what follows a ` #` is a comment: this part of the text is lost",
                f"put the text in quotation marks: `{quoted(whole)}`",
                severity="warning",
            )
        if node.text.lower() in TRICKY_WORDS:
            self.note(
                node,
                "yaml-word",
                f"other tools read a bare `{node.text}` as something else than text",
                f"put it in quotation marks: `{quoted(node.text)}`",
                severity="warning",
            )

    def identifier(self, setting: Setting, node: Node) -> str | None:
        """An id, or None."""
        if node.kind != "scalar":
            self.note(node, "wrong-type", f"`{setting.name}` is an id, not {_kind(node)}", "write one word")
            return None
        found = node.text
        if not ID.fullmatch(found) or len(found) > _LONGEST_ID:
            guess = re.sub(r"[^a-z0-9_]+", "_", found.lower()).strip("_")[:_LONGEST_ID]
            guess = guess if ID.fullmatch(guess) else ""
            remedy = (
                "an id has small letters, digits and `_`, starts with a letter, and has at most 60 characters"
            )
            self.note(
                node if found else (node.line, max(1, node.column - 1), node.column),
                "bad-id",
                f"`{_short(found)}` can not be an id",
                f"{remedy}: `{guess}`" if guess else remedy,
            )
            return None
        if setting.name == "id" and found in RESERVED_IDS:
            self.note(node, "bad-id", f"the id `{found}` has a meaning of its own", "choose another")
            return None
        if node.plain:
            self.traps(node)
        return found

    def yes_no(self, setting: Setting, node: Node) -> bool | None:
        """A yes or no, in any of YAML's words for it, or None."""
        word = node.text.lower() if node.kind == "scalar" else ""
        if word in YES_WORDS or word in NO_WORDS:
            return word in YES_WORDS
        self.note(_spot(node), "wrong-type", f"`{setting.name}` is yes or no", "write `yes` or `no`")
        return None

    def whole(self, setting: Setting, node: Node) -> int | None:
        """A whole number, or None."""
        if node.kind == "scalar" and _WHOLE.fullmatch(node.text):
            return int(node.text)
        if node.kind == "scalar" and re.fullmatch(r"-?[0-9]+", node.text):
            self.note(
                node, "wrong-value", f"`{_short(node.text)}` is too big a number", "it can have six digits"
            )
            return None
        self.note(_spot(node), "wrong-type", f"`{setting.name}` is a whole number", "write it in digits: `3`")
        return None

    def several(
        self, setting: Setting, node: Node, each: Callable[[Sheet, Setting, Node], Any]
    ) -> tuple[Any, ...] | None:
        """A list, each of its items by `each`, or None. An item that is wrong is left out, and noted."""
        if node.kind != "list":
            self.note(
                _spot(node),
                "wrong-type",
                f"`{setting.name}` is a list",
                "write each item on a line of its own, after `- `",
            )
            return None
        values = [each(self, setting, item) for item in node.items]
        return tuple(value for value in values if value is not None)

    def prose(self, setting: Setting, node: Node) -> tuple[str, ...] | None:
        """A list of texts, with a warning for prose in brackets."""
        found = self.several(setting, node, lambda sheet, which, item: sheet.text(which, item, one_line=True))
        if found is not None and node.flow:
            risky = [item for item in node.items if item.kind == "scalar" and item.plain and "?" in item.text]
            if risky:
                rows = ", ".join(f"`- {item.text}`" for item in node.items if item.kind == "scalar")
                self.note(
                    risky[0],
                    "flow-prose",
                    "a bare text with a `?` in brackets reads differently in other YAML tools",
                    f"write `{setting.name}:` and below it, one to a line: {rows}",
                    severity="warning",
                )
        return found


_CONVERTERS: dict[str, Callable[[Sheet, Setting, Node], Any]] = {
    "id": Sheet.identifier,
    "line": lambda sheet, setting, node: sheet.text(setting, node, one_line=True),
    "text": Sheet.text,
    "yes_no": Sheet.yes_no,
    "whole": Sheet.whole,
    "texts": Sheet.prose,
    "ids": lambda sheet, setting, node: sheet.several(setting, node, Sheet.identifier),
    "paths": lambda sheet, setting, node: sheet.several(setting, node, Sheet.text),
    "wholes": lambda sheet, setting, node: sheet.several(setting, node, Sheet.whole),
}


def _kind(node: Node) -> str:
    return {"scalar": "a text", "list": "a list", "map": "a map"}[node.kind]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _spot(node: Node) -> Node | tuple[int, int, int]:
    """Where an empty value is pointed at: the colon before it."""
    if node.kind == "scalar" and node.line == node.end_line and node.column == node.end_column:
        return node.line, max(1, node.column - 1), max(2, node.column)
    return node
