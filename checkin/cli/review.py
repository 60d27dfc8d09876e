"""`checkin review`: how the two of you work together, looked at together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checkin.cli.session import Command, session
from checkin.cli.solo import alone_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command("review", cls=Command)
@click.argument("pair", required=False)
@alone_options
@click.pass_context
def review_command(
    context: click.Context,
    pair: str | None,
    quick: bool,
    language: str | None,
    plain: bool,
    answers: Path | None,
) -> int:
    """Look at how PAIR works together: what helps, what to change, what you agree on."""
    from checkin.cli import interface
    from checkin.record.offering import REVIEW

    shared = session(context)
    found = shared.desk().find_pair(pair)
    if answers is not None:
        return interface.from_answers(shared, found, REVIEW, "quick" if quick else "full", answers, language)
    return interface.meet(shared, found, REVIEW, "quick" if quick else "full", plain, language)
