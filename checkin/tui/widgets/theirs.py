"""What somebody else chose, in words: shown where one can't choose for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Sequence


class Theirs(Words):
    """The words of a value, or `waiting` while nothing is chosen."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        value: object,
        waiting: str,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.waiting = waiting
        self.show(value, options)

    def show(self, value: object, options: Sequence[tuple[object, str]] | None = None) -> None:
        """Show another value, chosen from these options if they have changed too."""
        if options is not None:
            self.options = tuple(options)
        chosen = value if isinstance(value, list) else [value]
        words = ", ".join(words for one, words in self.options if one in chosen)
        self.say(words or styled((self.waiting, "$quiet italic")))
