"""A seat: one person's place in a shared meeting, with all that an interface uses of an open one.

What is done here shows at once and goes to the room, which has the last word; while the line is down it
waits. No sockets and no waiting: payloads of frames go in and come out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import Clock, stamp
from checkin.ground.errors import CannotDo
from checkin.live.change import Change, Gathering
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
from checkin.live.text_places import key_of
from checkin.live.texts import LiveText
from checkin.live.view import Pending, View, letters_of
from checkin.meeting.compaction import compact
from checkin.meeting.events import SHARED, Event
from checkin.meeting.events import from_json as event_from_json
from checkin.meeting.flow import place_of
from checkin.meeting.length import minutes
from checkin.meeting.rules import Act, NotNow, checked
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.state import CONTENT, State, apply, is_blind
from checkin.record.saved import SavedMeeting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.ground.ids import Ids
    from checkin.live.drafts import Drafts
    from checkin.meeting.flow import Question
    from checkin.meeting.start import Start
    from checkin.meeting.state import Place

_QUOTED = 200
"""Characters that are repeated of words that could not be taken."""

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
        self.here: Mapping[str, int] = {}
        """How many windows each seat has in the meeting now."""
        self.connected = False
        self.ended = ""
        """Why this seat is over, empty while it is not."""
        self.on_send: Callable[[], None] | None = None
        self.on_change: Callable[[Change], None] | None = None
        self._view = View(ids, clock)
        self._drafts = drafts
        self._with_drafts: tuple[State, State] | None = None
        self._given: set[str] = set()
        """Questions whose blind answer was sent on this connection."""
        self._room_trouble = ""
        self._told = Gathering()
        self._out: list[bytes] = []
        self._encoder = Encoder()
        self._decoder = Decoder(MAX_PARTS)
        self._seq = 0
        self._joining = False
        self._told_anew = False
        self._told_all = False
        self._since = 0
        self._was_lost = False

    # What every interface uses

    @property
    def start(self) -> Start:
        """What the meeting started from."""
        return self._view.start

    @property
    def state(self) -> State:
        """What the meeting has come to so far, seen from here: what is pending and one's drafts included."""
        state = self._view.state
        if self._with_drafts is None or self._with_drafts[0] is not state:
            drawn = state
            for event in self._drafts_as_events():
                drawn = apply(drawn, event)
            self._with_drafts = (state, drawn)
        return self._with_drafts[1]

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event that is known here: of typing before one came, only how it stood."""
        return tuple(self._view.events)

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
        said = any(e.what in CONTENT or e.what == "opened" for e in self._view.events)
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
        """The meeting as it would be saved now."""
        events = [*self._view.events, *self._view.waiting(), *self._drafts_as_events()]
        spent = minutes(self.start.at, events)
        return SavedMeeting(self.start, compact(self.state, events), stamp(self.clock.now()), spent)

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
        return self._send_pending(self._view.step(key_of(self.state, act) or "", LiveText.undo))

    def redo(self, act: Act) -> bool:
        """Do again what was taken back."""
        return self._send_pending(self._view.step(key_of(self.state, act) or "", LiveText.redo))

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
        self._view.one_edit_each()
        self._encoder, self._decoder, self._seq = Encoder(), Decoder(MAX_PARTS), 0
        self._given = set()
        self._joining = True
        hello: dict[str, Any] = {"k": "hello", "v": VERSION, "seat": self.seat}
        if self._told_all:
            # A line that broke in the midst of a welcome: there are holes below the last number told.
            self._since, self._told_all = self._view.n, False
        if self._since:
            hello |= {"meeting": self.start.id, "since": self._since, "life": self._view.life}
        self._put(hello)

    def receive(self, payload: bytes) -> None:
        """Take in what the room says. Raises `BadFrame`."""
        message = self._decoder.decode(payload)
        if message is None or self.ended:
            return
        if isinstance(message, Receipt):
            self._view.received(message.seq, message.n)
        elif isinstance(message, TextUpdate):
            self._edited(message)
        else:
            self._heard(message)

    def end(self, why: str, *, meeting_too: bool = False) -> None:
        """This seat is over, for a reason the process around it found out; `Change.ended` says it.

        With `meeting_too` the meeting is over, and nothing of it stays with its people either.
        """
        self._told.ended = why
        self._tell_what_came_too_late()
        if meeting_too:
            self._drafts.forget(self.start.id)
        self._end(why)

    def changes_done(self) -> None:
        """A batch has been taken in: tell what changed, once."""
        change, self._told = self._told.told(), Gathering()
        if change is not None and self.on_change is not None:
            self.on_change(change)

    def forget_changes(self) -> None:
        """What was told at the start is no change."""
        self._told = Gathering()

    # Sending

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

    def _send_pending(self, pending: Pending | None) -> bool:
        if pending is None or not self.connected:
            return pending is not None
        if pending.key:
            self._seq += 1
            pending.seq = self._seq
            self._send(TextUpdate(pending.key, pending.generation, pending.update, seq=pending.seq))
        else:
            act = pending.acts[0]
            parts = {name: part for name in ("seat", "q", "row", "field") if (part := getattr(act, name))}
            self._send({"k": "act", "id": pending.id, "what": act.what, **parts, "value": act.value})
        return True

    def _send(self, message: Message) -> None:
        self._put(message)
        if self.on_send is not None:
            self.on_send()

    def _put(self, message: Message) -> None:
        self._out += self._encoder.encode(message)

    # Blind answers

    def _drafts_as_events(self) -> list[Event]:
        state = self._view.state
        drafts = [
            Act("answered", self.seat, q, value=value)
            for q, value in self._drafts.all(self.start.id).items()
            if q in state.questions and not is_shown(state, state.questions[q])
        ]
        return [self._view.event(act, state.n) for act in drafts]

    def _keep_draft(self, q: str, value: Any) -> None:
        self._drafts.put(self.start.id, q, value)
        self._with_drafts = None
        self._given.discard(q)
        if self.connected:
            self._show_drafts()  # where all are ready, whatever was given before

    def _show_drafts(self) -> None:
        """Once everybody is ready, give one's own; the room puts all of them down together."""
        state = self._view.confirmed
        for q, value in self._drafts.all(self.start.id).items():
            question = state.questions.get(q)
            if question is None or is_shown(state, question):
                self._drafts.put(self.start.id, q, None)
                self._with_drafts = None
            elif (q, self.seat) in state.sealed and all_ready(state, question) and q not in self._given:
                self._given.add(q)
                self._send({"k": "shown", "q": q, "value": value})

    # Hearing

    def _edited(self, edit: TextUpdate) -> None:
        if not self._view.begun:
            raise BadFrame("an edit before the welcome")
        event = self._view.edited(edit)
        if event is None:
            return
        self._told.events.append(event)
        author = tuple(self.start.seats)[edit.author : edit.author + 1]
        if author and author[0] != self.seat:
            self._told.typed = author[0]

    def _heard(self, message: dict[str, Any]) -> None:
        if not self._view.begun and message["k"] not in ("welcome", "bye", "no"):
            raise BadFrame("something before the welcome")
        match message["k"]:
            case "welcome":
                self._welcomed(message)
            case "event":
                self._happened(message)
            case "text":
                key, generation = text_of(message, "key"), count_of(message, "gen")
                whole = from_text(message.get("whole"))
                n = count_of(message, "n")
                dropped = self._view.text_began(key, generation, whole, n, told=self._told_anew)
                if dropped.strip():
                    self._told.refused.append(f"This was not taken: {_quoted(dropped)}")
                self._told.other = True
            case "ready":
                self._caught_up(count_of(message, "n"))
            case "here":
                self._here(message.get("here"))
            case "trouble":
                self._room_trouble = text_of(message, "why")
                self._told.other = True
            case "no":
                self._view.refused(text_of(message, "id"))
                why = text_of(message, "why")
                if why and why not in self._told.refused:  # letter after letter is refused for one reason
                    self._told.refused.append(why)
            case "saved":
                self._told.saved = text_of(message, "meeting")
                self._tell_what_came_too_late()
                self._drafts.forget(self.start.id)
                self._end("saved")
            case "bye" if not message.get("again"):
                self.end(text_of(message, "why") or "The meeting is over.")
            case "bye":
                pass  # the room was asked to end; another is started
            case _:
                raise BadFrame("a message that only a seat sends")

    def _tell_what_came_too_late(self) -> None:
        """What was typed last and has not reached the room is said again, for whoever wants to keep it."""
        words = {one.key: "" for one in self._view.pending if one.key} if self._view.begun else {}
        for one in self._view.pending if words else ():
            words |= {one.key: words[one.key] + letters_of(one)} if one.key else {}
        for typed in filter(str.strip, words.values()):
            self._told.refused.append(f"This came too late for the meeting: {_quoted(typed)}")

    def _end(self, why: str) -> None:
        self.ended = why
        self.connected = False

    def _welcomed(self, message: dict[str, Any]) -> None:
        self._told_anew = "start" in message
        if not self._told_anew:
            return
        try:
            start = start_from_json(message["start"])
        except (ValueError, TypeError, AttributeError):
            raise BadFrame("a meeting that can't be read") from None
        if self.seat not in start.seats:
            raise BadFrame("a meeting without this seat")
        damage = message.get("damage")
        self.damage = tuple(str(line) for line in damage) if isinstance(damage, list) else ()
        self._since = 0
        self._view.begin(start)

    def _happened(self, message: dict[str, Any]) -> None:
        try:
            event = event_from_json(message["e"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadFrame("an event that can't be read") from None
        if not self._view.happened(event) and not self._view.retelling:
            self._told.events.append(event)
        if not self._joining:
            self._show_drafts()

    def _caught_up(self, n: int) -> None:
        """All that was missed has been told: what waited goes out."""
        self._view.n = max(self._view.n, n)
        self._view.told_all(self._may)
        self._joining = self._told_anew = False
        self._told_all = True
        self.connected = True
        if self._was_lost:
            self._was_lost = False
            self._told.connection = "back"
        for one in self._view.pending:
            self._send_pending(one)
        self._show_drafts()

    def _may(self, state: State, act: Act) -> bool:
        try:
            permit(state, self.seat, act)
            checked(state, act)
        except NotNow:
            return False
        return True

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


def _quoted(words: str) -> str:
    """Words as they stand in a line that says what became of them."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= _QUOTED else line[:_QUOTED] + '…'}”"
