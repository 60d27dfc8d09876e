"""A seat: one person's view of a shared meeting, with all that an interface uses of an open one.

What is done here shows at once and goes to the room, which has the last word: until its answer comes an
act is pending, and stays so while the line is down. No sockets and no waiting: payloads of frames go in
and come out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import Clock, stamp
from checkin.ground.errors import CannotDo
from checkin.live.frames import BadFrame
from checkin.live.messages import (
    MAX_PARTS,
    VERSION,
    Decoder,
    Encoder,
    Message,
    Receipt,
    TextUpdate,
    count_of,
    from_text,
    text_of,
)
from checkin.live.permissions import all_ready, is_shown, may_write, permit
from checkin.live.text_places import act_for, key_of, touched_by, value_of
from checkin.live.texts import LiveText
from checkin.meeting.compaction import compact, without
from checkin.meeting.events import SHARED, Event
from checkin.meeting.events import from_json as event_from_json
from checkin.meeting.flow import place_of
from checkin.meeting.length import minutes
from checkin.meeting.rules import Act, checked, consequences
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.state import CONTENT, State, apply, begin, fold, is_blind
from checkin.record.saved import SavedMeeting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.ground.ids import Ids
    from checkin.live.drafts import Drafts
    from checkin.meeting.flow import Question
    from checkin.meeting.start import Start
    from checkin.meeting.state import Place

AWAY = "The line to the meeting is down. What you type is kept here and goes on as soon as it is back."


@dataclass(frozen=True, slots=True)
class Change:
    """What others did, or what became of the connection, since the last time this was told."""

    events: tuple[Event, ...] = ()
    """What others did, their typing included."""
    typed: str = ""
    """The seat of somebody else who is typing."""
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Why something of one's own was not taken, in plain words; the state is without it."""
    connection: str = ""
    """`lost` or `back` when that changed."""
    saved: str = ""
    """The meeting's id, once it is on record."""
    ended: str = ""
    """Why this seat is over, in plain words."""


@dataclass
class _Gathered:
    """A change as it comes together."""

    events: list[Event] = field(default_factory=list)
    typed: str = ""
    came: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    connection: str = ""
    saved: str = ""
    ended: str = ""
    other: bool = False
    """Something else an interface may show changed: trouble, a text that begins anew."""

    def told(self) -> Change | None:
        """The change, None when there is nothing to tell."""
        if self == _Gathered():
            return None
        return Change(
            tuple(self.events),
            self.typed,
            tuple(self.came),
            tuple(self.left),
            tuple(self.refused),
            self.connection,
            self.saved,
            self.ended,
        )


@dataclass
class _Pending:
    """Something done here that the room has not answered yet: an act with what follows from it, or an edit."""

    id: str = ""
    acts: tuple[Act, ...] = ()
    key: str = ""
    generation: int = 0
    update: bytes = b""
    seq: int = 0


@dataclass
class _Text:
    """This seat's copy of a live text."""

    content: LiveText
    generation: int = 0
    base: bytes = b""
    """What the room had of it before the first pending edit."""


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
        self.here: Mapping[str, int] = {}
        """How many windows each seat has in the meeting now."""
        self.connected = False
        self.ended = ""
        """Why this seat is over, empty while it is not."""
        self.on_send: Callable[[], None] | None = None
        self.on_change: Callable[[Change], None] | None = None
        self.start: Start
        self._drafts = drafts
        self._confirmed: State
        self._visible: State | None = None
        self._events: list[Event] = []
        self._n = 0
        self._texts: dict[str, _Text] = {}
        self._pending: list[_Pending] = []
        self._given: set[str] = set()
        """Questions whose blind answer was sent on this connection."""
        self._room_trouble = ""
        self._told = _Gathered()
        self._out: list[bytes] = []
        self._encoder = Encoder()
        self._decoder = Decoder(MAX_PARTS)
        self._seq = 0
        self._joining = False
        self._was_lost = False

    # What every interface uses

    @property
    def state(self) -> State:
        """What the meeting has come to so far, as seen from here: one's own pending acts and drafts included."""
        if self._visible is None:
            state = self._confirmed
            for pending in self._pending:
                for act in pending.acts or self._edit_as_act(state, pending.key):
                    state = apply(state, self._event(act, state.n))
            for q, value in self._drafts.all(self.start.id).items():
                question = state.questions.get(q)
                if question is not None and not is_shown(state, question):
                    state = apply(state, self._event(Act("answered", self.seat, q, value=value), state.n))
            self._visible = state
        return self._visible

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event that is known here: of typing before one came, only how it stood."""
        return tuple(self._events)

    @property
    def place(self) -> Place:
        """Where this seat is."""
        return place_of(self.state, self.seat)

    @property
    def common_place(self) -> Place:
        """Where those are who look at the same page."""
        return place_of(self.state, SHARED)

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
        return CannotDo(self._room_trouble) if self._room_trouble else None

    @property
    def blank(self) -> bool:
        """Whether nothing was said yet."""
        return not self._pending and not any(e.what in CONTENT or e.what == "opened" for e in self._events)

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
        """The meeting as it would be saved now."""
        state = self.state
        events = [*self._events]
        for pending in self._pending:
            for act in pending.acts or self._edit_as_act(state, pending.key):
                events.append(self._event(act, len(events)))
        for q, value in self._drafts.all(self.start.id).items():
            events.append(self._event(Act("answered", self.seat, q, value=value), len(events)))
        spent = minutes(self.start.at, events)
        return SavedMeeting(self.start, compact(state, events), stamp(self.clock.now()), spent)

    def act(self, act: Act) -> State:
        """Do one act and return the new state. Raises `NotNow` when the meeting does not allow it."""
        if self.ended:
            return self.state
        question = self.state.questions.get(act.q)
        if question is not None and is_blind(question) and not is_shown(self.state, question):
            if self._is_draft(act):
                return self._draft(act)
            if act.what == "talked" and act.seat == self.seat:
                self._drafts.put(self.start.id, act.q, None)
                self._changed()
        permit(self.state, self.seat, act)
        done = checked(self.state, act)
        key = key_of(self.state, act)
        if key is not None:
            return self._write(key, done, act.cursor)
        if act.what == "added" and isinstance(done.value, dict):
            return self._add(done)
        return self._send_act(done)

    def leave(self, *, if_blank_drop: bool = False) -> None:  # noqa: ARG002 (the room sees to it)
        """This seat goes; the meeting goes on, or waits."""
        if self.connected:
            self._send({"k": "leave"})
        self.ended = self.ended or "left"

    # What only a shared one has

    def ask_to_save(self) -> None:
        """Ask the room to end and save the meeting; `Change.saved` or `Change.refused` follows."""
        if not self.connected:
            self._told.refused.append(AWAY)
            self.changes_done()
            return
        self._send({"k": "save"})

    def undo(self, act: Act) -> bool:
        """Take back one's own last edit in the text that an act writes. False when there is none."""
        return self._step(act, LiveText.undo)

    def redo(self, act: Act) -> bool:
        """Do again what was taken back."""
        return self._step(act, LiveText.redo)

    # What the process around it calls

    def take(self) -> list[bytes]:
        """The payloads to be sent now, in order."""
        out, self._out = self._out, []
        return out

    def lost(self) -> None:
        """The connection is gone: what is done from now on waits."""
        self._out = []
        self._joining = False
        if self.connected:
            self.connected = False
            self.here = {}
            self._told.connection = "lost"
            self._was_lost = True

    def joined_again(self) -> None:
        """There is a connection: say who one is and what one has."""
        self._out = []
        self._one_edit_each()
        self._encoder, self._decoder, self._seq = Encoder(), Decoder(MAX_PARTS), 0
        self._given = set()
        self._joining = True
        hello: dict[str, Any] = {"k": "hello", "v": VERSION, "seat": self.seat}
        if self._n:
            hello |= {"meeting": self.start.id, "since": self._n}
        self._put(hello)

    def receive(self, payload: bytes) -> None:
        """Take in what the room says. Raises `BadFrame`."""
        message = self._decoder.decode(payload)
        if message is None or self.ended:
            return
        if isinstance(message, Receipt):
            self._received(message)
        elif isinstance(message, TextUpdate):
            self._edited(message)
        else:
            self._heard(message)

    def changes_done(self) -> None:
        """A batch has been taken in: tell what changed, once."""
        change, self._told = self._told.told(), _Gathered()
        if change is not None and self.on_change is not None:
            self.on_change(change)

    def forget_changes(self) -> None:
        """What was told at the start is no change."""
        self._told = _Gathered()

    # Doing

    def _send_act(self, act: Act) -> State:
        following = consequences(apply(self.state, self._event(act, self._n)), act)
        pending = _Pending(self.ids.new(), (act, *following))
        self._pending.append(pending)
        if act.what == "between_us":
            # What is typed from now on belongs to the text that begins anew.
            for key in [key for key in self._texts if touched_by(key, act)]:
                self._texts[key] = _Text(LiveText(), self._texts[key].generation + 1)
                self._pending = [one for one in self._pending if one.key != key]
        self._changed()
        self._send_pending(pending)
        return self.state

    def _add(self, act: Act) -> State:
        """A new row: its words follow as edits, so that they are live from the first letter."""
        assert isinstance(act.value, dict)
        values = dict(act.value)
        words = {
            name: values.pop(name)
            for name in list(values)
            if key_of(self.state, Act("set", act.seat, act.q, act.row, name)) is not None
        }
        self._send_act(replace(act, value=values or None))
        for name, value in words.items():
            self._write(*self._keyed(Act("set", act.seat, act.q, act.row, name, value)), None)
        return self.state

    def _keyed(self, act: Act) -> tuple[str, Act]:
        key = key_of(self.state, act)
        assert key is not None
        return key, act

    def _write(self, key: str, act: Act, cursor: int | None) -> State:
        text = self._texts.setdefault(key, _Text(LiveText()))
        self._note_base(key, text)
        words = str(act.value or "")
        update = text.content.set(words, cursor)
        if update is None and self.state.answer(act.q, act.seat).talked and act.what == "answered" and words:
            update = text.content.whole()  # the same words again: they count for more than talk
        self._edit_sent(key, text, update)
        return self.state

    def _edit_sent(self, key: str, text: _Text, update: bytes | None) -> None:
        if update is None:
            return
        pending = _Pending(key=key, generation=text.generation, update=update)
        self._pending.append(pending)
        self._changed()
        self._send_pending(pending)

    def _step(self, act: Act, how: Callable[[LiveText], bytes | None]) -> bool:
        key = key_of(self.state, act)
        text = self._texts.get(key or "")
        if key is not None and text is not None:
            self._note_base(key, text)
        update = how(text.content) if text is not None else None
        if key is None or text is None or update is None:
            return False
        self._edit_sent(key, text, update)
        return True

    def _note_base(self, key: str, text: _Text) -> None:
        if not any(one.key == key for one in self._pending):
            text.base = text.content.state()

    def _one_edit_each(self) -> None:
        """What waits to be sent to a text becomes one edit, in the place of the first."""
        waiting: list[_Pending] = []
        for one in self._pending:
            text = self._texts.get(one.key)
            if text is None or one.generation != text.generation:
                if not one.key:
                    waiting.append(one)
            elif all(other.key != one.key for other in waiting):
                waiting.append(replace(one, update=text.content.since(text.base), seq=0))
        self._pending = waiting

    def _send_pending(self, pending: _Pending) -> None:
        if not self.connected:
            return
        if pending.key:
            self._seq += 1
            pending.seq = self._seq
            self._send(TextUpdate(pending.key, pending.generation, pending.update, seq=pending.seq))
        else:
            act = pending.acts[0]
            parts = {n: v for n in ("seat", "q", "row", "field") if (v := getattr(act, n))}
            self._send({"k": "act", "id": pending.id, "what": act.what, **parts, "value": act.value})

    def _send(self, message: Message) -> None:
        self._put(message)
        if self.on_send is not None:
            self.on_send()

    def _put(self, message: Message) -> None:
        self._out += self._encoder.encode(message)

    # Blind answers

    def _is_draft(self, act: Act) -> bool:
        return act.what == "answered" and act.seat == self.seat and not act.field

    def _draft(self, act: Act) -> State:
        """An answer nobody sees before all are ready stays here."""
        done = checked(self.state, act)
        self._drafts.put(self.start.id, act.q, done.value)
        self._changed()
        return self.state

    def _show_drafts(self) -> None:
        """Once everybody is ready, give one's own; the room puts all of them down together."""
        if not self.connected:
            return
        state = self._confirmed
        for q, value in self._drafts.all(self.start.id).items():
            question = state.questions.get(q)
            if question is None or is_shown(state, question):
                self._drafts.put(self.start.id, q, None)
                self._changed()
            elif (q, self.seat) in state.sealed and all_ready(state, question) and q not in self._given:
                self._given.add(q)
                self._send({"k": "shown", "q": q, "value": value})

    # Hearing

    def _received(self, receipt: Receipt) -> None:
        """The room has one's edits up to here."""
        self._n = max(self._n, receipt.n)
        arrived = [one for one in self._pending if one.key and 0 < one.seq <= receipt.seq]
        self._pending = [one for one in self._pending if one not in arrived]
        for key in dict.fromkeys(one.key for one in arrived):
            self._confirm_text(key, receipt.n)
        self._changed()

    def _edited(self, edit: TextUpdate) -> None:
        """Somebody else's edit."""
        self._n = max(self._n, edit.n)
        text = self._texts.setdefault(edit.key, _Text(LiveText(), edit.generation))
        if text.generation != edit.generation:
            return
        if text.content.apply(edit.update):
            event = self._confirm_text(edit.key, edit.n)
            if event is not None:
                self._told.events.append(event)
            if edit.author < len(self.start.seats):
                seat = tuple(self.start.seats)[edit.author]
                self._told.typed = seat if seat != self.seat else self._told.typed
        self._changed()

    def _confirm_text(self, key: str, n: int) -> Event | None:
        text = self._texts.get(key)
        act = act_for(self._confirmed, key, text.content.text) if text is not None else None
        if act is None:
            return None
        event = self._event(act, n - 1)
        self._events.append(event)
        self._confirmed = apply(self._confirmed, event)
        return event

    def _heard(self, message: dict[str, Any]) -> None:
        match message["k"]:
            case "welcome":
                self._welcomed(message)
            case "event":
                self._happened(message)
            case "text":
                self._begun(message)
            case "ready":
                self._caught_up(count_of(message, "n"))
            case "here":
                self._here(message.get("here"))
            case "trouble":
                self._room_trouble = text_of(message, "why")
                self._told.other = True
            case "no":
                id = text_of(message, "id")
                self._pending = [one for one in self._pending if not id or one.id != id]
                self._told.refused.append(text_of(message, "why"))
                self._changed()
            case "saved":
                self._told.saved = text_of(message, "meeting")
                self._drafts.forget(self.start.id)
                self.ended = "saved"
                self.connected = False
            case "bye":
                self._parted(message)
            case _:
                raise BadFrame("a message that only a seat sends")

    def _parted(self, message: dict[str, Any]) -> None:
        if message.get("again"):
            return  # the room is asked to end: another is started
        self.ended = self._told.ended = text_of(message, "why") or "The meeting is over."
        self.connected = False

    def _welcomed(self, message: dict[str, Any]) -> None:
        if "start" not in message:
            return
        try:
            self.start = start_from_json(message["start"])
        except (ValueError, TypeError, AttributeError):
            raise BadFrame("a meeting that can't be read") from None
        if self.seat not in self.start.seats:
            raise BadFrame("a meeting without this seat")
        damage = message.get("damage")
        self.damage = tuple(str(line) for line in damage) if isinstance(damage, list) else ()
        self._confirmed = begin(self.start)
        self._events = []
        self._n = 0
        self._changed()

    def _happened(self, message: dict[str, Any]) -> None:
        try:
            event = event_from_json(message["e"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadFrame("an event that can't be read") from None
        self.ids.seen(event.id)
        self._n = max(self._n, event.n)
        own = any(one.id == event.id for one in self._pending)
        self._pending = [one for one in self._pending if one.id != event.id]
        if event.what == "between_us":
            self._events = list(without(self._events, event))
            self._confirmed = fold(self.start, self._events)
        else:
            self._events.append(event)
            self._confirmed = apply(self._confirmed, event)
        if not own:
            self._told.events.append(event)
        self._changed()
        if not self._joining:
            self._show_drafts()

    def _begun(self, message: dict[str, Any]) -> None:
        """A text as the room has it: known from now on, or begun anew."""
        key, generation = text_of(message, "key"), count_of(message, "gen")
        whole = from_text(message.get("whole"))
        text = self._texts.get(key)
        if text is not None and text.generation == generation:
            if whole:
                text.content.apply(whole)
        else:
            self._pending = [one for one in self._pending if one.key != key or one.generation == generation]
            text = self._texts[key] = _Text(LiveText([whole] if whole else []), generation)
        if not self._joining:
            if value_of(self._confirmed, key).strip() != text.content.text.strip():
                self._confirm_text(key, self._n)
            self._told.other = True
        self._changed()

    def _caught_up(self, n: int) -> None:
        """All that was missed has been told: what waited goes out, the edits of a text as one."""
        self._n = max(self._n, n)
        self._joining = False
        self.connected = True
        if self._was_lost:
            self._was_lost = False
            self._told.connection = "back"
        for one in self._pending:
            self._send_pending(one)
        self._changed()
        self._show_drafts()

    def _here(self, here: Any) -> None:
        if not isinstance(here, dict):
            raise BadFrame("nobody knows who is here")
        now = {seat: here.get(seat, 0) for seat in self.start.seats}
        if any(type(count) is not int for count in now.values()):
            raise BadFrame("a count of windows that is none")
        if not self._joining and self.here:
            self._told.came += [s for s in self.others if now[s] and not self.here.get(s)]
            self._told.left += [s for s in self.others if not now[s] and self.here.get(s)]
        self._told.other = True
        self.here = now

    # Underneath

    def _edit_as_act(self, state: State, key: str) -> tuple[Act, ...]:
        text = self._texts.get(key)
        act = act_for(state, key, text.content.text) if text is not None else None
        return () if act is None else (act,)

    def _event(self, act: Act, after: int) -> Event:
        at = stamp(self.clock.now())
        return Event(self.ids.new(), after + 1, act.seat, at, act.what, act.q, act.row, act.field, act.value)

    def _changed(self) -> None:
        self._visible = None
