"""`checkin banks list` and `show`: which banks there are, and one of them as an agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session
from checkin.ground.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checkin.banks.library import Entry
    from checkin.record.desk import Desk

_ORIGINS = {
    "given": "from --banks",
    "environment": "from CHECKIN_BANKS",
    "yours": "yours",
    "shipped": "shipped",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A bank as it is listed. `minutes` go by depth, `last_used` is an ISO date, or None."""

    entry: Entry
    minutes: Mapping[str, int] = field(default_factory=dict)
    last_used: str | None = None


@click.command("list", cls=Command)
@click.option("--pair", metavar="NAME", help="When this pair used each last; the only pair if left out.")
@json_option
@click.pass_context
def list_command(context: click.Context, pair: str | None, as_json: bool) -> int:
    """List the banks in reach; of two with the same id, the one that is used."""
    desk = session(context).desk()
    library = desk.library()
    used = _last_used(desk, pair)
    banks = [
        Listed(entry, bank.minutes if (bank := library.reading(entry.path).bank) else {}, used.get(entry.id))
        for entry in library.entries()
    ]
    if as_json:
        streams.put_json([as_row(bank) for bank in banks])
    elif banks:
        streams.put(_table(banks, desk.today()))
    for entry in (bank.entry for bank in banks if bank.entry.shadows):
        here, behind = _ORIGINS[entry.origin], _ORIGINS[entry.shadows]
        streams.tell(f"{entry.id}: the one that is {here} is used in place of the one that is {behind}.")
    for entry in (bank.entry for bank in banks if bank.entry.untranslated):
        streams.tell(f"{entry.id}: {counted(entry.untranslated, 'line')} not translated yet.")
    if any(bank.entry.broken for bank in banks):
        streams.tell("A bank with problems is explained by: checkin banks check")
    return 0


@click.command("show", cls=Command)
@click.argument("bank", metavar="ID")
@click.option("--language", metavar="LANGUAGE", help="In this language, if the bank is translated into it.")
@click.option("--markdown", is_flag=True, help="As a handout in Markdown.")
@click.option("--ids", is_flag=True, help="With the ids of stages, pools and questions.")
@click.pass_context
def show_command(context: click.Context, bank: str, language: str | None, markdown: bool, ids: bool) -> int:
    """Show the agenda of a bank as people will meet it."""
    from checkin.banks.agenda import agenda, agenda_markdown

    if markdown and ids:
        raise click.UsageError("--markdown and --ids do not go together", context)
    desk = session(context).desk()
    found = desk.bank(bank, language)
    after = desk.library().title(found.opens_with)
    streams.put(agenda_markdown(found, after) if markdown else agenda(found, after, ids=ids))
    return 0


def as_row(bank: Listed) -> dict[str, object]:
    """A bank as `--json` lists it. `problems` counts errors and warnings, `untranslated` texts that
    are left to translate; `last_used` is a date or null.
    """
    entry = bank.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "origin": entry.origin,
        "path": str(entry.path),
        "questions": entry.questions,
        "problems": entry.problems,
        "untranslated": entry.untranslated,
        "shadows": entry.shadows,
        "broken": entry.broken,
        "minutes": dict(bank.minutes),
        "languages": list(entry.languages),
        "last_used": bank.last_used,
    }


def _last_used(desk: Desk, name: str | None) -> dict[str, str]:
    """The day on which a pair held its last meeting with each bank, by the bank's id."""
    if name is None:
        pairs = desk.pair_ids()
        if len(pairs) != 1:
            return {}
        return _days(desk, pairs[0], asked=False)
    return _days(desk, desk.find_pair(name), asked=True)


def _days(desk: Desk, pair: str, *, asked: bool) -> dict[str, str]:
    from checkin.ground.errors import CannotDo

    try:
        meetings = desk.ledger(pair).meetings
    except CannotDo as error:
        if asked:
            raise
        streams.tell(f"checkin: {pair}: {error}")  # the banks can be listed without it
        return {}
    return {meeting.bank: meeting.date for meeting in reversed(meetings)}


def _table(banks: list[Listed], today: date) -> str:
    """The banks as a table, with the columns in which there is something to say."""
    from checkin.cli.table import table
    from checkin.ground.dates import show_iso

    columns: dict[str, list[str]] = {
        "id": [bank.entry.id for bank in banks],
        "title": [_title(bank.entry) for bank in banks],
        "origin": [_ORIGINS[bank.entry.origin] for bank in banks],
        "questions": [str(bank.entry.questions or "") for bank in banks],
        "minutes": [_minutes(bank.minutes) for bank in banks],
        "used": [show_iso(bank.last_used, today) if bank.last_used else "" for bank in banks],
        "problems": [_problems(bank.entry) for bank in banks],
    }
    shown = {name: cells for name, cells in columns.items() if any(cells)}
    firm = [at for at, name in enumerate(shown) if name not in ("title", "origin", "used", "problems")]
    # A title is read more than where the bank is from.
    first = [at for at, name in enumerate(shown) if name in ("origin", "used", "problems")]
    return table(tuple(shown), list(zip(*shown.values(), strict=True)), streams.width(), firm, first)


def _title(entry: Entry) -> str:
    """The title, with the languages where there are several."""
    return entry.title + (f" ({', '.join(entry.languages)})" if len(entry.languages) > 1 else "")


def _minutes(minutes: Mapping[str, int]) -> str:
    return "/".join(str(minutes[depth]) for depth in ("quick", "full") if depth in minutes)


def _problems(entry: Entry) -> str:
    return f"{entry.problems}, not usable" if entry.broken else str(entry.problems or "")
