"""What every screen of the app is made of: a head, a body, a line for notices, and the keys.

Keys come from the screen's command objects. Where somebody types, Esc opens the row of single letters;
elsewhere the letters work by themselves. Alt and a letter is the same as Esc and the letter: slow lines
deliver one as the other.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from checkin.ground.errors import CheckinError
from checkin.tui.commands import EVERYWHERE, KEY_NAMES, Command
from checkin.tui.inside import FirstScreen
from checkin.tui.widgets.keys_line import KeysLine
from checkin.tui.widgets.stop import Stop
from checkin.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult

    from checkin.tui.app import CheckinApp

SMALLEST = (60, 18)
"""Columns and rows below which a line says how much room is needed."""

STILL = 0.3
"""Seconds after a page turned in which Enter is not taken."""


class HouseScreen(FirstScreen):
    """A screen with commands. Children name `OWN_COMMANDS`, compose `body`, and write the `do_…` methods."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = ()
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

    menu_open = False
    """Whether the row of single letters is open (Esc)."""

    by_letter = False
    """Whether the command being done was called by its letter rather than by a key of its own."""

    turned_at = -STILL
    """When a page turned here last, by the monotonic clock, which is also that of events."""

    _before_menu: Widget | None = None
    _before_small: Widget | None = None
    _notice = ""

    @property
    def in_hand(self) -> Widget | None:
        """The field one is in, also while the row of letters is open."""
        return self._before_menu if self.menu_open else self.focused

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

    def can(self, command: Command) -> bool:
        """Whether a command can be used now; those that can't are not shown."""
        return hasattr(self, command.method)

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

    # Commands

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

    def commands(self) -> tuple[Command, ...]:
        """This screen's commands that can be used now, its own first."""
        return tuple(command for command in (*self.OWN_COMMANDS, *EVERYWHERE) if self.can(command))

    async def run(self, command: Command, *, by_letter: bool = False) -> None:
        """Do a command; an error that a person can act on becomes a notice."""
        self.by_letter = by_letter
        self.close_menu()
        self.notify_line("")
        try:
            result = getattr(self, command.method)()
            if inspect.isawaitable(result):
                await result
        except CheckinError as error:
            self.notify_line(str(error))
        self.show_keys()

    def open_menu(self) -> None:
        """Leave the field for the row of single letters."""
        if not self.menu_open:
            self.menu_open = True
            self._before_menu = self.focused
            self.set_focus(None)
            self.show_keys()

    def close_menu(self) -> None:
        """Back to the field."""
        if self.menu_open:
            self.menu_open = False
            if self._before_menu is not None and self._before_menu.is_attached and self.focused is None:
                self.set_focus(self._before_menu, scroll_visible=False)
            self._before_menu = None
            self.show_keys()

    async def on_key(self, event: events.Key) -> None:
        """Every key that no field took.

        Textual calls this handler of every class of a screen by itself: children say more in `press`.
        """
        # While there is too little room, nothing is done that can't be seen.
        if not self.has_class("too-small"):
            await self.press(event)

    async def press(self, event: events.Key) -> None:
        """Do what a key means here: a command, or the row of letters."""
        command = self._command_of(event)
        if command is not None:
            event.stop()
            event.prevent_default()
            await self.run(command, by_letter=event.key not in command.keys)
        elif event.key == "escape":
            event.stop()
            if self.menu_open:
                self.close_menu()
            else:
                await self.escape()
        elif self.menu_open and event.is_printable:
            event.stop()
            self.close_menu()

    async def escape(self) -> None:
        """Esc: the row of letters; screens without fields go back instead."""
        self.open_menu()

    def _command_of(self, event: events.Key) -> Command | None:
        key = event.key
        for command in self.commands():
            if key in command.keys:
                return command
        letter = ""
        if key.startswith("alt+") and len(key) == len("alt+x"):
            letter = key[-1]
        elif key == "alt+question_mark":
            letter = "?"
        elif event.character and (self.menu_open or not self.typing):
            letter = event.character
        if not letter:
            return None
        return next((command for command in self.commands() if command.letter == letter), None)

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        return isinstance(self.focused, Stop) and self.focused.takes_text

    def show_keys(self) -> None:
        """The footer: what can be done now, or the row of letters while it is open."""
        if not self.is_mounted:
            return
        keys = list(self._letters()) if self.menu_open else list(self.footer_keys())
        self.query_one(KeysLine).show(keys, self.size.width - 2, on_several=self.menu_open)

    def _letters(self) -> Iterable[tuple[str, str]]:
        """The row of single letters, each named, if it takes another line."""
        for command in self.commands():
            if command.letter:
                yield command.letter, command.label or command.name.lower()
        before = self._before_menu
        text = self.typing or (isinstance(before, Stop) and before.takes_text)
        yield "Esc", "back to the text" if text else "back"

    async def on_keys_line_pressed(self, event: KeysLine.Pressed) -> None:
        """A key pressed with the mouse is that key."""
        event.stop()
        command = next((one for one in self.commands() if one.letter == event.key), None)
        if command is not None:
            await self.run(command, by_letter=True)
        else:
            named = {name: key for key, name in KEY_NAMES.items()}
            self.app.simulate_key(named.get(event.key, event.key))

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """Keys and labels of the footer while nobody is in the row of letters."""
        for command in self.commands():
            if command.footer:
                key = KEY_NAMES.get(command.keys[0], command.keys[0]) if command.keys else command.letter
                yield key, command.label or command.name.lower()

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

    def do_leave(self) -> None:
        """Close the app."""
        self.checkin.leave(0)

    async def action_run(self, command_id: str) -> None:
        """Do a command by its id, as the palette does."""
        command = next((one for one in self.commands() if one.id == command_id), None)
        if command is not None:
            await self.run(command)


class Rule(Words):
    """A line across the screen."""

    DEFAULT_CSS = "Rule { height: 1; }"

    def render(self) -> Content:
        """As wide as the screen is."""
        return Content("─" * self.size.width)
