"""What is kept of a defect: a note in the data folder's `log`, for a report, without people's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OUR_OWN_WORDS = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
"""Errors whose message speaks of the program alone. Any other may quote what somebody typed."""

_LONGEST = 300


def note(error: BaseException, environ: Mapping[str, str]) -> str:
    """Write down where the program broke and return what to tell about it; never raises."""
    try:
        return f"Please report it, with the note in {_written(error, environ)}"
    except Exception as trouble:  # noqa: BLE001 (there must be an answer, even with no place to write to)
        return f"Please report it: {type(error).__name__}; no note could be kept ({type(trouble).__name__})."


def _written(error: BaseException, environ: Mapping[str, str]) -> str:
    import os
    import platform
    from datetime import UTC, datetime

    from checkin import __version__
    from checkin.ground.places import ensure, find_places

    folder = ensure(find_places(environ).home / "log")
    now = datetime.now(UTC)
    path = folder / f"{now:%Y-%m-%dT%H%M%S}-{os.getpid()}.txt"
    head = (
        f"checkin {__version__}, Python {platform.python_version()}, {platform.system()}, {now:%F %R} UTC\n"
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(head + "\n".join(told(error)) + "\n")
    return str(path)


def told(error: BaseException) -> list[str]:
    """The frames and the kinds of an error and of those that led to it, the first one first."""
    import traceback

    lines: list[str] = []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        lines += [*told(earlier), "which led to"]
    lines += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    said = f": {str(error)[:_LONGEST]}" if isinstance(error, _OUR_OWN_WORDS) else ""
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}{said}"]
