"""What the app is opened with, and what it says of its ending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.banks.model import Depth


@dataclass(frozen=True, slots=True)
class Opening:
    """What the app opens with: `home`, a `pair`'s page, one's `own` page in it, a meeting to `meet`, to hold
    `alone`, `resume`, `join` or `share`.

    `pair` is a pair's id, `meeting` an unfinished meeting's or None for the latest. To `join` a shared
    meeting or to `share` one, `seat` is the own seat, by its id or by whom it plays; asked for where it is
    empty. A `guest` reaches this meeting and nothing else. `language` is the one to `meet` in, None for the
    one `Desk.begin` chooses, and `people` the guests of a group; who is there is asked where it is missing.
    """

    kind: Literal["home", "pair", "own", "meet", "alone", "resume", "join", "share"] = "home"
    pair: str = ""
    bank: str = "regular"
    depth: Depth = "full"
    meeting: str | None = None
    seat: str | None = ""
    guest: bool = False
    language: str | None = None
    people: Mapping[str, str] | None = None
    at_once: bool = False
    """Whether a `pair`'s page begins the meeting that is asked for by itself."""
    prepare: bool = False
    """Whether one's `own` page begins with what was prepared."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the app ended: the process's exit code, what to say on stderr (may be empty), a defect if any."""

    exit_code: int = 0
    message: str = ""
    defect: Exception | None = None
