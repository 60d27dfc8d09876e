"""What is wrong in a bank: every problem where it stands, the editor at its line, and a way round it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from checkin.banks.reading.reader import Reading
from checkin.ground.errors import CannotDo
from checkin.ground.places import short
from checkin.ground.text import counted
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.bank_watch import BankWatch
from checkin.tui.screens.base import HouseScreen
from checkin.tui.widgets.problem_list import ProblemList
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

EDIT = Command("edit", "Edit", "Open the bank in your editor, at this line.", "e", footer=True)
SPARE = Command(
    "spare",
    "Shipped one",
    "Use the one that came with the program, this time.",
    "u",
    footer=True,
    label="use the shipped one this time",
)


class ProblemsScreen(BankWatch, HouseScreen):
    """The problems of one bank's file. `spare`, if there is one, holds the meeting with the shipped bank."""

    HELP_PAGE = "banks"
    AUTO_FOCUS: ClassVar[str | None] = "ProblemList"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (EDIT, SPARE, BACK)

    DEFAULT_CSS = "ProblemsScreen > #none { padding: 1 2 0 2; display: none; }"

    def __init__(self, path: Path, spare: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.path = path
        self.spare = spare
        self.reading: Reading = Reading(None, (), path)

    def _read(self) -> None:
        library = self.checkin.desk.library()
        self.reading = library.with_translations(library.reading(self.path))

    def compose(self) -> ComposeResult:
        """As every screen, once the file has been read."""
        self._read()
        yield from super().compose()

    def head(self) -> Content:
        """The file, and how much is wrong in it."""
        many, left = len(self.reading.problems), self.reading.untranslated
        said = [counted(many, "problem") if many or not left else ""]
        said += [f"{counted(left, 'line')} not translated yet" if left else ""]
        words = ", ".join(filter(None, said)) if many or left else "No problems"
        usable = "" if self.reading.bank is None else ", and it can be used" if many or left else ""
        return styled((f"{words}{usable}", "bold"), (f" · {short(self.path)}", "$quiet"))

    def body(self) -> ComposeResult:
        """The problems; when there are none any more, that."""
        yield ProblemList(self.reading)
        yield Words("Nothing is wrong in it any more. The next meeting is held with it.", id="none")

    def on_mount(self) -> None:
        """Look at the file again when it changes."""
        self.watch_banks()
        self._show()

    def banks_changed(self) -> None:
        """Somebody mended something, here or elsewhere."""
        self._read()
        self.query_one("#head", Words).say(self.head())
        self.query_one(ProblemList).read(self.reading)
        self.notify_line("")
        self._show()
        self.show_keys()

    def _show(self) -> None:
        found = bool(self.reading.diagnostics)
        self.query_one(ProblemList).display = found
        self.query_one("#none", Words).display = not found
        self._refocus()

    def on_resize(self, _event: events.Resize) -> None:
        """The list can be used again once there is room for it."""
        self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        listed = self.query_one(ProblemList)
        if listed.display and self.focused is None and not self.menu_open and not self.has_class("too-small"):
            listed.focus()

    def can(self, command: Command) -> bool:
        """The shipped one stands in only where this one can't be used."""
        if command is SPARE:
            return self.spare is not None and self.reading.bank is None
        return super().can(command)

    def footer_keys(self) -> Iterable[tuple[str, str]]:
        """How to go from problem to problem, and this screen's keys."""
        if len(self.reading.diagnostics) > 1:
            yield "↑↓", "next"
        yield from super().footer_keys()

    def do_edit(self) -> None:
        """The editor, at the problem in hand; afterwards what is wrong now. Raises `CannotDo`."""
        from checkin.tui.editing import edit_bank

        here = self.query_one(ProblemList).here
        path = Path(here.path) if here is not None and here.line else self.path
        edit_bank(self.checkin, path, here.line if here is not None else 0)
        self.banks_changed()

    def do_spare(self) -> None:
        """Begin the meeting with the bank that came with the program."""
        if self.spare is None:
            raise CannotDo("There is no other one to use.")
        self.app.pop_screen()
        self.app.call_later(self.spare)

    def do_back(self) -> None:
        """To the page before."""
        self.app.pop_screen()
