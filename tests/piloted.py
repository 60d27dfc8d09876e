"""The app in Textual's pilot, waited for until it is done.

The pilot itself looks how much of a processor this process takes, which says little where many share one.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from terminal import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

ROUNDS = 3
"""Layouts after which everything is in its place: a page, what it made room for, and what scrolled then."""


async def until(pilot: Pilot, holds: Callable[[], object]) -> None:
    """Let the app work until something holds."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, "what was waited for did not come"
        await pilot.pause(0.01)


async def press(pilot: Pilot, *keys: str) -> None:
    """Press keys, and wait until all that they set going is done."""
    await pilot.press(*keys)
    await until(pilot, lambda: keys_are_done(pilot.app))
    await laid_out(pilot)


async def laid_out(pilot: Pilot) -> None:
    """Wait until what has been asked of the app so far stands on its screen."""
    for _ in range(ROUNDS):
        refreshed = asyncio.Event()
        if pilot.app._exit or not pilot.app.screen.call_after_refresh(refreshed.set):
            break
        await until(pilot, lambda now=refreshed: now.is_set() or pilot.app._exit)
    await pilot.pause(0)


def keys_are_done(app) -> bool:
    """Whether all that was pressed has had its turn."""
    keys, screens = app._keys, app.screen_stack
    at_work = keys._at_work or keys._waiting or any(getattr(one, "at_work", False) for one in screens)
    return app._exit or not at_work
