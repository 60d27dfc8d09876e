"""A seat: one person's place in a shared meeting, with all that an interface uses of an open one.

What is done here shows at once and goes to the room, which has the last word; while the line is down it
waits. No sockets and no waiting: payloads of frames go in and come out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import Clock, stamp
from checkin.ground.errors import CannotDo
from checkin.live.change import Change
from checkin.live.permissions import is_shown, may_write, permit
from checkin.live.seat_blind import SeatBlind
from checkin.live.seat_hearing import Hearing
from checkin.live.seat_sending import Sending
from checkin.live.text_places import key_of
from checkin.live.texts import LiveText
from checkin.live.view import View
from checkin.meeting.compaction import compact
from checkin.meeting.folding import CONTENT
from checkin.meeting.length import minutes
from checkin.meeting.rules import Act, checked
from checkin.meeting.state import State, is_blind
from checkin.meeting.turning import place_of
from checkin.record.saved import SavedMeeting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.ground.ids import Ids
    from checkin.live.drafts import Drafts
    from checkin.live.pending import Pending
    from checkin.meeting.events import Event, Value
    from checkin.meeting.flow import Question
    from checkin.meeting.start import Start
    from checkin.meeting.state import Place

AWAY = "The line to the meeting is down. What you type is kept here and goes on as soon as it is back."

__all__ = ["Arrival", "Change", "SeatMeeting"]


class Arrival:
    """From a hello to the welcome: gives the `SeatMeeting` once the room has told everything."""

    def __init__(self, seat: str, ids: Ids, clock: Clock, drafts: Drafts) -> None:
        self._meeting = SeatMeeting(seat, ids, clock, drafts)
        self._meeting.joined_again()

    def take(self) -> list[bytes]:
        """What is to be sent now."""
        return self._meeting.take()

    def receive(self, payload: bytes) -> SeatMeeting | None:
        """Take in a payload. Raises `BadFrame`, `CannotDo` when the room says no."""
        meeting = self._meeting
        meeting.receive(payload)
        if meeting.ended:
            raise CannotDo(meeting.ended)
        if not meeting.connected:
            return None
        meeting.forget_changes()
        return meeting


class SeatMeeting:
    """A shared meeting, seen from one seat. See `Held` for what it has in common with an open one.

    The process around it sends what `take` gives whenever `on_send` is called, hands in what comes with
    `receive`, and calls `changes_done` after each batch, which tells `on_change`.
    """

    shared = True

    def __init__(self, seat: str, ids: Ids, clock: Clock, drafts: Drafts) -> None:
        self.seat = seat
        self.ids = ids
        self.clock = clock
        self.damage: tuple[str, ...] = ()
        self.on_send: Callable[[], None] | None = None
        self.on_change: Callable[[Change], None] | None = None
        self._view = View(ids, clock)
        self._sending = Sending(self._can_be_taken)
        self._blind = SeatBlind(seat, self._view, drafts, self._sending)
        self._hearing = Hearing(seat, self._view, self._blind, self._sending)

    # What every interface uses

    @property
    def start(self) -> Start:
        """What the meeting started from."""
        return self._view.told.start

    @property
    def state(self) -> State:
        """What the meeting has come to so far, seen from here: what is pending and one's drafts included."""
        return self._blind.state

    @property
    def told(self) -> State:
        """The same as everybody will know it: without one's drafts."""
        return self._view.state

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event that is known here: of typing before one came, only how it stood."""
        return tuple(self._view.told.events)

    @property
    def place(self) -> Place:
        """Where this seat is."""
        return place_of(self.state, self.seat)

    @property
    def apart(self) -> bool:
        """Whether this seat looks at a page of its own."""
        return self.seat in self.state.places

    @property
    def others(self) -> tuple[str, ...]:
        """The other seats of this meeting."""
        return tuple(seat for seat in self.start.seats if seat != self.seat)

    @property
    def trouble(self) -> CannotDo | None:
        """Why what is typed is in memory only at the moment, None while all is well."""
        if not self.connected:
            return CannotDo(AWAY)
        trouble = self._hearing.trouble
        return CannotDo(trouble) if trouble else None

    @property
    def blank(self) -> bool:
        """Whether nothing was said yet."""
        said = any(e.what in CONTENT or e.what == "opened" for e in self._view.told.events)
        return not said and not self._view.pending

    def retry(self) -> bool:
        """Whether nothing waits any more; trying again is the room's and the connection's own business."""
        return self.trouble is None

    def new_row(self) -> str:
        """An id for a row that is about to be added."""
        return self.ids.new()

    def may_write(self, question: Question, seat: str) -> bool:
        """Whether this seat may write the answer of a seat to a question."""
        return may_write(question, self.seat, seat)

    def saved(self) -> SavedMeeting:
        """The meeting as it would be saved now: without blind answers that nobody has seen."""
        events = [*self._view.told.events, *self._view.waiting()]
        spent = minutes(self.start.at, events)
        return SavedMeeting(self.start, compact(self.told, events), stamp(self.clock.now()), spent)

    def act(self, act: Act) -> State:
        """Do one act and return the new state. Raises `NotNow` when the meeting does not allow it."""
        if self.ended:
            return self.state
        question = self.state.questions.get(act.q)
        if question is not None and is_blind(question) and not is_shown(self._view.state, question):
            if act.what == "answered" and act.seat == self.seat and not act.field:
                # Nobody sees it before all are ready: it stays here.
                self._keep_draft(act.q, checked(self.state, act).value)
                return self.state
            if act.what == "talked" and act.seat == self.seat:
                self._keep_draft(act.q, None)
        permit(self.state, self.seat, act)
        done = checked(self.state, act)
        key = key_of(self.state, act)
        if key is not None:
            # The same words again count for more than that it was talked about.
            anyway = act.what == "answered" and self.state.answer(act.q, act.seat).talked
            self._send_pending(self._view.write(key, str(done.value or ""), act.cursor, anyway=anyway))
        elif act.what == "added" and isinstance(done.value, dict):
            self._add(done, done.value)
        else:
            self._send_pending(self._view.do(done))
        return self.state

    def leave(self, *, if_blank_drop: bool = False) -> None:  # noqa: ARG002 (the room sees to it)
        """This seat goes; the meeting goes on, or waits."""
        if self.connected:
            self._sending.send({"k": "leave"})
        self._hearing.ended = self.ended or "left"

    # What only a shared one has

    @property
    def connected(self) -> bool:
        """Whether the room is there, and has told everything."""
        return self._hearing.connected

    @property
    def here(self) -> Mapping[str, int]:
        """How many windows each seat has in the meeting now."""
        return self._hearing.here

    @property
    def lost_lines(self) -> frozenset[str]:
        """The seats that are not here because their line broke: what was done there since is on no way."""
        return self._hearing.lost_lines

    @property
    def ended(self) -> str:
        """Why this seat is over, empty while it is not."""
        return self._hearing.ended

    @property
    def unanswered(self) -> bool:
        """Whether the room has still to say that it has what was done here."""
        return bool(self._view.pending) and not self.ended

    def ask_to_save(self) -> None:
        """Ask the room to end and save the meeting; `Change.saved` or `Change.refused` follows."""
        if not self.connected:
            self._hearing.news.refused.append(AWAY)
            self.changes_done()
            return
        self._sending.send({"k": "save"})

    def undo(self, act: Act) -> bool:
        """Take back one's own last edit in the text that an act writes. False when there is none."""
        return self._send_pending(self._view.step(key_of(self.state, act) or "", LiveText.undo))

    def redo(self, act: Act) -> bool:
        """Do again what was taken back."""
        return self._send_pending(self._view.step(key_of(self.state, act) or "", LiveText.redo))

    # What the process around it calls

    def take(self) -> list[bytes]:
        """The payloads to be sent now, in order."""
        return self._sending.take()

    def lost(self) -> None:
        """The connection is gone: what is done from now on waits."""
        self._hearing.lost()

    def joined_again(self) -> None:
        """There is a connection: say who one is and what one has."""
        self._hearing.joined_again()

    def receive(self, payload: bytes) -> None:
        """Take in what the room says. Raises `BadFrame`."""
        self._hearing.take_in(payload)
        self.damage = self._hearing.damage

    def end(self, why: str, *, meeting_too: bool = False) -> None:
        """This seat is over, for a reason the process around it found out; `Change.ended` says it.

        With `meeting_too` the meeting is over, and nothing of it stays with its people either.
        """
        self._hearing.end(why, meeting_too=meeting_too)

    def answer_last(self, later: Callable[[Callable[[], None]], None]) -> None:
        """When somebody saves, say that this was all not at once but `later`: keys may be on their way."""
        self._hearing.on_last = lambda: later(self._hearing.said_all)

    def changes_done(self) -> None:
        """A batch has been taken in: tell what changed, once; while nobody listens, it waits to be told."""
        change = self._hearing.take_news() if self.on_change is not None else None
        if change is not None and self.on_change is not None:
            self.on_change(change)

    def forget_changes(self) -> None:
        """What was told at the start is no change."""
        self._hearing.take_news()

    # What is done here, on its way

    def _add(self, act: Act, given: dict[str, Any]) -> None:
        """A new row: its words follow as edits, so that they are live from the first letter."""
        values = dict(given)
        words = {
            key: str(values.pop(name))
            for name in given
            if (key := key_of(self.state, Act("set", act.seat, act.q, act.row, name)))
        }
        self._send_pending(self._view.do(replace(act, value=values or None)))
        for key, value in words.items():
            self._send_pending(self._view.write(key, value, None))

    def _keep_draft(self, q: str, value: Value) -> None:
        self._blind.keep(q, value)
        if self.connected:
            self._blind.show()  # where all are ready, whatever was given before

    def _send_pending(self, pending: Pending | None) -> bool:
        """Send it, or let it wait for the line; whether there was anything."""
        if pending is not None and self.connected:
            self._sending.send_pending(pending)
        return pending is not None

    def _can_be_taken(self) -> None:
        if self.on_send is not None:
            self.on_send()
