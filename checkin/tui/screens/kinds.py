"""The kinds of meeting there are: what each is for, how long it takes, when this pair had it last."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from checkin.ground.dates import show_iso
from checkin.ground.errors import CheckinError
from checkin.ground.places import short
from checkin.ground.text import clean_line, cut, wrap
from checkin.record.kinds import Kind, kinds
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.bank_watch import BankWatch
from checkin.tui.screens.listing import ListScreen
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.banks.model import Depth
    from checkin.tui.screens.pair import PairScreen

_TOLD_LINES = 4
"""Lines below the list for what the kind in hand is for."""
_MOST = 96
"""Cells of a line of words."""

SHORT = Command("short", "Short", "Start it in its short form.", "t", footer=True)
AGENDA = Command("agenda", "Agenda", "Read what will be asked, before you start.", "v", footer=True)
LANGUAGE = Command("language", "Language", "Hold it in another of its languages.", "l", footer=True)
PROBLEMS = Command("problems", "Problems", "Read what is wrong in this bank.", "p", footer=True)
SPARE = Command(
    "spare",
    "Shipped one",
    "Use the one that came with the program, this time.",
    "u",
    footer=True,
    label="shipped one",
)
EDIT = Command(
    "edit", "Edit", "Open this bank in your editor; a shipped one as a copy of yours.", "e", footer=True
)


class KindsScreen(BankWatch, ListScreen):
    """Every bank in reach, and what there is to know of the one in hand."""

    HELP_PAGE = "banks"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SHORT, AGENDA, LANGUAGE, PROBLEMS, SPARE, EDIT, BACK)

    DEFAULT_CSS = f"""
    KindsScreen > #about {{ height: {_TOLD_LINES + 1}; padding: 1 2 0 2; color: $quiet; }}
    """

    def __init__(self, below: PairScreen) -> None:
        super().__init__()
        self.below = below
        self.languages: dict[str, str] = {}
        """The languages chosen here, by the bank's id."""
        self.kinds: dict[str, Kind] = {}
        self._shown_before = False

    # What is shown

    def head(self) -> Content:
        """What this is."""
        return styled(("Another kind of meeting", "bold"))

    def body(self) -> ComposeResult:
        """The list; a bank that can't be used is in it."""
        yield Menu(self._items(), select_first=True)
        yield Words("", id="about")

    def read(self) -> None:
        """Read the banks; before the screen is shown, and whenever they change. Raises `CheckinError`."""
        found = kinds(self.below.checkin.desk, self.below.pair, self.languages)
        self.kinds = {kind.id: kind for kind in found}

    def _items(self) -> list[Item]:
        return [Item(kind.id, kind.name, detail=self._beside(kind)) for kind in self.kinds.values()]

    def _beside(self, kind: Kind) -> str:
        next_one = "suggested now" if kind.suggested else ""
        last = f"last {show_iso(kind.held, self.below.checkin.desk.today())}" if kind.held else ""
        whose = "yours" if kind.entry.origin == "yours" else ""
        return ", ".join(filter(None, [next_one, whose, last, kind.standing]))

    @property
    def here(self) -> Kind | None:
        """The kind that the sign is at."""
        item = self.menu.here if self.is_mounted else None
        return self.kinds.get(item.id) if item else None

    def on_mount(self) -> None:
        """Say what the first one is for, and look at the banks again when they change."""
        self._tell()
        self.watch_banks()

    def on_menu_moved(self) -> None:
        """Say what the one with the sign is for."""
        self._tell()

    def on_resize(self, _event: events.Resize) -> None:
        """What is said is wrapped for the width there is."""
        self._tell()

    def _tell(self) -> None:
        kind = self.here
        width = min(max(20, self.size.width - 4), _MOST)
        lines = self._lines(kind, width) if kind is not None else []
        self.query_one("#about", Words).say("\n".join(lines))
        self.show_keys()

    def _lines(self, kind: Kind, width: int) -> list[str]:
        """What it is for, then what else there is to know, the file of one that is not shipped at the end."""
        bank = kind.bank
        about = wrap(clean_line(bank.about), width) if bank else []
        facts = kind.facts(self.checkin.desk.today())
        told = wrap(". ".join(facts) + "." if facts else "", width)
        file = cut(short(kind.entry.path), width) if kind.entry.origin != "shipped" else ""
        room = _TOLD_LINES - bool(file)
        lines = [*about[: max(1, room - len(told))], *told]
        return [*lines[:room], *([file] if file else [])]

    def banks_changed(self) -> None:
        """Read the banks again; the sign stays at the one it was at."""
        before = dict(self.kinds)
        try:
            self.read()
        except CheckinError as error:
            self.notify_line(str(error))
            return
        if self.kinds != before:
            self.notify_line("")
            self.menu.show(self._items())
            self._tell()

    def on_screen_resume(self) -> None:
        """Something may have been mended on the screen above."""
        if self._shown_before and self.is_attached:
            self.banks_changed()
        self._shown_before = True

    # What is done

    def can(self, command: Command) -> bool:
        """What the kind in hand has."""
        kind = self.here
        match command:
            case _ if command is SHORT:
                return kind is not None and kind.has_short
            case _ if command is AGENDA:
                return kind is not None and kind.bank is not None
            case _ if command is LANGUAGE:
                return kind is not None and len(kind.entry.languages) > 1
            case _ if command is PROBLEMS:
                return kind is not None and bool(kind.reading.diagnostics)
            case _ if command is SPARE:
                return kind is not None and kind.spare
            case _ if command is EDIT:
                return kind is not None
        return super().can(command)

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """What Enter does with the kind in hand, and this screen's keys."""
        kind = self.here
        usable = kind is not None and kind.bank is not None
        yield "Enter", "start" if usable else "what is wrong"
        said = {"Enter"} if usable else {"Enter", PROBLEMS.short}
        yield from [key for key in super().footer_keys() if key[0] not in said]

    def picked(self, id: str) -> None:
        """Start a meeting of this kind; of one that can't be used, say why."""
        kind = self.kinds.get(id)
        if kind is None:
            return
        if kind.bank is None:
            self.do_problems()
        else:
            self._start(kind, "full")

    def do_short(self) -> None:
        """Start it in the quick depth."""
        if (kind := self.here) is not None:
            self._start(kind, "quick")

    def _start(self, kind: Kind, depth: Depth, *, shipped: bool = False) -> None:
        self.app.pop_screen()
        language = None if shipped else kind.language
        self.below.call_later(self.below.begin, kind.id, depth, language, shipped=shipped)

    def do_spare(self) -> None:
        """Start the shipped one in its stead."""
        if (kind := self.here) is not None:
            self._start(kind, "full", shipped=True)

    def do_agenda(self) -> None:
        """What will be asked."""
        from checkin.tui.screens.agenda import AgendaScreen

        if (kind := self.here) is not None:
            self.app.push_screen(AgendaScreen(kind, self._again(kind.id), self._start))

    def _again(self, id: str) -> Callable[[], Kind | None]:
        def look() -> Kind | None:
            with suppress(CheckinError):
                self.read()
            return self.kinds.get(id)

        return look

    def do_problems(self) -> None:
        """What is wrong in it."""
        from checkin.tui.screens.problems import ProblemsScreen

        if (kind := self.here) is not None:
            instead = (lambda: self._start(kind, "full", shipped=True)) if kind.spare else None
            self.app.push_screen(ProblemsScreen(kind.entry.path, instead))

    def do_language(self) -> None:
        """The next language it has."""
        kind = self.here
        if kind is None or not kind.entry.languages:
            return
        there = kind.entry.languages
        at = there.index(kind.language) if kind.language in there else -1
        self.languages[kind.id] = there[(at + 1) % len(there)]
        self.banks_changed()

    def do_edit(self) -> None:
        """The editor; afterwards what became of the banks. Raises `CannotDo`."""
        from checkin.tui.editing import edit_bank

        if (kind := self.here) is not None:
            edit_bank(self.checkin, kind.entry.path)
            self.banks_changed()
