"""The event: one small immutable act by one seat. A meeting is a fold over these.

| what | names | value | meaning |
|---|---|---|---|
| `answered` | q, seat, (field) | by type; None takes it back | an answer's whole value, or one part of it |
| `talked` | q, seat, (row) | | talked about, nothing to write down |
| `added` | q, row, seat | first values | a row was made: an option, an offer, a step, a line |
| `set` | q, row, field, seat | by field | one field of a row |
| `removed` | q, row, seat | | the row is gone; its id stays taken |
| `between_us` | q, seat or row, (field) | | words taken back: out of summary, record and journal |
| `opened` | q of an offer, seat | why, see `OPENINGS` | the gate opened; it stays open |
| `sealed` | q of a blind question, seat | yes; no opens it again | this seat is ready, unseen |
| `turned` | q of a prompt, (row), seat, (field) | where to go on to, or None | who looks there, see below |
| `parked` | row, seat | words on one line; None takes them away | this waits for another time |
| `next` | | local ISO date, or None | when to meet next |
| `agreed` | seat | yes or no | "looks right to us" |
| `resumed` | | | opened again, after a break or after it had been ended |
| `stopped` | | | the pair ended it; it is to be saved |

Of an account only the note can be taken back (`field` is `note`): the step is on record already. What was
parked has no question: a `between_us` with a row and no q takes it back.

A page turned by nobody in particular turns for all who look at the same page. With a seat, that seat
looks at a page of its own from then on; with a seat and no q, at the common one again. With the field
`both`, all seats come to the page.

`seat` is the seat an act is *for*: with one keyboard whoever types is a scribe. Acts of nobody in
particular (turning the page of a shared screen) carry the empty seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
"""Version of the event's own format; one that is not known is refused, never guessed at."""

SHARED = ""
"""The seat of acts of nobody in particular."""

KINDS = (
    "answered",
    "talked",
    "added",
    "set",
    "removed",
    "between_us",
    "opened",
    "sealed",
    "turned",
    "parked",
    "next",
    "agreed",
    "resumed",
    "stopped",
)

BOTH_HERE = "both"
"""The field of a `turned` that brings everybody to the page."""

PARKED = "parked"
"""The kind of event, where something that is brought comes from, and the key in a file of answers."""

THOUGHT = "thought"
ASKED = "asked"
MENTOR_REASONS = ("urgent", "covered", "safety")
OPENINGS = (THOUGHT, ASKED, *MENTOR_REASONS)
"""Why a gate opened: the mentee thought aloud, the mentee asked, or one of the mentor's three reasons."""

Value = str | int | bool | list[str] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Event:
    """One act. `id` is a ULID, `n` counts from 1 within the meeting, `at` is a stamp in UTC."""

    id: str
    n: int
    seat: str
    at: str
    what: str
    q: str = ""
    row: str = ""
    field: str = ""
    value: Value = None
    v: int = VERSION

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        """What the event is about: a later `answered` or `set` with the same place replaces it."""
        return (self.what, self.q, self.seat, self.row, self.field)


def to_json(event: Event) -> dict[str, Any]:
    """The event as a JSON object; what is empty is left out."""
    data: dict[str, Any] = {"v": event.v, "id": event.id, "n": event.n, "at": event.at, "what": event.what}
    for key in ("seat", "q", "row", "field"):
        if text := getattr(event, key):
            data[key] = text
    if event.value is not None:
        data["value"] = event.value
    return data


def from_json(data: Mapping[str, Any]) -> Event:
    """The event of a JSON object.

    Raises `ValueError` when a part is missing or of the wrong type, or the version is not known.
    """
    get = data.get
    if get("v") != VERSION:
        raise ValueError(f"an event of version {get('v')!r}")
    event = Event(
        id=get("id", ""),
        n=get("n", 0),
        seat=get("seat", ""),
        at=get("at", ""),
        what=get("what", ""),
        q=get("q", ""),
        row=get("row", ""),
        field=get("field", ""),
        value=get("value"),
    )
    texts = (event.id, event.seat, event.at, event.what, event.q, event.row, event.field)
    if not all(isinstance(text, str) for text in texts) or type(event.n) is not int:
        raise ValueError("an event with a part of the wrong type")
    if event.what not in KINDS:
        raise ValueError(f"an event of unknown kind {event.what!r}")
    try:
        datetime.fromisoformat(event.at)
    except ValueError:
        raise ValueError("an event whose time is none") from None
    if not _is_value(event.value):
        raise ValueError("an event with a value of the wrong type")
    return event


def _is_value(value: Any) -> bool:
    if isinstance(value, dict):
        return all(part is None or isinstance(part, str | int) for part in value.values())
    if isinstance(value, list):
        return all(isinstance(part, str) for part in value)
    return value is None or isinstance(value, str | int)
