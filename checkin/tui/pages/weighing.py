"""Weighing the options of a pick side by side: the table, and a line for what else matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from checkin.ground.text import clean_line
from checkin.meeting.grid import (
    MOST,
    NOT_THE_ANSWER,
    PART,
    Criterion,
    grid_of,
    kept_to_weigh,
    mattered,
    template,
    weighed,
    with_fit,
    with_weight,
    written,
)
from checkin.tui.pages.grid_table import GridTable
from checkin.tui.pages.ready import Ready
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from checkin.tui.pages.base import Page


class Weighing(Vertical):
    """The grid of one seat under its pick."""

    DEFAULT_CSS = """
    Weighing { height: auto; margin-top: 1; }
    Weighing > .said { margin-top: 0; }
    """

    def __init__(self, page: Page, seat: str, *, locked: bool) -> None:
        super().__init__()
        self.of = page
        self.seat = seat
        self.locked = locked

    @property
    def grid(self) -> tuple[Criterion, ...]:
        """What matters, as the meeting has it now."""
        return grid_of(self.of.state, self.of.question, self.seat)

    def compose(self) -> ComposeResult:
        """What mattered last time, the table, a line for the next thing."""
        if to_weigh := kept_to_weigh(self.of.state, self.of.question):
            yield Words(to_weigh, classes="said")
        before = template(self.of.state, self.of.question)
        if before and not self.grid and not self.locked:
            words: list[tuple[object, str]] = [(True, f"as last time: {mattered(before)}")]
            yield Ready(words, None, self._field)
        yield GridTable(self.grid, self._options(), locked=self.locked)
        if not self.locked:
            yield Field(placeholder="what else matters here? Enter puts it in", id="criterion")
        yield Words(NOT_THE_ANSWER, classes="said")

    def renew(self) -> None:
        """Show what the meeting has now."""
        self.display = self.display or bool(self.grid)
        for grid in self.query(GridTable):
            grid.show(self.grid, self._options())
        for ready in self.query(Ready):
            ready.display = not self.grid

    def take(self) -> bool:
        """Put in what was typed as another thing that matters; False when nothing was."""
        field = self._field()
        text = clean_line(field.text) if field is not None else ""
        if field is None or not text or len(self.grid) >= MOST:
            return False
        self._keep((*self.grid, Criterion(text)))
        field.show("")
        self.query_one(GridTable).begin_line(len(self.grid) - 1)
        return True

    def on_grid_table_filled(self, event: GridTable.Filled) -> None:
        """A weight or a fit."""
        event.stop()
        if event.line >= len(self.grid):
            return
        if event.column == 0:
            self._keep(with_weight(self.grid, event.line, event.number))
        else:
            option = self._options()[event.column - 1]
            self._keep(with_fit(self.grid, event.line, option, event.number))

    def on_grid_table_removed(self, event: GridTable.Removed) -> None:
        """One thing less."""
        event.stop()
        self._keep((*self.grid[: event.line], *self.grid[event.line + 1 :]))
        field = self._field()
        if not self.grid and field is not None:
            field.focus()

    def take_template(self) -> None:
        """What mattered last time, to be weighed anew."""
        self._keep(template(self.of.state, self.of.question))

    def _keep(self, criteria: tuple[Criterion, ...]) -> None:
        self.of.act("answered", self.seat, field=PART, value=written(criteria) or None)
        self.renew()

    def _options(self) -> list[str]:
        return [id for id, _ in weighed(self.of.state, self.of.question)]

    def _field(self) -> Field | None:
        return next(iter(self.query("#criterion").results(Field)), None)
