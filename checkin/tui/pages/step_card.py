"""One next step on the screen: what, by when, and where there is time for it the plan and how ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from checkin.ground.dates import EXAMPLES, show_iso
from checkin.meeting.cards import HELP_RUNGS, HELP_WORDS
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
    StepCard > .ladder { height: auto; margin-top: 1; }
    StepCard > .ladder > .line { height: auto; }
    """

    def __init__(
        self,
        row: Row | None,
        *,
        plan: bool,
        locked: str = "",
        helper: str = "",
        made: Callable[[StepCard], None] | None = None,
    ) -> None:
        super().__init__()
        self.helper = helper
        """Who could help with it; empty where nobody else is there."""
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
        yield from self._line("By when", self._field("due", day, EXAMPLES, replaced=bool(due)))
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
        if self.helper:
            yield from self._ladder()

    def _ladder(self) -> ComposeResult:
        """Ways to help with it, from the lightest to the heaviest, which asks for a reason."""
        with Vertical(classes="ladder") as ladder:
            yield Words(f"How can {self.helper} help with it?", classes="said")
            rungs = Choice(
                [(rung, HELP_WORDS[rung]) for rung in HELP_RUNGS], self.row.fields.get("help"), id="help"
            )
            rungs.can_focus = not self.locked
            yield rungs
            why = self._field("help_why", self.row.text("help_why"), f"why {self.helper} does it this time")
            yield from self._line("Because", why)
        ladder.display = bool(self.row.text("help"))

    def show_help(self, row: Row, *, asked: bool = False) -> None:
        """The ways to help, once somebody `asked` for them or chose one; the reason for the heaviest."""
        for ladder in self.query(".ladder"):
            ladder.display = ladder.display or asked or bool(row.text("help"))
            self.query_one("#help", Choice).show(row.fields.get("help"))
            line = self.query_one("#help_why", Field).parent
            assert isinstance(line, Horizontal)
            line.display = row.text("help") == HELP_RUNGS[-1]

    def _field(self, name: str, text: str, empty: str = "", *, replaced: bool = False) -> Field:
        locked = bool(self.locked)
        return Field(text, placeholder=self.locked or empty, replaced=replaced, locked=locked, id=name)

    def on_mount(self) -> None:
        """The fields are there."""
        self.show_help(self.row)
        if self.made is not None:
            self.made(self)

    def _line(self, label: str, widget: Widget) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Words(label, classes="label")
            yield widget
