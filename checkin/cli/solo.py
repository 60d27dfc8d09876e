"""`checkin solo`: the mentee thinks something through alone; it stays with their private files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkin.cli import streams
from checkin.cli.session import Command, session

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.banks.model import Depth
    from checkin.cli.session import Session


def alone_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that holds a meeting its usual options."""
    options = [
        click.option("--quick", is_flag=True, help="The short depth."),
        click.option(
            "--language", metavar="CODE", help="Another language of the bank; unless said, last time's."
        ),
        click.option("--plain", is_flag=True, help="As plain lines on stdin and stdout."),
        click.option(
            "--answers",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Unattended, from a YAML file of answers.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@click.command("solo", cls=Command)
@click.argument("pair", required=False)
@alone_options
@click.option("--bring", is_flag=True, help="With --answers: bring what comes out to the next meeting.")
@click.pass_context
def solo_command(
    context: click.Context,
    pair: str | None,
    quick: bool,
    language: str | None,
    plain: bool,
    answers: Path | None,
    bring: bool,
) -> int:
    """Think something through alone, between meetings of PAIR.

    It is kept with your private files, and nobody else's program opens it. What you choose to bring waits
    for your next meeting.
    """
    from checkin.meeting.start import SOLO

    shared = session(context)
    found = shared.desk().find_pair(pair)
    before = _waiting(shared, found) if answers is not None else ()
    code = hold(shared, found, SOLO, "quick" if quick else "full", plain, answers, language)
    if answers is not None and code == 0:
        after_answers(shared, found, before, bring=bring)
    return code


def hold(
    shared: Session,
    pair: str,
    bank: str,
    depth: Depth,
    plain: bool,
    answers: Path | None,
    language: str | None,
) -> int:
    """Hold a meeting alone, in the app, as plain lines, or from a file of answers."""
    from checkin.cli import interface
    from checkin.cli.who import settle

    if answers is not None:
        return interface.from_answers(shared, pair, bank, depth, answers, language)
    settle(shared.desk(), pair)
    return interface.alone(shared, pair, bank, depth, plain, language)


def _waiting(shared: Session, pair: str) -> tuple[str, ...]:
    """The ids of what came out of time alone so far, and waits for a yes or no."""
    from checkin.record.private import outcomes

    return tuple(one.id for one in outcomes(shared.desk(), pair))


def after_answers(shared: Session, pair: str, before: tuple[str, ...], *, bring: bool) -> None:
    """Bring what came out of a file of answers, or say how it could be. What waited `before` goes on waiting:
    nobody said yes to that.
    """
    from checkin.ground.text import counted
    from checkin.record.bringing import bring_outcome
    from checkin.record.private import outcomes

    desk = shared.desk()
    waiting = outcomes(desk, pair)
    fresh = [outcome for outcome in waiting if outcome.id not in before] if bring else []
    for outcome in fresh:
        bring_outcome(desk, pair, outcome)
    if fresh:
        streams.tell(f"{counted(len(fresh), 'thing')} brought to the next meeting.")
    if left := len(waiting) - len(fresh):
        how = "waits" if left == 1 else "wait"
        streams.tell(f"{counted(left, 'thing')} {how} for your yes: checkin own {pair}")
