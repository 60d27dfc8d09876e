"""The mentor's turn: closed until the mentee has thought aloud, then offers and what becomes of each.

The mentee's own options stand above it, so that whatever is offered stands beneath them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from checkin.meeting.answered import own_ideas
from checkin.meeting.gate import held_by
from checkin.meeting.offered import ready_words
from checkin.meeting.picks import said
from checkin.meeting.rules import Act
from checkin.meeting.state import Row
from checkin.meeting.words import ideas
from checkin.tui.in_a_meeting import esc
from checkin.tui.pages.about import about
from checkin.tui.pages.base import Page
from checkin.tui.pages.choose import show_chosen
from checkin.tui.pages.offer_card import OfferCard
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.tui.widgets.choice import Choice


class OfferPage(Page):
    """Closed: what comes first, and how it can be opened. Open: the offers, one card each."""

    DEFAULT_CSS = """
    OfferPage > .options, OfferPage > .about, OfferPage > .kept-ready { color: $quiet; }
    OfferPage > .about { margin-bottom: 1; }
    OfferPage > .first { margin-top: 1; }
    """

    def who(self) -> str:
        """The question is for the one it is offered to; the cards below say whose words they hold."""
        return self.state.start.name(self.receiver)

    @property
    def receiver(self) -> str:
        """The seat that an offer is made to here."""
        return self.state.start.receiver(self.question)

    @property
    def giver(self) -> str:
        """The seat that makes it."""
        return self.state.start.giver(self.question)

    def enter_does(self) -> str:
        """On a closed gate Enter only goes on."""
        return super().enter_does() if self.open else "next"

    def hint(self) -> str:
        """What can be offered, once it can be."""
        return super().hint() if self.open else ""

    @property
    def open(self) -> bool:
        """Whether the gate is open."""
        return self.state.gate_open(self.question.id)

    def fields(self) -> Iterable[Widget]:
        """The mentee's options, then the closed gate or the offers."""
        self._was_open = self.open
        if not self.open:
            yield Words(self._what_comes_first(), classes="first")
            return
        if words := about(self.state):
            yield Words(words, classes="about")
        if own := self._options():
            yield Words(own, classes="options")
        rows = self.state.live_rows(self.question.id)
        for number, row in enumerate(rows, 1):
            yield self._card(number, row)
        if self._offers() or not rows:
            yield self._card(len(rows) + 1, None)
        yield Words(classes="kept-ready")

    def on_mount(self) -> None:
        """How many thoughts the mentor kept ready; never which, unasked."""
        for words in self.query(".kept-ready").results(Words):
            kept: int = len(getattr(self.screen, "kept_ready", tuple)())
            words.say(ready_words(kept, self.state.start.name(self.giver), esc("kept-ready")) if kept else "")
            words.display = bool(kept)

    def _card(self, number: int, row: Row | None) -> OfferCard:
        start = self.state.start
        writes = self._offers(), not self.locked(self.question, self.receiver)
        made = self.renew_card if self.meeting.shared else None
        names = start.name(self.giver), start.name(self.receiver)
        return OfferCard(number, row, *names, writes=writes, made=made)

    def _offers(self) -> bool:
        """Whether one may write here what the mentor offers."""
        return not self.locked(self.question, self.giver)

    def _options(self) -> str:
        own = own_ideas(self.state, self.question)
        lines = "\n".join(f"{n:>2}  {said(row).strip()}" for n, row in enumerate(own, 1))
        start = self.state.start
        # At one keyboard it is said to whose they are; to the other one at a screen of their own it is not.
        whose = f"{start.name(self.receiver)}'s" if self.meeting.seat == self.giver else "yours"
        return f"{lines}\n{ideas(len(own), whose)}.\n" if own else ""

    def _what_comes_first(self) -> str:
        start = self.state.start
        mentee, mentor = start.name(self.receiver), start.name(self.giver)
        waiting = "\n".join(f" ·  {self.wording(q.ask)}" for q in held_by(self.state, self.question))
        return (
            f"{mentor}'s turn comes after {mentee} has thought aloud. Still to come:\n{waiting}\n\n"
            f"{mentee} can ask for it now, no reason needed: {esc('ask')}\n"
            f"{mentor} can go first for a reason (urgent, already covered, safety): {esc('open')}"
        )

    def card_of(self, widget: Widget) -> OfferCard:
        """The card a field stands in."""
        return next(one for one in widget.ancestors if isinstance(one, OfferCard))

    def typed(self, field: Field) -> None:
        """The first words make the offer."""
        card = self.card_of(field)
        if card.row_id:
            super().typed(field)
        elif field.id == "text" and field.text.strip():
            row_id = self.meeting.new_row()
            if self.act("added", self.giver, row=row_id, value={"text": field.text}):
                card.row_id = row_id
                self._unfold(card)

    def act_of(self, field: Field) -> Act | None:
        """Words of the offer are the mentor's, words about it the mentee's."""
        card = self.card_of(field)
        if not card.row_id:
            return None
        seat = self.receiver if field.id == "takes" else self.giver
        return Act("set", seat, self.question.id, card.row_id, field.id or "")

    # What others do

    def outgrown(self) -> bool:
        """Also when the gate opened."""
        return super().outgrown() or self.open != self._was_open

    def renew(self) -> None:
        """The mentee's options, what comes first, and the offers."""
        super().renew()
        for words in self.query(".first").results(Words):
            words.say(self._what_comes_first())
        if not self.open:
            return
        self._renew_options()
        rows = {row.id: row for row in self.state.live_rows(self.question.id)}
        gone = [card for card in self._cards() if card.row_id and card.row_id not in rows]
        for row in rows.values():
            self._have(row)
        left = [card for card in self._cards() if card not in gone]
        if not left:
            self.mount(self._card(1, None), after=gone[-1])
        for card in gone:
            if self.in_hand(card) and (stops := [one for one in self.stops() if card not in one.ancestors]):
                stops[-1].focus()
            card.remove()
        for card in left:
            self.renew_card(card)

    def _cards(self) -> list[OfferCard]:
        return [card for card in self.query(OfferCard) if card.display]

    def _renew_options(self) -> None:
        found = [*self.query(".options").results(Words)]
        for words in found:
            words.say(self._options())
        if not found and self._options():
            self.mount(Words(self._options(), classes="options"), before=self._cards()[0])

    def _have(self, row: Row) -> None:
        """Give an offer a card: the one that waits for it, or one before the mentor's own empty one."""
        cards = self._cards()
        if any(card.row_id == row.id for card in cards):
            return
        empty = next((card for card in cards if not card.row_id), None)
        if empty is not None and not self._offers():
            empty.row_id = row.id
        elif empty is not None:
            self.mount(self._card(empty.number, row), before=empty)
        else:
            self.mount(self._card(cards[-1].number + 1, row), after=cards[-1])

    def renew_card(self, card: OfferCard) -> None:
        """Show what the state holds of an offer."""
        row = self.state.row(self.question.id, card.row_id) or Row("", "")
        for field in card.query(Field):
            self.renew_text(field)
        for name in ("kind", "source", "reaction"):
            for widget in card.query(f"#{name}"):
                show_chosen(widget, row.fields.get(name))
        if card.query("#takes"):
            card.unfold(row)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """The kind is the mentor's to say, what to make of it the mentee's."""
        event.stop()
        card = self.card_of(event.choice)
        seat = self.receiver if event.choice.id == "reaction" else self.giver
        self.act("set", seat, row=card.row_id, field=event.choice.id or "", value=str(event.value))
        self._unfold(card)

    def _unfold(self, card: OfferCard) -> None:
        card.unfold(self.state.row(self.question.id, card.row_id) or Row("", ""))

    def leaving(self) -> None:
        """Offers that say nothing any more are gone."""
        if not self._offers():
            return
        for row in self.state.live_rows(self.question.id):
            if not said(row).strip():
                self.act("removed", self.giver, row=row.id)

    def stops(self) -> list[Widget]:
        """Only what is unfolded."""
        return [stop for stop in super().stops() if isinstance(stop.parent, Widget) and stop.parent.display]

    def go_on(self, widget: Widget) -> None:
        """Through a card field by field, then another thought; from an empty one to the next page."""
        if not self.open:
            self.finish()
            return
        card = self.card_of(widget)
        if not card.row_id:
            self.finish()
            return
        stops = self.stops()
        at = stops.index(widget)
        if at + 1 < len(stops):
            stops[at + 1].focus()
            return
        if not self._offers():
            self.finish()
            return
        new = self._card(card.number + 1, None)
        self.mount(new, after=card)
        self.call_after_refresh(lambda: new.is_attached and new.query_one("#text", Field).focus())

    def talk(self) -> None:
        """Talked about, once it is open; a closed gate is only passed."""
        if self.open:
            super().talk()

    def take_back(self) -> bool:
        """The offer in hand."""
        focused = self.screen.focused
        if focused is None or not any(isinstance(one, OfferCard) for one in focused.ancestors):
            return False
        card = self.card_of(focused)
        return bool(card.row_id) and self.act("between_us", self.giver, row=card.row_id)
