"""One card on the screen: what it says on a line, and under it, while it is in hand, its further fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from checkin.ground.text import clean_line, cut
from checkin.meeting.cards import CARDS, choices_by_name, field_words
from checkin.tui.pages.rows import RowLine
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.stop import Stop
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from checkin.meeting.cards import CardField
    from checkin.meeting.state import Row

_FOLDED = 68
"""Cells for what the further fields of a card say while another one is in hand."""


class CardLine(RowLine):
    """A card of a kind (`CARDS`). Its further fields come one at a time, each below the one before."""

    DEFAULT_CSS = """
    CardLine { layout: vertical; }
    CardLine > Horizontal { height: auto; }
    CardLine > .first > .number { width: 4; color: $quiet; }
    CardLine > .first > .by { width: auto; color: $quiet; padding-left: 1; }
    CardLine > .part > .label { width: 26; color: $quiet; padding-left: 4; }
    CardLine > .folded { color: $quiet; padding-left: 4; }
    """

    def __init__(
        self,
        kind: str,
        number: int,
        seat: str,
        row: Row | None,
        by: str = "",
        *,
        under: str = "",
        locked: str = "",
        consents: bool = True,
        names: tuple[str, str],
        made: Callable[[CardLine], None] | None = None,
    ) -> None:
        super().__init__(number, seat, row, by, under=under, locked=locked)
        self.parts = CARDS[kind][1:]
        self.row = row
        self.consents = consents
        """Whether one may say yes here for the mentee."""
        self.names = names
        """The mentee's and the mentor's, for a choice between the two."""
        self.made = made
        """Told when its fields are there: which of them are seen depends on where one is."""
        self._reached = 1

    def compose(self) -> ComposeResult:
        """The line as in any list, then a label and a field each, and what they say in one line."""
        with Horizontal(classes="first"):
            yield from super().compose()
        for part in self.parts:
            with Horizontal(classes="part", id=f"part-{part.name}"):
                yield Words(part.label, classes="label")
                yield self._field(part)
        yield Words(classes="folded")

    def _field(self, part: CardField) -> Widget:
        value = self.row.fields.get(part.name) if self.row is not None else None
        if not part.yes_no and not part.choices:
            text, empty = (value if isinstance(value, str) else ""), self.locked or part.hint
            return Field(text, lines=part.lines, placeholder=empty, locked=bool(self.locked), id=part.name)
        options: list[tuple[object, str]] = (
            [(True, "yes"), (False, "no")] if part.yes_no else [*choices_by_name(part, *self.names)]
        )
        choice = Choice(options, value, across=True, bare=not part.yes_no, id=part.name)
        choice.can_focus = not self.locked and (self.consents or not part.yes_no)
        return choice

    def on_mount(self) -> None:
        """Everything is there."""
        if self.made is not None:
            self.made(self)

    def reach(self, widget: Widget) -> None:
        """The cursor is at a field of this card: the one after it comes into sight."""
        at = next((n for n, part in enumerate(self.parts, 1) if part.name == widget.id), 0)
        self._reached = max(self._reached, at + 1)

    def renew(self, row: Row | None, *, in_hand: bool) -> None:
        """Show what a card holds: in hand its fields as far as one came, else what they say in a line."""
        said: list[str] = []
        for n, part in enumerate(self.parts, 1):
            value = row.fields.get(part.name) if row is not None else None
            if value is not None:
                # What a yes or no stands behind must not be cut off by long words.
                at = 0 if part.yes_no else len(said)
                said.insert(at, f"{part.label}: {clean_line(self._words(part, value))}")
            for choice in self.query(f"#{part.name}").results(Choice):
                choice.show(value)
            near = n <= self._reached and not self.locked
            self.query_one(f"#part-{part.name}").display = (
                row is not None and in_hand and (near or value is not None)
            )
        folded = self.query_one(".folded", Words)
        folded.say(cut(" · ".join(said), _FOLDED))
        folded.display = bool(said) and not in_hand

    def _words(self, part: CardField, value: object) -> str:
        return dict(choices_by_name(part, *self.names)).get(str(value)) or field_words(part, value)

    def clear(self) -> None:
        """As for any line."""
        super().clear()
        self._reached = 1
        self.renew(None, in_hand=False)

    def after(self, widget: Widget) -> Widget | None:
        """Where Enter goes on to within the card, None from its last field."""
        stops = [one for one in self.query("*") if one.can_focus and isinstance(one, Stop) and _seen(one)]
        at = stops.index(widget) + 1 if widget in stops else len(stops)
        return stops[at] if at < len(stops) else None


def _seen(widget: Widget) -> bool:
    above = widget.parent
    return widget.display and getattr(above, "display", True)
