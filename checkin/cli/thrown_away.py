"""A folder for what nobody is to keep: a rehearsal, the demo. It is thrown away however the program ends."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A new folder, its name beginning with `prefix`, gone when the block ends. Raises `OSError`."""
    with _ending_in_order(), TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as made:
        yield Path(made)


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
