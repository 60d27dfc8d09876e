"""A pair with a folder of its own, and meetings held at its desk."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from checkin.ground.clock import FixedClock
from checkin.meeting.rules import Act
from checkin.record.desk import Desk
from checkin.summary.document import document
from checkin.summary.markdown import markdown

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.saved import SavedMeeting

PAIR = "sam-robin"
DAY = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
_COPIES = count()


def render(saved: SavedMeeting) -> str:
    return markdown(document(saved.state, ended=saved.ended, minutes=saved.minutes))


def desk_at(home: Path, moment: datetime = DAY, step: timedelta = timedelta(seconds=30)) -> Desk:
    """A desk over a data folder, whose clock moves on at every act."""
    desk = Desk.from_environment({"CHECKIN_HOME": str(home)})
    desk.clock = FixedClock(moment, step)
    return desk


def a_desk(home: Path) -> Desk:
    """The desk of Sam and Robin, who have not met yet."""
    desk = desk_at(home)
    assert desk.create_pair("Robin", "Sam") == PAIR
    return desk


def on(meeting: OpenMeeting, what: str, seat: str = "", q: str = "", **parts: object) -> str:
    """Do one act; returns the row's id, a new one for `added`."""
    row = str(parts.pop("row", "")) or (meeting.new_row() if what == "added" else "")
    meeting.act(Act(what, seat, q, row, **parts))  # type: ignore[arg-type]
    return row


def say(meeting: OpenMeeting, q: str, value: object, seat: str = "mentee") -> None:
    on(meeting, "answered", seat, q, value=value)


def talk(meeting: OpenMeeting, *qs: str) -> None:
    for q in qs:
        on(meeting, "talked", "mentee", q)


def as_if_killed(desk: Desk, *, at: datetime = DAY + timedelta(hours=1)) -> Desk:
    """A desk over a copy of the folder as it is at this moment: what a killed process leaves."""
    home = desk.places.home
    copy = home.with_name(f"{home.name}-{next(_COPIES)}")
    shutil.copytree(home, copy)
    return desk_at(copy, at)


def holding(folder: Path, words: str) -> list[str]:
    """The files below a folder that hold these words anywhere."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    )
