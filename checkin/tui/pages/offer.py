"""The mentor's turn: closed until the mentee has thought aloud, then offers, and what the mentee makes of each.

The mentee's own options stand above it, so that whatever is offered stands beneath them.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from checkin.meeting.flow import said
from checkin.meeting.gate import held_by
from checkin.meeting.state import Row
from checkin.tui.pages.base import Page
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

KINDS = (
    ("story", "story"),
    ("factor", "factor"),
    ("resource", "resource"),
    ("door", "door"),
    ("instruction", "instruction"),
)
REACTIONS = (("keep", "keep it"), ("not_for_me", "not for me"), ("think", "think about it"))

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class OfferCard(Vertical):
    """One offer: its words, its kind, and the mentee's answer to it. `row_id` is empty until it has words."""

    DEFAULT_CSS = """
    OfferCard { height: auto; margin-bottom: 1; }
    OfferCard > .label { color: $quiet; }
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
        yield Words(f"{self.mentor}'s thought" if self.number == 1 else "Another thought", classes="label")
        yield Field(self.row.text("text"), id="text")
        yield Words("What is it?", classes="label kind")
        yield Choice(list(KINDS), self.row.fields.get("kind"), across=True, id="kind")
        yield Words(f"It may not fit {self.mentee} because…", classes="label fit")
        yield Field(self.row.text("fit"), id="fit")
        yield Words(f"{self.mentee}, what do you make of it?", classes="label reaction")
        yield Choice(list(REACTIONS), self.row.fields.get("reaction"), across=True, id="reaction")
        yield Words(f"What {self.mentee} takes from it", classes="label takes")
        yield Field(self.row.text("takes"), id="takes")

    def on_mount(self) -> None:
        """Show what belongs to what is there."""
        self.unfold(self.row)

    def unfold(self, row: Row) -> None:
        """A story asks why it may not fit; what is kept asks what the mentee takes from it."""
        there = bool(self.row_id)
        story = there and row.fields.get("kind") == "story"
        kept = there and row.fields.get("reaction") in ("keep", "think")
        for name, show in (("kind", there), ("fit", story), ("reaction", there), ("takes", kept)):
            for words in self.query(f".{name}"):
                words.display = show
            self.query_one(f"#{name}").display = show


class OfferPage(Page):
    """Closed: what comes first, and how it can be opened. Open: the offers, one card each."""

    DEFAULT_CSS = """
    OfferPage > .options { color: $quiet; }
    OfferPage > .first { margin-top: 1; }
    """

    def enter_does(self) -> str:
        """On a closed gate Enter only goes on."""
        return super().enter_does() if self.open else "next"

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
        own = [
            row
            for question in self.state.questions.values()
            if question.type == "options"
            for row in self.state.live_rows(question.id)
            if self.state.start.plays(row.seat) == "mentee" and said(row)
        ]
        if own:
            count = NUMBERS[len(own)] if len(own) < len(NUMBERS) else str(len(own))
            ideas = "idea, your own" if len(own) == 1 else "ideas, both yours" if len(own) == 2 else "ideas, all yours"
            lines = "\n".join(f"{n:>2}  {said(row).strip()}" for n, row in enumerate(own, 1))
            yield Words(f"{lines}\n{count} {ideas}.\n", classes="options")

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
        card = widget.parent
        assert isinstance(card, OfferCard)
        return card

    def typed(self, field: Field) -> None:
        """Words of the offer are the mentor's, words about it the mentee's."""
        card = self.card_of(field)
        name = field.id or ""
        text = field.text if field.text.strip() else None
        start = self.state.start
        if card.row_id:
            if name == "text" and text is None:
                if self.act("removed", start.mentor, row=card.row_id):
                    card.row_id = ""
                    self._unfold(card)
                return
            self.act("set", start.mentee if name == "takes" else start.mentor, row=card.row_id, field=name, value=text)
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

    def stops(self) -> list[Widget]:
        """Only what is unfolded."""
        return [stop for stop in super().stops() if isinstance(stop.parent, OfferCard) and stop.display]

    def go_on(self, widget: Widget) -> None:
        """Through a card field by field; past its end to the next thought, and from an empty one to the next page."""
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
        if focused is None or not isinstance(focused.parent, OfferCard):
            return False
        card = self.card_of(focused)
        return bool(card.row_id) and self.act("between_us", self.state.start.mentor, row=card.row_id)
