"""A meeting in the app, in a terminal of its own, held as two people at one keyboard hold it.

    with a_meeting(home) as meeting:
        meeting.page("How are you, really?")
        meeting.say("Tired, but here.")
        meeting.enter()

Waits are for what is on the screen. Enter is not taken for a third of a second after a page turned: `enter`
lets that pass first, as people do.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from terminal import KEEP, SCREENS, Terminal

from checkin.ground.dates import show_date
from checkin.record.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checkin.meeting.events import Event
    from checkin.meeting.state import State

STILL = 0.35
"""A little more than the seconds in which Enter is not taken after a page turned."""

MENU = "Esc back to the text"
"""What the row of letters ends with."""

FULL = {
    "opener": "How are you, really?",
    "goal": "What one thing would make today worth it?",
    "tried": "What have you tried so far?",
    "real_issue": "What do you think is really going on?",
    "outcome": "What do you want to be different?",
    "ideas": "What could move",
    "perspective": "Would a thought from your mentor help?",
    "pick": "Which one will you try first?",
    "step": "What is the smallest next step",
    "smaller": "What smaller version of",
    "owner": "You carry this one. Right?",
    "takeaway": "What are you taking away?",
    "end": "When do you meet next?",
}
"""How the pages of the regular meeting of a new pair are known."""


def desk_of(home: Path) -> Desk:
    """The desk over a data folder."""
    return Desk.from_environment({**os.environ, "CHECKIN_HOME": str(home)})


def a_home(folder: Path, mentee: str = "Sam", mentor: str = "Robin") -> Path:
    """A data folder with one pair."""
    home = folder / "home"
    desk_of(home).create_pair(mentor, mentee)
    return home


def kept(home: Path) -> tuple[State, tuple[Event, ...]]:
    """What an unfinished meeting has come to, read from its journal as `resume` does."""
    desk = desk_of(home)
    meeting = desk.resume(desk.find_pair(None))
    meeting.leave()
    return meeting.state, meeting.events


def journal_of(home: Path) -> Path:
    """The journal of the one unfinished meeting."""
    (found,) = home.glob("pairs/*/open/*/journal*")
    return found


class Meeting(Terminal):
    """The program, run in a terminal, with a meeting open in it."""

    seen = 0.0
    """When the page that stands there was seen first."""

    def page(self, words: str) -> None:
        """Wait until a page with these words stands there."""
        self.wait_for(FULL.get(words, words))
        self.seen = time.monotonic()

    def say(self, text: str) -> None:
        """Type words into the field in hand and wait until the last of them are painted."""
        self.send(text)
        self.wait_for(text[-12:])

    def type_until(self, other: Terminal, words: str) -> None:
        """Type a letter and take it back, again and again, until the other one's screen has these words.

        That somebody is typing is said for two seconds: a busy machine may look later than that.
        """
        other.wait_for(lambda terminal: words in terminal.text() or self.keys("x<BS>") is not None)

    def be_still(self) -> None:
        """Let the time pass in which the page that was seen last takes no Enter."""
        ready = self.seen + STILL
        self.wait_for(lambda _: time.monotonic() >= ready)

    def enter(self, times: int = 1) -> None:
        """Press Enter once the page takes it."""
        self.be_still()
        self.send("\r" * times)

    def menu(self, letter: str) -> None:
        """Esc, the row of letters, and one of them."""
        self.keys("<Esc>")
        self.wait_for(MENU)
        self.keys(letter)
        self.wait_until_gone(MENU)

    def pass_by(self, *pages: str) -> None:
        """Enter on one empty page after the other."""
        for page in pages:
            self.page(page)
            self.enter()

    def looks_like(self, name: str) -> None:
        """Wait until the screen is the one kept in `tests/screens/<name>.txt`, but for dates and times."""
        path = SCREENS / f"{name}.txt"
        if os.environ.get(KEEP):
            self.wait_for_silence()
            path.parent.mkdir(exist_ok=True)
            path.write_text(steady(self.text()), encoding="utf-8")
            return
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        try:
            self.wait_for(lambda terminal: steady(terminal.text()) == wanted)
        except AssertionError:
            now = steady(self.text()).splitlines()
            lines = difflib.unified_diff(wanted.splitlines(), now, str(path), "now", lineterm="")
            raise AssertionError("\n".join([*lines, f"If this is meant: {KEEP}=1."])) from None


def a_meeting(
    home: Path,
    *arguments: str,
    command: str = "meet",
    size: tuple[int, int] = (80, 24),
    wrapper: tuple[str, ...] = (),
    **env: str,
) -> Meeting:
    """`checkin meet` (or another command) in a terminal."""
    argv = [*wrapper, sys.executable, "-m", "checkin", *([command] if command else []), *arguments]
    return Meeting(argv, size=size, env={"CHECKIN_HOME": str(home), **env})


_DAY = (
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: \d{4})?"
)


_SPENT = r"(?m)(?<=\S), \d+ minutes?$"
"""How long a meeting was, at the end of a line."""


def steady(text: str) -> str:
    """A screen with what is different every day put as one word: dates, ids, and the room after them.

    A meeting that took half a minute or more says so behind its title, others don't: that is left out.
    """
    text = re.sub(_SPENT, "", text)
    text = re.sub(_DAY + r"( {2,})?", lambda found: "‹day›" + ("  " if found[1] else ""), text)
    text = re.sub(r"\d{4}-\d\d-\d\d", "‹date›", text)
    text = re.sub(r"(?:/[^\s/]+)+/home/pairs/", "‹home›/pairs/", re.sub(r"(?<=\S)\n  (?=\S*\.md)", "", text))
    return re.sub(r"\b\d+ minutes?\b", "‹minutes›", text)


def _today() -> set[date]:
    """The day it is, here and where the program runs, whose zone is UTC."""
    now = datetime.now(UTC)
    return {now.date(), now.astimezone().date()}


_BEGAN = _today()


def without_ids(text: str) -> str:
    """A file's text with ids told by their order, and without times, dates of today, lengths and hashes."""
    seen: dict[str, str] = {}
    text = re.sub(
        r"\b[0-9A-HJKMNP-TV-Z]{26}\b", lambda found: seen.setdefault(found[0], f"id{len(seen) + 1}"), text
    )
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)", "TIME", text)
    # Midnight may pass while the tests run.
    for day in _BEGAN | _today():
        for written in (day.isoformat(), show_date(day), show_date(day, day)):
            text = text.replace(written, "TODAY")
    text = re.sub(r'("(?:minutes|sha256)": )("[0-9a-f]*"|\d+)', r"\1X", text)
    return re.sub(r"^(minutes: )\d+$", r"\1X", re.sub(_SPENT, "", text), flags=re.MULTILINE)


def files_of(home: Path, pair: str = "sam-robin") -> dict[str, str]:
    """The last saved meeting's file, the ledger and its summary, without ids and times."""
    folder = home / "pairs" / pair
    *_, meeting = sorted((folder / "meetings").glob("*.json"))
    (summary,) = (path for path in (folder / "summaries").glob("*.md") if meeting.stem in path.read_text())
    head, _, ledger = (folder / "record.json").read_text().partition("\n")
    assert "_check" in head
    return {
        "meeting": without_ids(meeting.read_text()),
        "ledger": without_ids(ledger),
        "summary": without_ids(summary.read_text()),
    }


def json_of(home: Path, pair: str = "sam-robin") -> Any:
    """The saved meeting's file, parsed."""
    (meeting,) = (home / "pairs" / pair / "meetings").glob("*.json")
    return json.loads(meeting.read_text())


# The regular meeting of Sam and Robin, key by key


def hold_full(meeting: Meeting, look: Callable[[str], None] = lambda _: None) -> None:
    """The full depth from its first page to the saved screen. `look` is called where a page is telling."""
    meeting.page("opener")
    look("opener")
    meeting.say("Tired, but here.")
    meeting.enter(2)
    meeting.page("goal")
    meeting.say("Give the talk")
    meeting.enter()
    meeting.pass_by("tried")
    meeting.page("real_issue")
    meeting.say("I freeze.")
    meeting.enter()
    meeting.say("Every time.")
    meeting.enter(2)
    meeting.pass_by("outcome")
    meeting.page("ideas")
    meeting.say("Rehearse on Thursday")
    meeting.enter()
    meeting.say("Ask Kim")
    look("ideas")
    meeting.enter()
    meeting.enter()
    meeting.page("perspective")
    look("perspective-empty")
    meeting.say("I froze too")
    meeting.enter()
    meeting.keys("1")
    meeting.wait_for("May not fit")
    meeting.enter()
    meeting.say("it was smaller")
    meeting.enter()
    meeting.keys("1")
    meeting.wait_for("what Sam takes")
    meeting.enter()
    meeting.say("It passes")
    meeting.enter()
    meeting.wait_for("And also")
    look("perspective")
    meeting.enter()
    meeting.page("pick")
    meeting.keys("2")
    meeting.wait_for("(•) 2")
    meeting.enter()
    meeting.say("closest")
    look("pick")
    meeting.enter()
    meeting.page("step")
    meeting.say("Book the room")
    meeting.enter()
    meeting.say("2035-06-01")
    meeting.wait_for("→ Fri 1 Jun 2035")
    meeting.enter()
    meeting.say("it is taken")
    meeting.enter()
    meeting.say("the kitchen")
    meeting.enter()
    meeting.keys("6")
    meeting.wait_for("(6)")
    look("step")
    meeting.enter()
    meeting.page("smaller")
    meeting.say("Only ask for the room")
    meeting.enter(2)
    meeting.page("owner")
    look("owner")
    meeting.enter()
    meeting.page("takeaway")
    meeting.say("Start small")
    meeting.enter()
    meeting.say("Ask first")
    look("takeaway")
    meeting.enter()
    meeting.page("end")
    look("end")
    finish(meeting)
    look("saved")


def hold_quick(meeting: Meeting, look: Callable[[str], None] = lambda _: None) -> None:
    """The quick depth: what is worth keeping is typed, the rest is talked about."""
    meeting.pass_by("opener")
    meeting.page("goal")
    meeting.say("Give the talk")
    meeting.enter()
    meeting.page("tried")
    look("card")
    meeting.enter()
    meeting.page("ideas")
    meeting.say("Rehearse")
    meeting.enter()
    meeting.enter()
    meeting.pass_by("perspective")
    meeting.page("step")
    meeting.say("Book the room")
    meeting.enter()
    meeting.say("2035-06-01")
    meeting.wait_for("→ Fri 1 Jun 2035")
    look("step")
    meeting.enter()
    meeting.page("owner")
    meeting.keys("2")
    meeting.wait_for("(•) 2 Robin")
    meeting.enter()
    meeting.page("takeaway")
    meeting.say("Start small")
    meeting.enter(2)
    meeting.page("end")
    finish(meeting, sam=False)


def finish(meeting: Meeting, day: str = "2035-06-15", *, robin: bool = True, sam: bool = True) -> None:
    """The end of a meeting: when to meet next, who says that it looks right, and saving."""
    meeting.keys("<C-u>")
    meeting.wait_for("empty: not set")
    meeting.say(day)
    meeting.wait_for("→ Fri 15 Jun 2035")
    meeting.enter()
    for name, says in (("Robin", robin), ("Sam", sam)):
        if says:
            meeting.keys("1")
            meeting.wait_for(lambda t, name=name: "(•) 1" in _line(t, f"{name}?"))
        meeting.enter()
    meeting.wait_for("Enter save")
    meeting.enter()
    meeting.page("Saved. To send")


def _line(terminal: Terminal, words: str) -> str:
    return next((line for line in terminal.text().splitlines() if words in line), "")
