"""A blind answer from a seat of one's own: nobody sees another's before all are ready, then all see all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.meeting.flow import seats_of
from checkin.tui.pages.choose import ChoosePage
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.content import Content
    from textual.widget import Widget

STILL = 0.3
"""Seconds in which Enter is not taken after one got ready, or the answers were shown: it may be held."""


class BlindPage(ChoosePage):
    """One's own choice; of the others only whether they are ready, until all are."""

    DEFAULT_CSS = """
    BlindPage > .theirs { margin-bottom: 1; }
    """

    _shown_before = False
    _still_from = -STILL

    def enter_does(self) -> str:
        """First Enter makes ready, then it goes on."""
        if self.ready:
            return "next"
        focused = self.screen.focused
        return "ready" if isinstance(focused, Choice) and not focused.empty else "talked about"

    def fields(self) -> Iterable[Widget]:
        """The choice, what became of the others', and what one can do now."""
        self._seats = {}
        self._nothing = False
        self._shown_before = self.shown
        yield Words(self.state.start.name(self.meeting.seat), classes="label")
        yield self.choice_of(self.meeting.seat)
        for seat in self._others():
            yield Words(self._of(seat), classes="theirs", id=f"theirs-{seat}")
        yield Words(self._now(), classes="said", id="now")

    def _others(self) -> list[str]:
        return [seat for seat in seats_of(self.state, self.question) if seat != self.meeting.seat]

    # Who is ready

    @property
    def ready(self) -> bool:
        """Whether one's own answer is ready to be seen, or was only talked about."""
        return self._is_ready(self.meeting.seat)

    def _is_ready(self, seat: str) -> bool:
        q = self.question.id
        return (q, seat) in self.state.sealed or self.state.answer(q, seat).talked

    @property
    def shown(self) -> bool:
        """Whether the answers are there for all to see."""
        answers = [self.state.answer(self.question.id, seat) for seat in self._others()]
        return self.ready and all(answer.talked or answer.value is not None for answer in answers)

    def _of(self, seat: str) -> Content:
        name = self.state.start.name(seat)
        answer = self.state.answer(self.question.id, seat)
        if self.shown:
            said = "talked about" if answer.value is None else str(answer.value)
            return styled(f"{name}: ", (said, "bold"))
        if not self._is_ready(seat):
            return styled((f"{name}: not ready yet", "$quiet"))
        return styled((f"{name} is ready. You will see both at the same time.", "$quiet"))

    def _now(self) -> str:
        """What one waits for."""
        waiting = [self.state.start.name(seat) for seat in self._others() if not self._is_ready(seat)]
        if self.shown or not waiting or (self.question.id, self.meeting.seat) not in self.state.sealed:
            return ""
        return f"You are ready. Waiting for {' and '.join(waiting)}. Change it: type another."

    def renew(self) -> None:
        """Who is ready, and the answers once all are."""
        super().renew()
        for seat in self._others():
            self.query_one(f"#theirs-{seat}", Words).say(self._of(seat))
        self.query_one("#now", Words).say(self._now())
        if self.shown and not self._shown_before:
            self._shown_before = True
            self._still_from = time.monotonic()

    # What one does

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Choosing answers, unseen; another choice has to be made ready anew."""
        if not self.shown and (self.question.id, self.meeting.seat) in self.state.sealed:
            self.act("sealed", self.meeting.seat, value=False)
        super().on_choice_chosen(event)
        self.renew()

    def go_on(self, widget: Widget) -> None:
        """Enter makes ready; once more, it goes on, whether or not the others are."""
        if time.monotonic() - self._still_from < STILL:
            return
        if self.ready:
            super().go_on(widget)
            return
        if self.state.answer(self.question.id, self.meeting.seat).value is None:
            self.talk()
        else:
            self.act("sealed", self.meeting.seat, value=True)
        self._still_from = time.monotonic()
        self.renew()

    def take_back(self) -> bool:
        """The choice; while nobody has seen it, it is only let go."""
        seat = self.meeting.seat
        if self.shown:
            return super().take_back()
        if self.state.answer(self.question.id, seat).value is None:
            return False
        if (self.question.id, seat) in self.state.sealed:
            self.act("sealed", seat, value=False)
        return self.act("answered", seat, value=None)
