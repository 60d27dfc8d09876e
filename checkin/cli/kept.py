"""`checkin kept`: what a pair keeps besides meetings and steps: agreement, lessons, strengths, doors …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session
from checkin.ground.errors import NotFound

if TYPE_CHECKING:
    from checkin.record.facts import LedgerData
    from checkin.summary.around import Around

KINDS = ("agreement", "lessons", "strengths", "doors", "shelf", "topics", "parked", "rungs", "people")
"""What can be listed; held to the table in `summary.kept` by a test."""

_TABLES = {
    "agreement": "agreements",
    "shelf": "resources",
}
"""What a kind is called in the ledgers, where it is called otherwise."""

_WIDTH = 78


@click.command("kept", cls=Command)
@click.argument("pair", required=False)
@click.argument("kind", required=False, metavar="[" + "|".join(KINDS) + "]")
@json_option
@click.pass_context
def kept_command(context: click.Context, pair: str | None, kind: str | None, as_json: bool) -> int:
    """List what PAIR has kept besides meetings and steps: everything, or one kind of it.

    With one pair, `checkin kept lessons` is enough.
    """
    from checkin.summary.around import around_of
    from checkin.summary.kept import COLLECTIONS

    if kind is None and pair in KINDS:
        pair, kind = None, pair
    if kind is not None and kind not in KINDS:
        raise _unknown(kind)
    desk = session(context).desk()
    try:
        found_pair = desk.find_pair(pair)
    except NotFound as error:
        # One word may have been meant as either.
        raise error if pair is None or kind is not None else _neither(pair, error) from None
    ledger = desk.ledger(found_pair)
    wanted = [kind] if kind else list(KINDS)
    around = around_of(ledger, desk.today())
    if as_json:
        found = {each: _rows(ledger, around, each) for each in wanted}
        streams.put_json(found[kind] if kind else found)
        return 0
    blocks = [_told(ledger, around, each) for each in wanted]
    if any(blocks):
        streams.put("\n\n".join(block for block in blocks if block))
    else:
        streams.tell(COLLECTIONS[kind].nothing if kind else "Nothing has been kept yet.")
    return 0


def _told(ledger: LedgerData, around: Around, kind: str) -> str:
    """One kind under its title, each thing whole; empty when there is none."""
    from checkin.ground.text import wrap
    from checkin.summary.kept import COLLECTIONS

    collection = COLLECTIONS[kind]
    blocks = []
    for one in collection.read(ledger.ledgers, around):
        lines = [line for part in one.text.split("\n") if part for line in wrap(part, _WIDTH - 2)]
        blocks.append("\n".join(("- " if not at else "  ") + line for at, line in enumerate(lines)))
    return "\n".join([collection.title, "", *blocks]) if blocks else ""


def _rows(ledger: LedgerData, around: Around, kind: str) -> list[dict[str, Any]]:
    """The same as `--json` lists it, oldest first: the fields of `meeting.ledgers`, without hard days."""
    from dataclasses import asdict

    if kind == "people":
        from checkin.summary.picked_out import people_of

        return [{"person": name, "for": list(whats)} for name, whats in people_of(ledger.ledgers)]
    if kind == "parked":
        from checkin.summary.picked_out import parked_of

        return [asdict(one) for one in parked_of(ledger.ledgers)]
    if kind == "rungs":
        return [asdict(one) for one in around.rungs]
    rows = [asdict(one) for one in getattr(ledger.ledgers, _TABLES.get(kind, kind))]
    for row in rows:
        row.pop("hard_day", None)
    return rows


def _neither(word: str, error: NotFound) -> NotFound:
    """A single word that names no pair, and nothing that is kept."""
    from checkin.ground.text import clean_line, cut, nearest

    if near := nearest(word, KINDS):
        remedy = f"Did you mean {near}?"
    elif error.remedy.startswith("Did you mean"):
        remedy = error.remedy
    else:
        remedy = f"There are: {', '.join(KINDS)}. The pairs: checkin pairs"
    return NotFound(f"“{cut(clean_line(word), 40)}” is no pair, and nothing is kept under it.", remedy)


def _unknown(kind: str) -> click.UsageError:
    from checkin.ground.text import clean_line, cut, nearest

    near = nearest(kind, KINDS)
    hint = f" Did you mean {near}?" if near else f" There are: {', '.join(KINDS)}."
    return click.UsageError(f"Nothing is kept under “{cut(clean_line(kind), 40)}”.{hint}")
