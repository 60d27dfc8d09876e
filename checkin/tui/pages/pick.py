"""The mentee's pick: one of the options, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.answered import pickable
from checkin.meeting.flow import seats_of
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.base import Page
from checkin.tui.pages.choose import NOTHING, show_chosen
from checkin.tui.pages.grid_table import GridTable
from checkin.tui.pages.weighing import Weighing
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
        options = self._options()
        self._nothing = not options
        if not options:
            yield Words(NOTHING, classes="said")
            return
        seats = seats_of(self.state, self.question)
        for seat in seats:
            answer = self.state.answer(self.question.id, seat)
            locked = self.locked(self.question, seat)
            if len(seats) > 1:
                yield Words(self.state.start.name(seat), classes="label")
            if locked:
                from checkin.tui.widgets.theirs import Theirs

                yield Theirs(
                    options, answer.value, f"{self.state.start.name(seat)} chooses here", id=f"pick-{seat}"
                )
            else:
                yield Choice(options, answer.value, id=f"pick-{seat}")
            yield Words("Why this one?", classes="label")
            empty = self.writes_here(seat) if locked else ""
            yield Field(answer.fields.get("why", ""), placeholder=empty, locked=locked, id=f"why-{seat}")
            yield from self._side_by_side(seat, locked=locked)

    def _side_by_side(self, seat: str, *, locked: bool) -> Iterable[Widget]:
        weighing = Weighing(self, seat, locked=locked)
        weighing.display = bool(weighing.grid)
        if not locked and "decision" in self.question.tags and len(self._options()) > 1:
            hint = Words(f"To hold them side by side: {esc('weigh')}", classes="said to-weigh")
            hint.display = not weighing.display
            yield hint
        yield weighing

    def weigh(self) -> None:
        """`j`: the options side by side, for the first who picks here."""
        weighing = next((one for one in self.query(Weighing) if not one.locked), None)
        if weighing is not None:
            weighing.display = True
            for hint in self.query(".to-weigh"):
                hint.display = False
            weighing.query_one("#criterion", Field).focus()

    def enter_does(self) -> str:
        """Where something that matters is typed, it is put in."""
        focused = self.screen.focused
        if isinstance(focused, Field) and focused.id == "criterion":
            return "put it in (empty: go on)"
        if isinstance(focused, GridTable):
            return "next number"
        return super().enter_does()

    def go_on(self, widget: Widget) -> None:
        """What was typed into the line for it matters by now; else as everywhere."""
        above = widget.parent
        if isinstance(above, Weighing) and widget.id == "criterion" and above.take():
            return
        super().go_on(widget)

    def on_grid_table_done(self, event: GridTable.Done) -> None:
        """Out of the table."""
        event.stop()
        self.move(event.grid, event.direction)

    def leaving(self) -> None:
        """What is typed and not put in yet matters, too."""
        for weighing in self.query(Weighing):
            weighing.take()

    def _options(self) -> list[tuple[object, str]]:
        start = self.state.start
        options: list[tuple[object, str]] = []
        for row in pickable(self.state, self.question):
            by = "" if start.thinks(row.seat, self.question) else f"  ({start.name(row.seat)})"
            options.append((row.id, said(row).strip() + by))
        return options

    def outgrown(self) -> bool:
        """Also when there is something to pick by now, or nothing any more."""
        return super().outgrown() or self._nothing == bool(self._options())

    def renew(self) -> None:
        """What is picked, of what, and why."""
        super().renew()
        options = self._options()
        for seat in seats_of(self.state, self.question):
            value = self.state.answer(self.question.id, seat).value
            for widget in self.query(f"#pick-{seat}"):
                show_chosen(widget, value, options)
        for weighing in self.query(Weighing):
            weighing.renew()

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """Choosing picks; or it takes up what mattered last time."""
        event.stop()
        above = event.choice.parent
        if isinstance(above, Weighing):
            above.take_template()
            return
        self.act("answered", _seat(event.choice), value=str(event.value))

    def act_of(self, field: Field) -> Act | None:
        """The reason. What matters is put in by Enter."""
        if field.id == "criterion":
            return None
        return Act("answered", _seat(field), self.question.id, field="why")

    def take_back(self) -> bool:
        """The pick in hand and its reason."""
        focused = self.screen.focused
        seat = _seat(focused) if focused is not None else ""
        return bool(seat) and self.act("between_us", seat)


def _seat(widget: Widget) -> str:
    return (widget.id or "").partition("-")[2]
