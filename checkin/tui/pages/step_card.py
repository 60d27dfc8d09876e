"""One next step on the screen: what, by when, and where there is time for it the plan and how ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from checkin.ground.dates import HELP, show_iso
from checkin.meeting.state import Row
from checkin.meeting.steps import READY_FROM, READY_TO
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget


class StepCard(Vertical):
    """One step. `row_id` is empty until it says what is to be done."""

    DEFAULT_CSS = """
    StepCard { height: auto; margin-bottom: 1; }
    StepCard > .line { height: auto; }
    StepCard .label { width: 10; color: $quiet; }
    StepCard .echo { color: $success; padding-left: 10; }
    StepCard .scale { color: $quiet; }
    """

    def __init__(
        self,
        row: Row | None,
        *,
        plan: bool,
        locked: str = "",
        made: Callable[[StepCard], None] | None = None,
    ) -> None:
        super().__init__()
        self.made = made
        """Told when its fields are there: what they say may have changed since."""
        self.row_id = row.id if row else ""
        self.row = row or Row("", "")
        self.plan = plan
        self.locked = locked
        """What stands there where somebody else writes; empty where one may."""

    def compose(self) -> ComposeResult:
        """The quick depth asks what and when; the full one adds the plan and how ready."""
        yield from self._line("What", self._field("what", self.row.text("what")))
        due = self.row.text("due")
        day = show_iso(due) or self.row.text("when")
        yield from self._line("By when", self._field("due", day, HELP, replaced=bool(due)))
        echo = Words("", classes="echo", id="echo")
        echo.display = False
        yield echo
        if self.plan:
            yield from self._line("If", self._field("if", self.row.text("if"), "what may come up"))
            yield from self._line("Then", self._field("then", self.row.text("then"), "what will you do"))
            ruler = [(n, str(n)) for n in range(READY_FROM, READY_TO + 1)]
            ready = Choice(
                ruler, self.row.fields.get("readiness"), across=True, numbered_from=READY_FROM, id="ready"
            )
            ready.can_focus = not self.locked
            yield from self._line("Ready?", ready)
            yield Words("0 not at all, 10 completely", classes="echo scale")

    def _field(self, name: str, text: str, empty: str = "", *, replaced: bool = False) -> Field:
        locked = bool(self.locked)
        return Field(text, placeholder=self.locked or empty, replaced=replaced, locked=locked, id=name)

    def on_mount(self) -> None:
        """The fields are there."""
        if self.made is not None:
            self.made(self)

    def _line(self, label: str, widget: Widget) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Words(label, classes="label")
            yield widget
