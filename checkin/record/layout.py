"""What a record file looks like: TinyDB's JSON, one document a line, with a checksum of its raw bytes.

    {"_check": {"1": {"sha256": "…64 hex digits of every byte after this line…"}},
    "_about": {"1": {"format": 1}},
    "people": {
    "1": {"id": "01J…", "name": "Mia", "seat": "mentee"}
    }
    }

Stock TinyDB can read it: the checksum and the format are tables to it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CannotDo
from checkin.record.as_written import AsWritten, as_written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1

Tables = dict[str, dict[str, Any]]

_CHECK, _ABOUT = "_check", "_about"
_FIRST_LINE = re.compile(rb'\{"_check": \{"1": \{"sha256": "([0-9a-f]{64})"\}\},')
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_ASCII_ENCODER = json.JSONEncoder(ensure_ascii=True)


class Damaged(Exception):
    """The bytes are not what was once written."""


def encode(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Lay out tables as a record file. Raises TypeError for what JSON can't hold."""
    try:
        rest = _body(tables, _ENCODER)
    except UnicodeEncodeError:  # half a surrogate pair: kept, as an escape
        rest = _body(tables, _ASCII_ENCODER)
    digest = hashlib.sha256(rest).hexdigest()
    return b'{"_check": {"1": {"sha256": "%b"}},\n%b' % (digest.encode(), rest)


def decode(raw: bytes, path: Path) -> Tables:
    """Read a record file's bytes; `path` is named in errors.

    Raises Damaged when they don't check, CannotDo when a later version wrote them.
    """
    # A meeting is saved to the very bytes that it began from, mostly: those are known already.
    return {name: dict(table) for name, table in _decode(raw, path).items()}


@functools.lru_cache(maxsize=4)
def _decode(raw: bytes, path: Path) -> Tables:
    first, newline, rest = raw.partition(b"\n")
    check = _FIRST_LINE.fullmatch(first)
    if check is None:
        # A later version may check in another way; that is no reason to take its record for damaged.
        _refuse_later(_parse(raw), path)
        raise Damaged
    if not newline or hashlib.sha256(rest).hexdigest().encode() != check[1]:
        raise Damaged
    tables = _parse(b"{" + rest)
    if tables is None:
        raise Damaged
    _refuse_later(tables, path)
    tables = as_written(tables, rest)
    return {name: table for name, table in tables.items() if name not in (_CHECK, _ABOUT)}


def _body(tables: Mapping[str, Mapping[str, Any]], encoder: json.JSONEncoder) -> bytes:
    parts = [b'"%b": {"1": {"format": %d}}' % (_ABOUT.encode(), FORMAT)]
    for name, table in tables.items():
        if name in (_CHECK, _ABOUT):
            continue
        lines = [
            fact.line if type(fact) is AsWritten and fact.key == key else _line(key, fact, encoder)
            for key, fact in table.items()
        ]
        parts += [b",\n", encoder.encode(name).encode(), b": {"]
        if lines:
            parts += [b"\n", b",\n".join(lines), b"\n"]
        parts.append(b"}")
    return b"".join([*parts, b"\n}\n"])


def _line(key: Any, fact: Any, encoder: json.JSONEncoder) -> bytes:
    # Keys become text the way JSON itself does it, so that no kind of key behaves differently here.
    return encoder.encode({key: fact})[1:-1].encode()


def _parse(raw: bytes) -> Tables | None:
    try:
        tables = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    sound = isinstance(tables, dict) and all(isinstance(table, dict) for table in tables.values())
    return tables if sound else None


def _refuse_later(tables: Tables | None, path: Path) -> None:
    about = (tables or {}).get(_ABOUT, {}).get("1")
    written = about.get("format") if isinstance(about, dict) else None
    if isinstance(written, int) and written > FORMAT:
        raise CannotDo(
            f"This record was written by a later version of checkin ({path}).",
            "Use that version; nothing was changed.",
        )
