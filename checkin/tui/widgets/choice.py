"""Choosing with a key: a few answers in a row or one under the other, by number, arrows or mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from checkin.ground.text import cell_width, clean
from checkin.tui.widgets.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Choice(Stop, Static, can_focus=True):
    """One of several (`many=False`) or any of several.

    `options` are pairs of a value and the words shown. A digit or an arrow chooses, Enter goes on;
    with `many` the digit or Space switches. `across` sets them in a row, `bare` leaves the signs of those not
    chosen out to save room. `numbered_from` is the first digit: 1, or 0 for a ruler.
    """

    DEFAULT_CSS = """
    Choice { width: 1fr; height: auto; }
    Choice:focus { background: $here; }
    Choice:ansi:focus { background: ansi_default; }
    """

    class Chosen(Message):
        """Another value was chosen. `value` is the value, a list of values with `many`, or None."""

        def __init__(self, choice: Choice, value: object) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The widget."""
            return self.choice

    class Submitted(Message):
        """Enter: the choice is done with. `empty` when nothing is chosen."""

        def __init__(self, choice: Choice, *, empty: bool) -> None:
            super().__init__()
            self.choice = choice
            self.empty = empty

    class Left(Message):
        """An arrow past the first (-1) or the last (+1) line: to the neighbouring field."""

        def __init__(self, choice: Choice, direction: int) -> None:
            super().__init__()
            self.choice = choice
            self.direction = direction

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        value: object = None,
        *,
        many: bool = False,
        across: bool = False,
        bare: bool = False,
        numbered_from: int = 1,
        id: str | None = None,
    ) -> None:
        super().__init__(markup=False, id=id)
        self.many = many
        self.across = across
        self.bare = bare
        self.numbered_from = numbered_from
        self._take(value, options)
        self.cursor = self._first_chosen()
        self._spans: list[tuple[int, int]] = []

    def _take(self, value: object, options: Sequence[tuple[object, str]]) -> None:
        self.options = [(one, clean(words)) for one, words in options]
        self.chosen: list[object] = (
            list(value) if self.many and isinstance(value, list) else [value] if value is not None else []
        )

    def _first_chosen(self) -> int:
        return next((i for i, (one, _) in enumerate(self.options) if one in self.chosen), -1)

    def show(self, value: object, options: Sequence[tuple[object, str]] | None = None) -> None:
        """Show what somebody else chose, from these options if they have changed too. Nothing is told of it.

        The arrows stay at the option they are at.
        """
        before = (self.options, self.chosen)
        at = self.options[self.cursor][0] if 0 <= self.cursor < len(self.options) else None
        self._take(value, self.options if options is None else options)
        if (self.options, self.chosen) == before:
            return
        here = next((i for i, (one, _) in enumerate(self.options) if one == at), -1)
        self.cursor = (
            here if self.has_focus and here >= 0 else max(self._first_chosen(), 0 if self.has_focus else -1)
        )
        self.refresh(layout=len(self.options) != len(before[0]))

    @property
    def value(self) -> object:
        """What is chosen: a value or None; with `many` a list in the order shown."""
        if self.many:
            return [one for one, _ in self.options if one in self.chosen]
        return self.chosen[0] if self.chosen else None

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen."""
        return not self.chosen

    def render(self) -> Content:
        """The options with their numbers; the chosen one is marked with a sign, not by colour alone."""
        pieces: list[Content] = []
        self._spans = []
        at = 0
        for index, (value, words) in enumerate(self.options):
            number = str(index + self.numbered_from)
            marked = value in self.chosen
            sign = ("[x]" if marked else "[ ]") if self.many else ("(•)" if marked else "( )")
            here = index == self.cursor and self.has_focus
            if number == words:
                label = f"({words})" if marked else f" {words} "
            elif self.bare:
                label = f"({number} {words})" if marked else f" {number} {words} "
            else:
                label = f"{sign} {number} {words}"
            style = "bold underline" if here else "bold" if marked else ""
            pieces.append(Content.styled(label, style))
            self._spans.append((at, at + cell_width(label)))
            at += cell_width(label) + len(self._gap)
        return Content(self._gap if self.across else "\n").join(pieces)

    @property
    def _gap(self) -> str:
        """What stands between two options in a row."""
        ruler = all(str(n + self.numbered_from) == words for n, (_value, words) in enumerate(self.options))
        return " " if self.bare or ruler else "  "

    def on_focus(self) -> None:
        """Show where the arrows are."""
        if self.cursor < 0:
            self.cursor = 0
        self.refresh(layout=False)

    def on_blur(self) -> None:
        """Hide where the arrows were."""
        self.refresh(layout=False)

    def on_key(self, event: events.Key) -> None:
        """Digits, arrows, Space and Enter; everything else is the screen's."""
        back, forth = ("left", "right") if self.across else ("up", "down")
        if event.key == "enter":
            self.post_message(self.Submitted(self, empty=self.empty))
        elif event.key in ("up", "down") and (self.across or self._at_edge(event.key)):
            self.post_message(self.Left(self, -1 if event.key == "up" else 1))
        elif event.key in (back, forth):
            self._move(-1 if event.key == back else 1)
        elif event.key == "space" and self.many and 0 <= self.cursor < len(self.options):
            self.choose(self.cursor)
        elif event.character and event.character.isdecimal() and event.character.isascii():
            self._digit(int(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses what it points at, where one may choose."""
        if not self.can_focus:
            return
        if not self.across:
            if 0 <= event.y < len(self.options):
                self.choose(event.y)
            return
        for index, (start, end) in enumerate(self._spans):
            if start <= event.x < end:
                self.choose(index)

    def choose(self, index: int) -> None:
        """Choose an option by its place; with `many`, switch it off again when it is chosen already."""
        value = self.options[index][0]
        self.cursor = index
        if self.many:
            self.chosen = (
                [one for one in self.chosen if one != value]
                if value in self.chosen
                else [*self.chosen, value]
            )
        else:
            self.chosen = [value]
        self.refresh(layout=False)
        self.post_message(self.Chosen(self, self.value))

    def _digit(self, digit: int) -> None:
        index = digit - self.numbered_from
        if (
            digit == 0
            and self.numbered_from == 0
            and self.chosen == [self.options[1][0]]
            and len(self.options) > 10
        ):
            # On a ruler from 0 to 10, 1 and then 0 is ten.
            index = 10
        if 0 <= index < len(self.options):
            self.choose(index)

    def _at_edge(self, key: str) -> bool:
        return self.cursor <= 0 if key == "up" else self.cursor >= len(self.options) - 1

    def _move(self, direction: int) -> None:
        to = min(max(self.cursor + direction, 0), len(self.options) - 1)
        if self.many:
            self.cursor = to
            self.refresh(layout=False)
        elif to != self.cursor or self.empty:
            self.choose(to)
