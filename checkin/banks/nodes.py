"""Bounded YAML: a file's text as nodes that know where they stand, and nothing ever evaluated.

PyYAML is asked for events only, and the events are counted: its composers are never reached, so a
file nested without end costs nothing. Scalars stay the text they were written as. Knows nothing of
question banks; answers and settings are read with it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, cast

import yaml

from checkin.banks.diagnostics import Diagnostic, Related
from checkin.banks.source import UNSAFE, describe, read_text, whole_file
from checkin.banks.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 12
"""The deepest that lists and maps may be nested."""

MAX_EVENTS = 20_000
"""The most events a file may have: about one for every text, two for every list and map."""


LoaderClass = type[Any]
"""One of PyYAML's loaders; they have no type in common."""


class Node(NamedTuple):
    """A piece of a file. Lines and columns count from 1, in characters; the end is the place after.

    `value` is the text of a scalar, the items of a list, or the pairs of a map. `plain` is a scalar
    without quotes that stands in the line, `flow` is a list or map in brackets. (A named tuple, as a
    file makes thousands of them and a frozen dataclass takes three times as long to make.)
    """

    kind: Literal["scalar", "list", "map"]
    value: Any
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool = False
    flow: bool = False

    @property
    def text(self) -> str:
        """The text of a scalar."""
        return cast("str", self.value)

    @property
    def items(self) -> tuple[Node, ...]:
        """The items of a list."""
        return cast("tuple[Node, ...]", self.value)

    @property
    def pairs(self) -> tuple[tuple[Node, Node], ...]:
        """The keys and values of a map; every key is a scalar, and no two are the same."""
        return cast("tuple[tuple[Node, Node], ...]", self.value)

    @property
    def empty(self) -> bool:
        """Whether nothing was written: `ask:` and no more."""
        return self.plain and self.value in ("", "~")


def best_loader() -> LoaderClass:
    """PyYAML's C loader where it was built with it (twelve times as fast), else Python's."""
    loader: LoaderClass = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader


def parse(
    text: str | bytes, name: str, loader: LoaderClass | None = None
) -> tuple[Node | None, list[Diagnostic]]:
    """The top node of a YAML text and what is wrong with it as YAML; never raises, whatever it is fed.

    None when there is nothing to go on with. A node may come with problems beside it: aliases stand
    as empty texts, of two equal keys the first is kept. `name` is the file's name in the messages,
    `loader` one of PyYAML's (the best one there is unless said).
    """
    read, problems = read_text(text, name)
    if read is None:
        return None, problems
    unreadable = tuple(problems)
    builder = _Builder(name, problems)
    try:
        top = builder.build(_events(read, loader or best_loader()))
    except _Stop:
        return None, problems
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # What was noted on the way may come of the same slip: one error is told, and it is this.
        return None, [*unreadable, explain(error, read.split("\n"), name)]
    if top is None and not problems:
        problems.append(whole_file(name, "empty-file", "there is nothing in this file", ""))
    return top, problems


class _Stop(Exception):
    """Reading ends here."""


def _events(text: str, loader: LoaderClass) -> Iterator[Any]:
    reader = loader(text)
    try:
        while reader.check_event():
            yield reader.get_event()
    finally:
        reader.dispose()


class _Mark(Protocol):
    """A place, as PyYAML tells it: counted from 0."""

    line: int
    column: int


class _Event(Protocol):
    """What the builder reads of PyYAML's events; not every kind of event has all of it."""

    start_mark: _Mark
    end_mark: _Mark
    flow_style: bool | None
    anchor: str | None


class _Builder:
    """Makes nodes of a stream of events without ever calling itself."""

    def __init__(self, name: str, problems: list[Diagnostic]) -> None:
        self.name = name
        self.problems = problems

    def build(self, events: Iterator[Any]) -> Node | None:
        """The one document's top node, or None for an empty stream. Raises _Stop past a bound."""
        top: Node | None = None
        documents = 0
        open_nodes: list[tuple[Any, list[Node]]] = []
        children: list[Node] = []
        scalar, alias, document = yaml.ScalarEvent, yaml.AliasEvent, yaml.DocumentStartEvent
        starts = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
        ends = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        for count, event in enumerate(events, 1):
            kind = type(event)
            mark = event.start_mark
            if count > MAX_EVENTS:
                self.stop(mark, "too-big", f"this file holds more than {MAX_EVENTS:,} pieces", "split it")
            if kind is scalar:
                end = event.end_mark
                node = Node(
                    "scalar",
                    event.value,
                    mark.line + 1,
                    mark.column + 1,
                    end.line + 1,
                    end.column + 1,
                    not event.style,
                )
                if event.style == '"' and UNSAFE.search(event.value):
                    self.unsafe(node)
                if event.tag or event.anchor:
                    self.refuse(event)
                children.append(node)
            elif kind in starts:
                if len(open_nodes) >= MAX_DEPTH:
                    self.stop(
                        mark,
                        "too-deep",
                        f"lists and maps are nested more than {MAX_DEPTH} deep here",
                        "nothing in this format needs that; is a bracket left open?",
                    )
                if event.tag or event.anchor:
                    self.refuse(event)
                open_nodes.append((event, children))
                children = []
            elif kind in ends:
                start, outer = open_nodes.pop()
                outer.append(self.collection(start, event, children))
                children = outer
            elif kind is alias:
                self.refuse(event)
                end = event.end_mark
                children.append(
                    Node(
                        "scalar", "", mark.line + 1, mark.column + 1, end.line + 1, end.column + 1, plain=True
                    )
                )
            elif kind is document:
                documents += 1
                if documents > 1:
                    self.stop(
                        mark,
                        "two-documents",
                        "a second document starts here",
                        "keep one document in a file: delete the `---`, or move what follows",
                    )
        if children:
            top = children[0]
        return None if top is None or (top.empty and top.line == top.end_line and not top.value) else top

    def collection(self, start: _Event, end: _Event, children: list[Node]) -> Node:
        """The list or map between two events."""
        mark, flow = start.start_mark, bool(start.flow_style)
        line, column = mark.line + 1, mark.column + 1
        if flow or not children:
            end_line, end_column = end.end_mark.line + 1, end.end_mark.column + 1
        else:
            end_line, end_column = children[-1].end_line, children[-1].end_column
        if isinstance(start, yaml.SequenceStartEvent):
            return Node("list", tuple(children), line, column, end_line, end_column, flow=flow)
        pairs: dict[str, tuple[Node, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if key.kind != "scalar":
                self.report(
                    key,
                    "wrong-type",
                    "a name was expected before the `:`, not a list or map",
                    "text that starts with a bracket needs quotation marks",
                )
            elif key.value in pairs:
                first = pairs[key.value][0]
                self.problems.append(
                    Diagnostic(
                        self.name,
                        key.line,
                        key.column,
                        key.end_line,
                        key.end_column,
                        "error",
                        "duplicate-key",
                        f"`{key.value}` is set twice",
                        "keep one of the two",
                        Related(first.line, first.column, first.end_column, "first set here"),
                        "set again here",
                    )
                )
            else:
                pairs[key.value] = (key, value)
        return Node("map", tuple(pairs.values()), line, column, end_line, end_column, flow=flow)

    def unsafe(self, node: Node) -> None:
        """Report an escape in a quoted text that stands for a character that may not be there."""
        match = UNSAFE.search(node.value)
        if match:
            self.report(
                node,
                "control-character",
                f"this text holds an escaped {describe(match[0])}",
                "delete the escape; `\\n` and `\\t` are the only ones needed",
            )

    def refuse(self, event: _Event) -> None:
        """Report an anchor, an alias or a tag."""
        mark, name = event.start_mark, event.anchor or ""
        if getattr(event, "tag", None):
            self.at(mark, 1, "tag", "tags such as `!!str` are not used here", "delete the tag")
        elif isinstance(event, yaml.AliasEvent):
            self.at(
                mark,
                len(name) + 1,
                "alias",
                f"`*{name}` is an alias, and aliases are not used here",
                "write it out; text that starts with `*` needs quotation marks",
            )
        else:
            self.at(
                mark,
                len(name) + 1,
                "alias",
                f"`&{name}` is an anchor, and anchors are not used here",
                "delete it; text that starts with `&` needs quotation marks",
            )

    def stop(self, mark: _Mark, code: str, message: str, remedy: str) -> None:
        """Report at `mark` and read no further."""
        self.at(mark, 1, code, message, remedy)
        raise _Stop

    def at(self, mark: _Mark, width: int, code: str, message: str, remedy: str) -> None:
        """Report `width` characters from `mark` on."""
        line, column = mark.line + 1, mark.column + 1
        self.problems.append(
            Diagnostic(self.name, line, column, line, column + width, "error", code, message, remedy)
        )

    def report(self, node: Node, code: str, message: str, remedy: str) -> None:
        """Report a whole node."""
        self.problems.append(
            Diagnostic(
                self.name,
                node.line,
                node.column,
                node.end_line,
                node.end_column,
                "error",
                code,
                message,
                remedy,
            )
        )
