"""One text of a meeting while two write in it: a replica that takes in others' updates and gives its own.

Every position here is a code point. What keeps the text is a `Document`, which counts in bytes of UTF-8.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from checkin.ground.edits import Edit, carried, smallest_edit
from checkin.ground.text import MAX_TEXT
from checkin.live.document import NOTHING, Document, merged, text_of
from checkin.live.edits import edits_of
from checkin.live.frames import BadFrame
from checkin.live.updates import Known, Parts, clocks, misfits, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checkin.live.document import Noted

PAUSE = 1.0
"""Seconds without typing after which undo stops."""
EARLY_MOST = 200
"""How many updates may wait for ones they lean on."""

_EARLY_BYTES = 1 << 20
_PAST_MOST = 500


class TooLong(BadFrame):
    """What two wrote at the same time is more than a text may have: nobody is to blame."""


class LiveText:
    """A replica of one text. Made of the updates that another's `whole`, `set` or `since` gave.

    `now` gives seconds, for telling one run of typing from the next. `most` is how many characters others'
    updates may bring it to. Raises BadFrame for updates that can't be read.
    """

    def __init__(
        self,
        updates: Iterable[bytes] = (),
        now: Callable[[], float] = time.monotonic,
        *,
        most: int = MAX_TEXT,
    ) -> None:
        self.edits: tuple[Edit, ...] = ()
        """What the last `apply`, `undo` or `redo` did to the text, for `carried`."""
        self._now = now
        self._most = most
        self._known = Known()
        self._writers: dict[int, str] = {}
        self._early: list[tuple[bytes, Parts, str]] = []  # lean on what is not here yet
        self._past: list[bytes] = []  # all that this replica is made of
        self._text = ""
        self._begin()
        for update in updates:
            self.apply(update)
        self.edits = ()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text

    @property
    def waiting(self) -> int:
        """How many updates wait for ones that they lean on."""
        return len(self._early)

    def set(self, text: str, cursor: int | None = None) -> bytes | None:
        """Let the replica say this, by the smallest edit; return the update to send, None for no change.

        `cursor`, a position in the new text, says where typing took place: it decides which of several
        equal letters is the new one. Raises ValueError for a text that is too long or holds characters
        that cleaning would have taken out.
        """
        start, end, new = smallest_edit(self._text, text, cursor)
        if len(text) > MAX_TEXT or misfits(new):
            raise ValueError("a text that is too long, or is not clean")
        if start == end and not new:
            return None
        self._start_run_if_new(start, end, new)
        first, last = self._byte(start), self._byte(end)
        noted = self._document.type(first, last, new)
        self._text = text
        return self._to_send(noted.updates)

    def apply(self, update: bytes, by: str = "") -> bool:
        """Take in another's update, in any order, any number of times; True when it brought anything new.

        One that leans on what is not here yet waits until that comes (`waiting`), and is no news till then.
        News need not change the text (something typed and deleted), but later updates may lean on it.
        With `by`, a name for the sender, nobody can write in the name of a replica that somebody else
        introduced. Raises BadFrame, with the text as it was, for whatever is no update of a plain text
        of at most so many characters.
        """
        found = parts(update)
        self.edits = ()
        if not self._known.holds(found):
            self._keep_early(update, found, by)
            return False
        news = self._take(update, found, by)
        self._take_early()
        return news

    def whole(self) -> bytes:
        """Return an update that holds everything."""
        return self._document.whole()

    def since(self, state: bytes) -> bytes:
        """Return an update with everything a replica in that `state` has not. Raises BadFrame."""
        if self._known.ends_in_a_character(clocks(state)):
            raise BadFrame("a state that ends in the middle of a character")
        return self._document.since(state)

    def state(self) -> bytes:
        """Return what this replica has, in short: for another's `since`."""
        return self._document.state()

    def undo(self) -> bytes | None:
        """Take back the last run of own typing; return the update to send, None when there is none.

        What others wrote stays, also in the midst of it.
        """
        return self._turn_back(self._document.undo)

    def redo(self) -> bytes | None:
        """Do again what `undo` took back; return the update to send, None when there is nothing."""
        return self._turn_back(self._document.redo)

    def _begin(self) -> None:
        """Make the document, of `_past` if there is one."""
        self._document = Document(self._past)
        self._run: tuple[float, bool, int] | None = None  # when it went on, typing or deleting, where

    def _start_run_if_new(self, start: int, end: int, new: str) -> None:
        """Keep a run of typing (or of deleting) in one place, without a pause, together for undo."""
        now = self._now()
        goes_on = (
            self._run is not None
            and now - self._run[0] < PAUSE
            and self._run[1] == bool(new)
            and self._run[2] in (start, end)
        )
        if not goes_on:
            self._document.begin_run()
        self._run = now, bool(new), start + len(new)

    def _take(self, update: bytes, found: Parts, by: str) -> bool:
        new = self._known.new(found)
        for piece in new:
            if piece.client == self._document.client or (by and self._writers.get(piece.client, by) != by):
                raise BadFrame("an update in somebody else's name")
        if self._known.cuts_a_character(found):
            raise BadFrame("an update that cuts a character in half")
        longest = len(self._text) + sum(len(piece.text or "") for piece in new)
        if longest > self._most and len(text_of([self.whole(), update])) > self._most:
            raise TooLong("an update that makes the text too long")
        try:
            noted = self._document.apply(update)
        except BadFrame:
            self._begin()  # after a panic the old document can't be trusted
            raise
        if not new and all(one == NOTHING for one in noted.updates):
            return False
        self._keep(update, found)
        if by:
            self._writers.update((piece.client, by) for piece in new)
        self._read_anew(noted.deltas)
        return True

    def _take_early(self) -> None:
        waiting = True
        while waiting:
            ready: list[tuple[bytes, Parts, str]] = []
            still: list[tuple[bytes, Parts, str]] = []
            for one in self._early:
                (ready if self._known.holds(one[1]) else still).append(one)
            self._early = still
            waiting = bool(ready)
            for update, found, by in ready:
                edits = self.edits
                # Should it be refused, the one whose update came now is not to blame.
                with suppress(BadFrame):
                    if self._take(update, found, by):
                        self.edits = edits + self.edits

    def _keep_early(self, update: bytes, found: Parts, by: str) -> None:
        waiting = sum(len(one[0]) for one in self._early)
        if len(self._early) >= EARLY_MOST or waiting + len(update) > _EARLY_BYTES:
            raise BadFrame("too many updates that lean on what is not here")
        self._early.append((update, found, by))

    def _turn_back(self, step: Callable[[], Noted]) -> bytes | None:
        self.edits = ()
        self._run = None
        noted = step()
        self._read_anew(noted.deltas)
        return self._to_send(noted.updates)

    def _to_send(self, sent: list[bytes]) -> bytes | None:
        sent = [update for update in sent if update != NOTHING]
        if not sent:
            return None
        update = sent[0] if len(sent) == 1 else merged(sent)
        self._keep(update, parts(update))
        return update

    def _keep(self, update: bytes, found: Parts) -> None:
        self._known.add(found)
        self._past.append(update)
        if len(self._past) > _PAST_MOST:
            self._past = [self.whole()]

    def _read_anew(self, deltas: list[list[dict[str, Any]]]) -> None:
        """Read the text, and say in `edits` what happened to it since it was last read."""
        before, self._text = self._text, str(self._document)
        self.edits = edits_of(deltas, before, self._text)
        if self._run is not None:
            when, typing, where = self._run
            self._run = when, typing, carried(where, self.edits)

    def _byte(self, position: int) -> int:
        return position if self._text.isascii() else len(self._text[:position].encode())
