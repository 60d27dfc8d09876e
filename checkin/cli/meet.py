"""`checkin meet` and `checkin resume`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checkin.banks.beginning import REGULAR
from checkin.cli.session import Command, session
from checkin.ground.errors import WrongInput
from checkin.ground.text import clean_line

if TYPE_CHECKING:
    from checkin.banks.model import Depth
    from checkin.record.desk import Desk


@click.command("meet", cls=Command)
@click.argument("pair", required=False)
@click.option(
    "--bank", default=REGULAR, show_default=True, metavar="ID", help="The question bank to hold it with."
)
@click.option("--quick", is_flag=True, help="The short depth, about 20 minutes.")
@click.option(
    "--language", metavar="CODE", help="Another language of the bank, as fi; unless said, last time's."
)
@click.option(
    "--shipped", is_flag=True, help="With the bank that came with the program, not with yours of that name."
)
@click.option(
    "--seat",
    "seats",
    multiple=True,
    metavar="SEAT=NAME",
    help="Who else is there, for a group: third=Kim (may be given several times).",
)
@click.option("--plain", is_flag=True, help="As plain lines on stdin and stdout.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Unattended, from a YAML file of answers.",
)
@click.pass_context
def meet_command(
    context: click.Context,
    pair: str | None,
    bank: str,
    quick: bool,
    language: str | None,
    shipped: bool,
    seats: tuple[str, ...],
    plain: bool,
    answers: Path | None,
) -> int:
    """Hold a meeting of PAIR, full screen where the terminal can show it.

    PAIR is a pair's id or somebody's name; with one pair it can be left out. `checkin help answers`
    describes the file for --answers.
    """
    from checkin.cli import interface

    shared = session(context)
    found = shared.desk().find_pair(pair)
    shared.desk().shipped_only = shipped
    depth: Depth = "quick" if quick else "full"
    people = _named(seats)
    if answers is not None:
        return interface.from_answers(shared, found, bank, depth, answers, language, people)
    return interface.meet(shared, found, bank, depth, plain, language, people)


def _named(seats: tuple[str, ...]) -> dict[str, str] | None:
    """Who sits where, of `--seat third=Kim`; None when nobody is named."""
    found: dict[str, str] = {}
    for told in seats:
        seat, equals, name = clean_line(told).partition("=")
        seat, name = seat.strip(), name.strip()
        if not (seat and equals and name):
            raise WrongInput(f"--seat: “{clean_line(told)}” names nobody.", "Write it like: --seat third=Kim")
        if seat in found:
            raise WrongInput(f"--seat: the seat {seat} is there twice.", "Give each seat to one person.")
        found[seat] = name
    return found or None


@click.command("resume", cls=Command)
@click.argument("pair", required=False)
@click.option("--plain", is_flag=True, help="As plain lines on stdin and stdout.")
@click.pass_context
def resume_command(context: click.Context, pair: str | None, plain: bool) -> int:
    """Go on with an unfinished meeting, at the question where it was broken off.

    PAIR is a pair's id or somebody's name. It can be left out when there is one pair, or when only one
    has a meeting to go on with.
    """
    from checkin.cli import interface
    from checkin.ground.errors import NotFound

    shared = session(context)
    desk = shared.desk()
    found = desk.find_pair(pair or _only_unfinished(desk))
    if not desk.unfinished(found):
        how = f"Start one with: checkin meet {found}. Time alone goes on with: checkin solo {found}"
        raise NotFound(f"There is no unfinished meeting of {found}.", how)
    return interface.resume(shared, found, plain)


def _only_unfinished(desk: Desk) -> str | None:
    waiting = [pair.id for pair in desk.pairs() if pair.state == "unfinished"]
    return waiting[0] if len(waiting) == 1 else None
