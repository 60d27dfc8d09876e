"""The kinds of meeting there are, what each is for, and what is wrong with one that can't be used."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CannotDo, CheckinError
from checkin.ground.text import clean_line
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.screens.overview import short
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.banks.library import Entry, Library
    from checkin.banks.model import Bank, Depth
    from checkin.tui.screens.pair import PairScreen

_FULL, _QUICK = "full", "quick"


class KindsScreen(ListScreen):
    """Every bank in reach, each in its depths."""

    HELP_PAGE = "banks"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    DEFAULT_CSS = """
    KindsScreen > #about { height: auto; max-height: 4; padding: 1 2 0 2; color: $quiet; }
    """

    def __init__(self, below: PairScreen, library: Library) -> None:
        super().__init__()
        self.below = below
        self.library = library
        self._entries: dict[str, Entry] = {}
        self._banks: dict[str, Bank] = {}

    def head(self) -> Content:
        """What this is."""
        return styled(("Another kind of meeting", "bold"))

    def body(self) -> ComposeResult:
        """The list; a bank that can't be used is in it."""
        yield Menu(self._items())
        yield Words("", id="about")

    def _items(self) -> Sequence[Item]:
        items: list[Item] = []
        for entry in self.library.entries():
            self._entries[entry.id] = entry
            bank: Bank | None = None
            if entry.broken:
                many = f"{entry.problems} problem{'s' if entry.problems != 1 else ''}"
                items.append(Item(entry.id, clean_line(entry.id), detail=f"can't be used: {many}"))
                continue
            with suppress(CheckinError):  # it may have changed on the disk since
                bank = self.library.find(entry.id).bank
            if bank is None:
                continue
            self._banks[entry.id] = bank
            items += [Item(f"{entry.id} {depth}", title, detail=told) for depth, title, told in _depths(bank)]
        return items

    def on_mount(self) -> None:
        """Say what the first one is for."""
        self._tell()

    def on_menu_moved(self) -> None:
        """Say what the one with the sign is for."""
        self._tell()

    def _tell(self) -> None:
        here = self.menu.here
        name = here.id.partition(" ")[0] if here else ""
        entry, bank = self._entries.get(name), self._banks.get(name)
        about = clean_line(bank.about) if bank else ""
        if entry is not None and entry.origin != "shipped":
            about = f"{about} ({short(entry.path)})".strip()
        self.query_one("#about", Words).say(about)

    def picked(self, id: str) -> None:
        """Start a meeting of this kind. Raises `CheckinError` with a broken bank's first problem."""
        name, _, chosen = id.partition(" ")
        if name not in self._banks:
            self.library.find(name)  # raises, and says what is wrong with it
            raise CannotDo("This bank was put right just now.", "Go back and choose it again.")
        depth: Depth = "quick" if chosen == _QUICK else "full"
        self.app.pop_screen()
        self.below.call_later(self.below.begin, name, depth)


def _depths(bank: Bank) -> list[tuple[str, str, str]]:
    title = clean_line(bank.title)
    quick = any(question.quick for question in bank.all_questions())
    found = [(_FULL, title, _minutes(bank.minutes.get(_FULL)))]
    if quick and _QUICK in bank.minutes:
        found.append((_QUICK, f"{title}, short", _minutes(bank.minutes.get(_QUICK))))
    return found


def _minutes(minutes: int | None) -> str:
    return f"about {minutes} minutes" if minutes else ""
