"""One file's nodes turned into values by the table of settings, every problem noted where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checkin.banks.diagnostics import Diagnostic, Related, Severity
from checkin.banks.format import (
    ID_PATTERN,
    LONGEST_ID,
    MOST_DIGITS,
    NO_WORDS,
    RESERVED_IDS,
    YES_WORDS,
    Setting,
    Table,
)
from checkin.banks.reading.nodes import Node
from checkin.banks.reading.slips import PRINT_DASHES, quoted
from checkin.banks.reading.taking import Taken, take
from checkin.banks.reading.traps import note_traps
from checkin.banks.reading.wording import kind_of, names, short, similar, spot
from checkin.ground.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["ID", "Sheet", "Taken", "similar"]

ID = re.compile(ID_PATTERN)
_PIPE = re.compile(r"\$\{")

MOST_PROBLEMS = 1_000
"""So many problems of a file are noted, and no more."""

_ENOUGH = 200
"""After so many problems nobody looks for the nearest name any more: it takes time, and helps no longer."""


class Sheet:
    """One file being read: its path and lines, and the list that its problems go to."""

    def __init__(self, path: str, lines: tuple[str, ...], problems: list[Diagnostic]) -> None:
        self.path = path
        self.lines = lines
        self.problems = problems
        self._pipes: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def pipes(self, node: Node) -> list[tuple[int, int]]:
        """The line and column of every `${` of a text."""
        found = self._pipes.get((node.line, node.column))
        if found is None:
            found = self._pipes[node.line, node.column] = []
            for number in range(node.line, min(node.end_line, len(self.lines)) + 1):
                start = node.column - 1 if number == node.line else 0
                for match in _PIPE.finditer(self.lines[number - 1], start):
                    found.append((number, match.start() + 1))
        return found

    def similar(self, word: str, words: Iterable[str]) -> str:
        """The nearest of `words` if one is near, else an empty text; not looked for in a very broken file."""
        return similar(word, words) if self.patient else ""

    @property
    def patient(self) -> bool:
        """Whether so little is wrong with the file that nearest names are worth their time."""
        return len(self.problems) < _ENOUGH

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
        at = spot(at) if isinstance(at, Node) else at
        if isinstance(at, Node):
            line, column, end_line, end_column = at.line, at.column, at.end_line, at.end_column
            if end_line > line and end_column == 1:
                # A block of text ends where the next line begins.
                end_line, end_column = line, len(self.lines[line - 1]) + 1
        else:
            line, column, end_column = at
            end_line = line
        if len(self.problems) >= MOST_PROBLEMS and (
            severity == "warning" or any(each.severity == "error" for each in self.problems)
        ):
            return
        self.problems.append(
            Diagnostic(
                self.path, line, column, end_line, end_column, severity, code, message, help, related, mark
            )
        )

    def take(self, node: Node, table: Table, owner: str) -> Taken:
        """The known settings of a map; unknown and missing ones are noted. `owner` names it in messages."""
        return take(self, node, table, owner)

    def value(self, setting: Setting, node: Node) -> Any:
        """The value of a setting, or None when it is no such value, which is then noted.

        What is noted may still have a value: the word, the id or the yes that was surely meant.
        """
        if node.spoilt and node.kind == "scalar":
            return None
        converter = _CONVERTERS.get(setting.kind)
        return converter(self, setting, node) if converter else node

    def text(self, setting: Setting, node: Node, *, one_line: bool = False) -> str | None:
        """A text, cleaned, or None."""
        if node.kind != "scalar":
            remedy = "put the text in quotation marks" if node.flow else "write the text after the `:`"
            self.note(node, "wrong-type", f"`{setting.name}` is a text, not {kind_of(node)}", remedy)
            return None
        found = clean(node.text).strip()
        if not found:
            self.empty(setting, node)
            return None
        if one_line or "\n" not in found:
            found = " ".join(found.split())
        if setting.words and found not in setting.words:
            return self.wrong_word(setting, node, found)
        if node.plain:
            self.traps(node)
        return found

    def empty(self, setting: Setting, node: Node) -> None:
        """Note a text without anything in it, often because all of it is a comment."""
        row = self.lines[node.end_line - 1] if node.end_line <= len(self.lines) else ""
        comment = re.match(r"[ \t]+(#.*\S)", row[node.end_column - 1 :]) if node.plain else None
        if comment:
            remedy = f"after a ` #` everything is a comment; write `{setting.name}: {quoted(comment[1])}`"
        else:
            remedy = f"write {_EXAMPLES.get(setting.name, 'something')} after the `:`"
            remedy += "" if setting.required else ", or delete the line"
        self.note(spot(node), "wrong-value", f"`{setting.name}` is empty", remedy)

    def wrong_word(self, setting: Setting, node: Node, found: str) -> str | None:
        """Note a word that is none of those that a setting takes; the one surely meant, or None."""
        near = self.similar(found, setting.words)
        a_type = setting.name == "type"
        self.note(
            node,
            "unknown-type" if a_type else "wrong-value",
            f"there is no type `{short(found)}`"
            if a_type
            else f"`{setting.name}` can not be `{short(found)}`",
            f"a similar one exists: `{near}`" if near else "it can be " + names(setting.words),
        )
        return near or None

    def traps(self, node: Node) -> None:
        """Warn of what YAML does to bare prose."""
        note_traps(self, node)

    def identifier(self, setting: Setting, node: Node) -> str | None:
        """An id, or None; the id that was surely meant for one that is written wrong."""
        if node.kind != "scalar":
            self.note(node, "wrong-type", f"`{setting.name}` is an id, not {kind_of(node)}", "write one word")
            return None
        found = node.text
        if not ID.fullmatch(found) or len(found) > LONGEST_ID:
            guess = re.sub(r"[^a-z0-9_]+", "_", found.lower()).strip("_")[:LONGEST_ID]
            guess = guess if ID.fullmatch(guess) else ""
            remedy = (
                "an id has small letters, digits and `_`, starts with a letter, "
                f"and has at most {LONGEST_ID} characters"
            )
            self.note(
                spot(node),
                "bad-id",
                f"`{short(found)}` can not be an id" if found.strip() else f"`{setting.name}` is empty",
                f"{remedy}: `{guess}`" if guess else remedy,
            )
            return guess or None
        if setting.name == "id" and found in RESERVED_IDS:
            self.note(node, "bad-id", f"the id `{found}` has a meaning of its own", "choose another word")
            return None
        if node.plain:
            self.traps(node)
        return found

    def yes_no(self, setting: Setting, node: Node) -> bool | None:
        """A yes or no, in any of YAML's words for it, or None."""
        word = node.text.lower() if node.kind == "scalar" else ""
        if word not in YES_WORDS and word not in NO_WORDS:
            self.note(spot(node), "wrong-type", f"`{setting.name}` is yes or no", "write `yes` or `no`")
            word = similar(word, (*YES_WORDS, *NO_WORDS))
        return word in YES_WORDS if word else None

    def whole(self, setting: Setting, node: Node) -> int | None:
        """A whole number, or None."""
        digits = re.fullmatch(r"-?([0-9]+)", node.text) if node.kind == "scalar" else None
        if digits and len(digits[1]) <= MOST_DIGITS:
            return int(node.text)
        if digits:
            self.note(
                node, "wrong-value", f"`{short(node.text)}` is too big a number", "it can have six digits"
            )
        else:
            self.note(
                spot(node),
                "wrong-type",
                f"`{setting.name}` is a whole number",
                "write it in digits, as in `3`",
            )
        return None

    def several(
        self, setting: Setting, node: Node, each: Callable[[Sheet, Setting, Node], Any]
    ) -> tuple[Any, ...] | None:
        """A list, each of its items by `each`, or None. An item that is wrong is left out, and noted."""
        if node.kind != "list":
            self.note(spot(node), "wrong-type", f"`{setting.name}` is a list", undashed(node))
            return None
        values = [
            each(self, setting, item) for item in node.items if item.kind != "scalar" or not item.spoilt
        ]
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


def undashed(node: Node) -> str:
    """What to do about a list that was written without its hyphens."""
    start = node.text[:2] if node.kind == "scalar" else ""
    if start[:1] and start[0] in PRINT_DASHES:
        return f"`{start[0]}` is no hyphen: write each item on a line of its own, after a `-` and a space"
    if start[:1] == "-":
        return "write a space after the `-` of each item"
    return "write each item on a line of its own, after a `-` and a space"


_EXAMPLES = {
    "ask": "the question",
    "title": "a heading",
    "type": "a type, as in `scale`",
    "who": "who answers",
    "use": "which question, as in `openers.really`",
}
"""What is written for a setting that is empty, where there is more to say than: something."""
