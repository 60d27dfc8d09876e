"""The display between Textual and its driver: only cells that changed go to the terminal.

It reads what Textual would have written (see `cells`), and notes what others write to the terminal.
All that is touched of Textual for it is in this file. Where something is not as expected, Textual's own
display shows that update.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from checkin.tui.cells import Cells
from checkin.tui.pens import Unfamiliar

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 3
"""So many times something may go wrong here before Textual's own display stays for good."""

AT_ONCE = 1000
"""Characters from which an update is framed as one, where the terminal can show it at once."""

_PASSES = (
    "(?:\x07|\x1b\\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b\\[[<>][0-9;]*u"
    "|\x1b\\[\\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|2004|2026|2048)(?:[hl]|\\$p))*"
)
"""What others write that changes no cell, no pen and no place: bells, titles, the clipboard, modes."""


class Display:
    """The display of one driver's terminal. From its making on it notes what others write there."""

    def __init__(self, driver: Any, *, colours: bool) -> None:
        self.cells = Cells(colours=colours)
        self.troubles = 0
        """How often something went wrong in here."""
        self._says_again = False
        """Whether the terminal will tell its size once more without having changed it."""
        self._write = driver.write
        driver.write = self._others_write

    def _others_write(self, data: str) -> None:
        if not re.fullmatch(_PASSES, data):
            data = self.cells.forget() + data
            self._says_again = False
        elif "\x1b[?2048h" in data:
            self._says_again = True
        self._write(data)

    def show(self, app: App[Any], renderable: object) -> bool:
        """Show an update of Textual's compositor; false when Textual's own display has to."""
        from textual._compositor import CompositorUpdate

        driver: Any = app._driver
        if not isinstance(renderable, CompositorUpdate) or driver.is_inline or driver.is_web:
            return False
        size = app.screen.outer_size
        x, y = cursor = size.clamp_offset(app.cursor_position)
        try:
            output = renderable.render_segments(app.console)
            data = self.cells.paint(output, (size.width, size.height), (x, y))
        except Unfamiliar:
            return False
        app._previous_cursor_position = cursor
        if data:
            if len(data) >= AT_ONCE and app._sync_available:
                data = f"\x1b[?2026h{data}\x1b[?2026l"
            self._write(data)
            driver.flush()
        return True

    def resized(self, app: App[Any], size: tuple[int, int]) -> None:
        """The terminal told its size: what it shows is unknown now, unless it only says so again."""
        if size == self.cells.size:
            if self._says_again:
                self._says_again = False
                return
            app.screen.refresh()
        self.cells.forget()


def show(app: App[Any], renderable: object) -> bool:
    """Show an update on the display of the app's terminal; false when Textual's own display has to.

    Where something goes wrong, the whole screen is asked for once more; the third time it is left to
    Textual for good.
    """
    display: Display | None = None
    try:
        if renderable is None or app._batch_count or not app._running or app._closed or app.is_headless:
            return False
        display = _display_of(app)
        return display.troubles < PATIENCE and display.show(app, renderable)
    except Exception:  # noqa: BLE001 (whatever Textual or we have changed: people go on seeing their screen)
        if display is not None:
            display.troubles += 1
            with suppress(Exception):
                app.screen.refresh()
        return False


def resized(app: App[Any], size: tuple[int, int]) -> None:
    """The terminal told its size, columns and rows."""
    with suppress(AttributeError):
        if app._driver is not None and not app.is_headless:
            _display_of(app).resized(app, size)


def paint_again(app: App[Any]) -> None:
    """Paint the whole screen, whatever is known of it: something else may have written there."""
    with suppress(AttributeError):
        if app._driver is not None and not app.is_headless:
            _display_of(app).cells.forget()
    app.screen.refresh()


def _display_of(app: App[Any]) -> Display:
    driver: Any = app._driver
    display: Display | None = getattr(driver, "checkin_display", None)
    if display is None:
        display = driver.checkin_display = Display(driver, colours=not app.no_color)
    return display
