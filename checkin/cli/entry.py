"""Everything around a command: what goes wrong becomes one clear line and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checkin.cli import streams
from checkin.ground.errors import CheckinError, WrongInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line in this process's environment and return the exit code. Never raises."""
    try:
        streams.prepare()
        code = _outcome(arguments, os.environ)
        streams.flush()
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): there is nobody left to tell.
        streams.abandon()
        return 1
    except OSError as error:
        streams.abandon()
        _say("the output could not be written", error.strerror or "")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _outcome(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    try:
        return _command(arguments, environ)
    except CheckinError as error:
        _say(error.message, error.remedy)
        for problem in error.problems if isinstance(error, WrongInput) else ():
            streams.tell(_lines(problem))
        return error.exit_code
    except KeyboardInterrupt:
        streams.tell("")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        _say(_os_trouble(error), "")
        return 1
    except Exception as error:  # noqa: BLE001 (the one place that stands between a defect and the terminal)
        from checkin.cli.crash import note

        _say("Something unexpected happened; what was typed is kept.", note(error, environ))
        return 1


def _command(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    import click

    from checkin.cli.root import invoke

    try:
        outcome = invoke(list(arguments), environ)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "checkin"
        _say(_sentence(error.format_message()), f"See: {where} --help")
        return error.exit_code
    except click.ClickException as error:
        _say(_sentence(error.format_message()), "")
        return error.exit_code
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return outcome if isinstance(outcome, int) else 0


def _os_trouble(error: OSError) -> str:
    if error.filename is None:
        return f"The system refused: {error.strerror or type(error).__name__}."
    from checkin.ground.files import explain_os_error

    name = error.filename if isinstance(error.filename, str) else repr(error.filename)
    return str(explain_os_error(error, name, "do this"))


def _say(message: str, remedy: str) -> None:
    # What was printed comes before what went wrong, also when both go to one file.
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()
    streams.tell(_lines(f"checkin: {message} {remedy}".strip()))


def _lines(text: str) -> str:
    from checkin.ground.text import clean_line

    return clean_line(text)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "?")) else f"{text}."
