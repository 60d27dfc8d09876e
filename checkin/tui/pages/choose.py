"""Pages answered by choosing: one of several, several, a ruler, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.banks.model import NUMBER_TYPES
from checkin.meeting.answered import choices_of
from checkin.meeting.flow import seats_of
from checkin.meeting.state import is_blind
from checkin.meeting.words import count_to_three
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from checkin.banks.model import Question
    from checkin.meeting.state import State

MOST_ACROSS = 11

NOTHING = "Nothing is written down to choose from. Say it aloud, or go back and write it down.\n"
"""Said in the place of choices, where there are none."""


class ChoosePage(Page):
    """One choice for each seat."""

    DEFAULT_CSS = "ChoosePage > Choice { margin-bottom: 1; }"

    def fields(self) -> Iterable[Widget]:
        """A choice a seat, with the name where both answer."""
        self._seats: dict[str, str] = {}
        seats = seats_of(self.state, self.question)
        self._nothing = self._is_nothing()
        if self._nothing:
            yield Words(NOTHING, classes="said")
            return
        for seat in seats:
            if len(seats) > 1:
                yield Words(self.state.start.name(seat), classes="label")
            yield self.choice_of(seat)

    def choice_of(self, seat: str) -> Widget:
        """Where a seat chooses; what it chose, where somebody else does."""
        name = f"choice-{seat}"
        value = self.state.answer(self.question.id, seat).value
        if self.locked(self.question, seat):
            from checkin.tui.widgets.theirs import Theirs

            options = options_of(self.state, self.question)
            return Theirs(options, value, f"{self.state.start.name(seat)} chooses here", id=name)
        self._seats[name] = seat
        return choice_for(self.state, self.question, value, name)

    def outgrown(self) -> bool:
        """Also when there is something to choose from by now, or nothing any more."""
        return super().outgrown() or self._is_nothing() != self._nothing

    def _is_nothing(self) -> bool:
        return bool(self.question.choices_from) and not choices_of(self.state, self.question)

    def renew(self) -> None:
        """What is chosen, and from what."""
        super().renew()
        options = options_of(self.state, self.question) if self.question.choices_from else None
        for seat in seats_of(self.state, self.question):
            value = self.state.answer(self.question.id, seat).value
            for widget in self.query(f"#choice-{seat}"):
                show_chosen(widget, value, options)

    def hint(self) -> str:
        """At one keyboard blind answers are said together, aloud, before either is typed."""
        own = super().hint()
        if not is_blind(self.question) or self.meeting.shared:
            return own
        aloud = count_to_three(len(seats_of(self.state, self.question)))
        return f"{own}\n{aloud}" if own else aloud

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
    options = options_of(state, question)
    if question.type in NUMBER_TYPES:
        across = len(options) <= MOST_ACROSS
        return Choice(options, value, across=across, numbered_from=question.min, id=name)
    return Choice(options, value, across=question.type == "yes_no", many=question.type == "choices", id=name)


def options_of(state: State, question: Question) -> list[tuple[object, str]]:
    """What can be chosen: values and their words."""
    if question.type in NUMBER_TYPES:
        return [(n, str(n)) for n in range(question.min, question.max + 1)]
    if question.type == "yes_no":
        return [(True, "yes"), (False, "no")]
    return [(choice, choice) for choice in choices_of(state, question)]


def show_chosen(widget: Widget, value: object, options: Sequence[tuple[object, str]] | None = None) -> None:
    """Show what is chosen, where it can be chosen or where it is only told."""
    if isinstance(widget, Choice):
        widget.show(value, options)
    elif widget.id:
        from checkin.tui.widgets.theirs import Theirs

        if isinstance(widget, Theirs):
            widget.show(value, options)
