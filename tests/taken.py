"""A pair whose first meeting says something of every kind, each in words of its own; another meeting brings
back what it can of it, and a third is left open in the middle.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from checkin.ground.clock import FixedClock
from checkin.meeting.rules import Act
from checkin.meeting.said_lines import said_lines
from checkin.record.additions import bring, move_door, put_in_own_words
from checkin.record.desk import Desk
from checkin.record.taking_back import take_back
from checkin.summary.markdown import shared_summary as render

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.meeting.said_lines import SaidLine
    from checkin.record.open_meeting import OpenMeeting

BANK = """\
format: 1
id: all_kinds
title: All kinds
stages:
  - id: one
    title: One
    questions:
      - {id: account, type: follow_through, ask: What became of it?}
      - {id: know, ask: What should others know?, tags: [card]}
      - {id: role, type: agreement, ask: What are you there for?, label: Role}
      - {id: rhythm, type: agreement, ask: How often?, label: Rhythm}
      - {id: goal, type: goal, ask: What for?}
      - {id: mood, type: line, who: both, ask: How are you?}
      - {id: ideas, type: options, ask: What could you do?}
      - {id: near, type: choice, choices_from: ideas, ask: Which is nearest?}
      - {id: thought, type: offer, who: mentor, ask: A thought?}
      - {id: pick, type: pick, choices_from: ideas, ask: Which one?}
      - {id: lesson, type: lesson, ask: What do you know now?}
      - {id: seen, type: strength, who: mentor, ask: What did you see?}
      - {id: door, type: door, ask: Who could open one?}
      - {id: pass_on, type: ripple, ask: Who could use it?}
      - {id: intend, who: both, ask: How will you be?, tags: [intention]}
      - {id: step, type: steps, ask: What next?}
      - {id: away, type: takeaway, who: both, ask: What do you take away?}
"""


PAIR = "sam-robin"
DAY = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
NOW = DAY + timedelta(days=29)


def desk_at(home: Path, moment: datetime = NOW) -> Desk:
    """A desk over a data folder, whose clock moves on at every act."""
    desk = Desk.from_environment({"CHECKIN_HOME": str(home)})
    desk.clock = FixedClock(moment, timedelta(seconds=30))
    return desk


def on(meeting: OpenMeeting, what: str, seat: str, q: str, **parts: object) -> str:
    """Do one act; returns the row's id, a new one for `added`."""
    row = str(parts.pop("row", "")) or (meeting.new_row() if what == "added" else "")
    meeting.act(Act(what, seat, q, row, **parts))  # type: ignore[arg-type]
    return row


def say(meeting: OpenMeeting, q: str, value: object, seat: str = "mentee") -> None:
    """Answer a question."""
    on(meeting, "answered", seat, q, value=value)


def word(*parts: str) -> str:
    """Words that stand nowhere else."""
    return f"Kingfisher {' '.join(parts)}"


def a_past(home: Path) -> Desk:
    """The desk of such a pair."""
    desk = desk_at(home, DAY)
    desk.create_pair("Robin", "Sam")
    (home / "question_banks").mkdir(exist_ok=True)
    (home / "question_banks" / "all_kinds.yaml").write_text(BANK, encoding="utf-8")
    bring(desk, PAIR, seat="mentee", text=word("goal"), approach=word("approach"), origin="prep")
    bring(desk, PAIR, seat="mentee", text=word("brought"), origin="jot")
    _first(desk)
    ledger = desk.ledger(PAIR)
    move_door(desk, PAIR, ledger.ledgers.doors[0].id, "accepted", word("door", "move"))
    put_in_own_words(desk, PAIR, ledger.ledgers.strengths[0].id, word("seen", "own"))
    desk.account(PAIR, ledger.steps[0], "carried", word("step", "between"))
    later = desk_at(home, DAY + timedelta(days=14))
    second = later.begin(PAIR, "all_kinds")
    on(
        second,
        "set",
        "mentee",
        "account",
        row=second.state.rows["account"][0].id,
        field="status",
        value="partly",
    )
    on(
        second,
        "set",
        "mentee",
        "account",
        row=second.state.rows["account"][0].id,
        field="note",
        value=word("note"),
    )
    say(second, "goal", "Another goal")
    later.save(second, render)
    third = desk_at(home, DAY + timedelta(days=28))
    open_one = third.begin(PAIR, "all_kinds")
    say(open_one, "goal", "A third goal")
    open_one.leave()
    return desk_at(home)


def _first(desk: Desk) -> None:
    meeting = desk.begin(PAIR, "all_kinds")
    for q in ("know", "role", "rhythm", "goal"):
        say(meeting, q, word(q))
    on(meeting, "answered", "mentee", "goal", field="sign", value=word("goal", "sign"))
    for q in ("mood", "intend", "away"):
        for seat in ("mentee", "mentor"):
            say(meeting, q, word(q, seat), seat)
    first = on(
        meeting, "added", "mentee", "ideas", value={"text": word("ideas"), "risk": word("ideas", "risk")}
    )
    on(meeting, "added", "mentee", "ideas", value={"text": word("other", "idea")})
    say(meeting, "near", word("ideas"))
    say(meeting, "pick", first)
    on(meeting, "answered", "mentee", "pick", field="why", value=word("pick", "why"))
    offer = on(meeting, "added", "mentor", "thought", value={"kind": "resource", "text": word("thought")})
    on(meeting, "set", "mentee", "thought", row=offer, field="reaction", value="keep")
    on(
        meeting,
        "added",
        "mentee",
        "lesson",
        value={"text": word("lesson"), "easier": word("lesson", "easier")},
    )
    strength = {"text": word("seen"), "evidence": word("seen", "evidence"), "hard_day": word("seen", "hard")}
    on(meeting, "added", "mentor", "seen", value=strength)
    on(meeting, "added", "mentee", "door", value={"text": word("door"), "message": word("door", "message")})
    on(
        meeting,
        "added",
        "mentee",
        "pass_on",
        value={"text": word("pass_on"), "person": word("pass_on", "to")},
    )
    plan = {"what": word("step"), "if": word("step", "if"), "then": word("step", "then"), "due": "2026-12-10"}
    on(meeting, "added", "mentee", "step", value=plan)
    on(meeting, "parked", "mentee", "", row=meeting.new_row(), value=word("parked"))
    desk.save(meeting, render)


def line_of(desk: Desk, meeting: str, words: str) -> SaidLine:
    """The line of a meeting that has these words, as a whole or as one of its parts."""
    lines = said_lines(desk.saved(PAIR, meeting).state)
    return next(line for line in lines if words in line.words.split(" · "))


def take(desk: Desk, meeting: str, words: str) -> tuple[str, ...]:
    """Take that line back."""
    found = desk.ledger(PAIR).meeting_meant(meeting)
    return take_back(desk, PAIR, found.id, line_of(desk, meeting, words), render)
