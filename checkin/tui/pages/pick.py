"""The mentee's pick: one of the options, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.flow import pickable, said, seats_of
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class PickPage(Page):
    """The options as a choice, then a line for the reason."""

    DEFAULT_CSS = "PickPage > Choice { margin-bottom: 1; }"

    def fields(self) -> Iterable[Widget]:
        """Own options first, then what was kept of the mentor's; for each seat where both pick."""
        start = self.state.start
        options: list[tuple[object, str]] = []
        for row in pickable(self.state, self.question):
            by = "" if start.plays(row.seat) == "mentee" else f"  ({start.name(row.seat)})"
            options.append((row.id, said(row).strip() + by))
        if not options:
            yield Words(
                "Nothing is written down to choose from. Say it aloud, or go back and write it down.\n",
                classes="said",
            )
            return
        seats = seats_of(self.state, self.question)
        for seat in seats:
            answer = self.state.answer(self.question.id, seat)
            if len(seats) > 1:
                yield Words(start.name(seat), classes="label")
            yield Choice(options, answer.value, id=f"pick-{seat}")
            yield Words("Why this one?", classes="label")
            yield Field(answer.fields.get("why", ""), id=f"why-{seat}")

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Choosing picks."""
        event.stop()
        self.act("answered", _seat(event.choice), value=str(event.value))

    def typed(self, field: Field) -> None:
        """The reason."""
        self.act("answered", _seat(field), field="why", value=field.text if field.text.strip() else None)

    def take_back(self) -> bool:
        """The pick in hand and its reason."""
        focused = self.screen.focused
        return focused is not None and bool(focused.id) and self.act("between_us", _seat(focused))


def _seat(widget: Widget) -> str:
    return (widget.id or "").partition("-")[2]
