"""The room's live texts: what each says, the generation it is in, and what somebody has missed of it.

Kept in their log before anybody hears of them, and in the meeting as whole values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from checkin.live.frames import BadFrame
from checkin.live.messages import Receipt, TextUpdate, in_text
from checkin.live.permissions import permit
from checkin.live.text_places import act_for, replaced_by, texts_of, value_of
from checkin.live.texts import LiveText, TooLong
from checkin.meeting.rules import Act, NotNow, checked

if TYPE_CHECKING:
    from checkin.live.room_connections import Connections
    from checkin.live.text_log import TextLog
    from checkin.meeting.state import State
    from checkin.record.open_meeting import OpenMeeting

_AHEAD = 1000
"""How many times a text may have begun anew at a seat without the room's knowledge."""


@dataclass
class RoomText:
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


class RoomTexts(Mapping[str, RoomText]):
    """The live texts of a meeting by key. Made of their log, and where that is behind, of the journal."""

    def __init__(self, meeting: OpenMeeting, log: TextLog, connections: Connections) -> None:
        self._meeting = meeting
        self._log = log
        self._connections = connections
        self._by_key: dict[str, RoomText] = {}
        self._take_up()

    def __getitem__(self, key: str) -> RoomText:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def catch_up(self, number: int, since: int) -> None:
        """Send a connection what it has not got of the texts: all, or what came from a number on."""
        for key, text in self._by_key.items():
            if not since or text.begun >= since:
                self._connections.send(number, _begun(key, text))
            elif text.tail and text.tail[-1][0] >= since:
                # The line may have broken between two frames of one number: that number is told again.
                update = TextUpdate(key, text.generation, text.missed(since), text.tail[-1][0])
                self._connections.send(number, update)

    def edit(self, number: int, seat: str, edit: TextUpdate) -> bool:
        """Somebody typed: their edit is put in, kept, and passed on. Whether it changed anything.

        Raises `BadFrame` for an edit that no seat makes.
        """
        key, state = edit.key, self._state
        act = act_for(state, key, "")
        if act is None:
            self._refuse_edit(number, edit, "That line is gone.")
            return False
        text = self._by_key.get(key)
        generation = text.generation if text is not None else 0
        if text is not None and edit.generation < generation:
            # Typed before the news that these words were taken back; that news is on its way.
            self._connections.send(number, Receipt(edit.seq, state.n))
            return False
        if edit.generation > generation + _AHEAD:
            raise BadFrame("an edit of a text that can't have begun anew so often")
        try:
            permit(state, seat, act)
            checked(state, act)
        except NotNow as refused:
            self._refuse_edit(number, edit, str(refused))
            return False
        if text is None or edit.generation > generation:
            # Ahead of what is known here: that the text began anew was never written, the disk being full.
            if text is not None:
                self._log.drop(key)
            text = self._begin(key, edit.generation, value_of(state, key))
            if edit.generation > generation:
                self._connections.to_all(_begun(key, text))
        try:
            news = text.content.apply(edit.update)
        except TooLong:
            self._refuse_edit(number, edit, "Together that is more than one answer has room for.")
            return False
        if text.content.waiting:
            # It leans on what was lost here with a damaged log.
            self._refuse_edit(number, edit, "Some of what was typed last could not be kept.")
            return False
        if not news:
            self._connections.send(number, Receipt(edit.seq, state.n))
            return False
        words = text.content.text
        try:
            act = checked(state, replace(act, value=words or None))
        except NotNow as refused:
            self._refuse_edit(number, edit, str(refused))
            return False
        n = state.n + 1
        text.took(n)
        self._log.append(key, text.generation, n, edit.update)
        self._meeting.act(act)
        author = tuple(state.start.seats).index(seat)
        for other in self._connections.seated():
            if other != number:
                self._connections.send(other, TextUpdate(key, text.generation, edit.update, n, author))
        if (act.value or "") != words and words.strip():
            # What may not stand in a text goes, in everybody's.
            fix = text.content.set(str(act.value or ""))
            self._log_edit(key, text, fix)
            if fix is not None:
                self._connections.to_all(TextUpdate(key, text.generation, fix, n))
        self._connections.send(number, Receipt(edit.seq, n))
        return True

    def settle(self, act: Act) -> None:
        """After an act that is no edit: texts that say something else now begin anew."""
        state = self._state
        for key in replaced_by(state, self._by_key, act):
            if act_for(state, key, "") is None:
                self._by_key.pop(key, None)
                self._log.drop(key)
            elif act.what == "between_us" or self._differs(key):
                self._anew(key)
        if act.what == "added":
            for key, _ in list(texts_of(state)):
                if key not in self._by_key:
                    self._anew(key)

    def give_back(self, act: Act) -> None:
        """An act that took words back was refused: the seat, which has begun anew without them, gets them."""
        for key in replaced_by(self._state, self._by_key, act):
            if act_for(self._state, key, "") is not None:
                self._anew(key)

    @property
    def _state(self) -> State:
        return self._meeting.state

    def _take_up(self) -> None:
        """The live texts as they were: from their log, and where that is behind, from the journal."""
        state = self._state
        journalled = max((event.n for event in self._meeting.events if event.what != "resumed"), default=0)
        for entry in self._log.read()[0]:
            text = self._by_key.get(entry.key)
            if text is None or entry.generation > text.generation:
                text = self._by_key[entry.key] = RoomText(LiveText(), entry.generation, entry.n)
            if entry.generation == text.generation:
                try:
                    text.content.apply(entry.update)
                except BadFrame:
                    continue
                text.took(entry.n)
        for key, text in list(self._by_key.items()):
            # An edit may be in the log whose line in the journal was never written.
            if text.tail and text.tail[-1][0] > journalled:
                act = act_for(state, key, text.content.text)
                if act is not None:
                    self._try(act)
        wanted = dict(texts_of(self._state))
        for key, text in list(self._by_key.items()):
            if act_for(self._state, key, "") is None:
                del self._by_key[key]
            elif text.content.waiting or text.content.text.strip() != wanted.get(key, "").strip():
                # Put in here, words that a seat still has would come a second time with its own.
                self._log.drop(key)
                self._begin(key, max(text.generation + 1, self._state.n), wanted.get(key, ""))
        for key, value in wanted.items():
            if key not in self._by_key:
                self._begin(key, self._state.n, value)

    def _try(self, act: Act) -> None:
        try:
            self._meeting.act(act)
        except NotNow:
            return

    def _begin(self, key: str, generation: int, value: str) -> RoomText:
        """A text begins, or begins anew. Only the room puts words into one that nobody has typed."""
        text = self._by_key[key] = RoomText(LiveText(), generation, self._state.n)
        if value or generation:
            # Also one without words: the generation has to outlive this process.
            self._log_edit(key, text, text.content.set(value) or text.content.whole())
        return text

    def _log_edit(self, key: str, text: RoomText, update: bytes | None) -> None:
        if update is not None:
            text.took(self._state.n)
            self._log.append(key, text.generation, self._state.n, update)

    def _refuse_edit(self, number: int, edit: TextUpdate, why: str) -> None:
        """The seat's own copy has gone another way: it is given the room's, as a text that begins anew."""
        self._connections.send(number, {"k": "no", "id": "", "why": why})
        if act_for(self._state, edit.key, "") is not None:
            self._anew(edit.key)
        self._connections.send(number, Receipt(edit.seq, self._state.n))

    def _anew(self, key: str) -> None:
        """The words of a text were replaced by an act, or taken back: it begins anew without them."""
        generation = self._by_key[key].generation + 1 if key in self._by_key else 1
        self._log.drop(key)
        text = self._begin(key, generation, value_of(self._state, key))
        self._connections.to_all(_begun(key, text))

    def _differs(self, key: str) -> bool:
        return self._by_key[key].content.text.strip() != value_of(self._state, key).strip()


def _begun(key: str, text: RoomText) -> dict[str, Any]:
    """The message that gives a seat a text as the room has it."""
    n = text.tail[-1][0] if text.tail else text.begun
    whole = in_text(text.content.whole())
    return {"k": "text", "key": key, "gen": text.generation, "n": n, "whole": whole}
