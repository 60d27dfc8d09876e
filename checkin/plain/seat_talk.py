"""One seat's conversation over plain lines: its own questions, and between them what the other one does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.meeting.events import SHARED
from checkin.meeting.flow import seats_of
from checkin.meeting.turning import place_of
from checkin.plain.news import News
from checkin.plain.talk import MOVES, Talk
from checkin.plain.together import look_in_seat
from checkin.plain.waiting import Waiting

if TYPE_CHECKING:
    from checkin.banks.model import Question
    from checkin.live.link import LineLink
    from checkin.live.seat import SeatMeeting
    from checkin.meeting.rules import Act
    from checkin.meeting.state import Place, State
    from checkin.plain.console import Console
    from checkin.record.desk import Desk


class Over(Exception):
    """The seat is over: the meeting `saved` has this id on record, or `why` says what happened."""

    def __init__(self, saved: str, why: str) -> None:
        super().__init__(saved or why)
        self.saved = saved
        self.why = why


class SeatTalk(Talk):
    """A conversation in a seat of one's own. Others' doings are said between prompts and while one waits.

    Raises `Over` from wherever a line is asked for, once the meeting is saved or the seat is taken away.
    """

    moves = (*MOVES, "go", "together", "alone")

    def __init__(
        self, desk: Desk, meeting: SeatMeeting, link: LineLink, console: Console, *, guest: bool
    ) -> None:
        super().__init__(desk, meeting, console, look_in_seat)
        self.seated = meeting
        self.guest = guest  # the host's list is not shown to one
        self.link = link
        self.waiting = Waiting(link)
        self.news = News(self)
        self.unsent: dict[tuple[str, ...], str] = {}
        """Words said since the line went down, by their place."""
        self._lines = console
        self._at = place_of(meeting.state, meeting.seat)
        meeting.on_change = self.news.hear

    # Who sits here, and where

    @property
    def other(self) -> str:
        """The seat of the other one."""
        return next(iter(self.seated.others), self.seated.seat)

    @property
    def common(self) -> State | None:
        """What everybody knows: without one's own blind answers that nobody has seen."""
        return self.seated.told

    @property
    def place(self) -> Place:
        """The place these lines are at; others may have turned the page meanwhile."""
        return self._at

    def arrive(self) -> Place:
        """Go along to where this seat is by now."""
        self._at = place_of(self.state, self.seated.seat)
        return self._at

    @property
    def turns_for(self) -> str:
        """One's own page while one turns pages alone, else the common one."""
        return self.seated.seat if self.seated.apart else SHARED

    @property
    def behind(self) -> bool:
        """Whether the page was turned, or passed away, and these lines are still at the one before."""
        there = place_of(self.state, self.seated.seat)
        return (there.prompt, there.row) != (self._at.prompt, self._at.row)

    def answers(self, seat: str) -> bool:
        """One's own answers are asked here, and those one writes for somebody just now."""
        return seat in (self.seated.seat, self.writes_for)

    def others_alone(self, question: Question, row: str) -> str:
        """The seat of somebody else that a question, or a row of it, is for and nobody else."""
        if question.type in ("say", "offer"):
            return ""  # `say` is nobody's; an offer is one's to make, the other's to take
        if question.type == "follow_through":
            account = self.state.row(question.id, row)
            return account.seat if account is not None and account.seat != self.seated.seat else ""
        seats = seats_of(self.state, question)
        return "" if self.seated.seat in seats else seats[0]

    # Asking

    def ask(self, prompt: str) -> str | None:
        """One line; what others did until then, and while it is waited for, is said on lines of its own."""
        self.waiting.look()
        self.say_news()
        self._lines.until_ready = self._until_ready
        try:
            return super().ask(prompt)
        finally:
            self._lines.until_ready = None

    def wait_for_room(self, seconds: float | None = None) -> None:
        """Let the room say something, or so many seconds pass, without reading lines."""
        self.waiting.for_room(seconds)
        self.say_news()

    def say_news(self) -> None:
        """Say what others did by now."""
        for line in self.news.take(time.monotonic()):
            self.say(line)
        self._raise_if_over()

    def act(self, act: Act) -> bool:
        """As everywhere. What is said while the line is down is remembered, in case it never arrives."""
        done = super().act(act)
        if done and not self.seated.connected and act.what in ("answered", "added", "set", "parked"):
            parts = act.value if isinstance(act.value, dict) else {act.field: act.value}
            for name, value in parts.items():
                if isinstance(value, str) and name != "owner":
                    self.unsent[act.q, act.seat, act.row, name] = value
        return done

    def _until_ready(self, descriptor: int) -> None:
        while True:
            ready = self.waiting.for_line(descriptor, self.news.due_in(time.monotonic()))
            lines = self.news.take(time.monotonic())
            if self.news.over:
                self.say("\n".join(["", *lines]))
                self._raise_if_over()
            if lines:
                self._lines.put_in("\n".join(lines))
            if ready:
                return

    def _raise_if_over(self) -> None:
        if self.news.over:
            raise Over(self.news.saved, self.news.ended)

    def _mind_the_disk(self) -> None:
        """The room's disk; that the line is down is told as news."""
        if self.seated.connected:
            super()._mind_the_disk()
