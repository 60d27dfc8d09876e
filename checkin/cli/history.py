"""`checkin history`: a pair's meetings, newest first, and what was said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.record.desk import Desk
    from checkin.record.entries import MeetingEntry
    from checkin.record.facts import LedgerData

_UNBROKEN = 1_000_000
"""Cells of a line that nothing is wrapped in."""


@click.command("history", cls=Command)
@click.argument("pair", required=False)
@click.option("--search", metavar="TEXT", help="Only meetings in which this was said, whatever the case.")
@json_option
@click.pass_context
def history_command(context: click.Context, pair: str | None, search: str | None, as_json: bool) -> int:
    """List the meetings of PAIR, newest first.

    The number in the first column is what `checkin summary` takes.
    """
    desk = session(context).desk()
    ledger = desk.ledger(desk.find_pair(pair))
    numbered = _numbered(ledger)
    found = {meeting.id: "" for _, meeting in numbered}
    if search is not None:
        found = dict(_matches(desk, ledger, search))
        numbered = [(number, meeting) for number, meeting in numbered if meeting.id in found]
    if as_json:
        streams.put_json([as_row(meeting) for _, meeting in numbered])
    elif numbered:
        streams.put(_table(numbered, found, ledger, desk))
    else:
        streams.tell("There is no such meeting." if search is not None else "There is no saved meeting yet.")
    return 0


def as_row(meeting: MeetingEntry) -> dict[str, object]:
    """A meeting as `--json` lists it. `agreed` lists the seats that said the summary looks right."""
    return {
        "id": meeting.id,
        "date": meeting.date,
        "bank": meeting.bank,
        "title": meeting.title,
        "minutes": meeting.minutes,
        "agreed": list(meeting.agreed),
        "next": meeting.next,
        "summary": meeting.summary,
    }


def _numbered(ledger: LedgerData) -> list[tuple[int, MeetingEntry]]:
    return [(len(ledger.meetings) - at, meeting) for at, meeting in enumerate(ledger.meetings)]


def _matches(desk: Desk, ledger: LedgerData, search: str) -> Iterator[tuple[str, str]]:
    """The meetings in which the text stands, by id, each with the first line that has it."""
    from checkin.cli.summary import text_of
    from checkin.record.searching import Searching

    searching = Searching(desk, ledger.pair, lambda saved: text_of(saved, _UNBROKEN))
    for meeting in ledger.meetings:
        searching.read(meeting)
    for trouble in searching.troubles:
        streams.tell(f"checkin: {trouble}")
    for found in searching.found(ledger.meetings, search):
        yield found.meeting.id, found.around


def _table(
    numbered: list[tuple[int, MeetingEntry]], found: dict[str, str], ledger: LedgerData, desk: Desk
) -> str:
    """The meetings as a table; when something was searched for, with the words around it."""
    from checkin.cli.table import table
    from checkin.ground.dates import show_iso
    from checkin.meeting.words import all_of

    today = desk.today()
    searched = any(found.values())
    headings = ["no", "date", "meeting", *(["what was said"] if searched else ["minutes", "looks right to"])]
    rows = [
        [
            str(number),
            show_iso(meeting.date, today),
            meeting.title,
            *(
                [found[meeting.id]]
                if searched
                else [str(meeting.minutes), all_of(ledger.agreed_names(meeting)) or "not yet"]
            ),
        ]
        for number, meeting in numbered
    ]
    return table(headings, rows, streams.width())
