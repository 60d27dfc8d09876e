"""What the cursor stops at, and what holds it: marks that cost nothing to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual import events


class Stop:
    """Mixed into widgets that Tab and the arrows stop at. `takes_text` where letters are text."""

    takes_text = False

    def takes(self, _event: events.Event, /) -> bool:
        """Whether a key or a paste only changes the words in here, so that it needs no waiting for."""
        return False


class Holder:
    """Mixed into what has texts and is told at once, in the same call, what is typed into them."""

    def typed(self, text: Any, /) -> None:
        """A text changed by what was done in it."""

    def turned_back(self, _text: Any, /, *, forth: bool) -> bool:  # noqa: ARG002 (see the classes that do)
        """Undo in a text that others write in too, or redo (`forth`). False: the text does it by itself."""
        return False
