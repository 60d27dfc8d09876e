"""A seat's view of the meeting: what the room has said, and on top of it what was done here since.

Acts and edits are pending until the room has answered them. The view knows no connection: it says what
there is to send, and is told what came.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.ground.clock import Clock, stamp
from checkin.ground.text import MAX_TEXT
from checkin.live.pending import Pending, letters_of
from checkin.live.text_places import act_for, key_of, replaced_by, touched_by, value_of
from checkin.live.texts import LiveText
from checkin.live.told import Told
from checkin.meeting.consequences import consequences
from checkin.meeting.events import Event
from checkin.meeting.folding import apply
from checkin.meeting.rules import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checkin.ground.edits import Edit
    from checkin.ground.ids import Ids
    from checkin.live.messages import TextUpdate
    from checkin.meeting.start import Start
    from checkin.meeting.state import State


MOST = 3 * MAX_TEXT
"""Characters that a text may have here: what two write is together in it before the room says that it is
too much."""


@dataclass
class _Text:
    """This seat's copy of a live text."""

    content: LiveText
    generation: int = 0
    base: bytes = b""
    """What the room had of it before the first pending edit."""


class View:
    """The meeting as one seat knows it. `begin` comes before anything else."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self.told = Told()
        """What the room has said so far."""
        self.begun = False
        """Whether the room has said what meeting this is."""
        self.n = 0
        """The last number the room gave."""
        self.pending: list[Pending] = []
        self.retelling = False
        """Whether the room tells everything anew, because it lost some of what it had said."""
        self._earlier: list[Event] = []
        self._untold: set[str] = set()
        self._ids = ids
        self._clock = clock
        self._texts: dict[str, _Text] = {}
        self._visible: State | None = None

    def begin(self, start: Start) -> None:
        """From the start, whatever was known; what is pending stays, and what the room lost comes back."""
        if not self.retelling:  # else the line broke while everything was told
            self._earlier = self.told.events
        self.retelling, self.begun = self.begun, True
        self._untold = set(self._texts)
        self.told.begin(start)
        self.n = 0
        self._visible = None

    def told_all(self, may: Callable[[State, Act], bool]) -> None:
        """The room has told everything: what it lost and this seat still has (and `may` do) is pending."""
        if not self.retelling:
            return
        lost: list[Pending] = []
        for event in self.told.lost_of(self._earlier):
            act = Act(event.what, event.seat, event.q, event.row, event.field, event.value)
            if key_of(self.told.state, act) is None and may(self.state, act):
                lost.append(Pending(event.id, (act,)))
                self.pending.insert(len(lost) - 1, lost[-1])
                self._visible = None
        for key in self._untold & set(self._texts):
            if act_for(self.state, key, "") is None:
                del self._texts[key]
            elif self._texts[key].content.text:
                self._offer(key, LiveText().whole())
        self.retelling, self._earlier = False, []

    def _offer(self, key: str, whole: bytes) -> None:
        """Let what the room has not got of a text be pending, given all that it has."""
        text, theirs = self._texts[key], LiveText([whole], most=MOST)
        update = text.content.since(theirs.state())
        text.base = theirs.state()
        self.pending = [one for one in self.pending if one.key != key]
        if theirs.apply(update):
            self.pending.append(Pending(key=key, generation=text.generation, update=update))

    @property
    def state(self) -> State:
        """The room's state with what is pending on top."""
        if self._visible is None:
            state = self.told.state
            for event in self.waiting():
                state = apply(state, event)
            self._visible = state
        return self._visible

    def waiting(self) -> Iterable[Event]:
        """What is pending, as the events it will be."""
        state = self.told.state
        for pending in self.pending:
            for act in pending.acts or self._edit_as_act(state, pending.key):
                event = self.event(act, state.n)
                state = apply(state, event)
                yield event

    def event(self, act: Act, after: int) -> Event:
        """An act as an event after the one with number `after`."""
        at = stamp(self._clock.now())
        return Event(self._ids.new(), after + 1, act.seat, at, act.what, act.q, act.row, act.field, act.value)

    # Done here

    def do(self, act: Act) -> Pending:
        """An act that is no edit; what is to be sent of it."""
        following = consequences(apply(self.state, self.event(act, self.n)), act)
        pending = Pending(self._ids.new(), (act, *following))
        self.pending.append(pending)
        if act.what == "between_us":
            # What is typed from now on belongs to the text that begins anew.
            for key in replaced_by(self.told.state, self._texts, act):
                before = self._texts.get(key, _Text(LiveText()))
                self._texts[key] = _Text(LiveText(most=MOST), before.generation + 1)
                self.pending = [one for one in self.pending if one.key != key]
        self._visible = None
        return pending

    def write(self, key: str, words: str, cursor: int | None, *, anyway: bool = False) -> Pending | None:
        """Let a text say this; what is to be sent, None when it does already. `anyway`: send it again."""
        text = self._texts.setdefault(key, _Text(LiveText(most=MOST)))
        self._note_base(key, text)
        update = text.content.set(words, cursor)
        if update is None and anyway and words:
            update = text.content.whole()
        return self._edited_here(key, text, update)

    def step(self, key: str, how: Callable[[LiveText], bytes | None]) -> Pending | None:
        """Undo or redo in a text; what is to be sent, None when there is nothing."""
        text = self._texts.get(key)
        if text is None:
            return None
        self._note_base(key, text)
        return self._edited_here(key, text, how(text.content))

    def _edited_here(self, key: str, text: _Text, update: bytes | None) -> Pending | None:
        if update is None:
            return None
        pending = Pending(key=key, generation=text.generation, update=update)
        self.pending.append(pending)
        self._visible = None
        return pending

    def _note_base(self, key: str, text: _Text) -> None:
        if not self._is_pending(key):
            text.base = text.content.state()

    def _is_pending(self, key: str) -> bool:
        return any(one.key == key for one in self.pending)

    def one_edit_each(self) -> None:
        """Before it is sent again: what waits for a text becomes one edit, in the place of the first."""
        waiting: list[Pending] = []
        for one in self.pending:
            text = self._texts.get(one.key)
            if text is None or one.generation != text.generation:
                if not one.key:
                    waiting.append(one)
            elif all(other.key != one.key for other in waiting):
                waiting.append(replace(one, update=text.content.since(text.base), seq=0))
        self.pending = waiting

    # Heard from the room

    def received(self, seq: int, n: int) -> None:
        """The room has the edits up to `seq`."""
        self.n = max(self.n, n)
        arrived = [one for one in self.pending if one.key and 0 < one.seq <= seq]
        self.pending = [one for one in self.pending if one not in arrived]
        for key in dict.fromkeys(one.key for one in arrived):
            self._confirm(key, n)
            self._let_go(key)
        self._visible = None

    def happened(self, event: Event) -> bool:
        """An event of the room; whether it was done here."""
        self._ids.seen(event.id)
        self.n = max(self.n, event.n)
        own = any(one.id == event.id for one in self.pending)
        self.pending = [one for one in self.pending if one.id != event.id]
        self.told.happened(event)
        if event.row and event.what in ("removed", "between_us"):
            # The words of a line that is gone leave memory, too.
            gone = [key for key in self._texts if touched_by(key, Act(event.what, q=event.q, row=event.row))]
            for key in gone:
                self._let_go(key)
        self._visible = None
        return own

    def _let_go(self, key: str) -> None:
        """Forget the text of a line that is gone."""
        if act_for(self.told.state, key, "") is None and not self._is_pending(key):
            self._texts.pop(key, None)

    def edits_of(self, key: str) -> tuple[Edit, ...]:
        """What the last of another's edits did to a text."""
        text = self._texts.get(key)
        return text.content.edits if text is not None else ()

    def edited(self, edit: TextUpdate) -> Event | None:
        """Somebody else's edit; the event it is, None when it changes nothing. Raises `BadFrame`."""
        self.n = max(self.n, edit.n)
        text = self._texts.setdefault(edit.key, _Text(LiveText(most=MOST), edit.generation))
        if text.generation != edit.generation:
            return None
        if not text.content.apply(edit.update) and edit.n <= self.told.state.n:
            return None
        self._visible = None
        return self._confirm(edit.key, edit.n)

    def text_began(
        self, key: str, generation: int, whole: bytes, n: int, *, told: bool
    ) -> tuple[str, Event | None]:
        """A text as the room has it: known from now on, or begun anew. Raises `BadFrame`.

        `n` is the number of the last edit in it, `told` when its words have come as events. Returns the
        letters that were typed here and have no place in it any more, and the event that its words are;
        None when they stood here already.
        """
        text = self._texts.get(key)
        if text is not None and text.generation > generation:
            return "", None  # words were taken back here since, and the room is about to hear of it
        stood = "" if told else value_of(self.state, key).strip()
        event = None
        self._untold.discard(key)
        dropped = ""
        if text is not None and text.generation == generation:
            text.content.apply(whole)
            if self.retelling:
                self._offer(key, whole)
        else:
            old = [one for one in self.pending if one.key == key and one.generation != generation]
            dropped = "".join(map(letters_of, old))
            self.pending = [one for one in self.pending if all(one is not other for other in old)]
            text = self._texts[key] = _Text(LiveText([whole], most=MOST), generation)
        words = text.content.text.strip()
        if not told and value_of(self.told.state, key).strip() != words:
            event = self._confirm(key, n)
        self._visible = None
        return dropped, event if words != stood else None

    def refused(self, id: str) -> None:
        """The room did not do the act with this id."""
        self.pending = [one for one in self.pending if not id or one.id != id]
        self._visible = None

    def _confirm(self, key: str, n: int) -> Event | None:
        """What a text says is the room's word now; one's own pending letters may be among it."""
        acts = self._edit_as_act(self.told.state, key)
        if not acts:
            return None
        words, known = self._texts[key].content.text, value_of(self.told.state, key)
        if n <= self.told.state.n and (words == known or not (words.strip() or known.strip())):
            return None  # told already, and perhaps more since: that it was talked about instead
        event = self.event(acts[0], n - 1)
        self.told.typed(event, n)
        return event

    def _edit_as_act(self, state: State, key: str) -> tuple[Act, ...]:
        text = self._texts.get(key)
        act = act_for(state, key, text.content.text) if text is not None else None
        return () if act is None else (act,)
