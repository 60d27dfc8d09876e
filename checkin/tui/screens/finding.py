"""A list that can be searched: type a part of it, the lines that have it stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.text import clean_line, clusters
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult

FIND = Command("find", "Find", "Type a part of it; the lines that have it stay.", "/", footer=True)
_LONGEST = 60


class FindingScreen(ListScreen):
    """Children give `entries`: each line with the words it is found by."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (FIND, BACK)
    ALWAYS: ClassVar[bool] = False
    """Whether typing always searches; else `/` begins it."""
    NOTHING: ClassVar[str] = "There is nothing here yet."

    DEFAULT_CSS = """
    FindingScreen > #sought { padding: 1 2 0 2; display: none; }
    """

    finding = False
    sought = ""

    def entries(self) -> Sequence[tuple[Item, str]]:
        """Every line, and what else it is found by."""
        return ()

    def body(self) -> ComposeResult:
        """The words sought, a remark, the list."""
        yield Words(id="sought")
        yield Words(id="remark", classes="told quiet")
        yield Menu()

    def on_mount(self) -> None:
        """Show the list."""
        self.finding = self.ALWAYS
        self.show_found()

    def show_found(self) -> None:
        """Show what is found; everything while nothing is sought."""
        every = self.entries()
        found = self.matching(every)
        line = self.query_one("#sought", Words)
        line.display = self.finding
        line.say(styled(("Find: ", "$quiet"), (self.sought, "bold"), "_"))
        remark = self.query_one("#remark", Words)
        remark.say("" if found else "Nothing has these words." if every else self.NOTHING)
        remark.display = not found
        self.menu.show(found)

    def matching(self, every: Sequence[tuple[Item, str]]) -> list[Item]:
        """The lines that have all the words sought."""
        words = clean_line(self.sought).casefold().split()
        return [item for item, more in every if all(w in f"{item.words} {more}".casefold() for w in words)]

    async def on_key(self, event: events.Key) -> None:
        """While finding, what is typed is sought; arrows and Enter stay the list's."""
        if not self.finding or self.menu_open:
            return
        if event.key == "backspace":
            self.sought = "".join(cluster for cluster, _ in list(clusters(self.sought))[:-1])
        elif event.key == "ctrl+u":
            self.sought = ""
        elif event.is_printable and event.character is not None:
            self.sought = (self.sought + event.character)[:_LONGEST]
        elif event.key == "escape" and (self.sought or not self.ALWAYS):
            self.sought = ""
            self._stop_finding()
        elif event.key in ("up", "down", "enter", "pageup", "pagedown", "home", "end"):
            self.menu.on_key(event)
            return
        else:
            return
        event.stop()
        event.prevent_default()
        self.show_found()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is sought as well."""
        if self.finding:
            event.stop()
            self.sought = (self.sought + clean_line(event.text))[:_LONGEST]
            self.show_found()

    def do_find(self) -> None:
        """Begin to search."""
        self.finding = True
        self.set_focus(None)
        self.show_found()

    def _stop_finding(self) -> None:
        self.finding = self.ALWAYS
        if not self.finding:
            self.menu.focus()
        self.show_keys()

    def _refocus(self) -> None:
        if not self.finding:
            super()._refocus()

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """While finding, letters are words."""
        if not self.finding:
            return super().footer_keys()
        away = ("Esc", "back" if self.ALWAYS and not self.sought else "all of them")
        return (("Enter", "choose"), away, (self.key_for("help"), "help"))
