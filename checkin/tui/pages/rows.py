"""Pages answered by a list that grows: the mentee's options, a list of anything. One line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from checkin.meeting.brought import first_idea
from checkin.meeting.flow import seats_of
from checkin.meeting.gate import closed_offer, offers_at
from checkin.meeting.picks import said
from checkin.meeting.returning import lesson_words, returning_at
from checkin.meeting.rules import Act
from checkin.meeting.words import plenty
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.base import Page
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

    def __init__(
        self, number: int, seat: str, row: Row | None, by: str = "", *, under: str = "", locked: str = ""
    ) -> None:
        super().__init__()
        self.number = number
        self.seat = seat
        self.row_id = row.id if row else ""
        self.text = row.text("text") if row else ""
        self.by = by
        self.under = under or seat
        """The seat under whose name it stands."""
        self.locked = locked
        """What stands there until somebody else writes; empty where one may write."""

    def compose(self) -> ComposeResult:
        """The number, the field, and whose it is where that is not plain."""
        yield Words(f"{self.number:>2} ", classes="number")
        yield Field(self.text, placeholder=self.locked, locked=bool(self.locked))
        if self.by:
            yield Words(self.by, classes="by")

    def on_mount(self) -> None:
        """Words may have come in since it was made."""
        page = self.parent
        if isinstance(page, RowsPage) and page.meeting.shared:
            page.renew_text(self.field)

    @property
    def field(self) -> Field:
        """The field that says what the row is: the line's only one, or its first."""
        return self.query_one(Field)

    def clear(self) -> None:
        """Its row is gone: it stands empty, for another one."""
        self.row_id = ""
        for field in self.query(Field):
            field.show("")

    def count(self, number: int) -> None:
        """Show another number."""
        if number != self.number:
            self.number = number
            for words in self.query(".number").results(Words):
                words.say(f"{number:>2} ")


class RowsPage(Page):
    """Rows one under the other, with an empty one at the end to type the next into while there is room."""

    DEFAULT_CSS = """
    RowsPage > #turn { margin-top: 1; color: $quiet; }
    RowsPage > .returning { color: $secondary; margin-bottom: 1; }
    RowsPage > .first-idea { color: $quiet; margin-bottom: 1; }
    """

    def enter_does(self) -> str:
        """Another line after words, on to the next page from an empty one."""
        return "next idea (empty: go on)" if self.question.type == "options" else "next line (empty: go on)"

    def fields(self) -> Iterable[Widget]:
        """Lessons that come back here, what is there, an empty line, and whose turn is next."""
        if lessons := returning_at(self.state, self.question):
            today = self.meeting.clock.now().date()
            yield Words("\n".join(lesson_words(one, today) for one in lessons), classes="returning")
        if idea := first_idea(self.state, self.question):
            yield Words(idea, classes="first-idea")
        groups = self._groups()
        for seat in groups:
            if len(groups) > 1:
                yield Words(self.state.start.name(seat), classes="label")
            rows = self._rows(seat)
            for number, row in enumerate(rows, 1):
                yield self._line(number, row, seat)
            if (self._adds(seat) and not self._full()) or not rows:
                yield self._last(len(rows) + 1, seat)
        yield Words(self._whose_turn(), id="turn")

    def _full(self) -> bool:
        """Whether there are as many as the question takes."""
        most = self.question.at_most
        return most is not None and len(self.state.live_rows(self.question.id)) >= most

    def _groups(self) -> tuple[str, ...]:
        """The seats whose rows stand under a name of their own."""
        if self.question.type == "options" and self.question.who == "both":
            return (self.state.start.thinker(self.question),)
        return seats_of(self.state, self.question)

    def _rows(self, under: str) -> list[Row]:
        alone = len(self._groups()) == 1
        return [row for row in self.state.live_rows(self.question.id) if alone or row.seat == under]

    def _line(self, number: int, row: Row, under: str) -> RowLine:
        locked = self.writes_here(row.seat) if self.locked(self.question, row.seat) else ""
        return self.new_line(number, row.seat, row, self._by(row.seat, under), under=under, locked=locked)

    def _last(self, number: int, under: str) -> RowLine:
        """The empty line at the end, to type the next into; or that somebody else does."""
        if seat := self._adds(under):
            return self.new_line(number, seat, None, self._by(seat, under), under=under)
        return self.new_line(number, under, None, under=under, locked=self.writes_here(under))

    def new_line(
        self, number: int, seat: str, row: Row | None, by: str = "", *, under: str = "", locked: str = ""
    ) -> RowLine:
        """A line of this page, not on the screen yet."""
        return RowLine(number, seat, row, by, under=under, locked=locked)

    def _by(self, seat: str, under: str) -> str:
        return "" if seat == under else self.state.start.name(seat)

    def _adds(self, under: str) -> str:
        """The seat that may write a further line here, empty when that is somebody else's."""
        if not self.locked(self.question, under):
            return under
        adds = self.question.type == "options" and self.state.may_add(self.question, self.meeting.seat)
        return self.meeting.seat if adds else ""

    def _whose_turn(self) -> str:
        offers = offers_at(self.state, self.question.id)
        if self.question.type != "options" or not offers:
            return ""
        start, offer = self.state.start, closed_offer(self.state, self.question.id)
        words = f"{start.name(start.giver(offer or offers[0]))}'s turn is next."
        if offer is not None:
            words += f" {start.name(start.receiver(offer))} can ask now: {esc('ask')}"
        return words

    def hint(self) -> str:
        """How many are plenty, unless the bank says something else."""
        return super().hint() or plenty(self.question)

    def line_of(self, widget: Widget) -> RowLine:
        """The line a field stands in."""
        line = self.line_at(widget)
        assert line is not None
        return line

    def line_at(self, widget: Widget | None) -> RowLine | None:
        """The line something stands in, None where that is no line."""
        above = widget.ancestors if widget is not None else ()
        return next((one for one in above if isinstance(one, RowLine)), None)

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
                    field.show("")
        else:
            super().typed(field)

    def act_of(self, field: Field) -> Act | None:
        """The words of a row that is there."""
        line = self.line_of(field)
        return Act("set", line.seat, self.question.id, line.row_id, "text") if line.row_id else None

    def renew(self) -> None:
        """Rows that came and went; a line being typed stays where it is."""
        for under in self._groups():
            lines = [line for line in self.query(RowLine) if line.under == under and line.display]
            rows = self._rows(under)
            for row in rows:
                if all(line.row_id != row.id for line in lines):
                    self._put(self._line(0, row, under), lines)
            gone = self._gone(lines, {row.id for row in rows}, adds=bool(self._adds(under)))
            lines = [line for line in lines if line not in gone]
            if not lines or (self._adds(under) and all(line.locked for line in lines)):
                self._put(self._last(0, under), lines, instead=gone)
            for line in gone:
                line.remove()
            for number, line in enumerate(lines, 1):
                line.count(number)
        self.query_one("#turn", Words).say(self._whose_turn())
        super().renew()

    def _gone(self, lines: list[RowLine], there: set[str], *, adds: bool) -> list[RowLine]:
        """The lines that are no more; one that is being typed in stays, as an empty one."""
        gone: list[RowLine] = []
        for line in lines:
            if not line.row_id:
                if line.locked and (there or adds):
                    gone.append(line)
            elif line.row_id not in there:
                if self.in_hand(line):
                    line.clear()
                else:
                    gone.append(line)
        return gone

    def _put(self, new: RowLine, lines: list[RowLine], *, instead: Sequence[RowLine] = ()) -> None:
        """Put a line in: a row before the empty ones at the end, or where others are about to go."""
        at = len(lines)
        while new.row_id and at and not lines[at - 1].row_id:
            at -= 1
        if at < len(lines):
            self.mount(new, before=lines[at])
        elif lines:
            self.mount(new, after=lines[-1])
        else:
            self.mount(new, before=instead[0] if instead else "#turn")
        lines.insert(at, new)

    def leaving(self) -> None:
        """Rows that say nothing any more are gone."""
        for row in self.state.live_rows(self.question.id):
            if not said(row).strip() and not self.locked(self.question, row.seat):
                self.act("removed", row.seat, row=row.id)

    def go_on(self, widget: Widget) -> None:
        """Enter after words: the next line, a new one at the end. On an empty line, or a full list: go on."""
        line = self.line_at(widget)
        if line is None or not line.field.text.strip():
            super().go_on(widget)
            return
        lines = list(self.query(RowLine))
        below = lines[lines.index(line) + 1 :][:1]
        if below and below[0].number > line.number:
            below[0].field.focus()
            return
        if self._full():
            super().go_on(widget)
            return
        new = self.new_line(line.number + 1, line.seat, None, line.by, under=line.under)
        self.mount(new, after=line)
        self.call_after_refresh(lambda: new.is_attached and new.field.focus())

    def take_back(self) -> bool:
        """The row in hand."""
        line = self.line_at(self.screen.focused)
        return line is not None and bool(line.row_id) and self.act("between_us", line.seat, row=line.row_id)
