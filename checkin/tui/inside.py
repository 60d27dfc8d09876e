"""What we touch of Textual's inside, all of it here. Where Textual changes, its own way stands in.

Held by tests on the pinned version; each class says what is lost if its hook is not called any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from checkin.tui import display

if TYPE_CHECKING:
    from textual import events
    from textual.driver import Driver


class QuietApp(App[Any]):
    """An app that leaves a defect to its caller instead of printing it, with people's words, to the terminal.

    `defect` is what went wrong, None while all is well. Without the hook Textual prints its own report.
    """

    defect: Exception | None = None

    def on_mount(self) -> None:
        """Go on like a suspended app after a stop that nobody announced (SIGSTOP), and not after the end.

        Textual takes any SIGCONT for the end of a suspension and begins to read keys a second time. Without
        the hook such an app shares its keys between the two and never ends. Textual does it in the midst of
        whatever the app was doing; it stood still for good when that was a write to the terminal, whose
        lock the handler waits for. So the loop does it, in its turn.
        """
        go_on = signal.getsignal(signal.SIGCONT) if hasattr(signal, "SIGCONT") else None
        driver = self._driver
        if not callable(go_on) or driver is None:
            return

        def continued() -> None:
            if self._exit:
                return
            if not getattr(driver, "_must_signal_resume", True):
                _let_go(driver)
            go_on(signal.SIGCONT, None)

        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # then Textual's own stays
            asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, continued)

    def _handle_exception(self, error: Exception) -> None:
        if self.defect is None:
            self.defect = error
        self._return_code = 1
        self._close_messages_no_wait()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Only changed cells go to the terminal. Without the hook Textual writes whole widgets."""
        if display.show(self, renderable):
            self.post_display_hook()
        else:
            super()._display(screen, renderable)

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that changed its size, or came back from being suspended, may show anything."""
        display.resized(self, event.size)

    def action_paint_again(self) -> None:
        """Paint everything anew, where something else has written over the screen."""
        display.paint_again(self)


def _let_go(driver: Driver) -> None:
    """Suspend a driver as Textual does, but keep what was typed meanwhile, which Textual throws away.

    A driver whose reader has been told to end leaves out what would empty the terminal's line.
    """
    reader, end = getattr(driver, "_key_thread", None), getattr(driver, "exit_event", None)
    if reader is None or end is None:
        driver.suspend_application_mode()
        return
    end.set()
    reader.join()
    try:
        driver.suspend_application_mode()
    finally:
        end.clear()


class FirstScreen(Screen[None]):
    """A screen that may be the app's first and still be switched from.

    Textual 8.2 gives an app's default screen no callback for a result and stumbles over its absence in
    `switch_screen`. Without the hook that error is back.
    """

    def _pop_result_callback(self) -> None:
        if self._result_callbacks:
            super()._pop_result_callback()
