"""Keys one after the other: what a key sets going is over before the next one is looked at.

Textual hands a key to the field that has the cursor when the key arrives; that the cursor goes on to the
next field, or the page turns, comes a little later. Keys that arrive together, as slow lines and pastes
without brackets deliver them, would all go to the first of these fields, or be lost with its page.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from checkin.tui.widgets.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual import events
    from textual.app import App
    from textual.message_pump import MessagePump

    Handle = Callable[[events.Event], Awaitable[None]]

LONGEST = 10.0
"""Seconds to wait at most for one thing that was set going; reached only where something went wrong, since
a page may take more than one to turn on a busy machine."""


class KeysInOrder:
    """Holds keys and pastes back while an earlier one is still at work. `handle` is what does them.

    `unseen` says whether one is dropped as it comes, `ignored` whether it is when its turn has come.
    """

    def __init__(
        self,
        app: App[Any],
        handle: Handle,
        ignored: Callable[[events.Event], bool],
        unseen: Callable[[events.Event], bool],
    ) -> None:
        self._app = app
        self._handle = handle
        self._ignored = ignored
        self._unseen = unseen
        self._waiting: deque[events.Event] = deque()
        self._at_work = True
        self._typed = False
        """Whether text is on its way to a field: it stays in order by itself, but not with other keys."""
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """The first screen is there: keys that came before it had a field were waiting for this."""
        self._task = asyncio.create_task(self._wait(()))

    async def take(self, event: events.Event) -> None:
        """Do a key now, or as soon as those before it are done."""
        if self._task is not None and self._unseen(event):
            return
        if self._at_work:
            self._waiting.append(event)
        else:
            await self._do(event)

    async def _do(self, event: events.Event) -> None:
        focused = self._app.focused
        if isinstance(focused, Stop) and focused.takes(event):
            if not self._ignored(event):
                self._typed = True
                await self._handle(event)
            return
        around = list((focused or self._app.screen).ancestors_with_self)
        if self._typed:
            self._waiting.appendleft(event)
        elif self._ignored(event):
            return
        else:
            await self._handle(event)
        self._at_work = True
        self._task = asyncio.create_task(self._wait(around))

    async def _wait(self, around: Sequence[MessagePump]) -> None:
        """Wait until a key is done: from where it went up to the app, then until nothing moves any more."""
        try:
            for pump in around:
                await _handled(pump)
            for _ in range(3):
                before = (self._app.screen, self._app.focused)
                await _over(self._app.screen.call_after_refresh)
                await _handled(self._app)
                await _handled(self._app.screen)
                if before == (self._app.screen, self._app.focused):
                    break
        finally:
            self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        self._at_work = self._typed = False
        while self._waiting and not self._at_work:
            await self._do(self._waiting.popleft())


async def _handled(pump: MessagePump) -> None:
    """Wait until a widget has handled what it has been given, and what it gave itself meanwhile."""
    for _ in range(2):
        await _over(pump.call_later)


async def _over(schedule: Callable[[Callable[[], None]], bool]) -> None:
    done = asyncio.Event()
    if schedule(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), LONGEST)
