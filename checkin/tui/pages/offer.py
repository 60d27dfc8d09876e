"""The mentor's turn: closed until the mentee has thought aloud, then offers and what becomes of each.

The mentee's own options stand above it, so that whatever is offered stands beneath them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from checkin.ground.text import cut
from checkin.meeting.flow import own_ideas, said
from checkin.meeting.gate import held_by
from checkin.meeting.state import Row
from checkin.meeting.values import OFFER_KINDS
from checkin.meeting.words import REACTION_WORDS, ideas
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult


class OfferCard(Vertical):
    """One offer: its words, its kind, and the mentee's answer to it. `row_id` is empty until it has words."""

    DEFAULT_CSS = """
    OfferCard { height: auto; margin-bottom: 1; }
    OfferCard > Horizontal { height: auto; }
    OfferCard .label { color: $quiet; width: 14; }
    """

    def __init__(self, number: int, row: Row | None, mentor: str, mentee: str) -> None:
        super().__init__()
        self.number = number
        self.row_id = row.id if row else ""
        self.row = row or Row("", "")
        self.mentor = mentor
        self.mentee = mentee

    def compose(self) -> ComposeResult:
        """Words first; the rest appears once there are some."""
        thought = self.mentor if self.number == 1 else "And also"
        yield from self._line(
            "text",
            thought,
            Field(self.row.text("text"), placeholder=f"a thought for {self.mentee}", id="text"),
        )
        kinds = [(kind, kind) for kind in OFFER_KINDS]
        kind = Choice(kinds, self.row.fields.get("kind"), across=True, bare=True, id="kind")
        yield from self._line("kind", "It is a", kind)
        fit = Field(self.row.text("fit"), placeholder=f"why it may not fit {self.mentee}", id="fit")
        yield from self._line("fit", "May not fit", fit)
        reactions = list(REACTION_WORDS.items())
        reaction = Choice(reactions, self.row.fields.get("reaction"), across=True, bare=True, id="reaction")
        yield from self._line("reaction", self.mentee, reaction)
        takes = Field(
            self.row.text("takes"),
            placeholder=f"what {self.mentee} takes from it: this goes into the summary",
            id="takes",
        )
        yield from self._line("takes", "", takes)

    def _line(self, name: str, label: str, widget: Widget) -> ComposeResult:
        with Horizontal(classes=name):
            yield Words(cut(label, 13), classes="label")
            yield widget

    def on_mount(self) -> None:
        """Show what belongs to what is there."""
        self.unfold(self.row)

    def unfold(self, row: Row) -> None:
        """A story asks why it may not fit; what is kept asks what the mentee takes from it."""
        there = bool(self.row_id)
        story = there and row.fields.get("kind") == "story"
        kept = there and row.fields.get("reaction") in ("keep", "think")
        for name, show in (("kind", there), ("fit", story), ("reaction", there), ("takes", kept)):
            self.query_one(f".{name}").display = show


class OfferPage(Page):
    """Closed: what comes first, and how it can be opened. Open: the offers, one card each."""

    DEFAULT_CSS = """
    OfferPage > .options { color: $quiet; }
    OfferPage > .first { margin-top: 1; }
    """

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
        if not self.open:
            yield Words(self._what_comes_first(), classes="first")
            return
        yield from self._options()
        rows = self.state.live_rows(self.question.id)
        start = self.state.start
        mentor, mentee = start.name(start.mentor), start.name(start.mentee)
        for number, row in enumerate(rows, 1):
            yield OfferCard(number, row, mentor, mentee)
        yield OfferCard(len(rows) + 1, None, mentor, mentee)

    def _options(self) -> Iterable[Widget]:
        if own := own_ideas(self.state):
            lines = "\n".join(f"{n:>2}  {said(row).strip()}" for n, row in enumerate(own, 1))
            yield Words(f"{lines}\n{ideas(len(own), 'yours')}.\n", classes="options")

    def _what_comes_first(self) -> str:
        start = self.state.start
        mentee, mentor = start.name(start.mentee), start.name(start.mentor)
        waiting = "\n".join(f" ·  {self.wording(q.ask)}" for q in held_by(self.state, self.question))
        return (
            f"{mentor}'s turn comes after {mentee} has thought aloud. Still to come:\n{waiting}\n\n"
            f"{mentee} can ask for it now, no reason needed: Esc a\n"
            f"{mentor} can go first for a reason (urgent, already covered, safety): Esc o"
        )

    def card_of(self, widget: Widget) -> OfferCard:
        """The card a field stands in."""
        return next(card for card in self.query(OfferCard) if card in widget.ancestors)

    def typed(self, field: Field) -> None:
        """Words of the offer are the mentor's, words about it the mentee's."""
        card = self.card_of(field)
        name = field.id or ""
        text = field.text if field.text.strip() else None
        start = self.state.start
        if card.row_id:
            self.act(
                "set",
                start.mentee if name == "takes" else start.mentor,
                row=card.row_id,
                field=name,
                value=text,
            )
        elif name == "text" and text:
            row_id = self.meeting.new_row()
            if self.act("added", start.mentor, row=row_id, value={"text": text}):
                card.row_id = row_id
                self._unfold(card)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        """The kind is the mentor's to say, what to make of it the mentee's."""
        event.stop()
        card = self.card_of(event.choice)
        start = self.state.start
        seat = start.mentee if event.choice.id == "reaction" else start.mentor
        self.act("set", seat, row=card.row_id, field=event.choice.id or "", value=str(event.value))
        self._unfold(card)

    def _unfold(self, card: OfferCard) -> None:
        card.unfold(self.state.row(self.question.id, card.row_id) or Row("", ""))

    def leaving(self) -> None:
        """Offers that say nothing any more are gone."""
        for row in self.state.live_rows(self.question.id):
            if not said(row).strip():
                self.act("removed", self.state.start.mentor, row=row.id)

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
        start = self.state.start
        new = OfferCard(card.number + 1, None, start.name(start.mentor), start.name(start.mentee))
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
        return bool(card.row_id) and self.act("between_us", self.state.start.mentor, row=card.row_id)
