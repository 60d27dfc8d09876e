"""A walk through a bank: the meeting held with two made-up people, in a folder that is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.cli import streams, thrown_away
from checkin.cli.interface import full_screen

if TYPE_CHECKING:
    from checkin.banks.model import Bank, Depth
    from checkin.cli.session import Session


def walk_through(session: Session, bank: Bank, depth: Depth, *, plain: bool) -> int:
    """Hold a rehearsal of `bank`, in the app where the terminal can show it. Returns the exit code."""
    from checkin.record.rehearsed import begin_rehearsal

    with thrown_away.folder("checkin-rehearsal-") as made:
        desk, meeting = begin_rehearsal(made, session.environ, bank, depth)
        if not full_screen(session.environ, plain or session.plain):
            from checkin.plain.console import StandardConsole
            from checkin.plain.walk import walk

            return walk(desk, meeting, StandardConsole())
        from checkin.tui.rehearsing import walk as walk_in_app

        outcome = walk_in_app(desk, meeting)
    if outcome.message:
        streams.tell(outcome.message)
    if outcome.defect is not None:
        raise outcome.defect
    return outcome.exit_code
