"""Saving a meeting: its facts into the ledger, its content into a file, its summary beside them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from checkin.ground.clock import local_day, stamp
from checkin.ground.files import write_atomically
from checkin.ground.places import ensure
from checkin.meeting.answered import steps
from checkin.meeting.flow import shown
from checkin.meeting.moments.left import left_by
from checkin.meeting.recall import drawn, takeaways
from checkin.record.leaving import closes, left_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checkin.ground.ids import Ids
    from checkin.meeting.state import Row, State
    from checkin.record.desk import Desk
    from checkin.record.ledger import Ledger
    from checkin.record.open_meeting import OpenMeeting
    from checkin.record.saved import Render, SavedMeeting

ACCOUNT_FACTS = {"done": "done", "partly": "partly", "changed": "changed", "still": "carried"}
"""What the ledger calls the owner's account of a step."""
NOTED = "noted"
"""What it calls words about a step that don't say what became of it."""


def keep(ledger: Ledger, meeting: OpenMeeting, render: Render, ids: Ids) -> tuple[SavedMeeting, Path]:
    """End the meeting and put it on record. See `Desk.save`."""
    name = ""

    def write(saved: SavedMeeting, content: bytes) -> None:
        nonlocal name
        name = summary_name(saved)
        name = ledger.save_meeting(
            entry=entry_of(saved, content, name),
            steps=steps_of(saved),
            accounts=accounts_of(saved, ids),
            agreed=agreed_of(saved),
            content=content,
            summary_name=name,
            summary=render(saved).encode(),
            left=lambda agreements: left_of(saved, agreements),
        )

    saved = meeting.save(write)
    if closes(saved):
        ledger.notices += (ended(saved),)
    return saved, ledger.folder / "summaries" / name


def agree_later(desk: Desk, pair: str, meeting: str, part: str, render: Render) -> SavedMeeting:
    """Put on record that somebody says of a saved summary "looks right to us".

    `part` is `mentee`, `mentor` or a guest's id. The summary file is written anew with it. Returns the
    meeting as it now is. Raises `CannotDo`, `HeldByOther`.
    """
    from checkin.record.ledger import PATIENCE
    from checkin.record.record_file import lock_of

    fact = {"id": desk.ids.new(), "meeting": meeting, "seat": part, "at": stamp(desk.clock.now())}
    with desk.changing(pair) as ledger:
        ledger.agree(fact)
    # What is read here is written before anybody else agrees, or takes a line of it back.
    lock = lock_of(desk.places.record(pair))
    lock.acquire(PATIENCE)
    try:
        saved = desk.saved(pair, meeting)
        kept = next(one.summary for one in desk.ledger(pair).meetings if one.id == meeting)
        name = PurePath(kept).name or summary_name(saved)  # a record from elsewhere may say any path
        write_atomically(ensure(desk.places.summaries(pair)) / name, render(saved).encode())
    finally:
        lock.release()
    return saved


def ended(saved: SavedMeeting) -> str:
    """That a meeting ended its pair, and how to begin again."""
    return f"{saved.start.pair_words} ends here. To begin again: checkin pair reopen {saved.start.pair}"


def summary_name(saved: SavedMeeting) -> str:
    """What a summary's file is to be called: date and bank. See `summary_names` for when that is taken."""
    return f"{local_day(saved.start.at, saved.start.zone)}-{saved.start.bank.id}.md"


def entry_of(saved: SavedMeeting, content: bytes, summary: str) -> dict[str, Any]:
    """The meeting's line in the ledger's index."""
    start, state = saved.start, saved.state
    return {
        "id": start.id,
        "bank": start.bank.id,
        "kind": start.bank.goes_by,
        "title": start.bank.title,
        "version": start.bank.version,
        "language": start.bank.language,
        "depth": start.depth,
        "started": start.at,
        "ended": saved.ended,
        "date": local_day(start.at, start.zone).isoformat(),
        "minutes": saved.minutes,
        "next": state.next_meeting or None,
        "drawn": list(drawn(state)),
        "takeaways": {start.role(seat): text for seat, text in takeaways(state).items()},
        "summary": summary,
        "file": f"meetings/{start.id}.json",
        "sha256": sha256(content).hexdigest(),
        **({"people": len(start.seats)} if start.guests else {}),
    }


def steps_of(saved: SavedMeeting) -> list[dict[str, Any]]:
    """The steps made in this meeting, each with exactly one owner."""
    return [
        {
            "id": step.id,
            "meeting": saved.start.id,
            "what": step.what.strip(),
            "owner": saved.start.seats[step.owner].id,
            "due": step.due or None,
            "readiness": step.readiness,
            "if": step.if_.strip(),
            "then": step.then.strip(),
            "priority": step.priority,
        }
        for step in steps(saved.state)
    ]


def accounts_of(saved: SavedMeeting, ids: Ids) -> list[dict[str, Any]]:
    """What the owners said became of earlier steps. One that was only talked about stays as it was; one that
    a right-moment prompt let go is dropped.
    """
    said = [
        (row.id, row.seat, ACCOUNT_FACTS.get(row.text("status"), NOTED), row.text("note").strip())
        for row in _accounted(saved.state)
    ]
    left = left_by(saved.state)
    if left.carried_to == "let_go":
        said += [
            (step.id, step.owner, "dropped", "") for step in saved.start.open_steps if step.id == left.carried
        ]
    return [
        {
            "id": ids.new(),
            "step": step,
            "at": saved.ended,
            "by": saved.start.role(seat),
            "what": what,
            "note": note,
            "meeting": saved.start.id,
        }
        for step, seat, what, note in said
    ]


def agreed_of(saved: SavedMeeting) -> list[dict[str, Any]]:
    """Who said that the summary looks right."""
    return [
        {"id": event.id, "meeting": saved.start.id, "seat": saved.start.role(event.seat), "at": event.at}
        for event in saved.events
        if event.what == "agreed"
    ]


def _accounted(state: State) -> Iterator[Row]:
    for question in shown(state):
        if question.type == "follow_through":
            for row in state.live_rows(question.id):
                if row.text("status") in ACCOUNT_FACTS or row.text("note").strip():
                    yield row
