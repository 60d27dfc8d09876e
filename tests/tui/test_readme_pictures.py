"""The README's pictures are what the demo shows, on a day that stays.

With `CHECKIN_KEEP_SCREENS` set they are written as they are now instead of compared.
"""

from __future__ import annotations

import difflib
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from piloted import laid_out, press, until
from terminal import KEEP

import checkin
from checkin.ground.clock import FixedClock
from checkin.meeting.rules import Act
from checkin.plain.demo.replay import replay
from checkin.record.desk import Desk
from checkin.tui.app import CheckinApp, Opening
from checkin.tui.screens.trends import TrendsScreen

README = Path(checkin.__file__).parent.parent / "README.md"
NOW = datetime(2026, 11, 22, 14, tzinfo=UTC)
BLOCK = r"<!-- picture: {} -->\n+```text\n(.*?)```\n"

pytestmark = pytest.mark.skipif(not README.exists(), reason="an installed package has no README beside it")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The desk of the demo, and the pair's id."""
    desk = Desk.from_environment({"CHECKIN_HOME": str(tmp_path_factory.mktemp("readme"))})
    pair = replay(desk, NOW)
    desk.clock = FixedClock(NOW, timedelta(0))
    return desk, pair


def shown(app: CheckinApp) -> str:
    """The screen's text, one of several empty lines."""
    lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


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


async def test_the_pairs_page_and_a_picture_over_time(demo):
    desk, pair = demo
    app = CheckinApp(desk, Opening())
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot)
        is_in_the_readme("pair", shown(app))
        screen = TrendsScreen(pair)
        app.push_screen(screen)
        await until(pilot, lambda: screen.trends)
        await laid_out(pilot)
        is_in_the_readme("trends", shown(app))


async def test_a_page_of_a_meeting(demo):
    desk, pair = demo
    meeting = desk.begin(pair, "regular", "full")
    meeting.act(Act("answered", "mentee", "goal", value="Ask before I advise"))
    meeting.act(Act("answered", "mentee", "real_issue", value="I like to help too fast"))
    for idea in ("Count to ten", "Write my advice down and keep it in my pocket"):
        meeting.act(Act("added", "mentee", "ideas", meeting.new_row(), value={"text": idea}))
    meeting.act(Act("turned", "", "ideas"))
    meeting.leave()
    app = CheckinApp(desk, Opening("resume", pair))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "What could move" in shown(app))
        await laid_out(pilot)
        is_in_the_readme("meeting", shown(app))
        await press(pilot, "escape", "q")


def test_the_end_of_a_summary(demo):
    desk, pair = demo
    meeting = desk.ledger(pair).meetings[0]
    folder = desk.places.summaries(pair)
    whole = next(path for path in folder.iterdir() if path.name.startswith(meeting.date)).read_text("utf-8")
    is_in_the_readme("summary", whole[whole.index("## Options") :])
