"""A shared text as pycrdt keeps it, with the undo of one's own typing. pycrdt stays behind this file.

It is imported with the first text. It counts in bytes of UTF-8, and so does this file.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checkin.ground.text import MAX_TEXT
from checkin.live.frames import BadFrame
from checkin.live.updates import ROOT, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pycrdt

NOTHING = b"\0\0"
"""The update that changes nothing."""

_OWN = "own"
_STEP = 1000  # milliseconds by the clock that pycrdt's undo sees, which stands still within a run of typing


@dataclass(slots=True)
class Noted:
    """What happened in one change: the updates to send, and pycrdt's account of what changed in the text."""

    updates: list[bytes] = field(default_factory=list)
    deltas: list[list[dict[str, Any]]] = field(default_factory=list)


class Document:
    """The shared text that these updates make."""

    def __init__(self, updates: Iterable[bytes] = ()) -> None:
        import pycrdt  # 150 ms: only once a meeting is shared

        self._doc: pycrdt.Doc[pycrdt.Text] = pycrdt.Doc()
        self._shared: pycrdt.Text = self._doc.get(ROOT, type=pycrdt.Text)
        for update in updates:
            self._doc.apply_update(update)
        self._tick = tick = [_STEP]
        self._undo = pycrdt.UndoManager(
            scopes=[self._shared], capture_timeout_millis=_STEP // 2, timestamp=lambda: tick[0]
        )
        self._undo.include_origin(_OWN)

    @property
    def client(self) -> int:
        """The number that its own pieces are known by."""
        return self._doc.client_id

    def __str__(self) -> str:
        return str(self._shared)

    def whole(self) -> bytes:
        """Return an update that holds everything."""
        return self._doc.get_update()

    def since(self, state: bytes) -> bytes:
        """Return an update with everything a replica in that `state` has not. Raises BadFrame."""
        try:
            return self._doc.get_update(state)
        except ValueError as error:
            raise BadFrame(str(error)) from error

    def state(self) -> bytes:
        """Return what is in it, in short: for another's `since`."""
        return self._doc.get_state()

    def type(self, start: int, end: int, new: str) -> Noted:
        """Put `new` in the place of the bytes from `start` to `end`."""
        with self._noting() as noted, self._doc.transaction(origin=_OWN):
            if end > start:
                del self._shared[start:end]
            if new:
                self._shared.insert(start, new)
        return noted

    def apply(self, update: bytes) -> Noted:
        """Take in another's update. Raises BadFrame when it can't be read; this can't be trusted then."""
        try:
            with self._noting() as noted:
                self._doc.apply_update(update)
        except BaseException as error:
            if _is_not_of_pycrdt(error):
                raise
            raise BadFrame("an update that can't be read") from error
        return noted

    def begin_run(self) -> None:
        """Undo what is typed from now on apart from what was typed before."""
        self._tick[0] += _STEP

    def undo(self) -> Noted:
        """Take back the last run of own typing, unless the text would be too long for it."""
        return self._back_or_forth(self._undo.undo, self._undo.redo)

    def redo(self) -> Noted:
        """Do again what `undo` took back, unless the text would be too long for it."""
        return self._back_or_forth(self._undo.redo, self._undo.undo)

    def _back_or_forth(self, step: Callable[[], bool], back: Callable[[], bool]) -> Noted:
        self.begin_run()
        with self._noting() as noted:
            step()
            if len(str(self._shared)) > MAX_TEXT:
                back()
        return noted

    @contextmanager
    def _noting(self) -> Iterator[Noted]:
        """Note what happens. Never for longer than one change: what pycrdt calls back is never freed, and the
        words with it.
        """
        noted = Noted()
        doc, shared = self._doc, self._shared

        def changed(event: Any) -> None:
            noted.deltas.append(event.delta)

        updates = doc.observe(lambda event: noted.updates.append(event.update))
        changes = shared.observe(changed)
        try:
            yield noted
        finally:
            doc.unobserve(updates)
            shared.unobserve(changes)


def text_of(updates: Sequence[bytes]) -> str:
    """Return the text that these updates make. Raises BadFrame when one can't be read."""
    import pycrdt

    doc: pycrdt.Doc[pycrdt.Text] = pycrdt.Doc()
    text = doc.get(ROOT, type=pycrdt.Text)
    try:
        for update in updates:
            doc.apply_update(update)
    except BaseException as error:
        if _is_not_of_pycrdt(error):
            raise
        raise BadFrame("an update that can't be read") from error
    return str(text)


def merged(updates: Sequence[bytes]) -> bytes:
    """Return one update that does what all of these do. Raises BadFrame when one can't be read."""
    import pycrdt

    for update in updates:
        parts(update)
    try:
        return pycrdt.merge_updates(*updates)
    except BaseException as error:
        if _is_not_of_pycrdt(error):
            raise
        raise BadFrame("an update that can't be read") from error


def _is_not_of_pycrdt(error: BaseException) -> bool:
    """Whether it is something else than pycrdt's refusal, or its panic, which is no `Exception`."""
    return not isinstance(error, ValueError) and type(error).__name__ != "PanicException"
