"""A meeting's start within the room of a journal's first line: one can begin whatever is on record."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.meeting.known import Known
from checkin.meeting.start import to_json
from checkin.record.journal_lines import LONGEST_LINE

if TYPE_CHECKING:
    from checkin.meeting.start import Start

ROOM = LONGEST_LINE // 2
"""Bytes that a start may have."""

FEW = 5
"""How many of each thing on record come along where more are too much."""

_LONG = 1000
"""Characters of JSON from which an answer of last time is long."""


def within_room(start: Start) -> Start:
    """The start; where it is too long for the journal, with less of the record: first without long answers of
    last time and with few of each thing, then with nothing that was said before but a few open steps.

    What is left out stays on record, and what waits goes on waiting.
    """
    for less in (_with_few, _with_next_to_nothing):
        if length_of(start) <= ROOM:
            break
        start = less(start)
    return start


def length_of(start: Start) -> int:
    """How many bytes a start has in a journal, or a few more."""
    return len(json.dumps(to_json(start), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _with_few(start: Start) -> Start:
    known = start.known
    left = known.brought[-FEW:]
    return replace(
        start,
        last={name: value for name, value in start.last.items() if len(json.dumps(value)) <= _LONG},
        known=replace(
            known,
            lessons=known.lessons[-FEW:],
            strengths=known.strengths[-FEW:],
            brought=left,
            more=known.more + len(known.brought) - len(left),
            resources=known.resources[-FEW:],
        ),
    )


def _with_next_to_nothing(start: Start) -> Start:
    known = start.known
    return replace(
        start,
        last={},
        takeaways={},
        open_steps=start.open_steps[-FEW:],
        known=Known(meetings=known.meetings, more=known.more + len(known.brought), moments=known.moments),
    )
