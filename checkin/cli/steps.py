"""`checkin steps`: the next steps of one pair or of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from checkin.cli import streams
from checkin.cli.session import Command, json_option, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.record.desk import Desk
    from checkin.record.entries import StepEntry


@dataclass(frozen=True, slots=True)
class PairStep:
    """A step, the pair it belongs to, and the ending of its id that no other step of any pair has."""

    pair: str
    step: StepEntry
    ending: str


@click.command("steps", cls=Command)
@click.argument("pair", required=False)
@click.option("--owner", metavar="NAME", help="Only those of this person: a name, or mentee or mentor.")
@click.option("--due", is_flag=True, help="Only those due today or earlier.")
@click.option("--all", "everything", is_flag=True, help="Closed ones too.")
@click.option("--ics", is_flag=True, help="Print those with a date as a calendar file, for their owner.")
@click.option("-o", "--output", metavar="FILE", help="Write it to this file instead of stdout.")
@json_option
@click.pass_context
def steps_command(
    context: click.Context,
    pair: str | None,
    owner: str | None,
    due: bool,
    everything: bool,
    ics: bool,
    output: str | None,
    as_json: bool,
) -> int:
    """List the open next steps, those due first at the top.

    Without PAIR, those of every pair. The id in the first column is what `checkin step done` takes.
    """
    if ics and as_json:
        raise click.UsageError("Choose one of --ics and --json.")
    if ics and owner is None:
        raise click.UsageError("A calendar is its owner's: say whose with --owner NAME.")
    if output is not None and not ics:
        raise click.UsageError("-o goes with --ics.")
    desk = session(context).desk()
    only = desk.find_pair(pair) if pair is not None else None
    listed = [
        each
        for each in every_step(desk)
        if (only is None or each.pair == only) and (everything or each.step.open)
    ]
    if owner is not None:
        listed = _of(owner, listed, desk)
    if due:
        today = desk.today().isoformat()
        listed = [each for each in listed if each.step.due and each.step.due <= today]
    listed.sort(key=lambda each: (not each.step.open, each.step.due or "9999", each.step.id))
    if ics:
        _put_calendar(listed, desk, output)
    elif as_json:
        streams.put_json([as_row(each) for each in listed])
    elif listed:
        streams.put(_table(listed, desk))
    else:
        streams.tell("There are no such steps." if owner or due else "There are no open steps.")
    return 0


def every_step(desk: Desk) -> list[PairStep]:
    """The steps of all pairs, oldest first; a pair whose record can't be read is told of and passed over."""
    from checkin.ground.errors import CannotDo
    from checkin.ground.ids import shortest_endings

    found: list[tuple[str, StepEntry]] = []
    for pair in desk.pair_ids():
        try:
            ledger = desk.ledger(pair)
        except CannotDo as error:
            streams.tell(f"checkin: {pair}: {error}")
            continue
        found += [(pair, step) for step in ledger.steps]
    endings = shortest_endings(step.id for _, step in found)
    return [PairStep(pair, step, endings[step.id]) for pair, step in found]


def as_row(each: PairStep) -> dict[str, object]:
    """A step as `--json` lists it. `owner` is the owner's name, `due` an ISO date or null."""
    step = each.step
    return {
        "id": step.id,
        "what": step.what,
        "owner": step.owner_name,
        "due": step.due,
        "status": step.status,
        "readiness": step.readiness,
        "if": step.if_,
        "then": step.then,
        "meeting": step.meeting,
        "seat": step.owner_seat,
        "carried": step.carried,
        "notes": list(step.notes),
        "pair": each.pair,
    }


def _put_calendar(listed: list[PairStep], desk: Desk, output: str | None) -> None:
    """Print the steps that have a date as a calendar file, or write it. Raises `CannotDo`."""
    from checkin.ground.clock import stamp
    from checkin.ground.errors import CannotDo
    from checkin.meeting.steps import plan_words
    from checkin.summary.ics import calendar, day_of_step

    days = [
        day_of_step(step.id, step.what, step.owner_name, step.due, plan_words(step.if_, step.then))
        for step in (each.step for each in listed)
        if step.due
    ]
    if not days:
        raise CannotDo("None of these steps has a date.", "See them with: checkin steps")
    content = calendar(days, stamp(desk.clock.now()))
    if output is None or output == "-":
        streams.put_bytes(content)
        return
    from pathlib import Path

    from checkin.cli.output import write_out

    streams.tell(f"Written to {write_out(Path(output), content, 'the calendar')}")


def _of(owner: str, listed: list[PairStep], desk: Desk) -> list[PairStep]:
    """The steps of one person. Raises `NotFound` with the nearest name when nobody is called that."""
    from checkin.ground.errors import NotFound
    from checkin.ground.text import clean_line, cut, nearest

    wanted = clean_line(owner).casefold()
    known = [
        "mentee",
        "mentor",
        *(name for pair in desk.pairs() for name in (pair.mentee, pair.mentor) if name),
        *(each.step.owner_name for each in listed if each.step.owner_name),
    ]
    if wanted not in {name.casefold() for name in known}:
        near = nearest(wanted, known)
        raise NotFound(
            f"Nobody here is called “{cut(clean_line(owner), 40)}”.", f"Did you mean {near}?" if near else ""
        )
    return [each for each in listed if wanted in (each.step.owner_seat, each.step.owner_name.casefold())]


def _table(listed: Sequence[PairStep], desk: Desk) -> str:
    from checkin.cli.table import table
    from checkin.ground.dates import show_iso

    today = desk.today()
    several = len({each.pair for each in listed}) > 1
    closed = any(not each.step.open for each in listed)
    headings = ["id", *(["pair"] if several else []), "owner", "due", *(["status"] if closed else []), "step"]
    rows = [
        [
            each.ending,
            *([each.pair] if several else []),
            each.step.owner_name,
            show_iso(each.step.due, today),
            *([each.step.status] if closed else []),
            _words(each.step),
        ]
        for each in listed
    ]
    return table(headings, rows, streams.width())


def _words(step: StepEntry) -> str:
    from checkin.meeting.steps import plan_words

    plan = plan_words(step.if_, step.then)
    return f"{step.what} ({plan[:1].lower()}{plan[1:]})" if plan else step.what
