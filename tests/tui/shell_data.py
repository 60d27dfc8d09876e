"""Pairs with a past for tests of the app, and the app itself on a day that never changes.

Run as a program with a data folder, it opens the app there, at the moment `NOW`.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checkin.ground.clock import FixedClock
from checkin.meeting.rules import Act
from checkin.record.desk import Desk
from checkin.summary.document import document
from checkin.summary.markdown import markdown

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
ARGV = [sys.executable, str(Path(__file__).resolve())]


def desk_at(home, moment=NOW, step=timedelta(0)):
    """A desk over a data folder, at a moment."""
    desk = Desk.from_environment({**os.environ, "CHECKIN_HOME": str(home)})
    desk.clock = FixedClock(moment, step)
    return desk


def a_pair(home, mentee="Sam", mentor="Robin", days_ago=60):
    """Two people, named so many days ago."""
    return desk_at(home, NOW - timedelta(days=days_ago)).create_pair(mentor, mentee)


def begun(home, pair, days_ago=2, bank="regular"):
    """A meeting that was broken off after its goal."""
    desk = desk_at(home, NOW - timedelta(days=days_ago), timedelta(seconds=30))
    meeting = desk.begin(pair, bank, "full")
    meeting.act(Act("answered", "mentee", "goal", value="Speak at the team demo"))
    return meeting


def held(
    home,
    pair,
    days_ago=9,
    steps=("Rehearse on Thursday with a friend",),
    takeaway="I can ask before I am stuck.",
    following="2026-12-04",
    agreed=("mentor", "mentee"),
):
    """A meeting that was held and saved, with steps of the mentee, due in four days."""
    meeting = begun(home, pair, days_ago)
    for what in steps:
        row = meeting.new_row()
        first = {"what": what, "owner": "mentee", "due": "2026-11-26"}
        meeting.act(Act("added", "mentee", "step", row, value=first))
    meeting.act(Act("answered", "mentee", "takeaway", value=takeaway))
    meeting.act(Act("next", value=following))
    for seat in agreed:
        meeting.act(Act("agreed", seat, value=True))
    render = lambda saved: markdown(document(saved.state, ended=saved.ended, minutes=saved.minutes))  # noqa: E731
    return desk_at(home).save(meeting, render)


def opened(home, size=(80, 24), **env):
    """The app, opened in a terminal; the folder above its data is its home, so that paths are short."""
    from terminal import Terminal

    return Terminal(ARGV, size, {"HOME": str(home.parent), "CHECKIN_HOME": str(home), **env})


def main():
    from checkin.tui.opening import Opening
    from checkin.tui.running import run

    outcome = run(desk_at(os.environ["CHECKIN_HOME"]), Opening())
    if outcome.message:
        print(outcome.message, file=sys.stderr)
    return outcome.exit_code


if __name__ == "__main__":
    sys.exit(main())
