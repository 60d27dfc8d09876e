"""An open meeting: every act becomes an event in the journal before anybody sees it done.

The one way from a key pressed, a line typed or a file of answers to the meeting's state. Saving puts
the meeting into the record, and only then does the journal go.
"""

from __future__ import annotations

from collections.abc import Callable
from shutil import rmtree
from typing import TYPE_CHECKING

from checkin.ground.clock import Clock, stamp
from checkin.ground.errors import CannotDo
from checkin.ground.ids import is_ulid
from checkin.meeting.compaction import compact, same_but_for_places, without
from checkin.meeting.consequences import consequences
from checkin.meeting.events import SHARED, Event
from checkin.meeting.events import to_json as event_to_json
from checkin.meeting.folding import CONTENT, apply, begin, fold
from checkin.meeting.length import minutes
from checkin.meeting.rules import Act, checked
from checkin.meeting.start import Start
from checkin.meeting.start import to_json as start_to_json
from checkin.record.saved import SavedMeeting, to_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.banks.model import Question
    from checkin.ground.ids import Ids
    from checkin.meeting.state import State
    from checkin.record.journal import Journal
    from checkin.record.lock import Lock

Keep = Callable[[SavedMeeting, bytes], None]
"""Puts a saved meeting and its file's content into the record; raises `CannotDo` when it can't."""


class OpenMeeting:
    """A meeting that is being held. One process holds it at a time; leave it with `leave` or `save`."""

    seat = SHARED
    shared = False

    def __init__(
        self,
        start: Start,
        journal: Journal,
        lock: Lock,
        ids: Ids,
        clock: Clock,
        events: tuple[Event, ...] = (),
        damage: tuple[str, ...] = (),
    ) -> None:
        self.start = start
        self.ids = ids
        self.clock = clock
        self.damage = damage
        """What a damaged journal cost, a plain line each; empty when it was whole."""
        self.on_event: Callable[[Event], None] | None = None
        """Told each event once it is in the journal."""
        self._journal = journal
        self._lock = lock
        self._events = list(events)
        self._state = fold(start, events) if events else begin(start)
        ids.seen(max((event.id for event in events if is_ulid(event.id)), default=""))
        if events:
            self.act(Act("resumed"))

    @property
    def state(self) -> State:
        """What the meeting has come to so far."""
        return self._state

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far, in order."""
        return tuple(self._events)

    @property
    def folder(self) -> Path:
        """Where the journal is."""
        return self._journal.path.parent

    @property
    def trouble(self) -> CannotDo | None:
        """Why the journal can't be written at the moment, None while all is well.

        Nothing is lost meanwhile: events wait in memory and are written, in order, once they can be.
        """
        return self._journal.trouble

    def retry(self) -> bool:
        """Try again to write what could not be written; true when nothing waits any more."""
        return self._journal.retry()

    def new_row(self) -> str:
        """An id for a row that is about to be added."""
        return self.ids.new()

    def may_write(self, question: Question, seat: str) -> bool:  # noqa: ARG002 (see `Held`)
        """Always: whoever types at the one keyboard is a scribe for both."""
        return True

    def act(self, act: Act, id: str = "") -> State:
        """Do one act, and what follows from it, and return the new state.

        The event gets `id` if there is one. Raises `NotNow` when the meeting does not allow it; nothing
        has changed then.
        """
        self._happen(checked(self._state, act), id)
        for consequence in consequences(self._state, act):
            self._happen(checked(self._state, consequence))
        return self._state

    def saved(self) -> SavedMeeting:
        """The meeting as it would be saved now."""
        events = compact(self._state, self._events)
        spent = minutes(self.start.at, self._events)
        stopped = self._events[-1].at if self._state.stopped else stamp(self.clock.now())
        return SavedMeeting(self.start, events, stopped, spent)

    def save(self, keep: Keep) -> SavedMeeting:
        """End the meeting, keep it in the record, and only then remove the journal.

        Raises `CannotDo` when the record can't be written, and whatever else `keep` raises: the journal
        stays, and the meeting goes on as if nobody had ended it and can be saved again.
        """
        if not self._state.stopped:
            self.act(Act("stopped"))
        try:
            meeting = self.saved()
            if not same_but_for_places(
                meeting.state, self._state
            ):  # pragma: no cover - a defect, held by a property test
                raise CannotDo(
                    "The meeting would not be saved whole.", "Its journal is kept; please report this."
                )
            keep(meeting, to_bytes(meeting))
        except BaseException:
            self.act(Act("resumed"))
            raise
        self._journal.close()
        rmtree(self.folder, ignore_errors=True)
        self._lock.release()
        return meeting

    @property
    def blank(self) -> bool:
        """Whether nothing was said yet: pages may have been turned, but there is nothing to keep."""
        return not any(event.what in CONTENT or event.what == "opened" for event in self._events)

    def leave(self, *, if_blank_drop: bool = False) -> None:
        """Close without saving: everything is in the journal and `resume` goes on from there.

        With `if_blank_drop`, a meeting in which nothing was said leaves nothing behind.
        """
        self._journal.close()
        if if_blank_drop and self.blank:
            rmtree(self.folder, ignore_errors=True)
        self._lock.release()

    def _happen(self, act: Act, id: str = "") -> None:
        event = Event(
            id=id or self.ids.new(),
            n=self._state.n + 1,
            seat=act.seat,
            at=stamp(self.clock.now()),
            what=act.what,
            q=act.q,
            row=act.row,
            field=act.field,
            value=act.value,
        )
        if act.what == "between_us":
            self._take_back(event)
        else:
            self._journal.append(event_to_json(event))
            self._events.append(event)
            self._state = apply(self._state, event)
        if self.on_event is not None:
            self.on_event(event)

    def _take_back(self, event: Event) -> None:
        """Words taken back leave the disk too: the journal is written anew without them."""
        events = list(without(self._events, event))
        header = journal_header(self.start)
        self._journal.rewrite([header, *(event_to_json(kept) for kept in events)])
        self._events = events
        self._state = fold(self.start, events)


def journal_header(start: Start) -> dict[str, object]:
    """The first line of a meeting's journal."""
    return {"journal": 1, **start_to_json(start)}
