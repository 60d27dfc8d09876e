"""Facts as they stand in a record file, each with its own line: none is laid out anew by the next save.

A fact is never changed. So that no line can come to say anything else than its fact, facts that were read
refuse to be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping

IS_NUMBER = re.compile("0|[1-9][0-9]{0,17}").fullmatch
"""Whether a key is a number as TinyDB writes it."""

_LAST = b"}"


class AsWritten(dict[str, Any]):
    """A fact that was read, the number it had, and its line, number included. It has an id. To change one,
    make another of it.
    """

    __slots__ = ("key", "line")

    def __init__(self, fact: Mapping[str, Any], key: str, line: bytes) -> None:
        super().__init__(fact)
        self.key, self.line = key, line

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a fact on record never changes")

    __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = _refuse


def as_written(tables: Mapping[str, Mapping[str, Any]], rest: bytes) -> dict[str, dict[str, Any]]:
    """The tables that were read from these lines, with their facts as they are written there.

    A file that is laid out in any other way than ours, one fact a line, gives facts without lines.
    """
    plain = {name: dict(table) for name, table in tables.items()}
    lines = iter(rest.split(b"\n"))
    found: dict[str, dict[str, Any]] = {}
    for name, table in tables.items():
        head = next(lines, b"")
        if not head.startswith(_key(name)):
            return plain
        if not head.endswith(b"{"):
            found[name] = plain[name]  # on one line, as what is said about the file is
            continue
        found[name] = {}
        for key, fact in table.items():
            line = next(lines, b"").removesuffix(b",")
            if type(fact) is not dict or not line.startswith(_key(key)) or not line.endswith(_LAST):
                return plain
            sound = "id" in fact and IS_NUMBER(key)
            found[name][key] = AsWritten(fact, key, line) if sound else fact
        if next(lines, b"").removesuffix(b",") != _LAST:
            return plain
    return found if [*lines] == [_LAST, b""] else plain


def _key(name: str) -> bytes:
    return b'"%b": ' % name.encode("utf-8", "surrogatepass")
