"""What every screen of the app is made of: a head, a body, a line for notices, and the keys.

What its keys do is in `keyed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from checkin.ground.errors import CannotDo, CheckinError
from checkin.tui.inside import FirstScreen
from checkin.tui.screens.keyed import Keyed
from checkin.tui.widgets.keys_line import KeysLine
from checkin.tui.widgets.rule import Rule
from checkin.tui.widgets.stop import Stop
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from checkin.tui.app import CheckinApp

SMALLEST = (60, 18)
"""Columns and rows below which a line says how much room is needed."""

STILL = 0.3
"""Seconds after a page turned in which Enter is not taken."""


class HouseScreen(Keyed, FirstScreen):
    """A screen with commands. Children name `OWN_COMMANDS`, compose `body`, and write the `do_…` methods."""

    HELP_PAGE: ClassVar[str] = "keys"
    """The page of the manual that F1 shows under this screen's keys."""
    FOR_GUESTS: ClassVar[bool] = False
    """Whether a guest's app may show this very screen; its children have to say so again."""
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step_on(1)", show=False, priority=True),
        Binding("shift+tab", "step_on(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    HouseScreen { layout: vertical; background: $background; color: $foreground; overflow: hidden; }
    HouseScreen > #head { height: auto; padding: 0 1; }
    HouseScreen > .rule { height: 1; color: $rule; }
    HouseScreen > #notice { height: auto; max-height: 3; padding: 0 1; color: $accent; display: none; }
    HouseScreen > #small { display: none; padding: 1 2; }
    HouseScreen.too-small > * { display: none; }
    HouseScreen.too-small > #small { display: block; }
    .quiet { color: $quiet; }
    .strong { text-style: bold; }
    """

    turned_at = -STILL
    """When a page turned here last, by the monotonic clock, which is also that of events."""

    _before_small: Widget | None = None
    _notice = ""

    @property
    def checkin(self) -> CheckinApp:
        """The app."""
        from checkin.tui.app import CheckinApp

        assert isinstance(self.app, CheckinApp)
        return self.app

    # What children provide

    def head(self) -> Content:
        """The head's lines."""
        return Content("")

    def body(self) -> ComposeResult:
        """The widgets between the rules."""
        yield from ()

    # Composition

    def compose(self) -> ComposeResult:
        """Head, rule, body, notice, rule, keys."""
        yield Words(self.head(), id="head")
        yield Rule(classes="rule")
        yield from self.body()
        yield Words(id="notice")
        yield Rule(classes="rule")
        yield KeysLine(id="keys")
        yield Words(id="small")

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Say how much room is needed where there is too little; nothing is lost by it."""
        columns, rows = event.size
        small = columns < SMALLEST[0] or rows < SMALLEST[1]
        if small and not self.has_class("too-small"):
            self._before_small = self.focused
        elif self.has_class("too-small") and not small:
            self.call_after_refresh(self._focus_again)
        self.set_class(small, "too-small")
        if small:
            self.query_one("#small", Words).say(
                f"checkin needs {SMALLEST[0]} columns and {SMALLEST[1]} rows; here are {columns} and {rows}. "
                "Make the window larger to go on. Nothing is lost."
            )
        self.show_keys()

    def _focus_again(self) -> None:
        """What was hidden for want of room lost the focus; it goes on from there."""
        before, self._before_small = self._before_small, None
        if before is not None and before.is_attached and self.focused is None:
            self.set_focus(before, scroll_visible=False)

    # Notices

    def notify_line(self, text: str) -> None:
        """Say something in the line above the keys until the next act. Never markup."""
        self._notice = text
        notice = self.query_one("#notice", Words)
        notice.say(text)
        notice.display = bool(text)

    # Keys that come too soon, or where there is no room

    def unseen(self, event: events.Event) -> bool:
        """Whether what a key does could not be seen now for want of room. One may leave all the same."""
        return self.has_class("too-small") and getattr(event, "key", "") not in ("ctrl+q", "ctrl+c")

    def ignores(self, event: events.Event) -> bool:
        """Whether a key is not taken now: a held Enter right after something else came to stand here.

        When it was pressed counts, not when its turn comes: on a slow machine that is much later. Any
        other key before it shows that it is not held. Where there is too little room, nothing is done.
        """
        if self.unseen(event):
            return True
        if getattr(event, "key", "") != "enter":
            self.turned_at = -STILL
            return False
        return event.time - self.turned_at < STILL

    async def on_key(self, event: events.Key) -> None:
        """Every key that no field took.

        Textual calls this handler of every class of a screen by itself: children say more in `press`.
        """
        # While there is too little room, nothing is done that can't be seen.
        if not self.has_class("too-small"):
            await self.press(event)

    # Moving between fields

    def stops(self) -> list[Widget]:
        """The fields and choices of the screen that can have the focus, from top to bottom."""
        return [w for w in self.query(Widget) if w.can_focus and w.display and isinstance(w, Stop)]

    async def action_step_on(self, direction: int) -> None:
        """Tab and Shift+Tab: the neighbouring field, and off the end to what `beyond` does."""
        stops = self.stops()
        at = stops.index(self.focused) if self.focused in stops else (-1 if direction > 0 else len(stops))
        to = at + direction
        if 0 <= to < len(stops):
            stops[to].focus()
        else:
            await self.beyond(direction)

    async def beyond(self, direction: int) -> None:
        """Past the last field (+1) or before the first (-1): round to the other end."""
        if stops := self.stops():
            stops[0 if direction > 0 else -1].focus()

    # What every screen can do

    def do_help(self) -> None:
        """Open the help."""
        from checkin.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def do_help_elsewhere(self) -> None:
        """Open the list of people and places to turn to. The host's own list is not a guest's."""
        from checkin.record.turn_to import TITLE, for_guests
        from checkin.tui.screens.elsewhere import ElsewhereScreen

        if self.checkin.guest:
            from checkin.tui.screens.said import SaidScreen

            self.app.push_screen(SaidScreen(TITLE, for_guests()))
            return
        self.app.push_screen(ElsewhereScreen())

    def do_palette(self) -> None:
        """Open the list of all commands."""
        from checkin.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(self))

    def do_theme(self) -> None:
        """Choose the colours, which are kept in the settings. Raises `CannotDo` where there are none."""
        from checkin.tui.screens.choose import ChooseScreen

        if self.app.no_color:
            raise CannotDo("NO_COLOR asks for no colours at all.", "Without it they can be chosen here.")

        def chosen(theme: str | None) -> None:
            try:
                self.checkin.wear(theme)
            except CheckinError as error:
                self.notify_line(f"For this time only. {error}")
            else:
                self.notify_line("Kept in your settings." if theme and not self.checkin.guest else "")

        choices = [("dark", "1", "Dark"), ("light", "2", "Light"), ("ansi", "3", "The terminal's own")]
        self.app.push_screen(ChooseScreen("Colours", choices), chosen)

    def do_leave(self) -> None:
        """Close the app."""
        self.checkin.leave(0)
