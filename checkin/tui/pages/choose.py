"""Pages answered by choosing: one of several, several, a ruler, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.flow import choices_of, seats_of
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from checkin.banks.model import Question
    from checkin.meeting.state import State

MOST_ACROSS = 11


class ChoosePage(Page):
    """One choice for each seat."""

    DEFAULT_CSS = "ChoosePage > Choice { margin-bottom: 1; }"

    def fields(self) -> Iterable[Widget]:
        """A choice a seat, with the name where both answer."""
        self._seats: dict[str, str] = {}
        seats = seats_of(self.state, self.question)
        if self.question.choices_from and not choices_of(self.state, self.question):
            yield Words(
                "Nothing is written down to choose from. Say it aloud, or go back and write it down.\n",
                classes="said",
            )
            return
        for seat in seats:
            if len(seats) > 1:
                yield Words(self.state.start.name(seat), classes="label")
            name = f"choice-{seat}"
            self._seats[name] = seat
            yield choice_for(self.state, self.question, self.state.answer(self.question.id, seat).value, name)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Choosing answers."""
        event.stop()
        seat = self._seats[event.choice.id or ""]
        value = event.value
        if isinstance(value, list):
            self.act("answered", seat, value=[str(one) for one in value])
        elif isinstance(value, str | int | bool):
            self.act("answered", seat, value=value)

    def take_back(self) -> bool:
        """The choice in hand."""
        focused = self.screen.focused
        seat = self._seats.get(focused.id or "") if focused is not None else None
        return seat is not None and self.act("between_us", seat)


def choice_for(state: State, question: Question, value: object, name: str) -> Choice:
    """The choice a question's type calls for."""
    if question.type == "scale":
        span = range(question.min, question.max + 1)
        across = len(span) <= MOST_ACROSS
        return Choice([(n, str(n)) for n in span], value, across=across, numbered_from=question.min, id=name)
    if question.type == "yes_no":
        return Choice([(True, "yes"), (False, "no")], value, across=True, id=name)
    options = [(choice, choice) for choice in choices_of(state, question)]
    return Choice(options, value, many=question.type == "choices", id=name)
