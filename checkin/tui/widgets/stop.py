"""What the cursor stops at: the fields and choices of a screen, by a mark that costs nothing to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events


class Stop:
    """Mixed into widgets that Tab and the arrows stop at. `takes_text` where letters are text."""

    takes_text = False

    def takes(self, _event: events.Event, /) -> bool:
        """Whether a key or a paste only changes the words in here, so that it needs no waiting for."""
        return False
