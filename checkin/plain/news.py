"""What the other one does, as lines: said once they pause, never letter by letter."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.live.permissions import is_shown
from checkin.live.words import BACK, LOST, has_left, is_here
from checkin.meeting.events import BOTH_HERE
from checkin.meeting.flow import SUMMARY, prompts
from checkin.meeting.state import is_blind
from checkin.meeting.turning import place_of
from checkin.plain.blind import both_told
from checkin.plain.together import title_of
from checkin.plain.told import event_line, is_content, place_of_words, text_line

if TYPE_CHECKING:
    from checkin.live.seat import Change
    from checkin.meeting.events import Event
    from checkin.plain.seat_talk import SeatTalk

PAUSE = 1.0
"""Seconds without a change after which what somebody writes is said."""


class News:
    """Gathers what others did until it is said. `hear` is the meeting's `on_change`."""

    def __init__(self, talk: SeatTalk) -> None:
        self.saved = ""
        """The meeting's id, once it is on record."""
        self.ended = ""
        """Why this seat is over, once it is."""
        self.refused = False
        """Whether something was refused since this was last set back."""
        self.back = False
        """Whether the line came back since this was last set back."""
        self.left_over: tuple[str, ...] = ()
        """One's own words that are not in the meeting that is over."""
        self._talk = talk
        self._lines: list[str] = []
        self._written: dict[tuple[str, ...], tuple[Event, float]] = {}
        """What was written and is to be said, by its place: the last event, and when it came."""
        self._said: dict[tuple[str, ...], str] = {}
        self._turned = self._called = False
        state = talk.meeting.state
        self._unseen = {q.id for q in state.questions.values() if is_blind(q) and not is_shown(state, q)}
        self._there = place_of(state, talk.other)
        self._alone = talk.other in state.places

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.saved or self.ended)

    def hear(self, change: Change) -> None:
        """Take in a change."""
        talk = self._talk
        self._lines += change.refused
        self.left_over += change.left_over
        self.refused = self.refused or bool(change.refused)
        self.back = self.back or change.connection == "back"
        if change.connection:
            self._lines.append(LOST if change.connection == "lost" else BACK)
            if change.connection == "back":
                talk.unsent.clear()
        for event in change.events:
            self._happened(event)
        self._tell_shown()
        for seat in change.left:
            if seat not in change.came or not talk.seated.here.get(seat):
                self._lines.append(has_left(talk.name(seat)))
        for seat in change.came:
            if talk.seated.here.get(seat):
                self._lines.append(is_here(talk.name(seat)))
        self.saved = self.saved or change.saved
        self.ended = self.ended or change.ended

    def due_in(self, now: float) -> float | None:
        """Seconds until something is to be said, None when nothing is."""
        if self._lines or self._turned:
            return 0.0
        if not self._written:
            return None
        return max(0.0, min(at for _, at in self._written.values()) + PAUSE - now)

    def take(self, now: float) -> list[str]:
        """What is to be said by now."""
        if self._turned:
            self._flush()
            if went := self._went():
                self._lines.append(went)
        for key, (event, at) in list(self._written.items()):
            if at + PAUSE <= now:
                self._say(key, event)
        lines, self._lines = self._lines, []
        return lines

    # What happened

    def _happened(self, event: Event) -> None:
        if event.what == "turned":
            self._turned = True
            self._called = self._called or event.field == BOTH_HERE
        elif is_content(event):
            key = place_of_words(self._talk, event)
            if event.q not in self._unseen:
                self._written.pop(key, None)
                self._written[key] = (event, time.monotonic())
        elif event.what in ("removed", "between_us"):
            self._forget(event)
            self._lines.append(event_line(self._talk, event))
        elif line := event_line(self._talk, event):
            if event.what != "sealed":
                self._flush()
            self._lines.append(line)

    def _forget(self, event: Event) -> None:
        """Words that were taken back are not said any more."""
        for key in [key for key in (*self._written, *self._said) if key[0] == event.q]:
            if key[2] == event.row and (event.row or key[1] == event.seat):
                self._written.pop(key, None)
                self._said.pop(key, None)

    def _flush(self) -> None:
        for key, (event, _) in list(self._written.items()):
            self._say(key, event)

    def _say(self, key: tuple[str, ...], event: Event) -> None:
        """Say what was written at a place; of what goes on after words already said, only the new ones."""
        del self._written[key]
        text, head = text_line(self._talk, event)
        before = self._said.get(key, "")
        self._said[key] = text
        if text == before:
            return
        if before and text.startswith(before):
            text = f"… {text[len(before) :].strip()}"
        self._lines.append(f"{head}: {text or 'taken away'}")

    def _tell_shown(self) -> None:
        """Blind answers are read out together once they are shown."""
        state = self._talk.state
        for q in sorted(self._unseen):
            if is_shown(state, state.questions[q]):
                self._unseen.discard(q)
                self._lines.append(f"Both are ready. {both_told(self._talk, state.questions[q])}")

    # Pages

    def _went(self) -> str:
        """Where the other one is now, and how to come along; empty where one is already."""
        talk, state = self._talk, self._talk.state
        before, was_alone, called = self._there, self._alone, self._called
        there, alone = place_of(state, talk.other), talk.other in state.places
        self._there, self._alone, self._turned, self._called = there, alone, False, False
        name, title = talk.name(talk.other), title_of(talk, there)
        moved = (before.prompt, before.row) != (there.prompt, there.row)
        if talk.behind:
            along = "An empty line here goes along; :go goes at once."
            if called:
                return f"{name} calls you to {title}. {along}"
            if not alone:
                return f"{name} went {_way(talk)} to {title}. {along}"
        if alone and not was_alone:
            return f"{name} turns pages alone now."
        if was_alone and not alone:
            return f"{name} turns pages with you again." if not talk.seated.apart else ""
        elsewhere = (there.prompt, there.row) != (talk.place.prompt, talk.place.row)
        return f"{name} is at {title} now. :go goes there." if moved and elsewhere else ""


def _way(talk: SeatTalk) -> str:
    """Whether the page that was turned to is ahead or behind."""
    order = [page.id for page in prompts(talk.state)]
    here, there = talk.place.prompt, place_of(talk.state, talk.seated.seat).prompt
    if there == SUMMARY or here not in order or there not in order:
        return "on" if here != SUMMARY else "back"
    return "on" if order.index(there) >= order.index(here) else "back"
