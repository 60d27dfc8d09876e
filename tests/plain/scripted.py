"""A desk in a folder of its own, and somebody who answers from a script."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import FixedClock
from checkin.ground.ids import Ids
from checkin.ground.places import find_places
from checkin.plain.home import meet_plain, resume_plain
from checkin.record.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.record.saved import SavedMeeting

SUNDAY = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)

ANSWERS = """\
goal: Give the talk
tried: {talked: yes}
real_issue: |
  I freeze.
  Every time.
outcome: {talked: yes}
ideas:
  - Rehearse on Thursday
  - {text: Ask Kim, upside: less fear}
perspective:
  - {kind: story, text: I froze too, fit: it was smaller, reaction: keep, takes: It passes}
pick: {option: 2, why: closest}
step:
  - {what: Book the room, due: fri, if: it is taken, then: the kitchen, readiness: 6}
smaller: Only ask for the room
owner: yes
takeaway: {mentee: Start small, mentor: Ask first}
next_meeting: in 2 weeks
agreed: [mentee, mentor]
"""


@dataclass
class Scripted:
    """A console: says to a list, answers from one, and then there are no more lines."""

    lines: list[str]
    said: list[str] = field(default_factory=list)
    until_ready: Any = None

    def say(self, text: str) -> None:
        self.said.append(text)

    def put_in(self, text: str) -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return self.lines.pop(0) if self.lines else None

    @property
    def transcript(self) -> str:
        return "\n".join(self.said)


def a_desk(folder: Path, at: datetime = SUNDAY, step: timedelta = timedelta(0)) -> Desk:
    ticks, chances = count(int(at.timestamp() * 1000)), count(1)
    ids = Ids(
        now_ms=lambda: next(ticks),
        chance=lambda n: (next(chances) * 0x9E3779B97F4A7C15 % (1 << 8 * n)).to_bytes(n, "big"),
    )
    home = folder / "home"
    return Desk(find_places({"CHECKIN_HOME": str(home)}), {}, (), FixedClock(at, step), ids)


def sam_and_robin(desk: Desk) -> str:
    return desk.create_pair(mentor="Robin", mentee="Sam")


def talk(desk: Desk, *lines: str, bank: str = "regular", depth: Any = "full") -> tuple[int, Scripted]:
    """A new meeting of the only pair, in these lines."""
    console = Scripted(list(lines))
    return meet_plain(desk, desk.find_pair(None), bank, depth, console), console


def go_on(desk: Desk, *lines: str) -> tuple[int, Scripted]:
    console = Scripted(list(lines))
    return resume_plain(desk, desk.find_pair(None), console), console


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, locks aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".lock" not in path.name
    }


def anonymous(saved: SavedMeeting) -> list[tuple[Any, ...]]:
    """What a saved meeting says, with ids told by their order and no times."""
    rows: dict[str, str] = {}

    def by_order(text: str) -> str:
        return rows.setdefault(text, f"row {len(rows) + 1}")

    made = {event.row for event in saved.events if event.row}
    return [
        (
            event.n,
            event.seat,
            event.what,
            event.q,
            by_order(event.row) if event.row else "",
            event.field,
            by_order(event.value) if isinstance(event.value, str) and event.value in made else event.value,
        )
        for event in saved.events
    ]
