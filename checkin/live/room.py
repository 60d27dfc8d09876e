"""The room: where the seats of one meeting come together. It orders what they do, and keeps it.

No sockets, no clock: payloads of frames go in and come out, so that any order of things can be tried.
The process around it is in `serve`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.ground.errors import CheckinError
from checkin.ground.ids import is_ulid
from checkin.live.catching_up import knows, latest_only
from checkin.live.frames import BadFrame
from checkin.live.messages import VERSION, Receipt, TextUpdate, count_of, text_of
from checkin.live.permissions import permit
from checkin.live.room_blind import RoomBlind
from checkin.live.room_connections import Connections, Seated
from checkin.live.room_saving import HearingOut
from checkin.live.room_texts import RoomTexts
from checkin.live.text_places import key_of
from checkin.meeting.events import to_json as event_to_json
from checkin.meeting.rules import Act, NotNow
from checkin.meeting.start import to_json as start_to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.live.text_log import TextLog
    from checkin.meeting.events import Event
    from checkin.meeting.state import State
    from checkin.record.open_meeting import OpenMeeting

OTHER_VERSION = (
    "The two of you run different versions of checkin. Install the same one on both sides, then join again."
)


class Room:
    """One shared meeting. `save` puts it on record and returns its id; it raises `CannotDo` when it can't."""

    def __init__(self, meeting: OpenMeeting, log: TextLog, save: Callable[[OpenMeeting], str]) -> None:
        self.over = False
        """Whether the meeting is saved, or everybody who had come has gone."""
        self._meeting = meeting
        self._log = log
        self._save = save
        self._connections = Connections(meeting.start.seats)
        self._entered = False
        self._ids = {event.id for event in meeting.events}
        self._fresh: list[Event] = []
        self._trouble = ""
        self._blind = RoomBlind(meeting)
        self._hearing_out = HearingOut(self._connections)
        self._texts = RoomTexts(meeting, log, self._connections)
        meeting.on_event = self._happened

    # What the driver calls

    def opened(self) -> int:
        """Somebody connected; the number of the connection."""
        return self._connections.add()

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
                self._connections.send(number, {"k": "here", "here": self._connections.here()})
                self._connections.drop(number)
        elif isinstance(message, TextUpdate):
            if self._texts.edit(number, connection.seat, message):
                self._fresh.clear()  # it goes out as an edit, not as an event
        else:
            self._do(number, connection.seat, message)
        self._mind_the_disk()

    def closed(self, number: int, *, left: bool = False) -> None:
        """A connection is gone, its line down unless its seat `left`. With the last seat the room ends; the
        meeting is kept.
        """
        connection = self._connections.remove(number)
        if connection is None or self.over:
            return
        if connection.seat:
            if not (left or self._connections.of_seat(connection.seat)):
                self._connections.lost.add(connection.seat)
            self._tell_who_is_here()
            self._hearing_out.heard(number)
            self._save_if_all_said()
            if self.over:
                return
        # Somebody who has just connected may be about to say hello again.
        if self._entered and not self._connections:
            self._end()

    def take(self) -> list[tuple[int, bytes]]:
        """What is to be sent now, in order: the connection and a payload."""
        return self._connections.take()

    def take_dropped(self) -> list[int]:
        """The connections to be closed once what was taken for them is sent."""
        return self._connections.take_dropped()

    def tick(self) -> None:
        """Try again to write what could not be written."""
        self._meeting.retry()
        if self._log.trouble is not None:
            self._log.retry()
        self._mind_the_disk()

    @property
    def saving(self) -> bool:
        """Whether somebody asked to save and a seat is still heard out: `save_anyway` waits for nobody."""
        return bool(self._hearing_out.asked) and not self.over

    def save_anyway(self) -> None:
        """Save without hearing out who gives no answer."""
        if self.saving:
            self._save_it()
            self._mind_the_disk()

    def leave(self) -> None:
        """The process is asked to end: everybody is told, the meeting is kept."""
        if not self.over:
            self._connections.to_all({"k": "bye", "why": "", "again": True})
            self._end()

    def _end(self) -> None:
        self.over = True
        self._meeting.leave(if_blank_drop=True)
        self._log.close()

    # Coming and going

    def _hello(self, number: int, connection: Seated, message: dict[str, Any]) -> None:
        seat = text_of(message, "seat")
        if message.get("v") != VERSION:
            self._connections.bye(number, OTHER_VERSION)
            return
        if seat not in self._state.start.seats:
            self._connections.bye(number, "This meeting has no such seat.")
            return
        for other in self._connections.of_seat(seat):
            self._connections.bye(other, "Your seat is taken in another window now.")
            self._connections.remove(other)
            self._hearing_out.heard(other)
        connection.seat = seat
        self._connections.lost.discard(seat)
        self._entered = True
        since = count_of(message, "since")
        same = message.get("meeting") == self._meeting.start.id and 0 < since <= self._state.n
        if same and not knows(self._meeting.events, since, text_of(message, "life")):
            same = False
        self._welcome(number, seat, since if same else 0)
        self._hearing_out.came(number)

    def _welcome(self, number: int, seat: str, since: int) -> None:
        """Tell a seat what it has not got yet: everything, or what came after a number."""
        state, events = self._state, self._meeting.events
        welcome: dict[str, Any] = {"k": "welcome", "v": VERSION, "seat": seat, "n": state.n}
        if not since:
            welcome["start"] = start_to_json(state.start)
            welcome["damage"] = list(self._meeting.damage)
            events = latest_only(events)
        self._connections.send(number, welcome)
        self._tell_who_is_here()
        for event in events:
            if event.n <= since:
                continue
            key = key_of(state, Act(event.what, event.seat, event.q, event.row, event.field))
            # What is written live comes as edits to somebody who was here before; not that all of it went.
            if not since or key not in self._texts or not str(event.value or "").strip():
                self._connections.send(number, {"k": "event", "e": event_to_json(event)})
        self._texts.catch_up(number, since)
        if self._trouble:
            self._connections.send(number, {"k": "trouble", "why": self._trouble})
        self._connections.send(number, {"k": "ready", "n": state.n})

    def _tell_who_is_here(self) -> None:
        lost = sorted(self._connections.lost)
        self._connections.to_all({"k": "here", "here": self._connections.here(), "lost": lost})

    # Acts

    def _do(self, number: int, seat: str, message: dict[str, Any]) -> None:
        match message["k"]:
            case "act":
                self._act(number, seat, message)
            case "shown":
                self._show(number, seat, text_of(message, "q"), message.get("value"))
            case "save":
                self._hearing_out.ask(number)
                self._save_if_all_said()
            case "said":
                self._hearing_out.heard(number)
                self._save_if_all_said()
            case "leave":
                self.closed(number, left=True)
                self._connections.drop(number)
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
            self._connections.send(number, {"k": "no", "id": id, "why": ""})
            return
        try:
            if key_of(self._state, act) is not None:
                raise BadFrame("words that are no edit")
            permit(self._state, seat, act)
            self._meeting.act(act, id)
        except CheckinError as refused:
            self._connections.send(number, {"k": "no", "id": id, "why": str(refused)})
            if act.what == "between_us":
                self._texts.give_back(act)
            return
        self._tell_events()
        self._texts.settle(act)
        self._show_if_all(act.q)

    def _happened(self, event: Event) -> None:
        self._ids.add(event.id)
        self._fresh.append(event)

    def _tell_events(self) -> None:
        fresh, self._fresh = self._fresh, []
        for event in fresh:
            self._connections.to_all({"k": "event", "e": event_to_json(event)})

    def _show(self, number: int, seat: str, q: str, value: Any) -> None:
        """A blind answer: none is put down before all are there."""
        try:
            given = self._blind.give(seat, q, value)
        except NotNow as refused:
            self._connections.send(number, {"k": "no", "id": "", "why": str(refused)})
            return
        if given:
            self._show_if_all(q)

    def _show_if_all(self, q: str, *, ending: bool = False) -> None:
        if self._blind.put_down(q, ending=ending):
            self._tell_events()

    def _save_if_all_said(self) -> None:
        if not self._hearing_out.done:
            return
        if self._blind.on_their_way and self._hearing_out.ask_again():
            return
        self._save_it()

    def _save_it(self) -> None:
        asked, silent = self._hearing_out.asked, self._hearing_out.silent
        self._hearing_out.over()
        for q in self._blind.held:
            self._show_if_all(q, ending=True)
        try:
            saved = self._save(self._meeting)
        except CheckinError as error:
            self._tell_events()
            for number in asked:
                if number in self._connections:
                    self._connections.send(number, {"k": "no", "id": "", "why": str(error)})
            return
        self._tell_events()
        self._connections.to_all({"k": "saved", "meeting": saved, "silent": list(silent)})
        self._log.close()
        self.over = True

    @property
    def _state(self) -> State:
        return self._meeting.state

    def _mind_the_disk(self) -> None:
        trouble = self._meeting.trouble or self._log.trouble
        words = "" if trouble is None or self.over else str(trouble)
        if words != self._trouble:
            self._trouble = words
            self._connections.to_all({"k": "trouble", "why": words})
