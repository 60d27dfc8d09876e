"""One offer on the screen: the mentor's words, and the mentee's answer to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from checkin.ground.text import cut
from checkin.meeting.cards import SOURCES
from checkin.meeting.state import Row
from checkin.meeting.words import OFFER_SHORT, REACTION_WORDS
from checkin.tui.widgets.choice import Choice
from checkin.tui.widgets.field import Field
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget


_RESTS_ON = {
    "factors": ("It rests on", "what you looked at to come to it"),
    "risk": ("It may cost", "what could go wrong with it"),
}
"""What an instruction is asked besides: the reasoning, not only the verdict."""


class OfferCard(Vertical):
    """One offer: its words, its kind, and the mentee's answer to it. `row_id` is empty until it has words."""

    DEFAULT_CSS = """
    OfferCard { height: auto; margin-bottom: 1; }
    OfferCard > Horizontal { height: auto; }
    OfferCard .label { color: $quiet; width: 14; }
    """

    def __init__(
        self,
        number: int,
        row: Row | None,
        mentor: str,
        mentee: str,
        *,
        writes: tuple[bool, bool] = (True, True),
        made: Callable[[OfferCard], None] | None = None,
    ) -> None:
        super().__init__()
        self.mentor_here, self.mentee_here = writes
        """Whether one may write here for the mentor, and for the mentee."""
        self.made = made
        """Told when its fields are there: what they say may have changed since."""
        self.number = number
        self.row_id = row.id if row else ""
        self.row = row or Row("", "")
        self.mentor = mentor
        self.mentee = mentee
        self._reached_factors = False

    def compose(self) -> ComposeResult:
        """Words first; the rest appears once there are some."""
        mentor, mentee = self.mentor_here, self.mentee_here
        thought = self.mentor if self.number == 1 else "And also"
        yield from self._line("text", thought, self._field("text", f"a thought for {self.mentee}", mentor))
        kinds: list[tuple[object, str]] = list(OFFER_SHORT.items())
        yield from self._line("kind", "It is", self._choice("kind", kinds, mentor))
        yield from self._line(
            "fit", "May not fit", self._field("fit", f"why it may not fit {self.mentee}", mentor)
        )
        sources: list[tuple[object, str]] = [(source, source) for source in SOURCES]
        yield from self._line("source", "Which is a", self._choice("source", sources, mentor))
        for name, (label, empty) in _RESTS_ON.items():
            yield from self._line(name, label, self._field(name, empty, mentor))
        reactions: list[tuple[object, str]] = list(REACTION_WORDS.items())
        yield from self._line("reaction", self.mentee, self._choice("reaction", reactions, mentee))
        takes = f"what {self.mentee} takes from it: this goes into the summary"
        yield from self._line("takes", "", self._field("takes", takes, mentee))

    def _field(self, name: str, empty: str, here: bool) -> Field:
        if not here:
            who = self.mentee if name == "takes" else self.mentor
            empty = f"{who} writes here"
        return Field(self.row.text(name), placeholder=empty, locked=not here, id=name)

    def _choice(self, name: str, options: list[tuple[object, str]], here: bool) -> Widget:
        value = self.row.fields.get(name)
        if here:
            return Choice(options, value, across=True, bare=True, id=name)
        from checkin.tui.widgets.theirs import Theirs

        who = self.mentee if name == "reaction" else self.mentor
        return Theirs(options, value, f"{who} chooses here", id=name)

    def _line(self, name: str, label: str, widget: Widget) -> ComposeResult:
        with Horizontal(classes=name):
            yield Words(cut(label, 13), classes="label")
            yield widget

    def on_mount(self) -> None:
        """Show what belongs to what is there."""
        self.unfold(self.row)
        if self.made is not None:
            self.made(self)

    def unfold(self, row: Row) -> None:
        """A story asks why it may not fit, a resource what it is, an instruction what it rests on, one after
        the other; what is kept asks what the mentee takes from it.
        """
        there = bool(self.row_id)
        story = there and row.fields.get("kind") == "story"
        kept = there and row.fields.get("reaction") in ("keep", "think")
        resource = there and row.fields.get("kind") == "resource"
        told = there and row.fields.get("kind") == "instruction"
        risk = told and (self._reached_factors or bool(row.text("factors") or row.text("risk")))
        shown = {
            "kind": there,
            "fit": story or bool(there and row.text("fit")),
            "source": resource,
            "factors": told,
            "risk": risk,
            "reaction": there,
            "takes": kept,
        }
        for name, show in shown.items():
            self.query_one(f".{name}").display = show

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Who is at what an instruction rests on comes to its risk next."""
        if event.widget.id == "factors":
            self._reached_factors = True
            self.query_one(".risk").display = True
