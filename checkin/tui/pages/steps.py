"""Next steps: the smallest thing, by when, an if-then plan, how ready. One first; three are plenty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from checkin.ground.dates import HELP, show_iso
from checkin.ground.text import cut
from checkin.meeting.flow import picked_row, said, seats_of, shown
from checkin.meeting.state import Row
from checkin.meeting.steps import READY_FROM, READY_TO, SOFT_CAP
from checkin.tui.pages.base import Page
from checkin.tui.pages.moving import Said
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.day_echo import day_echo
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

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

    def __init__(self, row: Row | None, *, plan: bool) -> None:
        super().__init__()
        self.row_id = row.id if row else ""
        self.row = row or Row("", "")
        self.plan = plan

    def compose(self) -> ComposeResult:
        """The quick depth asks what and when; the full one adds the plan and how ready."""
        yield from self._line("What", Field(self.row.text("what"), id="what"))
        due = self.row.text("due")
        day = show_iso(due) or self.row.text("when")
        yield from self._line("By when", Field(day, placeholder=HELP, replaced=bool(due), id="due"))
        echo = Words("", classes="echo", id="echo")
        echo.display = False
        yield echo
        if self.plan:
            yield from self._line("If", Field(self.row.text("if"), placeholder="what may come up", id="if"))
            yield from self._line(
                "Then", Field(self.row.text("then"), placeholder="what will you do", id="then")
            )
            ruler = [(n, str(n)) for n in range(READY_FROM, READY_TO + 1)]
            ready = Choice(
                ruler, self.row.fields.get("readiness"), across=True, numbered_from=READY_FROM, id="ready"
            )
            yield from self._line("Ready?", ready)
            yield Words("0 not at all, 10 completely", classes="echo scale")

    def _line(self, label: str, widget: Widget) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Words(label, classes="label")
            yield widget


class StepsPage(Page):
    """The steps as cards; the first is the priority."""

    ADDS = True
    ENTER = "next (empty: talked about)"

    def fields(self) -> Iterable[Widget]:
        """What is there, or one empty card."""
        rows = self.state.live_rows(self.question.id)
        if picked := self._picked():
            yield Words(f"Picked: “{picked}”", classes="said picked")
        plan = self.state.start.depth == "full"
        for row in rows:
            yield StepCard(row, plan=plan)
        if not rows:
            yield StepCard(None, plan=plan)
        yield Words(self._more(), classes="said", id="more")

    def _picked(self) -> str:
        """What the mentee picked of the options, to make a step of."""
        for question in shown(self.state):
            if question.type == "pick":
                for seat in seats_of(self.state, question):
                    if row := picked_row(self.state, question, seat):
                        return cut(said(row).strip(), 60)
        return ""

    def _more(self) -> str:
        if not self.state.live_rows(self.question.id):
            return ""
        return "One step is plenty. Another one: Esc m"

    def add_another(self) -> None:
        """`m`: a further step."""
        cards = list(self.query(StepCard))
        if cards and not cards[-1].row_id:
            cards[-1].query_one("#what", Field).focus()
            return
        if len(cards) >= SOFT_CAP:
            self.post_message(
                Said("Three steps are plenty for one meeting. More are possible, fewer get done.")
            )
        new = StepCard(None, plan=self.state.start.depth == "full")
        self.mount(new, after=cards[-1])
        self.call_after_refresh(lambda: new.is_attached and new.query_one("#what", Field).focus())

    def card_of(self, widget: Widget) -> StepCard:
        """The card a field stands in."""
        return next(card for card in self.query(StepCard) if card in widget.ancestors)

    def typed(self, field: Field) -> None:
        """What makes the step; the rest belongs to it."""
        card = self.card_of(field)
        if field.id == "due":
            self._typed_day(card, field)
        else:
            self._keep(card, field.id or "", field.text if field.text.strip() else None)

    def _keep(self, card: StepCard, name: str, value: str | int | None) -> None:
        seat = self.state.start.mentee
        if card.row_id:
            self.act("set", seat, row=card.row_id, field=name, value=value)
            self._drop_if_empty(card)
        elif value is not None:
            row_id = self.meeting.new_row()
            if self.act("added", seat, row=row_id, value={name: value}):
                card.row_id = row_id
                self.query_one("#more", Words).say(self._more())

    def leaving(self) -> None:
        """Words for a date that are none go with the step itself, so that they are kept."""
        for row in self.state.live_rows(self.question.id):
            if words := row.text("when"):
                what = f"{row.text('what').strip()} ({words})" if row.text("what").strip() else words
                for name, value in (("what", what), ("when", None)):
                    self.act("set", self.state.start.mentee, row=row.id, field=name, value=value)

    def _day(self, card: StepCard, field: Field) -> date | None:
        found, words = day_echo(field.text, self.meeting.clock.now().date())
        echo = card.query_one("#echo", Words)
        echo.say(words)
        echo.display = bool(words)
        return found

    def _typed_day(self, card: StepCard, field: Field) -> None:
        """The day that is meant; words that are none are kept as they are."""
        found = self._day(card, field)
        words = field.text.strip() if found is None else ""
        for name, value in (("due", found.isoformat() if found else None), ("when", words or None)):
            self._keep(card, name, value)

    def _drop_if_empty(self, card: StepCard) -> None:
        row = self.state.row(self.question.id, card.row_id)
        if row is not None and not any(name != "owner" for name in row.fields):
            self.act("removed", self.state.start.mentee, row=card.row_id)
            card.row_id = ""

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """How ready, 0 to 10."""
        event.stop()
        if isinstance(event.value, int):
            self._keep(self.card_of(event.choice), "readiness", event.value)

    def accepts_enter(self, widget: Widget) -> bool:
        """A date that is none stays until it is one or is gone."""
        if isinstance(widget, Field) and widget.id == "due" and widget.text.strip():
            return self._day(self.card_of(widget), widget) is not None
        return True

    def go_on(self, widget: Widget) -> None:
        """Enter on an empty first field: talked about, without a step. An empty further one: go on."""
        card = self.card_of(widget)
        if not card.row_id and widget.id == "what":
            self.finish()
            return
        super().go_on(widget)

    def take_back(self) -> bool:
        """The step in hand."""
        focused = self.screen.focused
        if focused is None:
            return False
        card = next((one for one in self.query(StepCard) if one in focused.ancestors), None)
        return (
            card is not None
            and bool(card.row_id)
            and self.act("between_us", self.state.start.mentee, row=card.row_id)
        )
