"""Bounded YAML: a file's text as nodes that know where they stand, and nothing ever evaluated.

PyYAML is asked for events only, and the events are counted: its composers are never reached, so a
file nested without end costs nothing. Scalars stay the text they were written as. Knows nothing of
question banks; answers and settings are read with it too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import yaml

from checkin.banks.reading.refusals import Refusals, Stop
from checkin.banks.reading.source import UNSAFE, read_text, whole_file
from checkin.banks.reading.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.diagnostics import Diagnostic

MAX_DEPTH = 12
"""The deepest that lists and maps may be nested."""

MAX_EVENTS = 20_000
"""The most events a file may have: about one for every text, two for every list and map."""


_TAB_AFTER_NAME = re.compile(r"^( *(?:- +)*[\w.-]+:)([ \t]*\t[ \t]*)", re.MULTILINE)
"""A tab where a space belongs, which one of PyYAML's loaders takes for one and the other does not."""

LoaderClass = type[Any]
"""One of PyYAML's loaders; they have no type in common."""


class Node(NamedTuple):
    """A piece of a file. Lines and columns count from 1, in characters; the end is the place after.

    `value` is the text of a scalar, the items of a list, or the pairs of a map. `plain` is a scalar
    without quotes that stands in the line, `flow` is a list or map in brackets. `spoilt` is a scalar with
    an anchor, alias or tag, or a map with a setting that is there twice: that was noted, and nothing else
    about it would help. (A named tuple, as a file makes thousands of them and a frozen dataclass takes
    three times as long to make.)
    """

    kind: Literal["scalar", "list", "map"]
    value: Any
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool = False
    flow: bool = False
    spoilt: bool = False

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
    def entries(self) -> tuple[Node, ...]:
        """The items of a list; none of anything else."""
        return self.items if self.kind == "list" else ()

    @property
    def texts(self) -> tuple[Node, ...]:
        """What may be one text or several: the items of a list, or else this node alone."""
        return self.items if self.kind == "list" else (self,)

    def setting(self, name: str) -> Node | None:
        """The value that a map has under a name; None when it has none, or is no map."""
        pairs = self.pairs if self.kind == "map" else ()
        return next((value for key, value in pairs if key.value == name), None)

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
    if "\t" in read:
        read = _TAB_AFTER_NAME.sub(lambda match: match[1] + " " * len(match[2]), read)
    unreadable = tuple(problems)
    builder = _Builder(name, problems)
    try:
        top = builder.build(_events(read, loader or best_loader()))
    except Stop:
        return None, problems
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # What was noted on the way may come of the same slip: one error is told, and it is this.
        return None, [*unreadable, explain(error, read.split("\n"), name)]
    if top is None and not problems:
        problems.append(whole_file(name, "empty-file", "there is nothing in this file", ""))
    return top, problems


def _events(text: str, loader: LoaderClass) -> Iterator[Any]:
    reader = loader(text)
    try:
        while reader.check_event():
            yield reader.get_event()
    finally:
        reader.dispose()


class _Builder:
    """Makes nodes of a stream of events without ever calling itself."""

    def __init__(self, name: str, problems: list[Diagnostic]) -> None:
        self.refusals = Refusals(name, problems)

    def build(self, events: Iterator[Any]) -> Node | None:
        """The one document's top node, or None for an empty stream. Raises Stop past a bound."""
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
                self.refusals.too_many(mark, MAX_EVENTS)
            if kind is scalar:
                children.append(self.scalar(event))
            elif kind in starts:
                if len(open_nodes) >= MAX_DEPTH:
                    self.refusals.too_deep(mark, MAX_DEPTH)
                if event.tag or event.anchor:
                    self.refusals.refuse(event)
                open_nodes.append((event, children))
                children = []
            elif kind in ends:
                start, outer = open_nodes.pop()
                outer.append(self.collection(start, event, children))
                children = outer
            elif kind is alias:
                self.refusals.refuse(event)
                end = event.end_mark
                place = (mark.line + 1, mark.column + 1, end.line + 1, end.column + 1)
                children.append(Node("scalar", "", *place, plain=True, spoilt=True))
            elif kind is document:
                documents += 1
                if documents > 1:
                    self.refusals.second_document(mark)
        if children:
            top = children[0]
        return None if top is None or (top.empty and top.line == top.end_line and not top.value) else top

    def scalar(self, event: Any) -> Node:
        """The text of an event."""
        mark, end = event.start_mark, event.end_mark
        spoilt = bool(event.tag or event.anchor)
        node = Node(
            "scalar",
            event.value,
            mark.line + 1,
            mark.column + 1,
            end.line + 1,
            end.column + 1,
            not event.style,
            False,
            spoilt,
        )
        if event.style == '"' and UNSAFE.search(event.value):
            self.refusals.unsafe(node)
        if spoilt:
            self.refusals.refuse(event)
        return node

    def collection(self, start: Any, end: Any, children: list[Node]) -> Node:
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
        doubled: list[tuple[Node, Node]] = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if key.kind != "scalar":
                self.refusals.odd_key(key)
                continue
            first = pairs.get(key.value)
            if first is not None:
                doubled.append((first[0], key))
            if first is None or first[1].empty:
                pairs[key.value] = (key, value)
        if doubled:
            self.refusals.doubled(doubled)
        found = tuple(pairs.values())
        return Node("map", found, line, column, end_line, end_column, flow=flow, spoilt=bool(doubled))
