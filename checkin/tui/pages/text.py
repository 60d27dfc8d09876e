"""Pages answered in words: a line, a longer text, a person, a date; for one, for both, or on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from checkin.banks.model import TEXT_TYPES
from checkin.ground.dates import HELP, show_iso
from checkin.ground.text import cut
from checkin.meeting.flow import seats_of
from checkin.meeting.numbers_given import numbers_before
from checkin.meeting.rules import Act
from checkin.tui.pages.base import Page
from checkin.tui.widgets.day_echo import day_echo, show_day
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.widget import Widget

    from checkin.banks.model import Question

LONG_TYPES = frozenset(TEXT_TYPES) - {"goal", "takeaway"}
"""Types whose field takes several lines: there Enter after words is a new line."""

MOST_BELOW = 2
"""People whose fields stand below their names; with more, the names stand beside them."""


class TextPage(Page):
    """One field for each question and seat."""

    DEFAULT_CSS = """
    TextPage > Field, TextPage > .numbers { margin-bottom: 1; }
    TextPage .echo { color: $success; margin-bottom: 1; }
    TextPage > .beside { height: auto; }
    TextPage > .beside > .label { width: 14; }
    """

    def enter_does(self) -> str:
        """Enter is a new line while a longer text has words."""
        focused = self.screen.focused
        if isinstance(focused, Field) and focused.lines and focused.text.strip():
            return "new line (twice: next)"
        return super().enter_does()

    def fields(self) -> Iterable[Widget]:
        """Each with a label where there are several: the question on a card, the name where both answer.

        Numbers that were given right before stand above them.
        """
        given = numbers_before(self.state, self.question)
        numbers = Words("\n".join(given), classes="numbers")
        numbers.display = bool(given)
        yield numbers
        self._places: dict[str, tuple[Question, str]] = {}
        for question in self.prompt.questions:
            seats = seats_of(self.state, question)
            for seat in seats:
                if self.prompt.is_card:
                    if question is not self.question:
                        yield Words(self.wording(question.ask), classes="ask")
                    if len(seats) > 1:
                        yield Words(self.state.start.name(seat), classes="label")
                elif len(seats) > MOST_BELOW and question.type != "date":
                    with Horizontal(classes="beside"):
                        yield Words(cut(self.state.start.name(seat), 13), classes="label")
                        yield from self._field(question, seat)
                    continue
                elif len(seats) > 1:
                    yield Words(self.state.start.name(seat), classes="label")
                yield from self._field(question, seat)

    def _field(self, question: Question, seat: str) -> Iterable[Widget]:
        name = f"answer-{question.id}-{seat}"
        self._places[name] = (question, seat)
        answer = self.state.answer(question.id, seat)
        value = answer.value if isinstance(answer.value, str) else ""
        empty, locked = self._when_empty(question, seat), self.locked(question, seat)
        if question.type == "date":
            typed = show_iso(value) or answer.fields.get("words", "")
            yield Field(typed, placeholder=empty, replaced=bool(value), locked=locked, id=name)
            yield Words("", classes="echo", id=f"echo-{name}")
        else:
            long = question.type in LONG_TYPES and not self.prompt.is_card
            yield Field(value, lines=long, placeholder=empty, locked=locked, id=name)

    def _when_empty(self, question: Question, seat: str) -> str:
        """What a field without words says."""
        answer = self.state.answer(question.id, seat)
        if answer.talked:
            return "just between you" if answer.between_us else self.state.start.talked_words
        if self.locked(question, seat):
            return self.writes_here(seat)
        return HELP if question.type == "date" else ""

    def hint(self) -> str:
        """A card says that talking is enough."""
        if self.prompt.is_card:
            return "Aloud, all three at once. Type only what is worth keeping."
        return super().hint()

    def act_of(self, field: Field) -> Act | None:
        """The whole text is the answer; a date is something else than its words."""
        question, seat = self._places[field.id or ""]
        return None if question.type == "date" else Act("answered", seat, question.id)

    def typed(self, field: Field) -> None:
        """The answer, or the day that the words mean."""
        question, seat = self._places[field.id or ""]
        if question.type != "date":
            super().typed(field)
            return
        found = self._echo(field)
        self.act("answered", seat, question.id, field="words", value=None if found else field.text or None)
        value = found.isoformat() if found else None
        if value != self.state.answer(question.id, seat).value:
            self.act("answered", seat, question.id, value=value)

    def _echo(self, field: Field) -> date | None:
        found, words = day_echo(field.text, self.meeting.clock.now().date())
        self.query_one(f"#echo-{field.id}", Words).say(words)
        return found

    def renew(self) -> None:
        """Labels of a card, words, days, and what stands where nothing is written."""
        super().renew()
        given = numbers_before(self.state, self.question)
        for words in self.query(".numbers").results(Words):
            words.say("\n".join(given))
            words.display = bool(given)
        for field in self.query(Field):
            question, seat = self._places[field.id or ""]
            field.placeholder = self._when_empty(question, seat)
            if question.type == "date":
                answer = self.state.answer(question.id, seat)
                day = answer.value if isinstance(answer.value, str) else ""
                if show_day(field, day, answer.fields.get("words", ""), self.meeting.clock.now().date()):
                    self._echo(field)

    def go_on(self, widget: Widget) -> None:
        """On a card nothing was typed into, one Enter is enough: all of it was talked about."""
        if self.prompt.is_card and not any(field.text.strip() for field in self.query(Field)):
            self.finish()
        else:
            super().go_on(widget)

    def accepts_enter(self, widget: Widget) -> bool:
        """A date that is none stays until it is one or is gone."""
        question, seat = self._places.get(widget.id or "", (self.question, ""))
        if question.type == "date" and isinstance(widget, Field) and widget.text.strip():
            return isinstance(self.state.answer(question.id, seat).value, str)
        return True

    def take_back(self) -> bool:
        """The answer in the field in hand."""
        focused = self.screen.focused
        if not isinstance(focused, Field) or focused.id not in self._places:
            return False
        question, seat = self._places[focused.id]
        return self.act("between_us", seat, question.id)
