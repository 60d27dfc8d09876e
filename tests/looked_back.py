"""A pair on disk whose mentor likes to go first: a few short meetings, four weeks apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from checkin.ground.clock import FixedClock
from checkin.meeting.rules import Act
from checkin.record.desk import Desk
from checkin.summary.markdown import shared_summary

if TYPE_CHECKING:
    from pathlib import Path

FIRST = datetime(2026, 3, 6, 14, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 14, tzinfo=UTC)


def a_desk(home: Path, moment: datetime = NOW) -> Desk:
    """A desk at a moment that stays."""
    desk = Desk.from_environment({"CHECKIN_HOME": str(home)})
    desk.clock = FixedClock(moment, timedelta(0))
    return desk


def a_past(home: Path, meetings: int = 3) -> str:
    """Make Sam and Robin and hold their meetings; returns the pair's id."""
    desk = a_desk(home, FIRST)
    pair = desk.create_pair("Robin", "Sam")
    for n in range(meetings):
        desk.clock = FixedClock(FIRST + timedelta(days=28 * n), timedelta(seconds=20))
        meeting = desk.begin(pair, "regular", "quick")
        for row in meeting.state.rows.get("account", ()):
            meeting.act(Act("set", "mentee", "account", row.id, "status", "done"))
        meeting.act(Act("answered", "mentee", "goal", value=f"Goal {n}"))
        first = meeting.new_row()
        meeting.act(Act("added", "mentee", "ideas", first, value={"text": f"Idea {n}"}))
        meeting.act(Act("opened", "mentor", "perspective", value="covered"))
        told = {"kind": "story", "text": "When I began"}
        meeting.act(Act("added", "mentor", "perspective", meeting.new_row(), value=told))
        meeting.act(Act("added", "mentee", "ideas", meeting.new_row(), value={"text": "And another"}))
        step = {"what": "Call them", "readiness": 5 + n}
        meeting.act(Act("added", "mentee", "step", meeting.new_row(), value=step))
        desk.save(meeting, shared_summary)
    return pair
