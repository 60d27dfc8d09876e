"""A redaction: that a line of a saved meeting was taken back. It names a place, and never the words."""

from __future__ import annotations

from dataclasses import dataclass

TAKEN_BACK = "(taken back)"
"""What stands where something has to stand: a step that later meetings gave an account of."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """That a line of a saved meeting was taken back: `meeting` and the place in it, as an event names it.

    With a `row` it is that row, of a question or, without `q`, of what was parked or brought; with the field
    `note` it is the words of an account. Otherwise it is all that `seat` answered to `q`. `role` is what the
    record calls the seat, `type` the question's. `by` is a seat of the pair, or empty; `at` a stamp.
    """

    id: str
    meeting: str
    q: str = ""
    seat: str = ""
    row: str = ""
    field: str = ""
    role: str = ""
    type: str = ""
    by: str = ""
    at: str = ""
