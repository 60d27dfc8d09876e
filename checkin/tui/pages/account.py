"""The owner's account of an open step: what became of it, what was found out. One step in hand at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.dates import show_iso
from checkin.meeting.rules import Act
from checkin.meeting.state import NOTE
from checkin.meeting.steps import plan_words
from checkin.meeting.turning import items_of
from checkin.meeting.words import STATUS_WORDS
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class AccountPage(Page):
    """Four answers and a line for what was found out."""

    DEFAULT_CSS = """
    AccountPage > Choice { margin-bottom: 1; }
    AccountPage > .plan { color: $quiet; margin-bottom: 1; }
    """

    def who(self) -> str:
        """The owner of the step in hand."""
        items = items_of(self.state, self.question.id)
        row = next((one for one in items if one.id == self.place.row), None)
        name = self.state.start.name(row.seat) if row else super().who()
        if len(items) > 1 and row:
            return f"{name} · {items.index(row) + 1} of {len(items)} open steps"
        return name

    def enter_does(self) -> str:
        """In the short depth a key is enough; the line below is there for whoever wants it."""
        return "next (Tab: a line)" if self._a_key_is_enough(self.screen.focused) else super().enter_does()

    def go_on(self, widget: Widget) -> None:
        """Past the line that stays empty, where a key is enough."""
        if self._a_key_is_enough(widget):
            self.finish()
        else:
            super().go_on(widget)

    def _a_key_is_enough(self, widget: Widget | None) -> bool:
        quick = self.state.start.depth == "quick"
        return quick and isinstance(widget, Choice) and not self.query_one("#note", Field).text.strip()

    def fields(self) -> Iterable[Widget]:
        """When it was for and the plan made, then the account."""
        if plan := self._plan():
            yield Words(plan, classes="plan")
        row = self.state.row(self.question.id, self.place.row)
        yield Choice(list(STATUS_WORDS.items()), row.fields.get("status") if row else None, id="status")
        yield Words("What did you find out?", classes="label")
        yield Field(row.text("note") if row else "", id="note")

    def _plan(self) -> str:
        step = next((one for one in self.state.start.open_steps if one.id == self.place.row), None)
        if step is None:
            return ""
        was = "is" if step.due >= self.meeting.clock.now().date().isoformat() else "was"
        parts = [f"It {was} for {show_iso(step.due)}."] if step.due else []
        if plan := plan_words(step.if_, step.then):
            parts.append(f"The plan: {plan[:1].lower()}{plan[1:]}.")
        return " ".join(parts)

    def _seat(self) -> str:
        row = self.state.row(self.question.id, self.place.row)
        return row.seat if row else self.state.start.mentee

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """A key is enough."""
        event.stop()
        self.act("set", self._seat(), row=self.place.row, field="status", value=str(event.value))

    def act_of(self, _field: Field) -> Act | None:
        """What was found out."""
        return Act("set", self._seat(), self.question.id, self.place.row, "note")

    def renew(self) -> None:
        """The status and the note."""
        super().renew()
        row = self.state.row(self.question.id, self.place.row)
        self.query_one("#status", Choice).show(row.fields.get("status") if row else None)

    def talk(self) -> None:
        """Talked about, this step: nothing changes about it."""
        row = self.state.row(self.question.id, self.place.row)
        if row is not None and not row.text("status") and not row.fields.get("talked"):
            self.act("talked", self._seat(), row=row.id)

    def take_back(self) -> bool:
        """The note; the step itself is on record from an earlier meeting."""
        row = self.state.row(self.question.id, self.place.row)
        if row is None or not row.text(NOTE):
            return False
        return self.act("between_us", row.seat, row=row.id, field=NOTE)
