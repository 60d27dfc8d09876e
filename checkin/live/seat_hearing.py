"""What a seat hears from the room: taken into its view, with what of it is news for the interface.

From the hello of each connection to the end: whether the seat is caught up, and who else is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.live.change import Change, Gathering
from checkin.live.frames import BadFrame
from checkin.live.messages import (
    MAX_PARTS,
    VERSION,
    Decoder,
    Receipt,
    TextUpdate,
    count_of,
    from_text,
    text_of,
)
from checkin.live.pending import letters_of
from checkin.live.permissions import permit
from checkin.meeting.events import from_json as event_from_json
from checkin.meeting.rules import Act, NotNow, checked
from checkin.meeting.start import from_json as start_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checkin.live.seat_blind import SeatBlind
    from checkin.live.seat_sending import Sending
    from checkin.live.view import View
    from checkin.meeting.state import State

_QUOTED = 200
"""Characters that are repeated of words that could not be taken."""


class Hearing:
    """A seat's side of the talk with the room. Begins with `joined_again`, for every connection."""

    def __init__(self, seat: str, view: View, blind: SeatBlind, sending: Sending) -> None:
        self.connected = False
        """Whether the room has told everything, on a connection that is there."""
        self.ended = ""
        """Why this seat is over, empty while it is not."""
        self.here: Mapping[str, int] = {}
        """How many windows each seat has in the meeting now."""
        self.lost_lines: frozenset[str] = frozenset()
        """The seats that are not here because their line broke."""
        self.damage: tuple[str, ...] = ()
        """What could not be read of the meeting when it was opened, in plain words."""
        self.trouble = ""
        """Why the room can't write at the moment, empty while all is well."""
        self.on_last: Callable[[], None] | None = None
        """Called when somebody saves, instead of `said_all`, which is to follow soon."""
        self.news = Gathering()
        """What is to be told to the interface next."""
        self._seat = seat
        self._view = view
        self._blind = blind
        self._sending = sending
        self._decoder = Decoder(MAX_PARTS)
        self._joining = False
        self._told_anew = False
        self._told_all = False
        self._since = 0
        self._was_lost = False

    def joined_again(self) -> None:
        """There is a connection: say who one is and what one has."""
        self._view.one_edit_each()
        self._decoder = Decoder(MAX_PARTS)
        self._blind.begin_anew()
        self._joining = True
        hello: dict[str, Any] = {"k": "hello", "v": VERSION, "seat": self._seat}
        if self._told_all:
            # A line that broke in the midst of a welcome: there are holes below the last number told.
            self._since, self._told_all = self._view.n, False
        if self._since:
            told = self._view.told
            hello |= {"meeting": told.start.id, "since": self._since, "life": told.life}
        self._sending.begin(hello)

    def lost(self) -> None:
        """The connection is gone: what is done from now on waits."""
        self._sending.drop()
        self._joining = False
        if self.connected:
            self.connected = False
            self.here, self.lost_lines = {}, frozenset()
            self.news.connection = "lost"
            self._was_lost = True

    def take_in(self, payload: bytes) -> None:
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
        """This seat is over, and with `meeting_too` the meeting: nothing of it stays with its people then."""
        self.news.ended = why
        self._tell_what_came_too_late()
        if meeting_too:
            self._let_go_of_drafts()
        self._end(why)

    def take_news(self) -> Change | None:
        """What changed since this was asked last, None when there is nothing to tell."""
        change, self.news = self.news.told(), Gathering()
        return change

    def _edited(self, edit: TextUpdate) -> None:
        if not self._view.begun:
            raise BadFrame("an edit before the welcome")
        event = self._view.edited(edit)
        if event is None:
            return
        self.news.events.append(event)
        self.news.edits[edit.key] = self.news.edits.get(edit.key, ()) + self._view.edits_of(edit.key)
        author = tuple(self._view.told.start.seats)[edit.author : edit.author + 1]
        if author and author[0] != self._seat:
            self.news.typed = author[0]

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
                dropped, event = self._view.text_began(key, generation, whole, n, told=self._told_anew)
                if event is not None:
                    self.news.events.append(event)
                if dropped.strip():
                    self.news.refused.append(f"This was not taken: {_quoted(dropped)}")
                self.news.other = True
            case "ready":
                self._caught_up(count_of(message, "n"))
            case "here":
                self._here(message.get("here"), message.get("lost"))
            case "trouble":
                self.trouble = text_of(message, "why")
                self.news.other = True
            case "no":
                self._view.refused(text_of(message, "id"))
                why = text_of(message, "why")
                if why and why not in self.news.refused:  # letter after letter is refused for one reason
                    self.news.refused.append(why)
            case "last":
                if self.on_last is None:
                    self.said_all()
                else:
                    self.on_last()
            case "saved":
                self.news.saved = text_of(message, "meeting")
                self._tell_who_was_silent(message.get("silent"))
                self._tell_what_came_too_late()
                self._let_go_of_drafts()
                self._end("saved")
            case "bye" if not message.get("again"):
                self.end(text_of(message, "why") or "The meeting is over.")
            case "bye":
                pass  # the room was asked to end; another is started
            case _:
                raise BadFrame("a message that only a seat sends")

    def said_all(self) -> None:
        """Tell the room that whatever was done here went out before this."""
        if self.connected:
            self._sending.send({"k": "said"})

    def _tell_what_came_too_late(self) -> None:
        """What was typed last and has not reached the room is said again, for whoever wants to keep it."""
        words = {one.key: "" for one in self._view.pending if one.key} if self._view.begun else {}
        for one in self._view.pending if words else ():
            words |= {one.key: words[one.key] + letters_of(one)} if one.key else {}
        for typed in filter(str.strip, words.values()):
            self.news.left_over.append(f"This came too late for the meeting: “{' '.join(typed.split())}”")

    def _let_go_of_drafts(self) -> None:
        """The meeting is over: a blind answer that nobody saw is its owner's to know, and nobody else's."""
        if self._view.begun:
            for title, value in self._blind.unseen():
                self.news.left_over.append(
                    f"Your answer to “{title}” was {value}. Nobody has seen it, and it is in no summary."
                )
        self._blind.forget()

    def _tell_who_was_silent(self, seats: Any) -> None:
        for seat in seats if isinstance(seats, list) else ():
            if seat in self._view.told.start.seats and seat != self._seat:
                name = self._view.told.start.name(seat)
                self.news.refused.append(
                    f"{name}'s line gave no answer: what they typed last may not be in it."
                )

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
        if self._seat not in start.seats:
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
            self.news.events.append(event)
        if not self._joining:
            self._blind.show()

    def _caught_up(self, n: int) -> None:
        """All that was missed has been told: what waited goes out."""
        self._view.n = max(self._view.n, n)
        self._view.told_all(self._may)
        self._joining = self._told_anew = False
        self._told_all = True
        self.connected = True
        if self._was_lost:
            self._was_lost = False
            self.news.connection = "back"
        for one in self._view.pending:
            if self.connected:
                self._sending.send_pending(one)
        self._blind.show()

    def _may(self, state: State, act: Act) -> bool:
        try:
            permit(state, self._seat, act)
            checked(state, act)
        except NotNow:
            return False
        return True

    def _here(self, here: Any, lost: Any) -> None:
        if not isinstance(here, dict) or not isinstance(lost, list):
            raise BadFrame("nobody knows who is here")
        now = {seat: here.get(seat, 0) for seat in self._view.told.start.seats}
        if any(type(count) is not int for count in now.values()):
            raise BadFrame("a count of windows that is none")
        if not self._joining and self.here:
            others = [s for s in now if s != self._seat]
            self.news.came += [s for s in others if now[s] and not self.here.get(s)]
            self.news.left += [s for s in others if not now[s] and self.here.get(s)]
        self.news.other = True
        self.here = now
        self.lost_lines = frozenset(seat for seat in now if seat in lost)


def _quoted(words: str) -> str:
    """Words as they stand in a line that says what became of them."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= _QUOTED else line[:_QUOTED] + '…'}”"
