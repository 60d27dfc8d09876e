"""Seconds that count: what has to be quick is quick while nobody has to wait for a processor."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

PRESSURE = Path("/proc/pressure/cpu")
"""Where Linux says how long something was ready to run and others had the processors."""


class Stopwatch:
    """Runs from the moment it is made, and stands still while something waits for a processor.

    Several processes pass the news on to each other here: on a busy machine each of them waits its turn,
    which is nobody's fault. Where the kernel does not tell, all seconds count.
    """

    def __init__(self) -> None:
        self._began = _counting()

    @property
    def seconds(self) -> float:
        """Seconds so far."""
        return _counting() - self._began


def _counting() -> float:
    return time.monotonic() - _waited()


def _waited() -> float:
    with suppress(OSError, ValueError):
        some = PRESSURE.read_text().splitlines()[0]
        return int(some.rpartition("total=")[2]) / 1e6
    return 0.0
