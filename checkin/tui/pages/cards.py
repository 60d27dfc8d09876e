"""Pages answered by cards: challenges brought, lessons, strengths, doors, what is passed on.

As in a list, a line typed makes one. Enter leads through its further fields, all of which may stay empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.meeting.brought import brought_at, brought_line, brought_title, seat_for
from checkin.meeting.cards import CARDS
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.tui.pages.about import about
from checkin.tui.pages.card_line import CardLine
from checkin.tui.pages.ready import Ready
from checkin.tui.pages.rows import RowLine, RowsPage
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.widget import Widget

    from checkin.meeting.state import Row
    from checkin.tui.widgets.choice import Choice


class CardsPage(RowsPage):
    """The cards one under the other, those not in hand folded, and an empty line at the end."""

    DEFAULT_CSS = """
    CardsPage > .about, CardsPage > .brought { color: $quiet; }
    CardsPage > .about { margin-bottom: 1; }
    """

    def enter_does(self) -> str:
        """On through a card, then another one, and on to the next page from an empty line."""
        line = self.line_at(self.screen.focused)
        if isinstance(self.screen.focused, Ready):
            return "go on"
        if line is not None and line.row_id:
            return "next (may stay empty)" if self.screen.focused is not line.field else "next"
        answered = bool(self.state.live_rows(self.question.id))
        return "next (empty: go on)" if answered else super(RowsPage, self).enter_does()

    def fields(self) -> Iterable[Widget]:
        """What was brought, and the cards."""
        if self.question.type == "door" and (words := about(self.state)):
            yield Words(words, classes="about")
        things = brought_at(self.state, self.question)
        if things:
            yield Words(brought_title(things, self.state.start.known.more), classes="brought")
            lines: list[tuple[object, str]] = [(one.id, brought_line(self.state, one)) for one in things]
            ready = Ready(lines, self._taken_up(), self._first_empty, many=True, id="ready")
            ready.can_focus = any(not self.locked(self.question, self._seat_for(one.id)) for one in things)
            yield ready
        yield from super().fields()

    def new_line(
        self, number: int, seat: str, row: Row | None, by: str = "", *, under: str = "", locked: str = ""
    ) -> RowLine:
        """A card."""
        consents = not self.meeting.shared or self.state.start.plays(self.meeting.seat) == "mentee"
        kind, made = self.question.type, self._made
        start = self.state.start
        names = (start.name(start.mentee), start.name(start.mentor))
        return CardLine(
            kind, number, seat, row, by, under=under, locked=locked, consents=consents, names=names, made=made
        )

    def _made(self, line: CardLine) -> None:
        if self.meeting.shared:
            for field in line.query(Field):
                self.renew_text(field)
        self._renew_card(line)

    def _renew_card(self, line: CardLine) -> None:
        row = self.state.row(self.question.id, line.row_id) if line.row_id else None
        line.renew(row, in_hand=self.in_hand(line))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The card one is at opens, the others fold."""
        here = self.line_at(event.widget)
        if isinstance(here, CardLine):
            here.reach(event.widget)
        for line in self.query(CardLine):
            self._renew_card(line)

    # Typing and choosing

    def typed(self, field: Field) -> None:
        """The line makes the card, the rest belongs to it."""
        line = self.line_of(field)
        if field is line.field or line.row_id:
            super().typed(field)
        assert isinstance(line, CardLine)
        self._renew_card(line)

    def act_of(self, field: Field) -> Act | None:
        """The words of a card's field."""
        line = self.line_of(field)
        if not line.row_id:
            return None
        return Act("set", line.seat, self.question.id, line.row_id, field.id or "text")

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """A field that is chosen; or something that was brought, taken up or put back."""
        event.stop()
        line = self.line_at(event.choice)
        if line is None:
            self._take_up(event.value if isinstance(event.value, list) else [])
            return
        name, value = event.choice.id or "", event.value
        part = next(one for one in CARDS[self.question.type] if one.name == name)
        # Whether it goes ahead is the mentee's to say, whoever wrote the card.
        seat = self.state.start.mentee if part.yes_no else line.seat
        self.act("set", seat, row=line.row_id, field=name, value=value is True if part.yes_no else str(value))
        self.renew()

    def go_on(self, widget: Widget) -> None:
        """Through the fields of a card, then as in any list."""
        line = self.line_at(widget)
        within = line.after(widget) if isinstance(line, CardLine) and line.row_id else None
        if within is not None:
            within.focus()
        else:
            super().go_on(widget)

    def renew(self) -> None:
        """Cards that came and went, and what each holds."""
        super().renew()
        for line in self.query(CardLine):
            if line.is_mounted:
                self._renew_card(line)
        for ready in self.query("#ready").results(Ready):
            ready.show(self._taken_up())

    # What was brought

    def _seat_for(self, id: str) -> str:
        things = brought_at(self.state, self.question)
        return seat_for(self.state, self.question, next(one for one in things if one.id == id))

    def _taken_up(self) -> list[object]:
        """What stands among the cards by now."""
        texts = {said(row).strip() for row in self.state.live_rows(self.question.id)}
        return [one.id for one in brought_at(self.state, self.question) if one.text.strip() in texts]

    def _take_up(self, wanted: list[object]) -> None:
        """Make cards of what was chosen; of what is chosen no more, take away those that say nothing else."""
        before = self._taken_up()
        for one in brought_at(self.state, self.question):
            seat = self._seat_for(one.id)
            if one.id in wanted and one.id not in before:
                value = {"text": one.text, "approach": one.approach} if one.approach else {"text": one.text}
                self.act("added", seat, row=self.meeting.new_row(), value=value)
            elif one.id in before and one.id not in wanted:
                for row in self.state.live_rows(self.question.id):
                    if said(row).strip() == one.text.strip():
                        self.act("removed", row.seat, row=row.id)
        self.renew()

    def _first_empty(self) -> Field | None:
        lines = [line for line in self.query(CardLine) if not line.row_id and not line.locked]
        return lines[0].field if lines else None
