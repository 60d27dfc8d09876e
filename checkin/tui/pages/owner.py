"""Who carries each step: exactly one of the two, the mentee unless they say otherwise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checkin.ground.dates import show_date
from checkin.meeting.flow import seats_of
from checkin.meeting.steps import Step, steps
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class OwnerPage(Page):
    """A choice of the two names for every step; Enter confirms."""

    ENTER = "yes, next"

    DEFAULT_CSS = "OwnerPage > Choice { margin-bottom: 1; }"

    def fields(self) -> Iterable[Widget]:
        """The steps as they will be read back, each with its owner."""
        self._steps: dict[str, tuple[str, str]] = {}
        for question in self.state.questions.values():
            if question.type != "steps":
                continue
            for step in steps(self.state, question.id):
                name = f"owner-{step.id}"
                self._steps[name] = (question.id, step.id)
                yield Words(read_back(step))
                seats = [(seat, self.state.start.name(seat)) for seat in self.state.start.seats]
                yield Choice(seats, step.owner, across=True, id=name)
        if not self._steps:
            yield Words(
                "No step is written down. Say it aloud, or go back and write it down.", classes="said"
            )

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Somebody else carries it."""
        event.stop()
        q, row = self._steps[event.choice.id or ""]
        self.act("set", self.state.start.mentee, q, row=row, field="owner", value=str(event.value))

    def talk(self) -> None:
        """Enter says yes: each carries what stands under their name."""
        if not self._steps:
            super().talk()
            return
        (seat, *_others) = seats_of(self.state, self.question)
        if self.state.answer(self.question.id, seat).value is not True:
            self.act("answered", seat, value=True)


def read_back(step: Step) -> str:
    """A step in one sentence, with its date and its plan."""
    parts = [step.what.strip()]
    if step.due:
        parts.append(f"by {show_date(date.fromisoformat(step.due))}")
    line = ", ".join(parts)
    if step.if_ or step.then:
        line += f"\nIf {step.if_.strip() or '…'}, then {step.then.strip() or '…'}."
    return line
