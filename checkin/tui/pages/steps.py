"""Next steps: the smallest thing, by when, an if-then plan, how ready. One first; three are plenty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.ground.text import cut
from checkin.meeting.answered import picked_row
from checkin.meeting.flow import seats_of, shown
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.meeting.state import Row
from checkin.meeting.steps import SOFT_CAP
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.base import Page
from checkin.tui.pages.moving import Said
from checkin.tui.pages.step_card import StepCard
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.day_echo import day_echo, show_day
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.widget import Widget


class StepsPage(Page):
    """The steps as cards; the first is the priority."""

    ADDS = True

    _worded: frozenset[str] = frozenset()
    """The steps in which words that are no date were typed here."""

    def fields(self) -> Iterable[Widget]:
        """What is there, or one empty card."""
        rows = self.state.live_rows(self.question.id)
        if picked := self._picked():
            yield Words(f"Picked: “{picked}”", classes="said picked")
        for row in rows:
            yield self._card(row)
        if not rows:
            yield self._card(None)
        yield Words(self._more(), classes="said", id="more")

    def _card(self, row: Row | None) -> StepCard:
        locked = "" if self._seat() else self.writes_here(self._whose())
        made = self.renew_card if self.meeting.shared else None
        return StepCard(
            row, plan=self.state.start.depth == "full", locked=locked, helper=self._who_helps(), made=made
        )

    def _seat(self) -> str:
        """Whose hand writes the steps: empty where it is somebody else's."""
        return "" if self.locked(self.question, self._whose()) else self._whose()

    def _whose(self) -> str:
        """Whose steps they are, before anybody else is named as an owner."""
        return self.state.start.thinker(self.question)

    def _picked(self) -> str:
        """What the mentee picked of the options, to make a step of."""
        for question in shown(self.state):
            if question.type == "pick":
                for seat in seats_of(self.state, question):
                    if row := picked_row(self.state, question, seat):
                        return cut(said(row).strip(), 60)
        return ""

    def _more(self) -> str:
        if not self.state.live_rows(self.question.id) or not self._seat():
            return ""
        return f"One step is plenty. Another one: {esc('more')}"

    def add_another(self) -> None:
        """`m`: a further step."""
        if not self._seat():
            return
        cards = self._cards()
        if cards and not cards[-1].row_id:
            cards[-1].query_one("#what", Field).focus()
            return
        if len(cards) >= SOFT_CAP:
            self.post_message(
                Said("Three steps are plenty for one meeting. More are possible, fewer get done.")
            )
        new = self._card(None)
        self.mount(new, after=cards[-1])
        self.call_after_refresh(lambda: new.is_attached and new.query_one("#what", Field).focus())

    def card_of(self, widget: Widget) -> StepCard:
        """The card a field stands in."""
        return next(one for one in widget.ancestors if isinstance(one, StepCard))

    def typed(self, field: Field) -> None:
        """What makes the step; the rest belongs to it."""
        card = self.card_of(field)
        if field.id == "due":
            self._typed_day(card, field)
        elif card.row_id:
            super().typed(field)
            self._drop_if_empty(card)
        else:
            self._keep(card, field.id or "", field.text if field.text.strip() else None)

    def act_of(self, field: Field) -> Act | None:
        """The words of a step that is there; a day is something else than its words."""
        card = self.card_of(field)
        if not card.row_id or field.id == "due":
            return None
        return Act("set", self._whose(), self.question.id, card.row_id, field.id or "")

    def _keep(self, card: StepCard, name: str, value: str | int | None) -> None:
        seat = self._whose()
        if card.row_id:
            self.act("set", seat, row=card.row_id, field=name, value=value)
            self._drop_if_empty(card)
        elif value is not None:
            row_id = self.meeting.new_row()
            if self.act("added", seat, row=row_id, value={name: value}):
                card.row_id = row_id
                self.query_one("#more", Words).say(self._more())

    # What others do

    def _cards(self) -> list[StepCard]:
        return [card for card in self.query(StepCard) if card.display]

    def renew(self) -> None:
        """Steps that came and went; one being written stays where it is."""
        super().renew()
        for words in self.query(".picked").results(Words):
            words.say(f"Picked: “{self._picked()}”")
            words.display = bool(self._picked())
        rows = {row.id: row for row in self.state.live_rows(self.question.id)}
        for card in self._cards():
            if card.row_id and card.row_id not in rows:
                self._lose(card)
        for row in rows.values():
            self._have(row)
        for card in self._cards():
            self.renew_card(card)
        self.query_one("#more", Words).say(self._more())

    def _lose(self, card: StepCard) -> None:
        """Its step is gone: so is the card, unless it is the only one or somebody is at it."""
        card.row_id = ""
        if self.in_hand(card) or len(self._cards()) == 1:
            for field in card.query(Field):
                field.show("")
        else:
            card.remove()

    def _have(self, row: Row) -> None:
        """Give a step a card: the empty one, if nobody is about to begin another in it."""
        cards = self._cards()
        if any(card.row_id == row.id for card in cards):
            return
        empty = next((card for card in cards if not card.row_id), None)
        if empty is not None and (len(cards) == 1 or not self.in_hand(empty)):
            empty.row_id = row.id
        elif empty is not None:
            self.mount(self._card(row), before=empty)
        else:
            self.mount(self._card(row), before="#more")

    def renew_card(self, card: StepCard) -> None:
        """Show what the state holds of a step."""
        row = self.state.row(self.question.id, card.row_id) or Row("", "")
        for field in card.query(Field):
            if field.id == "due":
                today = self.meeting.clock.now().date()
                if show_day(field, row.text("due"), row.text("when"), today):
                    self._day(card, field)
            else:
                self.renew_text(field)
        for choice in card.query("#ready").results(Choice):
            choice.show(row.fields.get("readiness"))
        card.show_help(row)

    def leaving(self) -> None:
        """Words for a date that are none go with the step itself, so that they are kept.

        Where others write too, only one's own words, and steps that say nothing any more are gone.
        """
        seat = self._seat()
        for row in self.state.live_rows(self.question.id) if seat else ():
            if (words := row.text("when")) and (not self.meeting.shared or row.id in self._worded):
                what = f"{row.text('what').strip()} ({words})" if row.text("what").strip() else words
                for name, value in (("what", what), ("when", None)):
                    self.act("set", seat, row=row.id, field=name, value=value)
            elif self.meeting.shared and _is_empty(row):
                self.act("removed", seat, row=row.id)

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
        self._worded = self._worded | {card.row_id} if words else self._worded - {card.row_id}

    def _drop_if_empty(self, card: StepCard) -> None:
        """A step that says nothing is none; where others may be at it too, once the page is left."""
        row = self.state.row(self.question.id, card.row_id)
        if row is not None and _is_empty(row) and not self.meeting.shared:
            self.act("removed", self._whose(), row=card.row_id)
            card.row_id = ""

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """How ready, 0 to 10; or how somebody can help."""
        event.stop()
        card = self.card_of(event.choice)
        if isinstance(event.value, int):
            self._keep(card, "readiness", event.value)
        elif isinstance(event.value, str):
            self._keep(card, "help", event.value)
            card.show_help(self.state.row(self.question.id, card.row_id) or Row("", ""))

    # Help with a step

    def _who_helps(self) -> str:
        """Who could help with these steps, by name."""
        start = self.state.start
        others = [seat for seat in start.sit_there() if seat != self._whose()]
        return start.name(start.mentor if start.mentor in others else others[0]) if others else ""

    def card_in_hand(self) -> StepCard | None:
        """The step one is at, None where it says nothing yet."""
        return next((card for card in self._cards() if card.row_id and self.in_hand(card)), None)

    def ask_for_help(self) -> None:
        """`g`: the ways to help with the step in hand."""
        card = self.card_in_hand()
        if card is not None and self._seat() and self._who_helps():
            card.show_help(self.state.row(self.question.id, card.row_id) or Row("", ""), asked=True)
            card.query_one("#help", Choice).focus()

    def accepts_enter(self, widget: Widget) -> bool:
        """A date that is none stays until it is one or is gone."""
        if isinstance(widget, Field) and widget.id == "due" and widget.text.strip():
            return self._day(self.card_of(widget), widget) is not None
        return True

    def enter_does(self) -> str:
        """Past the first words only what is left empty is left empty: the step is there."""
        return "next" if self.card_in_hand() is not None else super().enter_does()

    def go_on(self, widget: Widget) -> None:
        """Enter on an empty first field: talked about, without a step. An empty further one: go on, past the
        rest of a plan that has no beginning.
        """
        card = self.card_of(widget)
        if not card.row_id and widget.id == "what":
            self.finish()
            return
        then = card.query("#then").first(Field) if widget.id == "if" else None
        no_plan = then is not None and isinstance(widget, Field) and not (widget.text + then.text).strip()
        super().go_on(then if then is not None and no_plan else widget)

    def take_back(self) -> bool:
        """The step in hand."""
        focused = self.screen.focused
        if focused is None:
            return False
        card = next((one for one in self.query(StepCard) if one in focused.ancestors), None)
        return (
            card is not None and bool(card.row_id) and self.act("between_us", self._whose(), row=card.row_id)
        )


def _is_empty(row: Row) -> bool:
    return not any(name != "owner" for name in row.fields)
