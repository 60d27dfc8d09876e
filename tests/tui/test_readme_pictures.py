"""The README's pictures are what the demo shows, on a day that stays.

With `CHECKIN_KEEP_SCREENS` set they are written as they are now instead of compared.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shell_data import NOW, opened
from terminal import KEEP

import checkin
from checkin.ground.clock import FixedClock
from checkin.ground.ids import Ids
from checkin.meeting.rules import Act
from checkin.plain.demo.replay import replay
from checkin.record.desk import Desk

if TYPE_CHECKING:
    from terminal import Terminal

README = Path(checkin.__file__).parent.parent / "README.md"
BLOCK = r"<!-- picture: {} -->\n+```text\n(.*?)```\n"

pytestmark = pytest.mark.skipif(not README.exists(), reason="an installed package has no README beside it")


@pytest.fixture
def demo(tmp_path):
    """The desk of the demo, and the pair's id."""
    desk = Desk.from_environment({"CHECKIN_HOME": str(tmp_path / "demo")})
    pair = replay(desk, NOW)
    desk.clock = FixedClock(NOW, timedelta(0))
    desk.ids = Ids(now_ms=lambda: int(NOW.timestamp() * 1000))
    return desk, pair


def shown(app: Terminal) -> str:
    """The screen's text, one of several empty lines."""
    return re.sub(r"\n{3,}", "\n\n", app.text().rstrip()) + "\n"


def screen_is_in_the_readme(name: str, app: Terminal) -> None:
    """Wait until the screen is the README's picture; else tell the difference."""
    if os.environ.get(KEEP):
        app.wait_for_silence()
    else:
        kept = re.search(BLOCK.format(name), README.read_text(encoding="utf-8"), re.DOTALL)
        with contextlib.suppress(AssertionError):
            app.wait_for(lambda _: kept is not None and shown(app) == kept[1])
    is_in_the_readme(name, shown(app))


def is_in_the_readme(name: str, picture: str) -> None:
    """Compare a picture with the README's, or put it there."""
    text = README.read_text(encoding="utf-8")
    found = re.search(BLOCK.format(name), text, re.DOTALL)
    assert found, f"the README has no place for this: <!-- picture: {name} -->"
    if os.environ.get(KEEP):
        README.write_text(text[: found.start(1)] + picture + text[found.end(1) :], encoding="utf-8")
        return
    difference = difflib.unified_diff(
        found[1].splitlines(), picture.splitlines(), "README.md", "now", lineterm=""
    )
    assert found[1] == picture, "\n".join([*difference, f"If this is meant, run it again with {KEEP}=1."])


def test_the_pictures_are_what_the_demo_shows(demo):
    desk, pair = demo
    home = desk.places.home
    with opened(home) as app:
        app.wait_for("Next time I can")
        screen_is_in_the_readme("pair", app)
        app.keys("l")
        app.wait_for("Every meeting")
        app.keys("t")
        app.wait_for("Whose ideas")
        screen_is_in_the_readme("trends", app)
    is_in_the_readme("summary", the_end_of_the_last_summary(desk, pair))
    at_the_options(desk, pair)
    with opened(home) as app:
        app.wait_for("Still open")
        app.keys("g")
        app.wait_for("What could move")
        screen_is_in_the_readme("meeting", app)


def the_end_of_the_last_summary(desk: Desk, pair: str) -> str:
    newest = max(desk.places.summaries(pair).iterdir(), key=lambda path: path.name)
    whole = newest.read_text(encoding="utf-8")
    return whole[whole.index("## Options") :]


def at_the_options(desk: Desk, pair: str) -> None:
    """A meeting that was broken off at the options, before the mentor's turn."""
    meeting = desk.begin(pair, "regular", "full")
    meeting.act(Act("answered", "mentee", "goal", value="Ask before I advise"))
    meeting.act(Act("answered", "mentee", "real_issue", value="I like to help too fast"))
    for idea in ("Count to ten", "Write my advice down and keep it in my pocket"):
        meeting.act(Act("added", "mentee", "ideas", meeting.new_row(), value={"text": idea}))
    meeting.act(Act("turned", "", "ideas"))
    meeting.leave()
