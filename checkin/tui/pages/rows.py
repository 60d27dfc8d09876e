"""Pages answered by a list that grows: the mentee's options, a list of anything. One line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from checkin.meeting.flow import said, seats_of, shown
from checkin.meeting.gate import closed_offer
from checkin.tui.pages.base import Page
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from checkin.meeting.state import Row


class RowLine(Horizontal):
    """A number and a field. `row_id` is empty until something stands in it."""

    DEFAULT_CSS = """
    RowLine { height: auto; }
    RowLine > .number { width: 4; color: $quiet; }
    RowLine > .by { width: auto; color: $quiet; padding-left: 1; }
    """

    def __init__(self, number: int, seat: str, row: Row | None, by: str = "") -> None:
        super().__init__()
        self.number = number
        self.seat = seat
        self.row_id = row.id if row else ""
        self.text = row.text("text") if row else ""
        self.by = by

    def compose(self) -> ComposeResult:
        """The number, the field, and whose it is where that is not plain."""
        yield Words(f"{self.number:>2} ", classes="number")
        yield Field(self.text)
        if self.by:
            yield Words(self.by, classes="by")

    @property
    def field(self) -> Field:
        """The line's field."""
        return self.query_one(Field)


class RowsPage(Page):
    """Rows one under the other, always with an empty one at the end to type the next into."""

    DEFAULT_CSS = "RowsPage > #turn { margin-top: 1; color: $quiet; }"

    def enter_does(self) -> str:
        """Another line after words, on to the next page from an empty one."""
        return "next idea (empty: go on)" if self.question.type == "options" else "next line (empty: go on)"

    def fields(self) -> Iterable[Widget]:
        """What is there, an empty line, and whose turn is next."""
        seats = seats_of(self.state, self.question)
        if self.question.type == "options":
            seats = (self.state.start.mentee,) if self.question.who == "both" else seats
        for seat in seats:
            if len(seats) > 1:
                yield Words(self.state.start.name(seat), classes="label")
            yield from self._lines(seat, alone=len(seats) == 1)
        yield Words(self._whose_turn(), id="turn")

    def _lines(self, seat: str, *, alone: bool) -> Iterable[Widget]:
        rows = [row for row in self.state.live_rows(self.question.id) if alone or row.seat == seat]
        for number, row in enumerate(rows, 1):
            yield RowLine(number, row.seat, row, "" if row.seat == seat else self.state.start.name(row.seat))
        yield RowLine(len(rows) + 1, seat, None)

    def _whose_turn(self) -> str:
        if self.question.type != "options" or not any(q.type == "offer" for q in shown(self.state)):
            return ""
        start = self.state.start
        words = f"{start.name(start.mentor)}'s turn is next."
        if closed_offer(self.state) is not None:
            words += f" {start.name(start.mentee)} can ask now: Esc a"
        return words

    def hint(self) -> str:
        """How many are plenty, unless the bank says something else."""
        if words := super().hint():
            return words
        if self.question.type == "options" and self.question.at_least:
            numbers = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}
            return (
                f"{numbers.get(self.question.at_least, str(self.question.at_least))} of your own is plenty."
            )
        return ""

    def line_of(self, field: Field) -> RowLine:
        """The line a field stands in."""
        line = field.parent
        assert isinstance(line, RowLine)
        return line

    def typed(self, field: Field) -> None:
        """A first letter makes the row; later ones change it. An emptied row goes when the page is left."""
        line = self.line_of(field)
        text = field.text
        if not line.row_id:
            if text.strip():
                row_id = self.meeting.new_row()
                if self.act("added", line.seat, row=row_id, value={"text": text}):
                    line.row_id = row_id
                else:
                    with field.prevent(Field.Changed):
                        field.text = ""
        else:
            value = text if text.strip() else None
            self.act("set", line.seat, row=line.row_id, field="text", value=value)

    def leaving(self) -> None:
        """Rows that say nothing any more are gone."""
        for row in self.state.live_rows(self.question.id):
            if not said(row).strip():
                self.act("removed", row.seat, row=row.id)

    def go_on(self, widget: Widget) -> None:
        """Enter after words: the next line, a new one at the end. Enter on an empty line: the next page."""
        line = widget.parent
        if not isinstance(line, RowLine) or not line.field.text.strip():
            super().go_on(widget)
            return
        lines = list(self.query(RowLine))
        below = lines[lines.index(line) + 1 :][:1]
        if below and below[0].number > line.number:
            below[0].field.focus()
            return
        new = RowLine(line.number + 1, line.seat, None)
        self.mount(new, after=line)
        self.call_after_refresh(lambda: new.is_attached and new.field.focus())

    def take_back(self) -> bool:
        """The row in hand."""
        focused = self.screen.focused
        if not isinstance(focused, Field):
            return False
        line = self.line_of(focused)
        return bool(line.row_id) and self.act("between_us", line.seat, row=line.row_id)
