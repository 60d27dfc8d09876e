"""One conversation over plain lines: what every question has at hand to say, to ask and to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import HELP, parse_date, show_date
from checkin.ground.errors import CheckinError
from checkin.ground.text import clean
from checkin.meeting.conditions import worded
from checkin.meeting.events import SHARED
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.rules import Act
from checkin.meeting.turning import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.banks.model import Question
    from checkin.meeting.state import Place, State
    from checkin.plain.console import Console
    from checkin.record.desk import Desk
    from checkin.record.held import Held

MOVES = ("back", "skip", "stop", "ask", "open", "x", "never")
"""The words, typed with a colon before them, that every question understands and that lead away from it."""

LOOKS = ("help", "summary", "follow", "cue", "agreement", "card", "elsewhere")
"""The words that only show something; the question in hand goes on where it was."""

PARKING = ("park", "unpark")
"""The words that keep something for another time, wherever one is; the question in hand goes on, too."""

ROW_WORDS = ("change", "remove")
"""The words that lines of a list understand besides; each kind of row has names of fields, too."""


class Word(Exception):
    """A word with a colon was said. `rest` is what stood after it."""

    def __init__(self, name: str, rest: str = "") -> None:
        super().__init__(name)
        self.name = name
        self.rest = rest


class Ended(Exception):
    """The input came to its end."""


@dataclass
class Talk:
    """A meeting, somebody to talk to, and what was said last at the question in hand.

    `last` is the question, the seat and the row of that, for "just between us"; None when nothing was.
    `look` says what one of `LOOKS` asks for.
    """

    desk: Desk
    meeting: Held
    console: Console
    look: Callable[[Talk, str], None]
    last: tuple[str, str, str] | None = None
    writes_for: str = ""
    """The seat of somebody else that an answer is written for here just now."""
    menu: str = ""
    """The question whose choices were said last, while it is still in hand."""
    guest: bool = False
    """Whether a guest sits here, who has no list of people and places of their own."""
    _in_trouble: bool = field(default=False, init=False)
    _again: list[str] = field(default_factory=list, init=False)

    moves: ClassVar[tuple[str, ...]] = MOVES
    """The words with a colon that are understood everywhere."""

    stops: ClassVar[str] = "keep everything and go on another time"
    """What `:stop` does."""

    @property
    def state(self) -> State:
        """What the meeting has come to so far."""
        return self.meeting.state

    @property
    def common(self) -> State | None:
        """The same as everybody knows it, where each has a keyboard of their own."""
        return None

    def name(self, seat: str) -> str:
        """The name of the person in a seat."""
        return self.state.start.name(seat)

    # Who sits here. With one keyboard everybody does; `SeatTalk` knows better.

    @property
    def place(self) -> Place:
        """The place these lines are at."""
        return place_of(self.state, SHARED)

    def arrive(self) -> Place:
        """The place to be asked about now."""
        return self.place

    @property
    def turns_for(self) -> str:
        """The seat whose page is turned here; `SHARED` for the common one."""
        return SHARED

    @property
    def behind(self) -> bool:
        """Whether somebody else turned the page, and these lines are still at the one before."""
        return False

    def answers(self, seat: str) -> bool:  # noqa: ARG002 (with one keyboard everybody's is)
        """Whether what a seat has to say is asked here."""
        return True

    def asked(self, question: Question) -> tuple[str, ...]:
        """The seats of a question whose answers are asked here."""
        return tuple(seat for seat in seats_of(self.state, question) if self.answers(seat))

    def others_alone(self, question: Question, row: str) -> str:  # noqa: ARG002 (with one keyboard nothing is)
        """The seat that a question, or a row of it, is for, where it is not asked here; else empty."""
        return ""

    # Saying and asking

    def say(self, text: str = "") -> None:
        """Say a text."""
        self.console.say(text)

    def worded(self, text: str, item: str = "") -> str:
        """A text of the bank with earlier answers put in."""
        return worded(self.state, text, {question.id for question in shown(self.state)}, item)

    def line(self, prompt: str, words: tuple[str, ...] = ()) -> str:
        """One line, cleaned. `words` are those with a colon that this place understands besides `moves`.

        Raises `Word` when one was said, `Ended` when there are no more lines.
        """
        while True:
            said = self.ask(prompt)
            if said is None:
                raise Ended
            text = clean(said)
            if text.startswith("::"):
                return text[1:]
            if not text.startswith(":"):
                return text
            name, _, rest = text[1:].partition(" ")
            name = name.lower()
            if name in (*self.moves, *words):
                raise Word(name, rest.strip())
            if name in LOOKS:
                self.look(self, name)
                continue
            if name in PARKING:
                from checkin.plain.parking import do_parking

                do_parking(self, name, rest)
                continue
            self.say(f"There is no word :{name}. :help says which there are; :: begins a line with a colon.")

    def put_back(self, line: str) -> None:
        """Have a line, unless it is empty, come next, as if it were typed again."""
        if line:
            self._again.append(f":{line}" if line.startswith(":") else line)

    def ask(self, prompt: str) -> str | None:
        """One line as it was typed, None when there are no more."""
        self._mind_the_disk()
        return self._again.pop() if self._again else self.console.ask(prompt)

    def act(self, act: Act) -> bool:
        """Do an act; what the meeting does not allow is said in one line. Returns whether it was done."""
        try:
            self.meeting.act(act)
        except CheckinError as refused:
            self.say(str(refused))
            return False
        self._mind_the_disk()
        if act.what in ("answered", "added", "set", "parked"):
            self.last = (act.q, act.seat, act.row)
        return True

    def talked(self, question: Question, seats: tuple[str, ...]) -> None:
        """Talked about, for each of these seats that has not said anything here and may be written for."""
        for seat in seats:
            answer = self.state.answer(question.id, seat)
            may = self.meeting.may_write(question, seat)
            if may and answer.value is None and not answer.talked:
                self.act(Act("talked", seat, question.id))

    def day(self, text: str) -> str | None:
        """The ISO date that words mean, said back at once; None when they are not clearly a date."""
        today = self.desk.today()
        day = parse_date(text, today)
        if day is None:
            self.say(f"That is not clearly a date. It can be like: {HELP}.")
            return None
        self.say(f"That is {show_date(day, today)}{', a day that has passed' if day < today else ''}.")
        return day.isoformat()

    def _mind_the_disk(self) -> None:
        """Say once when what is typed can't be written down, and once when it can again."""
        if self.meeting.trouble is not None and not self.meeting.retry():
            trouble = self.meeting.trouble
            if not self._in_trouble and trouble is not None:
                self.say(f"{trouble} What you say is kept in memory meanwhile; go on.")
            self._in_trouble = True
        elif self._in_trouble:
            self._in_trouble = False
            self.say("Everything is written down again.")
