"""The room: where the seats of one meeting come together. It orders what they do, and keeps it.

No sockets, no clock: payloads of frames go in and come out, so that any order of things can be tried.
The process around it is in `serve`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CheckinError
from checkin.ground.ids import is_ulid
from checkin.live.catching_up import latest_only
from checkin.live.frames import BadFrame
from checkin.live.messages import (
    NOBODY,
    VERSION,
    Decoder,
    Encoder,
    Message,
    Receipt,
    TextUpdate,
    count_of,
    in_text,
    text_of,
)
from checkin.live.permissions import all_ready, is_shown, permit
from checkin.live.text_places import act_for, key_of, replaced_by, texts_of, value_of
from checkin.live.texts import LiveText, TooLong
from checkin.meeting.events import to_json as event_to_json
from checkin.meeting.rules import Act, NotNow, checked
from checkin.meeting.start import to_json as start_to_json
from checkin.meeting.state import NO_ANSWER, is_blind

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.live.text_log import TextLog
    from checkin.meeting.events import Event, Value
    from checkin.meeting.state import State
    from checkin.record.open_meeting import OpenMeeting

OTHER_VERSION = (
    "The two of you run different versions of checkin. Install the same one on both sides, then join again."
)


_AHEAD = 1000
"""How many times a text may have begun anew at a seat without the room's knowledge."""


@dataclass
class _Connection:
    """One window: whose seat it is once it said so."""

    encoder: Encoder = field(default_factory=Encoder)
    decoder: Decoder = field(default_factory=Decoder)
    seat: str = ""


@dataclass
class _Text:
    """One live text: its content, its generation, and after which number it was in which state."""

    content: LiveText
    generation: int
    begun: int
    tail: list[tuple[int, bytes]] = field(default_factory=list)

    def took(self, n: int) -> None:
        """An edit went in, as this number of the meeting."""
        self.tail.append((n, self.content.state()))

    def missed(self, since: int) -> bytes:
        """What somebody has not got who was told everything before a number."""
        known = next((state for n, state in reversed(self.tail) if n < since), None)
        return self.content.whole() if known is None else self.content.since(known)


class Room:
    """One shared meeting. `save` puts it on record and returns its id; it raises `CannotDo` when it can't."""

    def __init__(self, meeting: OpenMeeting, log: TextLog, save: Callable[[OpenMeeting], str]) -> None:
        self.over = False
        """Whether the meeting is saved, or everybody who had come has gone."""
        self._meeting = meeting
        self._log = log
        self._save = save
        self._connections: dict[int, _Connection] = {}
        self._opened = 0
        self._entered = False
        self._out: list[tuple[int, bytes]] = []
        self._dropped: list[int] = []
        self._texts: dict[str, _Text] = {}
        self._shown: dict[str, dict[str, Value]] = {}
        self._ids = {event.id for event in meeting.events}
        self._fresh: list[Event] = []
        self._trouble = ""
        self._seats = tuple(meeting.start.seats)
        self._take_up_texts()
        meeting.on_event = self._happened

    # What the driver calls

    def opened(self) -> int:
        """Somebody connected; the number of the connection."""
        self._opened += 1
        self._connections[self._opened] = _Connection()
        return self._opened

    def receive(self, number: int, payload: bytes) -> None:
        """Take in a payload of a connection. Raises `BadFrame`: that connection is to be closed."""
        connection = self._connections.get(number)
        if connection is None or self.over:
            return
        message = connection.decoder.decode(payload)
        if message is None or isinstance(message, Receipt):
            raise BadFrame("a message that only the room sends")
        if not connection.seat:
            if isinstance(message, TextUpdate) or message["k"] not in ("hello", "who"):
                raise BadFrame("something before a hello")
            if message["k"] == "hello":
                self._hello(number, connection, message)
            else:
                self._send(number, {"k": "here", "here": self._who_is_here()})
                self._dropped.append(number)
        elif isinstance(message, TextUpdate):
            self._edit(number, connection.seat, message)
        else:
            self._do(number, connection.seat, message)
        self._mind_the_disk()

    def closed(self, number: int) -> None:
        """A connection is gone. With the last seat the room ends; the meeting is kept."""
        connection = self._connections.pop(number, None)
        if connection is None or self.over:
            return
        if connection.seat:
            self._tell_who_is_here()
        # Somebody who has just connected may be about to say hello again.
        if self._entered and not self._connections:
            self._end()

    def take(self) -> list[tuple[int, bytes]]:
        """What is to be sent now, in order: the connection and a payload."""
        out, self._out = self._out, []
        return out

    def take_dropped(self) -> list[int]:
        """The connections to be closed once what was taken for them is sent."""
        dropped, self._dropped = self._dropped, []
        return dropped

    @property
    def troubled(self) -> bool:
        """Whether something could not be written: `tick` is wanted."""
        return bool(self._trouble)

    def tick(self) -> None:
        """Try again to write what could not be written."""
        self._meeting.retry()
        if self._log.trouble is not None:
            self._log.retry()
        self._mind_the_disk()

    def leave(self) -> None:
        """The process is asked to end: everybody is told, the meeting is kept."""
        if not self.over:
            self._to_all({"k": "bye", "why": "", "again": True})
            self._end()

    def _end(self) -> None:
        self.over = True
        self._meeting.leave(if_blank_drop=True)
        self._log.close()

    # Coming and going

    def _hello(self, number: int, connection: _Connection, message: dict[str, Any]) -> None:
        seat = text_of(message, "seat")
        if message.get("v") != VERSION:
            self._bye(number, OTHER_VERSION)
            return
        if seat not in self._seats:
            self._bye(number, "This meeting has no such seat.")
            return
        for other, one in list(self._connections.items()):
            if one.seat == seat:
                self._bye(other, "Your seat is taken in another window now.")
                del self._connections[other]
        connection.seat = seat
        self._entered = True
        since = count_of(message, "since")
        same = message.get("meeting") == self._meeting.start.id and 0 < since <= self._state.n
        if same and not self._kept_up_to(since, text_of(message, "life")):
            same = False
        self._welcome(number, seat, since if same else 0)

    def _kept_up_to(self, since: int, life: str) -> bool:
        """Whether what a seat was told up to a number is what is known here.

        A room that died may have told what never reached the disk; the next one then gave the same numbers
        to other things. `life` is when, as far as the seat knows, the meeting was opened last.
        """
        lives = [("", 0), *((e.id, e.n) for e in self._meeting.events if e.what == "resumed")]
        at = next((at for at, (id, _) in enumerate(lives) if id == life), None)
        return at is not None and (at + 1 == len(lives) or since < lives[at + 1][1])

    def _welcome(self, number: int, seat: str, since: int) -> None:
        """Tell a seat what it has not got yet: everything, or what came after a number."""
        state, events = self._state, self._meeting.events
        welcome: dict[str, Any] = {"k": "welcome", "v": VERSION, "seat": seat, "n": state.n}
        if not since:
            welcome["start"] = start_to_json(state.start)
            welcome["damage"] = list(self._meeting.damage)
            events = latest_only(events)
        self._send(number, welcome)
        self._tell_who_is_here()
        for event in events:
            if event.n <= since:
                continue
            key = key_of(state, Act(event.what, event.seat, event.q, event.row, event.field))
            # What is written live comes as edits to somebody who was here before; not that all of it went.
            if not since or key not in self._texts or not str(event.value or "").strip():
                self._send(number, {"k": "event", "e": event_to_json(event)})
        for key, text in self._texts.items():
            if not since or text.begun >= since:
                self._send(number, self._begun(key, text))
            elif text.tail and text.tail[-1][0] >= since:
                # The line may have broken between two frames of one number: that number is told again.
                self._send(number, TextUpdate(key, text.generation, text.missed(since), text.tail[-1][0]))
        if self._trouble:
            self._send(number, {"k": "trouble", "why": self._trouble})
        self._send(number, {"k": "ready", "n": state.n})

    def _bye(self, number: int, why: str) -> None:
        self._send(number, {"k": "bye", "why": why})
        self._dropped.append(number)

    def _tell_who_is_here(self) -> None:
        self._to_all({"k": "here", "here": self._who_is_here()})

    def _who_is_here(self) -> dict[str, int]:
        here = dict.fromkeys(self._seats, 0)
        for connection in self._connections.values():
            if connection.seat:
                here[connection.seat] += 1
        return here

    # Acts

    def _do(self, number: int, seat: str, message: dict[str, Any]) -> None:
        match message["k"]:
            case "act":
                self._act(number, seat, message)
            case "shown":
                self._show(number, seat, text_of(message, "q"), message.get("value"))
            case "save":
                self._save_it(number)
            case "leave":
                self.closed(number)
                self._dropped.append(number)
            case _:
                raise BadFrame("a message that only the room sends, or a second hello")

    def _act(self, number: int, seat: str, message: dict[str, Any]) -> None:
        id = text_of(message, "id")
        value = message.get("value")
        if not is_ulid(id) or isinstance(value, float):
            raise BadFrame("an act without an id, or with a fraction")
        what, of, q, row, part = (text_of(message, name) for name in ("what", "seat", "q", "row", "field"))
        act = Act(what, of, q, row, part, value)
        if id in self._ids:
            # Sent again after a break, when it had arrived before: and been replaced or taken back since.
            self._send(number, {"k": "no", "id": id, "why": ""})
            return
        try:
            if key_of(self._state, act) is not None:
                raise BadFrame("words that are no edit")
            permit(self._state, seat, act)
            self._meeting.act(act, id)
        except CheckinError as refused:
            self._send(number, {"k": "no", "id": id, "why": str(refused)})
            if act.what == "between_us":
                # The seat has begun these texts anew: it gets their words back.
                for key in replaced_by(self._state, self._texts, act):
                    if act_for(self._state, key, "") is not None:
                        self._anew(key)
            return
        self._tell_events()
        self._settle(act)
        self._show_if_all(act.q)

    def _happened(self, event: Event) -> None:
        self._ids.add(event.id)
        self._fresh.append(event)

    def _tell_events(self) -> None:
        fresh, self._fresh = self._fresh, []
        for event in fresh:
            self._to_all({"k": "event", "e": event_to_json(event)})

    def _show(self, number: int, seat: str, q: str, value: Any) -> None:
        """A blind answer: none is put down before all are there."""
        state = self._state
        question = state.questions.get(q)
        if question is None or not is_blind(question) or is_shown(state, question):
            return
        try:
            if not all_ready(state, question):
                raise NotNow("Not everybody is ready yet.")
            act = checked(state, Act("answered", seat, q, value=value))
        except NotNow as refused:
            self._send(number, {"k": "no", "id": "", "why": str(refused)})
            return
        self._shown.setdefault(q, {})[seat] = act.value
        self._show_if_all(q)

    def _show_if_all(self, q: str, *, ending: bool = False) -> None:
        """Put down the blind answers to a question once none is missing; at the end, those that are there."""
        state, given = self._state, self._shown.get(q, {})
        missing = [
            one
            for one in self._seats
            if one not in given and (q, one) in state.sealed and state.answer(q, one) == NO_ANSWER
        ]
        if not given or (missing and not ending):
            return
        del self._shown[q]
        for one in given:
            if state.answer(q, one) == NO_ANSWER:
                self._meeting.act(Act("answered", one, q, value=given[one]))
        self._tell_events()

    def _save_it(self, number: int) -> None:
        for q in tuple(self._shown):
            self._show_if_all(q, ending=True)
        try:
            saved = self._save(self._meeting)
        except CheckinError as error:
            self._tell_events()
            self._send(number, {"k": "no", "id": "", "why": str(error)})
            return
        self._tell_events()
        self._to_all({"k": "saved", "meeting": saved})
        self._log.close()
        self.over = True

    # Texts

    @property
    def _state(self) -> State:
        return self._meeting.state

    def _take_up_texts(self) -> None:
        """The live texts as they were: from their log, and where that is behind, from the journal."""
        state = self._state
        journalled = max((event.n for event in self._meeting.events if event.what != "resumed"), default=0)
        for entry in self._log.read()[0]:
            text = self._texts.get(entry.key)
            if text is None or entry.generation > text.generation:
                text = self._texts[entry.key] = _Text(LiveText(), entry.generation, entry.n)
            if entry.generation == text.generation:
                try:
                    text.content.apply(entry.update)
                except BadFrame:
                    continue
                text.took(entry.n)
        for key, text in list(self._texts.items()):
            # An edit may be in the log whose line in the journal was never written.
            if text.tail and text.tail[-1][0] > journalled:
                act = act_for(state, key, text.content.text)
                if act is not None:
                    self._try(act)
        wanted = dict(texts_of(self._state))
        for key, text in list(self._texts.items()):
            if act_for(self._state, key, "") is None:
                del self._texts[key]
            elif text.content.waiting or text.content.text.strip() != wanted.get(key, "").strip():
                # Put in here, words that a seat still has would come a second time with its own.
                self._log.drop(key)
                self._begin(key, max(text.generation + 1, self._state.n), wanted.get(key, ""))
        for key, value in wanted.items():
            if key not in self._texts:
                self._begin(key, self._state.n, value)

    def _try(self, act: Act) -> None:
        try:
            self._meeting.act(act)
        except NotNow:
            return

    def _begin(self, key: str, generation: int, value: str) -> _Text:
        """A text begins, or begins anew. Only the room puts words into one that nobody has typed."""
        text = self._texts[key] = _Text(LiveText(), generation, self._state.n)
        if value or generation:
            # Also one without words: the generation has to outlive this process.
            self._log_edit(key, text, text.content.set(value) or text.content.whole())
        return text

    def _log_edit(self, key: str, text: _Text, update: bytes | None) -> None:
        if update is not None:
            text.took(self._state.n)
            self._log.append(key, text.generation, self._state.n, update)

    def _begun(self, key: str, text: _Text) -> dict[str, Any]:
        n = text.tail[-1][0] if text.tail else text.begun
        whole = in_text(text.content.whole())
        return {"k": "text", "key": key, "gen": text.generation, "n": n, "whole": whole}

    def _edit(self, number: int, seat: str, edit: TextUpdate) -> None:
        """Somebody typed: their edit is put in, kept, and passed on."""
        key, state = edit.key, self._state
        act = act_for(state, key, "")
        if act is None:
            self._refuse_edit(number, edit, "That line is gone.")
            return
        text = self._texts.get(key)
        generation = text.generation if text is not None else 0
        if text is not None and edit.generation < generation:
            # Typed before the news that these words were taken back; that news is on its way.
            self._send(number, Receipt(edit.seq, state.n))
            return
        if edit.generation > generation + _AHEAD:
            raise BadFrame("an edit of a text that can't have begun anew so often")
        try:
            permit(state, seat, act)
            checked(state, act)
        except NotNow as refused:
            self._refuse_edit(number, edit, str(refused))
            return
        if text is None or edit.generation > generation:
            # Ahead of what is known here: that the text began anew was never written, the disk being full.
            if text is not None:
                self._log.drop(key)
            text = self._begin(key, edit.generation, value_of(state, key))
            if edit.generation > generation:
                self._to_all(self._begun(key, text))
        try:
            news = text.content.apply(edit.update)
        except TooLong:
            self._refuse_edit(number, edit, "Together that is more than one answer has room for.")
            return
        if text.content.waiting:
            # It leans on what was lost here with a damaged log.
            self._refuse_edit(number, edit, "Some of what was typed last could not be kept.")
            return
        if not news:
            self._send(number, Receipt(edit.seq, state.n))
            return
        words = text.content.text
        try:
            act = checked(state, replace(act, value=words or None))
        except NotNow as refused:
            self._refuse_edit(number, edit, str(refused))
            return
        n = state.n + 1
        text.took(n)
        self._log.append(key, text.generation, n, edit.update)
        self._meeting.act(act)
        self._fresh.clear()  # it goes out as an edit, not as an event
        author = self._seats.index(seat)
        for other in self._seated():
            if other != number:
                self._send(other, TextUpdate(key, text.generation, edit.update, n, author))
        if (act.value or "") != words and words.strip():
            # What may not stand in a text goes, in everybody's.
            fix = text.content.set(str(act.value or ""))
            self._log_edit(key, text, fix)
            if fix is not None:
                self._to_all(TextUpdate(key, text.generation, fix, n))
        self._send(number, Receipt(edit.seq, n))

    def _refuse_edit(self, number: int, edit: TextUpdate, why: str) -> None:
        """The seat's own copy has gone another way: it is given the room's, as a text that begins anew."""
        self._send(number, {"k": "no", "id": "", "why": why})
        if act_for(self._state, edit.key, "") is not None:
            self._anew(edit.key)
        self._send(number, Receipt(edit.seq, self._state.n))

    def _anew(self, key: str) -> None:
        """The words of a text were replaced by an act, or taken back: it begins anew without them."""
        generation = self._texts[key].generation + 1 if key in self._texts else 1
        self._log.drop(key)
        text = self._begin(key, generation, value_of(self._state, key))
        self._to_all(self._begun(key, text))

    def _settle(self, act: Act) -> None:
        """After an act that is no edit: texts that say something else now begin anew."""
        state = self._state
        for key in replaced_by(state, self._texts, act):
            if act_for(state, key, "") is None:
                self._texts.pop(key, None)
                self._log.drop(key)
            elif act.what == "between_us" or self._differs(key):
                self._anew(key)
        if act.what == "added":
            for key, _ in list(texts_of(state)):
                if key not in self._texts:
                    self._anew(key)

    def _differs(self, key: str) -> bool:
        return self._texts[key].content.text.strip() != value_of(self._state, key).strip()

    # Telling

    def _mind_the_disk(self) -> None:
        trouble = self._meeting.trouble or self._log.trouble
        words = "" if trouble is None or self.over else str(trouble)
        if words != self._trouble:
            self._trouble = words
            self._to_all({"k": "trouble", "why": words})

    def _seated(self) -> list[int]:
        return [number for number, connection in self._connections.items() if connection.seat]

    def _to_all(self, message: Message) -> None:
        for number in self._seated():
            self._send(number, message)

    def _send(self, number: int, message: Message) -> None:
        if isinstance(message, TextUpdate) and message.author != NOBODY and message.n == 0:
            raise ValueError("an edit goes out with its number")
        for payload in self._connections[number].encoder.encode(message):
            self._out.append((number, payload))
