"""Pages answered in words: a line, a longer text, a person, a date; for one, for both, or on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import TEXT_TYPES
from checkin.ground.dates import HELP, show_iso
from checkin.meeting.flow import seats_of
from checkin.tui.pages.base import Page
from checkin.tui.widgets.day_echo import day_echo
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from checkin.banks.model import Question

LONG_TYPES = frozenset(TEXT_TYPES) - {"goal", "takeaway"}
"""Types whose field takes several lines: there Enter after words is a new line."""


class TextPage(Page):
    """One field for each question and seat."""

    DEFAULT_CSS = """
    TextPage > Field { margin-bottom: 1; }
    TextPage > .echo { color: $success; margin-bottom: 1; }
    """

    def enter_does(self) -> str:
        """Enter is a new line while a longer text has words."""
        focused = self.screen.focused
        if isinstance(focused, Field) and focused.lines and focused.text.strip():
            return "new line (twice: next)"
        return super().enter_does()

    def fields(self) -> Iterable[Widget]:
        """Each with a label where there are several: the question on a card, the name where both answer."""
        self._places: dict[str, tuple[Question, str]] = {}
        for question in self.prompt.questions:
            seats = seats_of(self.state, question)
            for seat in seats:
                if self.prompt.is_card:
                    if question is not self.question:
                        yield Words(self.wording(question.ask), classes="ask")
                    if len(seats) > 1:
                        yield Words(self.state.start.name(seat), classes="label")
                elif len(seats) > 1:
                    yield Words(self.state.start.name(seat), classes="label")
                yield from self._field(question, seat)

    def _field(self, question: Question, seat: str) -> Iterable[Widget]:
        name = f"answer-{question.id}-{seat}"
        self._places[name] = (question, seat)
        answer = self.state.answer(question.id, seat)
        value = answer.value if isinstance(answer.value, str) else ""
        said = "just between you" if answer.between_us else "talked about" if answer.talked else ""
        if question.type == "date":
            typed = show_iso(value) or answer.fields.get("words", "")
            yield Field(typed, placeholder=said or HELP, replaced=bool(value), id=name)
            yield Words("", classes="echo", id=f"echo-{name}")
        else:
            long = question.type in LONG_TYPES and not self.prompt.is_card
            yield Field(value, lines=long, placeholder=said, id=name)

    def hint(self) -> str:
        """A card says that talking is enough."""
        if self.prompt.is_card:
            return "Aloud, all three at once. Type only what is worth keeping."
        return super().hint()

    def typed(self, field: Field) -> None:
        """The whole text is the answer."""
        question, seat = self._places[field.id or ""]
        if question.type == "date":
            found, words = day_echo(field.text, self.meeting.clock.now().date())
            self.query_one(f"#echo-{field.id}", Words).say(words)
            self.act(
                "answered", seat, question.id, field="words", value=None if found else field.text or None
            )
            value: str | None = found.isoformat() if found else None
        else:
            value = field.text if field.text.strip() else None
        if value != self.state.answer(question.id, seat).value:
            self.act("answered", seat, question.id, value=value)

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
