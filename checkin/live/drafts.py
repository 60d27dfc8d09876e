"""Blind answers that nobody has seen yet: with their person, in a file of their own, until all are shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo
from checkin.ground.files import read_bytes, write_atomically
from checkin.ground.places import ensure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkin.meeting.events import Value

MOST = 64 * 1024
"""Bytes such a file may have; a larger one is not ours."""


class Drafts:
    """One person's blind answers, by meeting and question, in the file at `path`; without one, in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept: dict[str, dict[str, Value]] = _read(path) if path is not None else {}

    def all(self, meeting: str) -> Mapping[str, Value]:
        """The answers of a meeting, by question."""
        return dict(self._kept.get(meeting, {}))

    def put(self, meeting: str, q: str, value: Value) -> None:
        """Keep an answer; None lets it go. Where it can't be written it is kept in memory."""
        before = self._kept.get(meeting, {})
        after = {**before, q: value} if value is not None else {k: v for k, v in before.items() if k != q}
        if after != before:
            self._kept[meeting] = after
            self._write()

    def forget(self, meeting: str) -> None:
        """The meeting is over: nothing of it stays."""
        if self._kept.pop(meeting, None) is not None:
            self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        kept = {meeting: answers for meeting, answers in self._kept.items() if answers}
        try:
            if kept:
                ensure(self._path.parent)
                write_atomically(self._path, json.dumps(kept).encode())
            else:
                self._path.unlink(missing_ok=True)
        except (OSError, CannotDo):
            return  # it is in memory; what is shared is what counts


def _read(path: Path) -> dict[str, dict[str, Value]]:
    try:
        data = read_bytes(path)
        kept = json.loads(data) if len(data) <= MOST else {}
    except (OSError, ValueError, RecursionError, CannotDo):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {
        meeting: {
            q: value
            for q, value in answers.items()
            if isinstance(q, str) and isinstance(value, str | int | bool)
        }
        for meeting, answers in kept.items()
        if isinstance(meeting, str) and isinstance(answers, dict)
    }
