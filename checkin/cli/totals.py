"""`checkin totals`: counts of one pair for a programme, seen in full before they are written; their sum."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session
from checkin.ground.errors import CannotDo, CheckinError, WrongInput

if TYPE_CHECKING:
    from checkin.meeting.trends.totals import Sum, Totals

_LARGEST = 1_000_000
"""Bytes of a file of totals; more is none."""


@click.command("totals", cls=Command)
@click.argument("names", metavar="[PAIR | FILE...]", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="Write the counts of the pair here, after a yes.")
@click.option("--yes", is_flag=True, help="They were looked at: write them without asking.")
@json_option
@click.pass_context
def totals_command(
    context: click.Context, names: tuple[str, ...], output: str | None, yes: bool, as_json: bool
) -> int:
    """Show the counts of PAIR for whoever looks after a programme: no names, no words.

    With files of five pairs or more it adds them up. Nothing is sent anywhere.
    """
    desk = session(context).desk()
    if len(names) > 1 or (names and names[0] not in desk.pair_ids() and _is_file(names[0])):
        if output is not None:
            raise WrongInput("-o is for the counts of one pair.", "The sum goes to stdout: > FILE")
        return _add_up(names, as_json=as_json)
    from checkin.meeting.trends.totals import to_json
    from checkin.record.looking_back import totals_for

    text = json.dumps(to_json(totals_for(desk, desk.find_pair(names[0] if names else None))), indent=2)
    if output is None:
        streams.put(text)
        return 0
    streams.put(text)
    streams.flush()
    return _write(text, output, yes=yes)


def _write(text: str, output: str, *, yes: bool) -> int:
    """Write what was just shown, once somebody has said yes to it."""
    from checkin.cli.asking import ask, at_terminal
    from checkin.cli.output import write_out

    if not yes:
        if not at_terminal():
            raise CannotDo(
                "Nothing was written: nobody is here to say yes.", "Look at the counts, then add --yes."
            )
        if ask("This is all there is in the file. Write it? yes or no: ", "yn", "n") != "y":
            streams.tell("Nothing was written.")
            return 0
    path = write_out(Path(output), text, "the totals")
    streams.tell(f"Written to {path}. It goes nowhere by itself.")
    return 0


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _add_up(names: tuple[str, ...], *, as_json: bool) -> int:
    from checkin.meeting.trends.totals import add_up

    every: list[Totals] = []
    problems: list[str] = []
    for name in names:
        try:
            every.append(_read(name))
        except CheckinError as trouble:
            problems.append(str(trouble))
    if problems:
        raise WrongInput("These files can't be added up.", problems=tuple(problems))
    try:
        total = add_up(every)
    except ValueError as trouble:
        raise CannotDo(str(trouble)) from None
    if as_json:
        streams.put_json(as_row(total))
    else:
        streams.put(_told(total))
    return 0


def _read(name: str) -> Totals:
    """The totals in a file. Raises `WrongInput`, or `CannotDo` when it can't be read."""
    from checkin.ground.files import read_bytes
    from checkin.ground.text import clean_line, cut
    from checkin.meeting.trends.totals import from_json

    shown = cut(clean_line(name), 80)
    try:
        there = Path(name).is_file() and Path(name).stat().st_size <= _LARGEST
    except (OSError, ValueError):
        there = False
    if not there:
        raise WrongInput(f"{shown}: there is no such file of totals.")
    try:
        data = json.loads(read_bytes(Path(name)))
    except (ValueError, RecursionError):
        raise WrongInput(f"{shown}: it is no JSON that can be read.") from None
    try:
        return from_json(data)
    except ValueError as trouble:
        raise WrongInput(f"{shown}: {trouble}.") from None


def as_row(total: Sum) -> dict[str, object]:
    """The sum as `--json` prints it."""
    return {
        "pairs": total.pairs,
        "meetings": total.meetings,
        "kinds": dict(total.kinds),
        "months": dict(total.months),
        "steps": total.steps,
        "steps_done": total.steps_done,
        "agreements": total.agreements,
    }


def _told(total: Sum) -> str:
    from checkin.cli.table import table

    rows = [
        ["pairs", str(total.pairs)],
        ["meetings", str(total.meetings)],
        *([f"  {kind}", str(number)] for kind, number in total.kinds.items()),
        *([f"  in {month}", str(number)] for month, number in total.months.items()),
        ["steps", str(total.steps)],
        ["steps done", str(total.steps_done)],
        ["pairs with an agreement", str(total.agreements)],
    ]
    return table(["", "together"], rows, streams.width())
