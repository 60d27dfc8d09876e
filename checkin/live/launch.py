"""Starting a room's process: the seat that starts it and waits, and the room that says it is ready.

The room outlives whoever started it, as a tmux server does: a session of its own, no terminal, no open
files of the seat's, and nobody whose child it is. Between the two is a pipe with one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.ground.errors import CannotDo, CheckinError, HeldByOther, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.ground.places import Places

START_WITHIN = 15.0
"""Seconds a room has to say that it is ready or why not; far more than it takes."""

_LONGEST_LINE = 65_536
_KINDS: dict[int, type[CheckinError]] = {3: NotFound, 4: HeldByOther}


def start_room(places: Places, environ: Mapping[str, str], pair: str, meeting: str) -> None:
    """Start the room of a meeting, and return once a room of it listens: this one or another's.

    Raises HeldByOther when another process holds the meeting and it is no room, NotFound when the meeting
    is over, CannotDo for anything else, in the room's own words.
    """
    import subprocess

    reading, writing = os.pipe()
    try:
        command = [sys.executable, "-P", "-m", "checkin", "room", "--tell", str(writing), "--", pair, meeting]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=_environment(environ, places),
                pass_fds=(writing,),
                start_new_session=True,
                umask=0o077,
            )
        except OSError as error:
            why = error.strerror or "the system refused"
            raise CannotDo(f"The shared meeting could not be started: {why}.") from error
        finally:
            os.close(writing)
        line = _line_from(reading)
    finally:
        os.close(reading)
    # It let go of its child and ended long ago, unless something is very wrong.
    try:
        process.wait(1.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _raise_unless_ready(line)


def detach(told: int) -> None:
    """Let go of whoever started this process: called by the room before anything else.

    `told` is the pipe's descriptor: the only thing of the seat's that stays open, in no child.
    """
    os.set_inheritable(told, False)
    if os.fork():
        os._exit(0)  # the seat waits for this one only; the room is nobody's child


def say_ready(told: int) -> None:
    """Tell whoever started the room that a room listens."""
    _say(told, {"ready": True})


def say_why_not(told: int, error: CheckinError) -> None:
    """Tell whoever started the room why there is none."""
    _say(told, {"code": error.exit_code, "message": error.message, "remedy": error.remedy})


def _say(told: int, what: dict[str, object]) -> None:
    # Whoever waited may be gone: the room goes on without them.
    with suppress(OSError):
        os.write(told, json.dumps(what).encode() + b"\n")
    with suppress(OSError):
        os.close(told)


def _line_from(reading: int) -> bytes:
    """What the room said by the time it let go of the pipe. Raises CannotDo when that takes too long."""
    import selectors
    import time

    ends = time.monotonic() + START_WITHIN
    said = b""
    with selectors.DefaultSelector() as selector:
        selector.register(reading, selectors.EVENT_READ)
        while len(said) < _LONGEST_LINE:
            if not selector.select(max(0.0, ends - time.monotonic())):
                raise CannotDo("The shared meeting takes too long to start.", "Try again in a moment.")
            more = os.read(reading, _LONGEST_LINE)
            if not more:
                break
            said += more
    return said


def _raise_unless_ready(line: bytes) -> None:
    try:
        told = json.loads(line)
        if told.get("ready") is True:
            return
        kind = _KINDS.get(told["code"], CannotDo)
        error = kind(str(told["message"]), str(told["remedy"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        error = CannotDo("The shared meeting could not be started.", "Everything typed is kept.")
    raise error


def _environment(environ: Mapping[str, str], places: Places) -> dict[str, str]:
    """The environment of the room: the seat's, with places and modules found from any folder."""
    given = dict(environ)
    if given.get("CHECKIN_HOME"):
        given["CHECKIN_HOME"] = str(places.home)
    package = Path(__file__).resolve().parent.parent
    if sys.flags.ignore_environment:
        given = {name: value for name, value in given.items() if not name.startswith("PYTHON")}
    roots = [os.path.abspath(one) for one in given.get("PYTHONPATH", "").split(os.pathsep) if one]  # noqa: PTH100 (as Python itself reads it, links kept)
    # A checkout that is run from within it: the room starts in another folder. A folder of installed packages
    # is found by itself, and would stand before the standard library here.
    if package.parent.name not in ("site-packages", "dist-packages"):
        roots.append(str(package.parent))
    if roots:
        given["PYTHONPATH"] = os.pathsep.join(roots)
    return given
