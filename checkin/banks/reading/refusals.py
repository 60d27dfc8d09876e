"""What YAML allows and this format does not: anchors, tags, equal names, endless nesting, two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never, Protocol

import yaml

from checkin.banks.diagnostics import Diagnostic, Related
from checkin.banks.reading.source import UNSAFE, describe

if TYPE_CHECKING:
    from checkin.banks.reading.nodes import Node


_MOST = 200
"""So many are noted, and no more."""


class Stop(Exception):
    """Reading ends here."""


class Mark(Protocol):
    """A place, as PyYAML tells it: counted from 0."""

    line: int
    column: int


class Refusals:
    """Notes what is refused in the file `name`."""

    def __init__(self, name: str, problems: list[Diagnostic]) -> None:
        self.name = name
        self.problems = problems

    def too_many(self, mark: Mark, most: int) -> Never:
        """Read no further: the file holds more than `most` pieces."""
        self._at(mark, 1, "too-big", f"this file holds more than {most:,} pieces", "split it in two files")
        raise Stop

    def too_deep(self, mark: Mark, most: int) -> Never:
        """Read no further: something stands in more than `most` others."""
        self._at(
            mark,
            1,
            "too-deep",
            f"lists and maps are nested more than {most} deep here",
            "nothing in this format needs that; is a bracket left open?",
        )
        raise Stop

    def second_document(self, mark: Mark) -> Never:
        """Read no further: another document starts."""
        self._at(
            mark,
            1,
            "two-documents",
            "a second document starts here",
            "keep one document in a file: delete the `---`, or move what follows",
        )
        raise Stop

    def refuse(self, event: Any) -> None:
        """Report an anchor, an alias or a tag."""
        mark, name = event.start_mark, event.anchor or ""
        if getattr(event, "tag", None):
            self._at(
                mark,
                1,
                "tag",
                "a text that starts with `!` is a tag in YAML, and tags are not used here",
                "put the text in quotation marks, or delete the tag",
            )
        elif isinstance(event, yaml.AliasEvent):
            self._at(
                mark,
                len(name) + 1,
                "alias",
                f"`*{name}` is an alias in YAML, and aliases are not used here",
                "text that starts with `*` needs quotation marks",
            )
        else:
            self._at(
                mark,
                len(name) + 1,
                "alias",
                f"`&{name}` is an anchor in YAML, and anchors are not used here",
                "text that starts with `&` needs quotation marks",
            )

    def unsafe(self, node: Node) -> None:
        """Report an escape in a quoted text that stands for a character that may not be there."""
        match = UNSAFE.search(node.value)
        if match:
            self._over(
                node,
                "control-character",
                f"this text holds an escaped {describe(match[0])}",
                "delete the escape; `\\n` and `\\t` are the only ones needed",
            )

    def odd_key(self, key: Node) -> None:
        """Report the name of a setting that is a list or a map."""
        self._over(
            key,
            "wrong-type",
            "the name of a setting was expected here, not brackets",
            "text that starts with a bracket needs quotation marks",
        )

    def doubled(self, pairs: list[tuple[Node, Node]]) -> None:
        """Report settings of one thing that are there twice: one slip, often a `- ` that got lost."""
        first, again = pairs[0]
        names = list(dict.fromkeys(key.text for _, key in pairs[1:] if key.text != again.text))
        others = ", and so is " if len(names) == 1 else ", and so are "
        self._over(
            again,
            "duplicate-key",
            f"`{again.text[:60]}` is set twice"
            + (others + ", ".join(f"`{name[:60]}`" for name in names[:6]) if names else ""),
            "does a new item start here? Its first line needs a `- `" if names else "keep one of the two",
            Related(first.line, first.column, first.end_column, "first set here"),
            "set again here",
        )

    def _at(self, mark: Mark, width: int, code: str, message: str, remedy: str) -> None:
        """Report `width` characters from `mark` on."""
        line, column = mark.line + 1, mark.column + 1
        if len(self.problems) >= _MOST and code not in ("too-big", "too-deep", "two-documents"):
            return
        self.problems.append(
            Diagnostic(self.name, line, column, line, column + width, "error", code, message, remedy)
        )

    def _over(
        self,
        node: Node,
        code: str,
        message: str,
        remedy: str,
        related: Related | None = None,
        mark: str = "",
    ) -> None:
        """Report a whole node."""
        if len(self.problems) >= _MOST:
            return
        place = (node.line, node.column, node.end_line, node.end_column)
        self.problems.append(Diagnostic(self.name, *place, "error", code, message, remedy, related, mark))
