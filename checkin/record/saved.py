"""A saved meeting: its start and the events its state follows from, in one file that is written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import from_stamp
from checkin.ground.errors import CannotDo
from checkin.ground.files import read_bytes
from checkin.meeting.events import Event
from checkin.meeting.events import from_json as event_from_json
from checkin.meeting.events import to_json as event_to_json
from checkin.meeting.folding import fold
from checkin.meeting.older import brought_forward
from checkin.meeting.start import VERSION, Start
from checkin.meeting.start import from_json as start_from_json
from checkin.meeting.start import to_json as start_to_json

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.meeting.state import State
    from checkin.record.desk import Desk
    from checkin.record.facts import LedgerData

FORMAT = 1


@dataclass(frozen=True)
class SavedMeeting:
    """One meeting as it was saved. `ended` is a stamp, `minutes` the time spent on it."""

    start: Start
    events: tuple[Event, ...]
    ended: str
    minutes: int

    @cached_property
    def state(self) -> State:
        """The state the meeting ended in."""
        return fold(self.start, self.events)


Render = Callable[[SavedMeeting], str]
"""Makes the shared summary, in Markdown, of a saved meeting."""


def to_bytes(meeting: SavedMeeting) -> bytes:
    """The file's content: JSON that a person can read, one event a line."""
    head: dict[str, Any] = {"format": FORMAT, "ended": meeting.ended, "minutes": meeting.minutes}
    lines = [json.dumps(event_to_json(event), ensure_ascii=False) for event in meeting.events]
    start = json.dumps(start_to_json(meeting.start), ensure_ascii=False, indent=1)
    top = json.dumps(head, ensure_ascii=False)[1:-1]
    events = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
    return f'{{{top},\n"start": {start},\n"events": {events}}}\n'.encode()


def from_bytes(data: bytes, name: str) -> SavedMeeting:
    """The meeting of a file's content; `name` is what the file is called in errors.

    Raises `CannotDo` when it is damaged or was written by a later version.
    """
    try:
        tree = json.loads(data)
        if isinstance(tree, dict) and _is_later(tree):
            raise CannotDo(
                f"{name} was written by a later version of checkin.",
                "Install that version to read it; it was not changed.",
            )
        start = start_from_json(tree["start"])
        from_stamp(tree["ended"])
        return SavedMeeting(
            start=start,
            events=brought_forward(start.bank, (event_from_json(event) for event in tree["events"])),
            ended=str(tree["ended"]),
            minutes=int(tree["minutes"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise CannotDo(
            f"{name} is damaged and can't be read.", "The summary beside it, in Markdown, may still be whole."
        ) from error


def _is_later(tree: Mapping[str, Any]) -> bool:
    """Whether a later version wrote a meeting: its file, or what the meeting started from."""
    start = tree.get("start")
    versions = (tree.get("format"), FORMAT), (start.get("v") if isinstance(start, dict) else None, VERSION)
    return any(isinstance(found, int) and found > known for found, known in versions)


def agreed_later(meeting: SavedMeeting, parts: Iterable[str]) -> SavedMeeting:
    """The meeting with those agreements too that were given after it was saved.

    `parts` are whose they are, as the ledger has them: `mentee`, `mentor`, or a guest's id.
    """
    start, already = meeting.start, meeting.state.agreed
    seats = [seat for part in parts if (seat := start.seat_of(part)) in start.seats]
    added = tuple(
        Event(id="", n=len(meeting.events) + n, seat=seat, at=meeting.ended, what="agreed", value=True)
        for n, seat in enumerate((seat for seat in seats if seat not in already), 1)
    )
    return replace(meeting, events=(*meeting.events, *added)) if added else meeting


def read_unless_taken_back(folder: Path, meeting: str, ledger: LedgerData) -> SavedMeeting:
    """The saved meeting of this id, without what was taken back since, wherever its file comes from.

    Raises `CannotDo` when it can't be read.
    """
    saved = read_saved(folder / f"{meeting}.json")
    if not ledger.redactions:
        return saved
    from checkin.record.redacted import meeting_without

    return meeting_without(saved, ledger.redactions)


def read_saved(path: Path) -> SavedMeeting:
    """The saved meeting in a file. Raises `CannotDo` when it can't be read."""
    return from_bytes(read_bytes(path), str(path))


def every_saved(desk: Desk, pair: str) -> tuple[SavedMeeting, ...]:
    """Every saved meeting of a pair, the oldest first. One that can't be read is told of and passed over.

    Raises `CannotDo` when the record can't be read.
    """
    found: list[SavedMeeting] = []
    ledger = desk.ledger(pair)
    for entry in reversed(ledger.meetings):
        try:
            found.append(read_unless_taken_back(desk.places.meetings(pair), entry.id, ledger))
        except CannotDo as error:
            desk.notices.tell([str(error)])
    return tuple(found)
