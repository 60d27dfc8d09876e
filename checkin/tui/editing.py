"""Leaving the screen to `checkin banks edit`, and coming back to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from checkin.ground.errors import CannotDo
from checkin.tui import display

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.tui.app import CheckinApp

_PASSED_ON = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end the app: they end the editing first."""


def edit_bank(app: CheckinApp, path: Path, line: int = 0) -> None:
    """Edit a file of banks as `checkin banks edit` does, at a line if one is given; return when it is over.

    What is said there is read before the screen comes back, if it did not go well. Raises `CannotDo`.
    """
    desk = app.desk
    command = [sys.executable, "-P", "-m", "checkin", "banks", "edit"]
    command += [part for folder in desk.bank_folders for part in ("--banks", str(folder))]
    command += [*(("--line", str(line)) if line else ()), "--", str(path)]
    try:
        with app.suspend():
            _to_the_bottom()
            if _run(command, {**os.environ, **desk.environ}):
                _wait_for_enter()
    except SuspendNotSupported:
        raise CannotDo("This terminal can't be left to an editor.", f"Edit {path} elsewhere.") from None
    except OSError as error:
        raise CannotDo(
            f"The editor can't be started: {error.strerror}.", f"Edit {path} elsewhere."
        ) from error
    finally:
        display.paint_again(app)


def _run(command: list[str], environ: dict[str, str]) -> int:
    """Run a command in this terminal and return its exit code. Ctrl+C is the command's alone."""
    process = subprocess.Popen(command, env=environ)

    def pass_on(number: int, _frame: object) -> None:
        process.send_signal(number)
        ended.append(number)

    ended: list[int] = []
    # A handler, not `SIG_IGN`: that would be handed down to the editor.
    before = {signal.SIGINT: signal.signal(signal.SIGINT, lambda *_: None)}
    before |= {number: signal.signal(number, pass_on) for number in _PASSED_ON}
    try:
        return process.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for told in ended:
            os.kill(os.getpid(), told)  # the app's own turn


def _to_the_bottom() -> None:
    """Begin on a new line: a terminal that has one screen only still shows the app's."""
    if sys.__stderr__ is not None:
        sys.__stderr__.write("\x1b[999;1H\n")
        sys.__stderr__.flush()


def _wait_for_enter() -> None:
    if sys.__stdin__ is not None and sys.__stderr__ is not None:
        sys.__stderr__.write("\nEnter goes back to checkin. ")
        sys.__stderr__.flush()
        sys.__stdin__.readline()
