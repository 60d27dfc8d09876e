"""Who carries each step: exactly one of the two, the mentee unless they say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.ground.text import cell_width, cut
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.steps import Step, plan_words, steps_of
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


MOST_SIGNED = 2
"""People of whom each has a sign before their name; the names of more stand closer together."""

_MARGINS = 4
_NUMBERED = 5
"""Cells of a number and what stands around a name."""
_SHORTEST = 4


class OwnerPage(Page):
    """A choice of the two names for every step; Enter confirms."""

    DEFAULT_CSS = "OwnerPage > Choice { margin-bottom: 1; }"

    def enter_does(self) -> str:
        """Enter says yes, where there is a step to own."""
        return "yes, next" if self._steps else "next"

    def fields(self) -> Iterable[Widget]:
        """The steps as they will be read back, each with its owner."""
        self._steps: dict[str, tuple[str, str]] = {}
        for q, step in self._found():
            name = f"owner-{step.id}"
            self._steps[name] = (q, step.id)
            yield Words(read_back(step), id=f"read-{step.id}")
            seats = self._names()
            yield Choice(seats, step.owner, across=True, bare=len(seats) > MOST_SIGNED, id=name)
        if not self._steps:
            aloud = f" One that was said aloud is {self._whose()} to carry."
            yield Words(f"No step is written down.{'' if self.state.start.guests else aloud}", classes="said")

    def hint(self) -> str:
        """Who else could own a step, where there is one."""
        return super().hint() if self._found() else ""

    def _whose(self) -> str:
        return f"{self.state.start.name(self.state.start.thinker(self.question))}'s"

    def _names(self) -> list[tuple[object, str]]:
        """Those who are there; names of many are cut so that they stand in one row."""
        names = {seat: self.state.start.name(seat) for seat in self.state.start.seats}
        if len(names) <= MOST_SIGNED:
            return list(names.items())
        room = self.app.size.width - _MARGINS
        cells = max(map(cell_width, names.values()))
        while cells > _SHORTEST and sum(_NUMBERED + min(cell_width(n), cells) for n in names.values()) > room:
            cells -= 1
        return [(seat, cut(name, cells)) for seat, name in names.items()]

    def _found(self) -> list[tuple[str, Step]]:
        """The steps, each with its question."""
        questions = [question.id for question in shown(self.state) if question.type == "steps"]
        return [(q, step) for q in questions for step in steps_of(self.state, q)]

    def outgrown(self) -> bool:
        """Also when a step came or went."""
        return super().outgrown() or list(self._steps.values()) != [(q, one.id) for q, one in self._found()]

    def renew(self) -> None:
        """The steps' words and their owners."""
        super().renew()
        for _q, step in self._found():
            self.query_one(f"#read-{step.id}", Words).say(read_back(step))
            self.query_one(f"#owner-{step.id}", Choice).show(step.owner)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Somebody else carries it."""
        event.stop()
        q, row = self._steps[event.choice.id or ""]
        thinker = self.state.start.thinker(self.question)
        self.act("set", thinker, q, row=row, field="owner", value=str(event.value))

    def talk(self) -> None:
        """Enter says yes: each carries what stands under their name."""
        if not self._steps:
            super().talk()
            return
        for seat in seats_of(self.state, self.question):
            if not self.locked(self.question, seat):
                self.act("answered", seat, value=True)


def read_back(step: Step) -> str:
    """A step in one sentence, with its date and its plan."""
    parts = [step.what.strip()]
    if step.due:
        parts.append(f"by {show_iso(step.due)}")
    plan = plan_words(step.if_, step.then)
    return ", ".join(parts) + (f"\n{plan}." if plan else "")
