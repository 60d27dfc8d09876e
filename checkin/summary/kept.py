"""What a pair keeps besides meetings and steps, as lines to list and texts to read: one table for every
interface.

Notes for a hard day are in none of it: they are for the mentee alone, on such a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.summary.kept_lines import (
    agreements,
    doors,
    lessons,
    parked,
    people,
    rungs,
    shelf,
    strengths,
    topics,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.meeting.ledgers import Ledgers
    from checkin.summary.around import Around
    from checkin.summary.kept_lines import Kept


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of thing that is kept. `about` says in a line what it is, `nothing` that there is none yet.

    `read` lists what there is, in the order people want it.
    """

    id: str
    title: str
    about: str
    nothing: str
    read: Callable[[Ledgers, Around], tuple[Kept, ...]]


COLLECTIONS: dict[str, Collection] = {
    one.id: one
    for one in (
        Collection(
            "agreement",
            "Agreement",
            "How you work together, and how it came to be.",
            "There is no agreement yet.",
            agreements,
        ),
        Collection(
            "lessons",
            "Lessons",
            "What you know now, and what will be easier next time.",
            "No lesson has been kept yet.",
            lessons,
        ),
        Collection(
            "strengths",
            "Strengths",
            "What was seen, and what you say of it yourself.",
            "No strength has been kept yet.",
            strengths,
        ),
        Collection(
            "doors",
            "Doors",
            "People and occasions, and what came of them.",
            "No door has been kept yet.",
            doors,
        ),
        Collection(
            "shelf", "Shelf", "Things to use instead of asking.", "Nothing is on the shelf yet.", shelf
        ),
        Collection(
            "topics",
            "Goals",
            "What each meeting was about, and how it was left.",
            "No goal has been kept yet.",
            topics,
        ),
        Collection(
            "parked",
            "Parked",
            "What was to wait for another time.",
            "Nothing has been parked yet.",
            parked,
        ),
        Collection(
            "rungs",
            "Rungs",
            "Small steps past what is comfortable, and what became of each.",
            "No such step has been kept yet.",
            rungs,
        ),
        Collection(
            "people", "People", "Who else there is, and for what.", "Nobody else has come up yet.", people
        ),
    )
}
"""Everything that is kept, by its id, in the order of the look-back."""
