"""A clause of the working agreement: as it stands, ready to be changed. Enter leaves it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import clean_line, cut
from checkin.meeting.agreed import clause_of
from checkin.tui.pages.text import TextPage
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from checkin.banks.model import Question
    from checkin.meeting.rules import Act

_SO_FAR = 140
"""Cells for what was agreed so far, above the field that holds all of it."""


class ClausePage(TextPage):
    """A field that holds the clause of the last version until somebody changes it."""

    DEFAULT_CSS = "ClausePage > .so-far { color: $quiet; margin-bottom: 1; }"

    def enter_does(self) -> str:
        """Nothing touched: it stays."""
        focused = self.screen.focused
        return "keep it" if isinstance(focused, Field) and focused.id in self._kept else super().enter_does()

    def fields(self) -> Iterable[Widget]:
        """What was agreed so far, and the fields."""
        self._kept: dict[str, str] = {}
        """The fields that hold the clause and nothing else, each with it."""
        if so_far := clause_of(self.state, self.question):
            yield Words(f"So far: {cut(clean_line(so_far), _SO_FAR)}", classes="so-far")
        yield from super().fields()

    def _field(self, question: Question, seat: str) -> Iterable[Widget]:
        for field in super()._field(question, seat):
            answer = self.state.answer(question.id, seat)
            so_far = clause_of(self.state, question)
            if isinstance(field, Field) and so_far and answer.value is None and not answer.talked:
                self._kept[field.id or ""] = so_far
                field = Field(so_far, lines=True, locked=self.locked(question, seat), id=field.id)
                field.settled = True
            yield field

    def said_in(self, act: Act) -> str:
        """The clause, where nothing else was said."""
        return super().said_in(act) or self._kept.get(f"answer-{act.q}-{act.seat}", "")

    def typed(self, field: Field) -> None:
        """It is not the old clause any more."""
        super().typed(field)
        self._kept.pop(field.id or "", None)
        field.settled = False

    def talk(self) -> None:
        """What was left untouched holds on: it is said once more."""
        for name, so_far in self._kept.items():
            question, seat = self._places[name]
            answer = self.state.answer(question.id, seat)
            if self.meeting.may_write(question, seat) and answer.value is None and not answer.talked:
                self.act("answered", seat, question.id, value=so_far)
        super().talk()
