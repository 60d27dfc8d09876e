"""Things to look at: for whom there are any, and nothing more before the one they concern opens them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checkin.meeting.trends.signals import SWITCH, for_whom, signals_of, told
from checkin.meeting.trends.thresholds import THRESHOLDS
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.reading import ReadingScreen
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.meeting.trends.past import Past
    from checkin.meeting.trends.signals import Signal

SWITCHES = Command("switches", "What is looked for", "Switch each of these things on or off.", "w")
BRING = Command(
    "bring",
    "Bring it",
    "Let it wait for your next meeting, to talk about.",
    "r",
    footer=True,
    label="bring it",
)

NOTHING = "There is nothing to look at. Facts come up here after three meetings at the earliest."
ALONE = "Facts, each for the one it concerns: to look at alone, and to bring along or not."


class ThingsScreen(ListScreen):
    """For whom there is something. Both may be reading this screen, so it says no more."""

    HELP_PAGE = "trends"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SWITCHES, BACK)

    def __init__(self, pair: str, past: Past) -> None:
        super().__init__()
        self.pair = pair
        self.past = past
        self.signals = signals_of(past)

    def head(self) -> Content:
        """The title."""
        return styled(("Things to look at", "bold"))

    def body(self) -> ComposeResult:
        """What this is, and for whom there is something."""
        yield Words(ALONE if self.signals else NOTHING, id="what", classes="told quiet")
        yield Menu(self._items())

    def _items(self) -> list[Item]:
        """One line for each whom something concerns."""
        return [
            *(Item(about, words) for about, words in for_whom(self.signals, self.past)),
            Item(SWITCHES.id, "What is looked for", SWITCHES.letter),
        ]

    def picked(self, id: str) -> None:
        """Ask first whether the one it concerns wants it on this screen."""
        from checkin.tui.screens.choose import ChooseScreen

        name = self.past.name(id) if id != "both" else "both of you"
        choices = [("open", "o", "Open it"), ("not", "n", "Not now")]

        def opened(what: str | None) -> None:
            if what == "open":
                chosen = tuple(one for one in self.signals if one.threshold.about == id)
                self.app.push_screen(OpenedScreen(self.pair, self.past, chosen, f"For {name}"))

        self.app.push_screen(
            ChooseScreen(f"This is for {name}. Whoever sees this screen can read it.", choices), opened
        )

    def do_switches(self) -> None:
        """What is looked for, each to be switched on or off."""
        self.app.push_screen(SwitchesScreen(self))

    def look_again(self, past: Past) -> None:
        """Something was switched on or off."""
        self.past, self.signals = past, signals_of(past)
        self.query_one("#what", Words).say(ALONE if self.signals else NOTHING)
        self.menu.show(self._items())


class OpenedScreen(ListScreen):
    """What concerns one of them, or both: one line each."""

    HELP_PAGE = "trends"

    def __init__(self, pair: str, past: Past, signals: tuple[Signal, ...], title: str) -> None:
        super().__init__()
        self.pair = pair
        self.past = past
        self.signals = signals
        self.heading = title

    def head(self) -> Content:
        """For whom."""
        return styled((self.heading, "bold"), (" · Things to look at", "$quiet"))

    def body(self) -> ComposeResult:
        """The list."""
        yield Menu([Item(one.threshold.id, one.threshold.title) for one in self.signals])

    def picked(self, id: str) -> None:
        """Read one."""
        signal = next(one for one in self.signals if one.threshold.id == id)
        self.app.push_screen(SignalScreen(self.pair, self.past, signal))


class SignalScreen(ReadingScreen):
    """One fact, something to ask oneself, and the events."""

    HELP_PAGE = "trends"
    MAY_FIT = True
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BRING, BACK)

    def __init__(self, pair: str, past: Past, signal: Signal) -> None:
        super().__init__()
        self.pair = pair
        self.past = past
        self.signal = signal
        self._brought = False

    def head(self) -> Content:
        """Its name."""
        return styled((self.signal.threshold.title, "bold"))

    def words(self) -> str:
        """All of it."""
        return told(self.signal)

    def can(self, command: Command) -> bool:
        """It is brought once."""
        return not self._brought if command is BRING else super().can(command)

    def do_bring(self) -> None:
        """Let it wait for the next meeting, as the one who brings it chooses."""
        from checkin.tui.screens.choose import ChooseScreen

        about = self.signal.threshold.about
        if about != "both":
            self._bring(about)
            return
        choices = [("mentee", "1", self.past.mentee), ("mentor", "2", self.past.mentor)]
        self.app.push_screen(ChooseScreen("Who brings it?", choices), self._bring)

    def _bring(self, seat: str | None) -> None:
        from checkin.ground.errors import CheckinError
        from checkin.record.bringing import QUESTION_WAITS, bring_once

        if seat is None:
            return
        try:
            bring_once(self.checkin.desk, self.pair, self.signal.threshold.question, "", "jot", seat)
        except CheckinError as trouble:
            self.notify_line(str(trouble))
            return
        self._brought = True
        self.show_keys()
        self.notify_line(QUESTION_WAITS)


class SwitchesScreen(ListScreen):
    """Everything that is looked for, with whether it is. `below` is the list it was opened from."""

    HELP_PAGE = "trends"

    DEFAULT_CSS = """
    SwitchesScreen > #when { height: 4; }
    """

    def __init__(self, below: ThingsScreen) -> None:
        super().__init__()
        self.below = below

    def head(self) -> Content:
        """The title."""
        return styled(("What is looked for", "bold"))

    def body(self) -> ComposeResult:
        """The list, and when the one at the sign comes."""
        yield Menu(self._items())
        yield Words(THRESHOLDS[0].when, id="when", classes="told quiet")

    def _items(self) -> list[Item]:
        off = self.below.past.ledgers.off
        return [
            Item(one.id, f"{'[ ]' if SWITCH + one.id in off else '[x]'} {one.title}") for one in THRESHOLDS
        ]

    def on_menu_moved(self, event: Menu.Moved) -> None:
        """Say when the one at the sign comes."""
        event.stop()
        self.query_one("#when", Words).say(THRESHOLDS[self.menu.cursor].when)

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """What Enter does here."""
        return (("Enter", "on or off"), *list(super().footer_keys())[1:])

    def picked(self, id: str) -> None:
        """Switch one. Raises `CheckinError`."""
        from checkin.record.additions import switch

        past = self.below.past
        was_off = SWITCH + id in past.ledgers.off
        switch(self.checkin.desk, self.below.pair, SWITCH + id, was_off)
        off = past.ledgers.off - {SWITCH + id} if was_off else past.ledgers.off | {SWITCH + id}
        self.below.look_again(replace(past, ledgers=replace(past.ledgers, off=off)))
        self.menu.show(self._items())
        self.notify_line("It is looked for." if was_off else "It is not looked for any more.")
