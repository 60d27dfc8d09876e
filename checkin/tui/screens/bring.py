"""After time alone: where it is kept, and of each thing that came out of it whether it is to be brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from checkin.ground.errors import CheckinError
from checkin.ground.text import counted
from checkin.meeting.start import PREPARE
from checkin.record import private
from checkin.record.alone import ALONE_KEPT, kept_where
from checkin.record.bringing import (
    BRING,
    BROUGHT,
    NOT_BROUGHT,
    bring_outcome,
    idea_of,
    leave_outcome,
    outcome_words,
)
from checkin.tui.commands import BACK, Command
from checkin.tui.screens.listing import ListScreen
from checkin.tui.widgets.menu import Item, Menu
from checkin.tui.widgets.words import Words, styled

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.content import Content

    from checkin.record.private import Entry
    from checkin.record.saved import SavedMeeting

YES = Command("yes", "Bring it", "Have it at hand when you meet next. Nothing else of it is brought.", "y")
CHANGE = Command("change", "Say it in other words", "Bring it in other words.", "w")
NO = Command("no", "Keep it to myself", "It stays with you, and is not asked again.", "n")
READ = Command("read", "Read it", "Read what was said.", "r")
DONE = Command("done", "Done", "To your own page.", "d")


class BringScreen(ListScreen):
    """What came out of time alone, one thing after the other; `saved` is the meeting just saved, if any."""

    HELP_PAGE = "alone"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (YES, CHANGE, NO, READ, DONE, BACK)

    def __init__(self, pair: str, saved: SavedMeeting | None = None, path: Path | None = None) -> None:
        super().__init__()
        self.pair = pair
        self.saved = saved
        self.path = path
        self.waiting: tuple[Entry, ...] = ()

    @property
    def outcome(self) -> Entry | None:
        """The thing in hand."""
        return self.waiting[0] if self.waiting else None

    def head(self) -> Content:
        """What this is."""
        if self.saved is None:
            return styled(("What came out of time alone", "bold"))
        start = self.saved.start
        return styled((f"{start.pair_words} · {start.bank.title}", "bold"))

    def compose(self) -> ComposeResult:
        """As every screen, once the notes have been read."""
        self._look()
        yield from super().compose()

    def body(self) -> ComposeResult:
        """Where it is kept, the thing in hand, and what can be done with it."""
        yield Words(self._told(), id="told", classes="told")
        yield Menu(self._items())

    def _look(self) -> None:
        if self.saved is None or self.saved.start.bank.goes_by != PREPARE:
            self.waiting = private.outcomes(self.checkin.desk, self.pair)

    def _told(self) -> Content:
        if self.outcome is not None:
            return styled(
                (f"{self._kept()}\n\n" if self.saved is not None else "", ""),
                (f"{BRING}\n\n", "bold"),
                (outcome_words(self.outcome), ""),
            )
        if self.saved is not None and self.saved.start.bank.goes_by == PREPARE:
            left = self.checkin.desk.ledger(self.pair).ledgers
            many = sum(one.origin == "prep" for one in left.waiting)
            hand = f"{counted(many, 'thing')} will be at hand when you meet. " if many else ""
            return styled(
                ("You are prepared. ", "bold"),
                f"{hand}To print it or mail it:\n\ncheckin prep {self.pair} --show",
            )
        return styled(self._kept() if self.saved is not None else "That was all.")

    def _kept(self) -> str:
        return f"Saved. {kept_where(self.checkin.desk, self.path) if self.path is not None else ALONE_KEPT}"

    def _items(self) -> list[Item]:
        return [Item(one.id, one.name, one.letter) for one in (YES, CHANGE, NO, READ, DONE) if self.can(one)]

    def can(self, command: Command) -> bool:
        """What there is to answer, and to read."""
        if command in (YES, CHANGE, NO):
            return self.outcome is not None
        if command is READ:
            return self.saved is not None
        if command is BACK:
            return self.saved is None and super().can(command)
        return super().can(command)

    def _show(self, said: str) -> None:
        self._look()
        self.query_one("#told", Words).say(self._told())
        self.menu.show(self._items())
        self.notify_line(said)
        self.show_keys()

    def do_yes(self) -> None:
        """Bring it. Raises `CannotDo`."""
        if self.outcome is not None:
            bring_outcome(self.checkin.desk, self.pair, self.outcome)
            self._show(BROUGHT)

    def do_change(self) -> None:
        """Bring it in other words."""
        from checkin.tui.screens.write import Asked, WriteScreen

        outcome = self.outcome
        if outcome is None:
            return

        def then(texts: tuple[str, ...]) -> None:
            try:
                bring_outcome(self.checkin.desk, self.pair, outcome, texts[0] or outcome.text, texts[1])
            except CheckinError as error:
                self.notify_line(str(error))
            else:
                self._show("It will be at hand when you meet, in these words.")

        asked = [Asked("In which words?", outcome.text), Asked("A first idea, or none", idea_of(outcome))]
        self.app.push_screen(WriteScreen("To your next meeting", "", asked, then))

    def do_no(self) -> None:
        """It stays with its owner. Raises `CannotDo`."""
        if self.outcome is not None:
            leave_outcome(self.checkin.desk, self.pair, self.outcome)
            self._show(NOT_BROUGHT)

    def do_read(self) -> None:
        """The whole of what was said."""
        from checkin.summary.document import document_of
        from checkin.summary.plain_text import text
        from checkin.tui.screens.said import SaidScreen

        if self.saved is not None:
            told = text(document_of(self.saved), min(self.size.width - 6, 100))
            self.app.push_screen(SaidScreen(self.saved.start.bank.title, told))

    def do_done(self) -> None:
        """To one's own page; what was not answered waits there."""
        from checkin.tui.screens.own import OwnScreen

        if self.saved is None:
            self.app.pop_screen()
        else:
            self.app.switch_screen(OwnScreen(self.pair, "mentee"))
