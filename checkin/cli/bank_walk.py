"""A walk through a bank: the meeting held with two made-up people, in a folder that is thrown away."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

from checkin.cli import streams
from checkin.cli.interface import full_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checkin.banks.model import Bank, Depth
    from checkin.cli.session import Session


def walk_through(session: Session, bank: Bank, depth: Depth, *, plain: bool) -> int:
    """Hold a rehearsal of `bank`, in the app where the terminal can show it. Returns the exit code."""
    from pathlib import Path

    from checkin.record.rehearsed import begin_rehearsal

    with (
        _ending_in_order(),
        TemporaryDirectory(prefix="checkin-rehearsal-", ignore_cleanup_errors=True) as made,
    ):
        desk, meeting = begin_rehearsal(Path(made), session.environ, bank, depth)
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


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal that ends the process leave time to throw the folder away."""

    def ended(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    for number, handler in before.items():
        if handler == signal.SIG_DFL:
            signal.signal(number, ended)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
